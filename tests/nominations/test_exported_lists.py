"""Each list of the desk as a file: the rows and words of its page, for whom it is open."""

import pytest
from django.urls import reverse

from campaigns.shown.progress import said_of
from campaigns.states import SubjectKind
from nominations.models import Delivery
from nominations.services import consultations
from organisation.services import mandates
from organisation.states import Role
from tests.factories import (
    forwarded,
    handed_in,
    make_assignment,
    make_dossier,
    make_nomination,
    make_report,
    make_user,
    make_world,
    open_campaign,
    submitted,
    verified,
)
from tests.nominations.desk import page, signed_in
from tests.nominations.machines import consultation as periods
from tests.nominations.machines import override as breaking
from tests.nominations.reviewing import queries
from tests.nominations.test_deliveries import delivery_to, issued
from tests.nominations.test_exports import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def file_of(world, who, what, **asked):
    """The rows of the list as its reader takes them away, without the head."""
    return rows_of(signed_in(world.people[who]).get(reverse("export", args=[what, "csv"]), asked))[1:]


def of_campaign(world, who, what, **asked):
    address = reverse("campaign_export", args=[world.campaign.pk, what, "csv"])
    return rows_of(signed_in(world.people[who]).get(address, asked))[1:]


# Of all campaigns


def test_campaigns_are_those_of_the_reader(world):
    make_world()

    assert [row[0] for row in file_of(world, "unit_officer", "campaigns")] == [world.campaign.name]


def test_campaigns_tell_the_time_limits_as_the_plan_does(world):
    world.round.deadline_phrase = "trước ngày 10/8"
    world.round.save()

    assert file_of(world, "unit_officer", "campaigns")[0][3].startswith("trước ngày 10/8, ")


def test_own_assignments_are_those_of_ones_units(world):
    make_assignment(world, code="A"), make_assignment(world, unit=1, code="B")

    assert [row[:2] for row in file_of(world, "unit_officer", "own-assignments")] == [[world.campaign.name, "A"]]


def test_own_assignments_tell_what_is_verified(world):
    report = verified(world)
    row = file_of(world, "unit_officer", "own-assignments")[0]

    assert (row[9], row[10]) == (said_of(report, report.assignment), "")


def test_queue_has_what_was_handed_in(world):
    handed_in(world)
    make_report(world, unit=1)

    assert [row[2] for row in file_of(world, "office_reviewer", "progress-queue")] == [world.units[0].name]


def test_queue_of_a_unit_is_empty(world):
    handed_in(world)

    assert file_of(world, "unit_officer", "progress-queue") == []


def test_accounts_are_found_by_name_with_their_roles(world):
    mandates.enrol(world.office_head, actor=world.administrator)
    rows = file_of(world, "administrator", "accounts", q="chanh van phong")

    assert [(row[0], row[2], row[3]) for row in rows] == [
        (world.office_head.full_name, world.office_head.username, str(Role.OFFICE_HEAD.label))
    ]


def test_overrides_name_who_asked(world):
    breaking.over(world, breaking.compiled_by_the_director(world))

    assert [row[3] for row in file_of(world, "director", "overrides")] == [world.director.display_name]


@pytest.mark.parametrize("what", ["accounts", "overrides"])
def test_list_that_is_not_open_is_not_found(world, what):
    answer = signed_in(world.unit_officer).get(reverse("export", args=[what, "csv"]))

    assert answer.status_code == 404


def test_originals_of_somebody_who_signs_nothing_are_none(world):
    assert file_of(world, "unit_officer", "originals") == []


# Of a campaign


def test_board_has_a_row_for_each_unit_as_the_screen_does(world):
    submitted(world, count=2)
    rows = [(row[0], row[1], row[3], row[4]) for row in of_campaign(world, "office_head", "board")]

    assert rows == [
        (world.units[0].name, "Đã nộp", "0", "2"), (world.units[1].name, "Chưa bắt đầu", "0", "0"),
    ]  # fmt: skip


