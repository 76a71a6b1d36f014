"""What every request meets before its view."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "chosen", "spoken"),
    [
        ("en-US,en;q=0.9", None, "vi"),
        ("fr", None, "vi"),
        ("vi", "en", "en"),
        ("en", "vi", "vi"),
        ("en", "xx", "vi"),
        ("en", "", "vi"),
    ],
)
def test_language_is_the_chosen_one_else_vietnamese(accepted, chosen, spoken):
    client = Client(headers={"accept-language": accepted})
    if chosen is not None:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen

    answer = client.get("/sign-in/")

    assert (answer["Content-Language"], f'<html lang="{spoken}"' in answer.content.decode()) == (spoken, True)
