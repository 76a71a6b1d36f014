"""An administrator enters units by a list: each row with its fate, to correct and tick, then written together."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from organisation.models import Unit, UnitChange
from tests.factories import World, make_world
from tests.nominations.desk import signed_in
from tests.nominations.sheets.books import csv

pytestmark = pytest.mark.django_db

HEAD = ("Tên đơn vị", "Mã", "Loại", "Trực thuộc")
PAGE = "/units/list/"
PAPER = {"document": "12/QĐ-CU, 05/01/2013"}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def administrator(world: World) -> Client:
    return signed_in(world.administrator)


def uploaded(client: Client, *rows: Any) -> HttpResponse:
    return client.post(PAGE, {"file": SimpleUploadedFile("don-vi.csv", csv((HEAD, *rows)))})


def sent(client: Client, page: HttpResponse, **changed: Any) -> HttpResponse:
    rows = page.context["rows"]
    typed = {f"{form.prefix}-{name}": form[name].value() for form in rows for name in form.fields if name != "take"}
    typed |= {f"{form.prefix}-take": "on" for form in rows if form.is_taken}
    kept = {name: value for name, value in typed.items() if value not in (None, False)}
    return client.post(PAGE, {"rows": len(rows)} | PAPER | kept | changed)


def errors(page: HttpResponse) -> list[list[str]]:
    return [sorted(form.errors) for form in page.context["rows"]]


def test_ticked_rows_are_entered_under_what_they_belong_to(world: World, administrator: Client) -> None:
    page = uploaded(
        administrator, ("Tổ Hư Cấu", "", "Đơn vị khác", "Phòng Hư Cấu"), ("Phòng Hư Cấu", "phc", "", world.root.name)
    )
    answer = sent(administrator, page)

    made = Unit.objects.get(name="Tổ Hư Cấu")
    assert (answer.status_code, made.parent.name, made.parent.code, made.parent.kind, made.parent.parent) == (
        302, "Phòng Hư Cấu", "PHC", "division", world.root
    )  # fmt: skip


def test_every_unit_has_its_page_in_the_book(world: World, administrator: Client) -> None:
    sent(administrator, uploaded(administrator, ("Phòng Hư Cấu", "", "", world.root.name)))

    assert UnitChange.objects.get(unit__name="Phòng Hư Cấu").document == PAPER["document"]


def test_unit_of_the_register_is_not_ticked(world: World, administrator: Client) -> None:
    (row,) = uploaded(administrator, (world.units[0].name.upper(), "", "", world.root.name)).context["rows"]

    assert (row.is_taken, row.known, row.errors) == (False, world.units[0], {})


@pytest.mark.parametrize(
    ("row", "cell"),
    [(("Hư Cấu", "", "Vương quốc", "R"), "kind"), (("Phòng Hư Cấu", "", "", "Nơi lạ"), "parent"),
     (("Phòng Hư Cấu", "unit-1", "", "R"), "code")],
)  # fmt: skip
def test_faulty_cell_is_told_at_its_field(world: World, administrator: Client, row: Any, cell: str) -> None:
    Unit.objects.filter(pk=world.units[0].pk).update(code="UNIT-1")
    Unit.objects.filter(pk=world.root.pk).update(short_name="R")

    assert errors(uploaded(administrator, row)) == [[cell]]


def test_units_that_belong_to_each_other_are_told(administrator: Client) -> None:
    page = uploaded(administrator, ("Phòng Một", "", "", "Phòng Hai"), ("Phòng Hai", "", "", "Phòng Một"))
    answer = sent(administrator, page)

    assert (answer.status_code, errors(answer)) == (422, [["parent"], ["parent"]])


def test_list_without_a_document_enters_nothing(world: World, administrator: Client) -> None:
    before = Unit.objects.count()
    page = uploaded(administrator, ("Phòng Hư Cấu", "", "", world.root.name))

    assert (sent(administrator, page, document="").status_code, Unit.objects.count()) == (422, before)


def test_nobody_else_has_the_page(world: World) -> None:
    assert signed_in(world.auditor).get(PAGE).status_code == 404
