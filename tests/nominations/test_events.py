"""An event's organiser tells when and where it is held and who came; those who take part read what was confirmed."""

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile

from campaigns.models import ProgressReport
from campaigns.services import progress
from nominations.effects import tell_attenders
from notifications.models import Message
from tests.factories import World, make_assignment, make_report, make_world
from tests.nominations.desk import page, pdf, seen, signed_in
from tests.nominations.events import AHEAD, EVENT, HELD, PNG
from tests.nominations.reviewing import queries, words
from workflows.errors import NotAllowed
from workflows.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def told(world: World, **said):
    report = make_report(world, assignment=make_assignment(world, **EVENT), **AHEAD | said)
    progress.submit(report, actor=world.unit_head)
    return report


def events(world: World, reader: str) -> str:
    return page(signed_in(world.people[reader]), f"/campaigns/{world.campaign.pk}/events/")


def test_unit_reads_what_was_confirmed(world):
    progress.accept(told(world), actor=world.office_reviewer)

    said = words(events(world, "unit_officer_2"))

    assert "Ngày tổ chức 24/08/2013 Địa điểm Nhà văn hóa hư cấu" in said
    assert "Chương trình 7 giờ 30: Khai mạc" in said


def test_day_that_waits_for_the_office_is_not_told(world):
    told(world)

    assert "24/08/2013" not in events(world, "unit_officer_2")


def test_event_that_was_held_names_how_many_came(world):
    with pytest.raises(NotAllowed, match="Chưa ghi số người tham gia"):
        told(world, progress="done", held_on=date(2013, 7, 24))


def test_event_to_come_is_not_done(world):
    with pytest.raises(NotAllowed, match="chưa thể ghi là đã hoàn thành"):
        told(world, progress="done", held_on=date(9999, 8, 24), participants=120)


def test_page_costs_the_same_for_one_event_and_for_three():
    costs = {}
    for rows in (1, 3):
        world = make_world()
        for _ in range(rows):
            progress.accept(told(world), actor=world.office_reviewer)
        costs[rows] = queries(signed_in(world.unit_officer), f"/campaigns/{world.campaign.pk}/events/")

    assert costs[3] == costs[1]


def heard(world: World) -> list[str]:
    """What the second unit's officer was told, the effects having run twice."""
    for _ in range(2):
        for entry in OutboxEntry.objects.filter(effect="campaigns.tell_attenders").order_by("pk"):
            tell_attenders(entry)
    found = Message.objects.filter(recipient=world.unit_officer_2, kind="nominations.fixed").order_by("pk")
    return [message.title.rpartition(" ")[2] for message in found]


def test_units_hear_of_the_day_once_it_is_confirmed(world):
    progress.accept(told(world), actor=world.office_reviewer)

    assert heard(world) == ["24/08/2013"]


def test_units_hear_of_a_day_that_moved_and_not_of_one_that_stayed(world):
    task = make_assignment(world, **EVENT)
    for day in (24, 24, 25):
        report = make_report(world, assignment=task, **AHEAD | {"held_on": date(2013, 8, day)})
        progress.submit(report, actor=world.unit_head)
        progress.accept(report, actor=world.office_reviewer)

    assert heard(world) == ["24/08/2013", "25/08/2013"]


def test_nobody_hears_of_an_event_that_was_held(world):
    progress.accept(told(world, **HELD), actor=world.office_reviewer)

    assert heard(world) == []


def held(world: World, **said):
    """Held and confirmed, with a picture."""
    report = make_report(world, assignment=make_assignment(world, **EVENT), **HELD | said)
    progress.attach(report, ContentFile(PNG, "khai-mac.png"), actor=world.unit_officer)
    progress.submit(report, actor=world.unit_head)
    progress.accept(report, actor=world.office_reviewer)
    return report


def test_who_came_is_told_unit_by_unit(world):
    held(world, attendance=[["a", "Đơn vị A", 70], ["b", "Đơn vị B", 0]])

    assert "Đơn vị tham dự Số người Đơn vị A 70 Đơn vị B không dự" in words(events(world, "unit_officer_2"))


