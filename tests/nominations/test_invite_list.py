"""An administrator invites people by a list: each row with its fate, to correct and tick, then sent together."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisation.models import Mandate, User
from organisation.states import Role
from tests.factories import World, make_world
from tests.nominations.desk import signed_in
from tests.nominations.sheets.books import csv

pytestmark = pytest.mark.django_db

HEAD = ("Họ và tên", "Thư điện tử", "Chức vụ", "Đơn vị", "Vai trò")
PAGE = "/accounts/invite/list/"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def administrator(world: World) -> Client:
    return signed_in(world.administrator)


def person(world: World, name: str = "Bà Lý Hư Cấu", email: str = "ly@example.vn", **said: str) -> tuple[str, ...]:
    told = {"position": "Kế toán", "unit": world.units[0].name, "role": "Cán bộ đơn vị"} | said
    return name, email, told["position"], told["unit"], told["role"]


def uploaded(client: Client, *rows: Any) -> HttpResponse:
    return client.post(PAGE, {"file": SimpleUploadedFile("nguoi-dung.csv", csv((HEAD, *rows)))})


def sent(client: Client, page: HttpResponse, **changed: Any) -> HttpResponse:
    rows = page.context["rows"]
    typed = {f"{form.prefix}-{name}": form[name].value() for form in rows for name in form.fields if name != "take"}
    typed |= {f"{form.prefix}-take": "on" for form in rows if form.is_taken}
    return client.post(PAGE, {"rows": len(rows)} | {k: v for k, v in typed.items() if v is not None} | changed)


def errors(page: HttpResponse) -> list[list[str]]:
    return [sorted(form.errors) for form in page.context["rows"]]


def invited() -> list[str]:
    return list(Mandate.objects.filter(state="invited").values_list("account__full_name", flat=True))


def test_ticked_rows_are_invited(world: World, administrator: Client) -> None:
    page = uploaded(administrator, person(world), person(world, "Ông Vàng Hư Cấu", "vang@example.vn"))
    answer = sent(administrator, page)

    assert (answer.status_code, sorted(invited())) == (302, ["Lý Hư Cấu", "Vàng Hư Cấu"])


def test_role_is_held_where_the_list_says(world: World, administrator: Client) -> None:
    sent(administrator, uploaded(administrator, person(world)))

    grant = User.objects.get(email="ly@example.vn").unitgrant_set.get()
    assert (grant.permission.codename, grant.content_object) == (Role.UNIT_OFFICER, world.units[0])


def test_role_of_the_body_needs_no_unit(world: World, administrator: Client) -> None:
    sent(administrator, uploaded(administrator, person(world, unit="", role="văn thư")))

    assert User.objects.get(email="ly@example.vn").unitgrant_set.get().content_object == world.root


def test_upload_invites_nobody(world: World, administrator: Client) -> None:
    uploaded(administrator, person(world))

    assert invited() == []


@pytest.mark.parametrize(
    ("said", "cell"),
    [({"email": "ly.example"}, "email"), ({"unit": "Nơi chưa ai biết"}, "place"), ({"role": "Vua"}, "role"),
     ({"name": "Lý Hư Cấu"}, "honorific")],
)  # fmt: skip
def test_faulty_cell_is_told_at_its_field(world: World, administrator: Client, said: Any, cell: str) -> None:
    assert errors(uploaded(administrator, person(world, **said))) == [[cell]]


def test_address_twice_in_the_list_is_told(world: World, administrator: Client) -> None:
    page = uploaded(administrator, person(world), person(world, "Ông Vàng Hư Cấu"))

    assert errors(page) == [[], ["email"]]


def test_person_with_an_account_is_not_ticked(world: World, administrator: Client) -> None:
    User.objects.filter(pk=world.unit_officer.pk).update(email="ly@example.vn")

    (row,) = uploaded(administrator, person(world)).context["rows"]

    assert (row.is_taken, row.alike, row.errors) == (False, [world.unit_officer], {})


def test_corrected_row_is_invited(world: World, administrator: Client) -> None:
    page = uploaded(administrator, person(world, email="ly.example"))

    assert sent(administrator, page, **{"0-email": "ly@example.vn"}).status_code == 302


def test_one_faulty_row_sends_nothing_and_keeps_what_was_typed(world: World, administrator: Client) -> None:
    page = uploaded(administrator, person(world), person(world, "Ông Vàng Hư Cấu", "vang"))
    answer = sent(administrator, page)

    kept = [form["full_name"].value() for form in answer.context["rows"]]
    assert (answer.status_code, invited(), kept) == (422, [], ["Lý Hư Cấu", "Vàng Hư Cấu"])


def test_page_asks_as_often_for_three_rows_as_for_one(world: World, administrator: Client) -> None:
    counts = []
    for size in (1, 3):
        rows = [person(world, f"Bà Lý Hư Cấu {n}", f"ly{n}@example.vn") for n in range(size)]
        with CaptureQueriesContext(connection) as asked:
            uploaded(administrator, *rows)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_nobody_else_has_the_page(world: World) -> None:
    assert signed_in(world.office_head).get(PAGE).status_code == 404
