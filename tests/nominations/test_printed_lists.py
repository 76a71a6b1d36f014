"""A list as a PDF: whose it is, when it was made, a head on each page, pages numbered; never one that is cut short."""

import io
from datetime import UTC, datetime

import pdfplumber
import pytest

from nominations.exports import making, printed
from nominations.models import Export
from tests.factories import make_dossier, make_nomination, make_world
from tests.nominations.desk import signed_in
from tests.nominations.test_exports import export, ordered, work_off
from workflows import clock

pytestmark = pytest.mark.django_db
NOON = datetime(2013, 8, 10, 5, tzinfo=UTC)


@pytest.fixture
def world():
    return make_world()


def pages(answer):
    with pdfplumber.open(io.BytesIO(answer.getvalue())) as file:
        return [(page.extract_text(), page.width > page.height) for page in file.pages]


def of_nominations(world, count=1, **fields):
    dossier = make_dossier(world)
    for _number in range(count):
        make_nomination(world, dossier, **fields)
    with clock.moved_to(NOON):
        return export(signed_in(world.unit_officer), form="pdf")


def test_print_says_whose_it_is_and_when_it_was_made(world):
    first, _wide = pages(of_nominations(world))[0]

    assert first.splitlines()[:3] == [
        f"{world.organisation.name} Lập lúc 12:00 10/08/2013", "Đề nghị khen thưởng", "1 dòng",
    ]  # fmt: skip


def test_print_repeats_the_head_on_numbered_pages(world):
    found = pages(of_nominations(world, 60))

    assert [("Ông/Bà" in text, text.splitlines()[-1], wide) for text, wide in found] == [
        (True, f"{number}/{len(found)}", True) for number in range(1, len(found) + 1)
    ]


def test_print_says_that_letters_without_a_type_were_replaced(world):
    text, _wide = pages(of_nominations(world, full_name="Người Hư Cấu 😀"))[0]

    assert ("Người Hư Cấu ?" in " ".join(text.split()), "thay bằng dấu hỏi" in text) == (True, True)


def test_print_is_in_the_language_of_its_reader(world):
    make_nomination(world, make_dossier(world))
    client = signed_in(world.unit_officer)
    client.cookies["django_language"] = "en"
    text, _wide = pages(export(client, form="pdf"))[0]

    assert "1 item" in text.splitlines()


def test_print_that_would_be_too_long_is_refused_with_other_ways(world, monkeypatch):
    monkeypatch.setattr(printed, "MOST", 0)
    text = of_nominations(world).content.decode()

    links = [f'href="/exports/nominations.{form}"' in text for form in ("xlsx", "ods", "csv", "pdf")]
    assert ("tối đa 0 dòng" in text, links) == (True, [True, True, True, False])


def test_print_that_would_be_too_long_is_not_ordered(world, monkeypatch):
    monkeypatch.setattr(printed, "MOST", 0)
    make_nomination(world, make_dossier(world))
    answer = signed_in(world.unit_officer).post("/exports/nominations.pdf")

    assert (answer.status_code, Export.objects.count()) == (409, 0)


def test_print_that_has_grown_too_long_is_not_made(world, monkeypatch):
    monkeypatch.setattr(making, "AT_ONCE", 0)
    make_nomination(world, make_dossier(world))
    _url, made = ordered(signed_in(world.unit_officer), "pdf")
    monkeypatch.setattr(printed, "MOST", 0)
    work_off()

    made.refresh_from_db()
    assert (made.file.name, made.trouble) == ("", making.too_long())


def test_print_of_many_rows_is_made_in_the_background(world, monkeypatch):
    monkeypatch.setattr(making, "PRINTED_AT_ONCE", 0)

    assert "Làm tệp PDF" in of_nominations(world).content.decode()
