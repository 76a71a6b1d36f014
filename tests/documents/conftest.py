import pytest

from documents.fonts import Typeface, chosen_typeface, typeface_of_the_wheel

# The machine's stand-in for Times New Roman, if it has one, and the font every machine has.
FACES = {face.family: face for face in (chosen_typeface(), typeface_of_the_wheel())}


@pytest.fixture(scope="session", params=FACES.values(), ids=FACES.keys())
def face(request) -> Typeface:
    return request.param