def test_form_of_an_event_asks_for_each_unit(world):
    report = make_report(world, assignment=make_assignment(world, **EVENT), **HELD)
    code = world.units[1].code
    said = {"as_of": "01/08/2013", "progress": "done", "participants": "120", f"came-{code}": "25"}

    signed_in(world.unit_officer).post(f"/progress/{report.pk}/edit/", seen(report, **said))

    assert ProgressReport.objects.get(pk=report.pk).attendance == [[code, world.units[1].name, 25]]


def test_units_bring_no_more_people_than_took_part(world):
    with pytest.raises(NotAllowed, match="Các đơn vị cộng lại có 121 người dự"):
        held(world, attendance=[["a", "Đơn vị A", 121]])


def test_picture_of_an_event_is_shown_to_other_units(world):
    report = held(world)
    picture = report.evidence.get()

    answer = signed_in(world.unit_officer_2).get(f"/events/pictures/{picture.pk}/")

    assert f'src="/events/pictures/{picture.pk}/"' in events(world, "unit_officer_2")
    assert (answer["Content-Type"], answer["Content-Disposition"][:6]) == ("image/png", "inline")


def test_picture_that_waits_for_the_office_is_shown_to_nobody(world):
    report = make_report(world, assignment=make_assignment(world, **EVENT), **HELD)
    picture = progress.attach(report, ContentFile(PNG, "khai-mac.png"), actor=world.unit_officer)

    assert signed_in(world.unit_officer_2).get(f"/events/pictures/{picture.pk}/").status_code == 404


# The detailed plan


def planned(world: World, *, name: str = "ke-hoach.pdf", **said) -> ProgressReport:
    report = make_report(world, assignment=make_assignment(world, **EVENT), **AHEAD | said)
    progress.attach(report, pdf(name), actor=world.unit_officer, is_plan=True)
    progress.submit(ProgressReport.objects.get(pk=report.pk), actor=world.unit_head)
    return ProgressReport.objects.get(pk=report.pk)


def accepted(world: World, report: ProgressReport) -> None:
    progress.accept(report, actor=world.office_reviewer)
    tell_attenders(OutboxEntry.objects.filter(effect="campaigns.tell_attenders").latest("pk"))


def test_plan_of_an_event_is_sent_to_every_unit(world):
    accepted(world, planned(world))

    told_of = Message.objects.filter(kind="nominations.fixed", title__contains="kế hoạch chi tiết")
    link = re.search(r'href="(/events/plans/\d+/)"', events(world, "unit_officer_2"))[1]
    assert set(told_of.values_list("recipient", flat=True)) == {
        world.people[who].pk for who in ("unit_officer", "unit_head", "unit_officer_2", "unit_head_2")
    }
    assert signed_in(world.people["unit_officer_2"]).get(link).status_code == 200


def test_plan_that_waits_for_the_office_is_not_sent(world):
    report = planned(world)

    answer = signed_in(world.people["unit_officer_2"]).get(f"/events/plans/{report.evidence.get().pk}/")
    assert ("/events/plans/" in events(world, "unit_officer_2"), answer.status_code) == (False, 404)


def test_other_file_of_an_event_is_not_sent(world):
    report = make_report(world, assignment=make_assignment(world, **EVENT), **AHEAD)
    file = progress.attach(report, pdf("noi-bo.pdf"), actor=world.unit_officer)
    progress.submit(ProgressReport.objects.get(pk=report.pk), actor=world.unit_head)
    progress.accept(ProgressReport.objects.get(pk=report.pk), actor=world.office_reviewer)

    assert signed_in(world.people["unit_officer_2"]).get(f"/events/plans/{file.pk}/").status_code == 404


def test_plan_is_part_of_what_is_accepted(world):
    report = planned(world)

    assert report.content()["event_plan"] == [f"ke-hoach.pdf:{report.evidence.get().sha256}"]


def test_organiser_gives_the_plan_on_the_form(world):
    report = make_report(world, assignment=make_assignment(world, **EVENT), **AHEAD)
    typed = {"as_of": "02/08/2013", "progress": "in_progress", "words": "", "plan": pdf("ke-hoach.pdf")}
    signed_in(world.unit_officer).post(f"/progress/{report.pk}/edit/", seen(report, **typed))

    assert list(report.evidence.values_list("name", "is_plan")) == [("ke-hoach.pdf", True)]


def test_other_duty_takes_no_plan(world):
    report = make_report(world)

    assert 'name="plan"' not in page(signed_in(world.unit_officer), f"/progress/{report.pk}/edit/")
