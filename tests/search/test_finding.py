"""What the box finds, and for whom: the same on SQLite and on PostgreSQL."""

import pytest
from django.db import connection
from django.utils.timezone import localdate

from campaigns.permissions import Roles, grants_reader
from campaigns.services import inspections
from nominations.services import nominations as noms
from organisation.models import User
from organisation.services import mandates
from organisation.states import Role
from search.asking import read
from search.finding import Found, kind_named, overview, page_of
from search.matching import slips_of
from search.models import Entry
from search.triggers import rebuild
from tests.factories import World, make_dossier, make_nomination, make_world, submitted
from tests.nominations.machines import comment, consultation, delivery, publication
from workflows import clock, content

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NAME = "Đặng Thị Hòa Bình"


def roles_of(user: User) -> Roles:
    statement, values = grants_reader.statement(user)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return grants_reader.roles(user, clock.now(), cursor.fetchall())


def found(typed: str, user: User, *, slip: bool = False) -> dict[str, list[str]]:
    answer = overview(read(typed), roles_of(user), clock.now(), slip=slip)
    return {one.kind.name: [f"{hit.object}" for hit in one.hits] for one in answer}


@pytest.fixture
def world() -> World:
    made = make_world()
    make_nomination(made, make_dossier(made), full_name=NAME, position="Kế toán trưởng")
    return made


@pytest.mark.parametrize(
    "typed",
    [
        "đặng thị hòa bình", "Đặng Thị Hoà Bình", "DANG THI HOA BINH", "binh hoa", "hoà đặng", "đa\u0323\u0306ng hoa",
        "dan hoa", '"hoà bình"', "ke toan dang", "  đặng,  hòa ",
    ],
)  # fmt: skip
def test_name_is_found_however_it_is_typed(world, typed):
    assert found(typed, world.unit_officer) == {"nomination": [NAME]}


@pytest.mark.parametrize("typed", ["dang lan", '"binh hoa"', '"hoa bin"', "ang", "HS-999999"])
def test_what_does_not_bear_all_the_words_is_not_found(world, typed):
    assert found(typed, world.unit_officer) == {}


@pytest.mark.parametrize("typed", ["dabg binh", "binnh dang", "dagn binh", "dang bih", "dand binh"])
def test_one_slip_is_forgiven_when_asked(world, typed):
    assert (found(typed, world.unit_officer), found(typed, world.unit_officer, slip=True)) == (
        {},
        {"nomination": [NAME]},
    )


def test_two_slips_are_not_forgiven(world):
    assert found("dabg bimh", world.unit_officer, slip=True) == {}


def test_short_word_has_no_slips():
    assert (slips_of("an"), slips_of("2013"), "binh" in slips_of("bih")) == ([], [], True)


def test_code_is_found(world):
    key = world.campaign.nominations.get().pk

    assert found(f"HS-{key:06d}", world.unit_officer) == {"nomination": [NAME]}


def test_number_of_a_letter_is_found(world):
    assert list(found("12/CV-HC", world.unit_officer)) == ["dossier"]


def test_text_of_a_report_is_found(world):
    assert found("hoan thanh xuat sac", world.unit_officer) == {"achievement": [NAME]}


def test_unit_is_found_by_those_who_meet_it(world):
    units = [f"{unit}" for unit in world.units]

    met = [found("phòng hư cấu", world.people[who])["unit"] for who in ("office_reviewer", "unit_officer_2")]

    assert met == [units[::-1], units[1:]]


def test_account_is_found_by_the_administrator_alone(world):
    person = {"full_name": "Giàng Seo Mới", "honorific": "", "position": "", "email": "moi@example.vn"}
    keeper = world.administrator
    mandates.invite(world.organisation, Role.UNIT_OFFICER, world.units[0], actor=keeper, **person)
    met = {who: list(found("giang moi", world.people[who])) for who in ("office_head", "unit_head", "administrator")}

    assert met == {"office_head": [], "unit_head": [], "administrator": ["person"]}


@pytest.mark.parametrize("who", ["unit_officer_2", "unit_head_2", "office_reviewer", "director", "publisher"])
def test_draft_is_found_by_nobody_else(world, who):
    assert found("dang hoa", world.people[who]) == {}


def test_draft_is_not_found_through_any_filter_either(world):
    assert found(f'đơn vị:"{world.units[0]}" loại:đề-nghị', world.unit_officer_2) == {}


def test_draft_is_found_by_the_auditor(world):
    assert found("dang hoa", world.auditor) == {"nomination": [NAME]}


def test_filed_nomination_is_found_by_the_office():
    world = make_world()
    dossier = submitted(world)
    nomination = dossier.nominations.first()

    assert nomination.full_name in found(nomination.full_name, world.office_reviewer)["nomination"]


