"""What was found, as a file."""

import pytest
from django.urls import reverse

from nominations.exports.sheets import MEDIA
from search import finding
from search.desk import taking
from tests.factories import make_dossier, make_nomination, make_world
from tests.nominations.desk import page, signed_in
from tests.nominations.test_exports import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def found_by(person, typed, kind="nomination", form="csv"):
    return rows_of(signed_in(person).get(reverse("search_export", args=[kind, form]), {"q": typed}))


@pytest.mark.parametrize("form", MEDIA)
def test_file_has_what_the_page_finds(world, form):
    one = make_nomination(world, make_dossier(world), full_name="Đặng Thị Hòa")
    make_nomination(world, one.dossier, full_name="Trần Văn Minh")

    _head, *rows = found_by(world.unit_officer, "dang", form=form)

    address = f"http://testserver{one.get_absolute_url()}"
    assert [[cell.replace(" ", "") for cell in row] for row in rows] == [
        [cell.replace(" ", "") for cell in ("Đặng Thị Hòa", one.code, one.unit.name, "", "Đang soạn", address)]
    ]


def test_file_forgives_a_slip_as_the_page_does(world):
    make_nomination(world, make_dossier(world), full_name="Đặng Thị Hòa")

    assert [row[0] for row in found_by(world.unit_officer, "dabg")[1:]] == ["Đặng Thị Hòa"]


def test_file_has_nothing_of_another_unit(world):
    make_nomination(world, make_dossier(world, 1), full_name="Đặng Thị Hòa")

    assert found_by(world.unit_officer, "dang")[1:] == []


def test_file_has_more_than_a_page(world, monkeypatch):
    monkeypatch.setattr(finding, "PAGE", 1)
    for name in ("Đặng Thị Hòa", "Đặng Thị Lan"):
        make_nomination(world, make_dossier(world), full_name=name)

    assert [row[0] for row in found_by(world.unit_officer, "dang")[1:]] == ["Đặng Thị Lan", "Đặng Thị Hòa"]


def test_file_ends_where_the_page_stops_counting(world, monkeypatch):
    monkeypatch.setattr(taking, "MOST", 1)
    for name in ("Đặng Thị Hòa", "Đặng Thị Lan"):
        make_nomination(world, make_dossier(world), full_name=name)

    assert [row[0] for row in found_by(world.unit_officer, "dang")[1:]] == ["Đặng Thị Lan"]


@pytest.mark.parametrize(("kind", "form"), [("nothing", "csv"), ("nomination", "exe")])
def test_unknown_kind_or_form_is_not_found(world, kind, form):
    address = reverse("search_export", args=[kind, form])

    assert signed_in(world.unit_officer).get(address, {"q": "dang"}).status_code == 404


def test_page_of_one_kind_links_its_files(world):
    make_nomination(world, make_dossier(world), full_name="Đặng Thị Hòa")
    client = signed_in(world.unit_officer)

    shown = [reverse("search_export", args=["nomination", "ods"]) in page(client, f"/search/?q=dang{more}")
             for more in ("", "&kind=nomination")]  # fmt: skip

    assert shown == [False, True]


def test_page_says_that_the_file_ends_where_counting_does(world, monkeypatch):
    for name in ("Đặng Thị Hòa", "Đặng Thị Lan"):
        make_nomination(world, make_dossier(world), full_name=name)
    address, told = "/search/?q=dang&kind=nomination", "kết quả mới nhất"
    client = signed_in(world.unit_officer)
    whole = told in page(client, address)
    monkeypatch.setattr(finding, "MOST", 1)

    assert (whole, told in page(client, address)) == (False, True)
