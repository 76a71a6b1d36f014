"""The register of units: entered, renamed, closed and merged by a document; what was issued keeps the old name."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.services.beginnings import Beginning, empty_plan
from nominations.desk.powers.forms import places_of
from nominations.desk.powers.units import UnitForm
from organisation.models import Unit, UnitChange
from organisation.selectors import inside, standing_units
from organisation.services import units
from organisation.states import UnitKind
from tests.factories import World, make_world
from tests.nominations.desk import signed_in
from workflows.errors import NotPermitted, StaleContent

pytestmark = pytest.mark.django_db

DOCUMENT = "Quyết định số 7/QĐ-HC (hư cấu)"
YESTERDAY = date.today() - timedelta(days=2)  # a day on every clock


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def keeper(world: World) -> Client:
    return signed_in(world.administrator)


def typed(unit: Unit, **other: object) -> dict[str, object]:
    """The form of the unit as the page sends it."""
    written = {
        "name": unit.name, "short_name": unit.short_name, "kind": unit.kind, "parent": unit.parent_id or "",
        "led_by": unit.led_by_id or "", "valid_from": "", "valid_to": "", "merged_into": "", "document": DOCUMENT,
        "seen": units.mark_of(unit),
    }  # fmt: skip
    return written | ({"is_external": "on"} if unit.is_external else {}) | other


def change(world: World, unit: Unit, **values: object) -> UnitChange | None:
    return units.change(unit, values, DOCUMENT, actor=world.administrator, seen=units.mark_of(unit))


def test_unit_is_entered_last_with_a_code_of_its_name(world: World) -> None:
    values = {"name": "Phòng Đổi mới sáng tạo", "short_name": "", "kind": UnitKind.DIVISION, "parent": world.root}

    unit = units.enter(world.organisation, values, DOCUMENT, actor=world.administrator)

    last = max(Unit.objects.exclude(pk=unit.pk).values_list("position", flat=True))
    assert (unit.code, unit.position) == ("PHONG-DOI-MOI-SANG-TAO", last + 1)


def test_second_unit_of_a_code_gets_the_next(world: World) -> None:
    codes = []
    for name in ("Ban A", "Bàn A"):
        values = {"name": name, "short_name": "", "kind": UnitKind.BOARD, "parent": world.root}
        codes.append(units.enter(world.organisation, values, DOCUMENT, actor=world.administrator).code)

    assert codes == ["BAN-A", "BAN-A-2"]


def test_renaming_notes_what_stood_before(world: World) -> None:
    unit = world.units[0]
    before = unit.name

    page = change(world, unit, name="Chi nhánh Mới")

    assert (page.said, page.document) == ({"name": [before, "Chi nhánh Mới"]}, DOCUMENT)
    assert Unit.objects.get(pk=unit.pk).name == "Chi nhánh Mới"


def test_change_that_changes_nothing_leaves_no_page(world: World) -> None:
    assert change(world, world.units[0], name=world.units[0].name) is None
    assert UnitChange.objects.count() == 0


def test_merger_is_noted_in_words(world: World) -> None:
    first, second = world.units[:2]

    page = change(world, first, valid_to=date(2026, 1, 31), merged_into=second)

    assert page.said == {"valid_to": ["", "31/01/2026"], "merged_into": ["", second.name]}


def test_second_who_changes_what_the_first_changed_is_told(world: World) -> None:
    unit = world.units[0]
    change(world, unit, name="Tên thứ nhất")

    with pytest.raises(StaleContent):
        units.change(unit, {"name": "Tên thứ hai"}, DOCUMENT, actor=world.administrator, seen="")

    assert Unit.objects.get(pk=unit.pk).name == "Tên thứ nhất"


@pytest.mark.parametrize("who", ["office_head", "director", "auditor", "unit_head"])
def test_nobody_else_writes_the_register(world: World, who: str) -> None:
    with pytest.raises(NotPermitted):
        units.change(world.units[0], {"name": "x"}, DOCUMENT, actor=world.people[who], seen="")


def test_administrator_of_another_body_does_not_write_ours(world: World) -> None:
    with pytest.raises(NotPermitted):
        units.change(world.units[0], {"name": "x"}, DOCUMENT, actor=make_world().administrator, seen="")


def test_closed_unit_stands_until_its_last_day(world: World) -> None:
    unit = world.units[0]
    change(world, unit, valid_to=date(2026, 1, 31))

    standing = [unit in standing_units(world.organisation.pk, date(2026, month, 31)) for month in (1, 3)]

    assert standing == [True, False]


def test_closed_unit_is_given_no_new_role(world: World) -> None:
    unit = world.units[0]
    change(world, unit, valid_to=YESTERDAY)

    assert f"unit:{unit.pk}" not in dict(places_of(world.organisation.pk))


def test_closed_unit_is_not_in_a_new_plan(world: World) -> None:
    unit = world.units[0]
    change(world, unit, valid_to=YESTERDAY)
    beginning = Beginning("moi", "Phong trào mới", date.today(), date.today() + timedelta(days=30))

    plan = empty_plan(world.organisation, beginning)

    assert (unit.name in plan, world.units[1].name in plan) == (False, True)


def test_inside_reaches_every_depth(world: World) -> None:
    first, second = world.units[:2]
    change(world, second, parent=first)

    assert inside(first) == {first.pk, second.pk}


FAULTS = {
    "name": ({"name": "  "}, "name"),
    "kind": ({"kind": "ministry"}, "kind"),
    "document": ({"document": ""}, "document"),
    "date": ({"valid_to": "31/02/2026"}, "valid_to"),
    "order": ({"valid_from": "02/01/2026", "valid_to": "01/01/2026"}, "valid_to"),
    "nowhere": ({"parent": ""}, "parent"),
}


@pytest.mark.parametrize(("other", "field"), FAULTS.values(), ids=FAULTS)
def test_fault_stands_at_its_field_and_what_was_typed_stays(world: World, other: dict[str, str], field: str) -> None:
    unit = Unit.objects.filter(is_external=False).exclude(parent=None).first() or world.units[0]
    Unit.objects.filter(pk=unit.pk).update(parent=world.root, is_external=False)
    unit.refresh_from_db()

    form = UnitForm(typed(unit, **other), organisation_id=world.organisation.pk, unit=unit)

    assert list(form.errors) == [field]
    assert form[field].value() == other.get(field, form[field].value())


def test_name_of_another_unit_is_refused_however_it_is_spelt(world: World) -> None:
    first, second = world.units[:2]

    form = UnitForm(typed(first, name=second.name.upper()), organisation_id=world.organisation.pk, unit=first)

    assert form.errors == {"name": ["Trong sổ đã có đơn vị tên này."]}


def test_unit_is_not_put_under_one_of_its_own(world: World) -> None:
    first, second = world.units[:2]
    change(world, second, parent=first)

    form = UnitForm(typed(first, parent=second.pk), organisation_id=world.organisation.pk, unit=first)

    assert form.errors == {"parent": ["Đơn vị này đang trực thuộc chính đơn vị được sửa."]}


def test_merged_unit_needs_its_last_day(world: World) -> None:
    first, second = world.units[:2]

    form = UnitForm(typed(first, merged_into=second.pk), organisation_id=world.organisation.pk, unit=first)

    assert form.errors == {"valid_to": ["Đơn vị sáp nhập vào đơn vị khác thì phải ghi ngày hoạt động cuối cùng."]}


def test_own_unit_of_the_body_stays_at_the_top(world: World) -> None:
    form = UnitForm(organisation_id=world.organisation.pk, unit=world.root)

    assert {"parent", "is_external", "valid_to", "merged_into"} & set(form.fields) == set()


def test_page_notes_the_change_and_shows_it(world: World, keeper: Client) -> None:
    unit = world.units[0]

    answer = keeper.post(reverse("unit", args=[unit.pk]), typed(unit, name="Chi nhánh Đổi tên"), follow=True)

    assert (answer.status_code, answer.context["unit"].name) == (200, "Chi nhánh Đổi tên")
    assert [str(label) for label, *_ in answer.context["pages"][0][1]] == ["tên đơn vị"]


def test_page_that_was_overtaken_says_so_and_keeps_what_was_typed(world: World, keeper: Client) -> None:
    unit = world.units[0]
    late = typed(unit, name="Tên của người sau")
    change(world, unit, name="Tên của người trước")

    answer = keeper.post(reverse("unit", args=[unit.pk]), late)

    words = "Có người vừa sửa đơn vị này. Hãy tải lại trang để xem rồi hãy lưu."
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, [words])
    assert answer.context["form"]["name"].value() == "Tên của người sau"


def test_auditor_reads_without_a_form(world: World) -> None:
    answer = signed_in(world.auditor).get(reverse("unit", args=[world.units[0].pk]))

    assert (answer.status_code, answer.context["form"]) == (200, None)


def test_list_asks_the_same_of_few_and_many(world: World, keeper: Client) -> None:
    counts = []
    for rows in (1, 3):
        for n in range(rows):
            values = {"name": f"Ban {rows} {n}", "short_name": "", "kind": UnitKind.BOARD, "parent": world.root}
            units.enter(world.organisation, values, DOCUMENT, actor=world.administrator)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            keeper.get(reverse("units"))
        counts.append(len(asked))

    assert counts[0] == counts[1]