def test_filters_narrow_what_is_found(world):
    narrow = {
        "trạng thái:đang-soạn": True, "trạng thái:returned": False, "hạn:<20": True, "hạn:<5": False, "hạn:>5": True,
        "đơn vị:hu-cau-1": True, "đơn vị:hu-cau-2": False, "phong trào:thu-nghiem": True, "loại:don-vi": False,
    }  # fmt: skip

    assert {one: bool(found(f"dang {one}", world.unit_officer)) for one in narrow} == narrow


def test_changed_name_is_found_at_once_and_the_old_one_no_more(world):
    type(world.campaign.nominations.get()).objects.update(full_name="Lý Thị Mùa")

    assert (found("ly mua", world.unit_officer), found("dang", world.unit_officer)) == (
        {"nomination": ["Lý Thị Mùa"]},
        {},
    )


def test_removed_draft_leaves_no_words(world):
    noms.remove_nomination(world.campaign.nominations.get(), actor=world.unit_officer)

    assert Entry.objects.filter(kind__in=("nomination", "achievement")).count() == 0


def test_word_longer_than_the_index_takes_is_kept_all_the_same(world):
    type(world.campaign.nominations.get()).objects.update(achievements="x" * 12_000 + " tang truong")

    assert found("tang truong", world.unit_officer) == {"achievement": [NAME]}


def test_rebuilt_index_is_the_one_that_triggers_keep(world):
    before = set(Entry.objects.values_list("kind", "object_id", "text"))

    rebuild()

    assert set(Entry.objects.values_list("kind", "object_id", "text")) == before


def test_pages_of_a_kind_follow_each_other(world):
    dossier = world.campaign.dossiers.get()
    names = [make_nomination(world, dossier, full_name=f"Lò Thị {place}").full_name for place in range(30)]
    roles, asked, kind = roles_of(world.unit_officer), read("lo thi"), kind_named("nomination")

    first, before = page_of(kind, asked, roles, clock.now(), None)
    second, end = page_of(kind, asked, roles, clock.now(), before)

    assert (_names(first) + _names(second), first.count, second.count, end) == (names[::-1], 30, 30, None)


def _names(one: Found) -> list[str]:
    return [hit.object.full_name for hit in one.hits]


def found_by(world: World, typed: str) -> dict[str, list[str]]:
    """Which kinds each of these people finds."""
    people = ("unit_officer", "unit_officer_2", "office_reviewer", "publisher", "auditor")
    return {who: list(found(typed, world.people[who])) for who in people}


def test_inspection_is_found_by_the_unit_once_it_was_announced(world):
    day = localdate(clock.now())
    written = {"matter": "Kiểm tra bãi đá (hư cấu)", "planned_on": day, "inspectors": "Đoàn (hư cấu)"}
    (made,) = inspections.plan(world.campaign, world.units[:1], written, actor=world.office_reviewer)
    planned = found_by(world, "bai da")
    inspections.announce(made, actor=world.office_reviewer)

    over = {"unit_officer_2": [], "office_reviewer": ["inspection"], "publisher": [], "auditor": ["inspection"]}
    assert planned == {"unit_officer": [], **over}
    assert found_by(world, "bai da") == {"unit_officer": ["inspection"], **over}


def test_inspection_is_not_found_by_what_the_unit_is_not_told_yet(world):
    written = {"matter": "Kiểm tra", "planned_on": None, "inspectors": ""}
    (made,) = inspections.plan(world.campaign, world.units[:1], written, actor=world.office_reviewer)
    type(made).objects.filter(pk=made.pk).update(findings="Thiếu sổ ghi chép (hư cấu)")

    assert found_by(world, "so ghi chep") == {
        "unit_officer": [], "unit_officer_2": [], "office_reviewer": [], "publisher": [], "auditor": [],
    }  # fmt: skip


def test_thing_to_publish_is_found_by_those_who_see_the_queue(world):
    publication.begin(world)

    over = {"office_reviewer": ["publication"], "publisher": ["publication"], "auditor": ["publication"]}
    assert found_by(world, "cong thu nhat") == {"unit_officer": [], "unit_officer_2": [], **over}


def test_delivery_is_found_by_its_recipient_and_those_above(world):
    content.create(delivery.to(world, "Công ty Đá Trắng (hư cấu)", unit=world.units[0]))

    assert found_by(world, "da trang")["unit_officer_2"] == []
    assert found_by(world, "da trang")["office_reviewer"] == ["delivery"]


def test_public_consultation_is_found_by_those_who_oversee_the_campaign(world):
    consultation.begin(world)

    assert found_by(world, "dieu can xem xet") == {
        "unit_officer": [], "unit_officer_2": [], "office_reviewer": ["consultation"], "publisher": [],
        "auditor": ["consultation"],
    }  # fmt: skip


@pytest.mark.parametrize(("typed", "found"), [("da duoc khen roi", ["comment"]), ("ly thi hu cau", [])])
def test_comment_is_found_by_its_text_and_not_by_its_writer(world, typed, found):
    comment.begin(world)

    assert found_by(world, typed) == {
        "unit_officer": [], "unit_officer_2": [], "office_reviewer": found, "publisher": [], "auditor": found,
    }  # fmt: skip
