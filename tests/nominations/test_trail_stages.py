"""How long each stage took and by whom it waited; what the anomalies list, and what they leave alone."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from nominations.desk.trail import anomalies, stages
from nominations.models import Dossier, Nomination
from nominations.services import dossiers
from nominations.services import nominations as noms
from organisation import swaps
from organisation.calendar import VIETNAM
from organisation.states import AuthorityForm
from tests.factories import authorise, head_of, make_dossier, make_nomination, make_world, signed, submitted
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import first_of, received
from workflows import clock
from workflows.models import AuditPayload

pytestmark = pytest.mark.django_db

MONDAY = datetime(2013, 8, 5, 9, 0, tzinfo=VIETNAM)
DAY = timedelta(days=1)


def walked():
    """Opened and filed on a Monday, taken on the Wednesday, and it is the Monday after."""
    with clock.moved_to(MONDAY):
        world = make_world()
        dossier = submitted(world, count=1)
    with clock.moved_to(MONDAY + 2 * DAY):
        dossiers.receive(dossier, actor=world.office_reviewer)
    return world, stages.stays_of(world.campaign, MONDAY + 7 * DAY)


def test_each_stage_has_its_holder_and_working_days():
    world, stays = walked()

    found = [(str(stay.state), stay.holder, stay.days, stay.is_open) for stay in stays]
    assert found == [
        ("draft", "Phòng Hư cấu 1", 0, False),
        ("submitted", "Văn phòng, chưa ai nhận", 2, False),
        ("received", world.office_reviewer.full_name, 3, True),
    ]


def test_released_dossier_waits_for_nobody_in_particular():
    world = make_world()
    dossier = received(world)
    dossiers.release(dossier, actor=world.office_reviewer)

    assert stages.stays_of(world.campaign, clock.now())[-1].holder == "Văn phòng, chưa ai nhận"


def test_what_has_ended_waits_no_more():
    world = make_world()
    dossier = make_dossier(world)
    dossiers.declare_nil(dossier, actor=head_of(world, dossier), reason="Không có (hư cấu).")

    assert [stay.is_open for stay in stages.stays_of(world.campaign, clock.now())] == [False]


def test_summary_has_median_longest_and_what_is_open():
    _world, stays = walked()

    found = [(str(one.stays[0].state), one.median, one.longest.days, one.open) for one in stages.by_stage(stays)]
    assert found == [("draft", 0.0, 0, 0), ("submitted", 2.0, 2, 0), ("received", 3.0, 3, 1)]


def test_longest_wait_in_all_comes_first():
    world, stays = walked()

    assert stages.by_holder(stays)[0].name == world.office_reviewer.full_name


def listed(world) -> dict[str, int]:
    """What each rule found."""
    return {one.rule.name: one.count for one in anomalies.listed(world.campaign)}


@pytest.mark.parametrize(
    ("at", "expected"),
    [(MONDAY, 0), (MONDAY.replace(hour=5, minute=59), 1), (MONDAY.replace(hour=22, second=1), 1), (MONDAY - DAY, 1),
     (datetime(2013, 9, 2, 9, 0, tzinfo=VIETNAM), 1)],
    ids=["in hours", "before six", "at ten", "on a Sunday", "on the national day"],
)  # fmt: skip
def test_work_out_of_hours_is_listed_once_an_act(at, expected):
    with clock.moved_to(MONDAY):
        world = make_world()
        dossier = make_dossier(world)
        for _ in range(3):
            make_nomination(world, dossier)
    with clock.moved_to(at):
        dossiers.submit(dossier, actor=world.unit_head, reason="Nộp muộn (hư cấu).")

    assert listed(world)["hours"] == expected


@pytest.mark.parametrize(("day", "works", "expected"), [(MONDAY, False, 1), (MONDAY - DAY, True, 0)])
def test_swapped_day_decides_what_is_out_of_hours(day, works, expected):
    swaps.keep({day.date(): works})
    with clock.moved_to(MONDAY - 3 * DAY):
        world = make_world()
        make_nomination(world, make_dossier(world))
    with clock.moved_to(day):
        dossiers.submit(Dossier.objects.get(), actor=world.unit_head, reason="Nộp muộn (hư cấu).")

    assert listed(world)["hours"] == expected


def judged(settings, *, opened: bool) -> dict[str, int]:
    settings.TRAIL_THRESHOLDS = settings.TRAIL_THRESHOLDS | {"mass": 3}
    with clock.moved_to(MONDAY):
        world = make_world()
        dossier = received(world, count=3)
        client = signed_in(world.office_reviewer)
        client.get(reverse("review_dossier", args=[dossier.pk]))
    with clock.moved_to(MONDAY + timedelta(minutes=2)):
        for nomination in Nomination.objects.all() if opened else ():
            client.get(nomination.get_absolute_url())
    with clock.moved_to(MONDAY + timedelta(minutes=5)):
        for nomination in Nomination.objects.all():
            noms.mark_eligible(nomination, actor=world.office_reviewer)
    return listed(world)


@pytest.mark.parametrize(("opened", "expected"), [(True, 0), (False, 1)])
def test_verdicts_in_one_minute_are_listed_unless_each_was_opened(settings, opened, expected):
    assert judged(settings, opened=opened)["mass"] == expected


def test_late_filing_is_listed():
    world = make_world()
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    with clock.moved_to(clock.now() + 11 * DAY):
        dossiers.submit(dossier, actor=world.unit_head, reason="Nộp muộn (hư cấu).")

    assert listed(world)["late"] == 1


def test_filing_in_time_is_not_listed():
    world = make_world()
    submitted(world)

    assert listed(world)["late"] == 0


@pytest.mark.parametrize(("days", "expected"), [(3, 1), (30, 0)])
def test_signature_near_the_end_of_its_authority_is_listed(days, expected):
    world = make_world()
    world.director.authorities.all().delete()
    authorise(world, world.director, AuthorityForm.HEAD, "GIÁM ĐỐC", valid_to=clock.now() + timedelta(days=days))
    signed(world)

    assert bool(listed(world)["authority"]) == bool(expected)


def test_nomination_that_was_returned_often_is_listed(settings):
    settings.TRAIL_THRESHOLDS = settings.TRAIL_THRESHOLDS | {"returns": 1}
    world = make_world()
    dossier = received(world)
    noms.send_back(first_of(dossier), actor=world.office_reviewer, codes=["other"], reason="Bổ sung (hư cấu).")

    assert listed(world)["returns"] == 1


def test_erased_words_are_listed():
    world = make_world()
    submitted(world)
    before = listed(world)["erased"]
    AuditPayload.objects.all().delete()

    assert (before, listed(world)["erased"] > 0) == (0, True)


def test_page_says_that_it_accuses_nobody():
    world = make_world()
    submitted(world)

    shown = page(signed_in(world.auditor), reverse("trail_anomalies", args=[world.campaign.pk]))

    assert "không có nghĩa là việc đó sai" in shown


def test_another_organisations_campaign_is_missing():
    world, other = make_world(), make_world()
    client = signed_in(world.auditor)

    urls = [reverse(name, args=[other.campaign.pk]) for name in ("trail_stages", "trail_anomalies")]
    assert [client.get(url).status_code for url in urls] == [404, 404]