def test_board_has_the_group_that_is_shown(world):
    submitted(world)

    names = [row[0] for row in of_campaign(world, "office_head", "board", show="not_started")]
    assert names == [world.units[1].name]


def test_board_keeps_drafts_to_their_unit(world):
    make_nomination(world, make_dossier(world), kind=SubjectKind.INDIVIDUAL)

    row = of_campaign(world, "office_head", "board")[0]
    assert (row[1], row[4]) == ("Đang soạn", "0")


def test_recipients_are_those_of_the_decision_that_is_named(world):
    delivery_to(world)
    decision = issued(world)

    found = {row[0] for row in of_campaign(world, "records_clerk", "recipients", decision=decision.pk)}
    assert found == set(Delivery.objects.filter(decision=decision).values_list("recipient", flat=True))


def test_recipients_of_a_plan_leave_those_of_decisions_out(world):
    delivery_to(world)
    issued(world)

    found = {row[0] for row in of_campaign(world, "records_clerk", "recipients")}
    assert found == set(Delivery.objects.filter(decision=None).values_list("recipient", flat=True))


def commented(world):
    period = periods.about(world, forwarded(world))
    consultations.consult(period, actor=world.office_head)
    written = {"name": "Lý Thị Kín", "contact": "0900 111 222", "text": "=Nội dung (hư cấu)."}
    consultations.hand_in(period, None, written, code="KIN")
    return period


@pytest.mark.parametrize(
    ("who", "known"),
    [
        ("office_reviewer", ["Lý Thị Kín", "0900 111 222"]),
        ("director", ["chỉ Văn phòng được biết", ""]),
        ("auditor", ["chỉ Văn phòng được biết", ""]),
    ],
)
def test_comments_tell_the_office_alone_who_wrote(world, who, known):
    period = commented(world)
    row = of_campaign(world, who, "comments", consultation=period.pk)[0]

    assert (row[4], row[9:]) == ("'=Nội dung (hư cấu).", known)


def test_comments_of_another_period_are_left_out(world):
    period = commented(world)

    assert of_campaign(world, "office_reviewer", "comments", consultation=period.pk + 1) == []


def test_comments_are_not_found_by_who_may_not_read_them(world):
    commented(world)
    answer = signed_in(world.publisher).get(reverse("campaign_export", args=[world.campaign.pk, "comments", "csv"]))

    assert answer.status_code == 404


# Their cost, and their links

READERS = {"accounts": "administrator", "units": "auditor", "past-awards": "auditor", "own-assignments": "unit_officer"}


@pytest.mark.parametrize("what", ["accounts", "campaigns", "own-assignments", "progress-queue"])
def test_export_of_a_list_costs_the_same_for_three(world, what):
    client, address = signed_in(world.people[READERS.get(what, "office_head")]), reverse("export", args=[what, "xlsx"])
    handed_in(world)
    one = queries(client, address)
    for _number in range(2):
        handed_in(world)
        open_campaign(world, f"C{_number}")
        make_user(world.organisation, f"moi-{_number}", "Người Hư Cấu Mới")

    assert queries(client, address) == one


@pytest.mark.parametrize("units", [1, 3])
def test_export_of_the_board_costs_the_same_for_three(units):
    world = make_world(units=units)
    for unit in range(units):
        submitted(world, unit)

    address = reverse("campaign_export", args=[world.campaign.pk, "board", "xlsx"])
    assert queries(signed_in(world.office_head), address) == 13


@pytest.mark.parametrize(
    ("who", "address", "what"),
    [
        ("unit_officer", "campaigns", "campaigns"),
        ("administrator", "mandates", "accounts"),
    ],
)
def test_page_links_to_its_export(world, who, address, what):
    text = page(signed_in(world.people[who]), reverse(address))

    assert f'href="/exports/{what}.xlsx"' in text


def test_board_links_to_the_round_that_it_shows(world):
    text = page(signed_in(world.office_head), reverse("board", args=[world.campaign.pk]))

    assert f'href="/campaigns/{world.campaign.pk}/exports/board.xlsx?round={world.round.pk}"' in text
