"""The public's say on a list: prepared by the office, opened by its head, considered, and shown to who signs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nominations.models import Comment, ConsolidatedList, Consultation
from nominations.services import consultations, decisions, erasures, lists
from nominations.traces import MARK
from notifications.models import Message
from organisation.calendar import add_working_days, end_of_day
from tests.factories import World, forwarded, make_world
from tests.nominations.desk import signed_in
from tests.nominations.machines import comment as comments
from tests.nominations.machines import consultation as machine
from tests.nominations.reviewing import queries, seen
from workflows import clock
from workflows.effects import registry
from workflows.errors import NotAllowed, NotPermitted
from workflows.models import OutboxEntry

pytestmark = pytest.mark.django_db

QUESTION = "Ai biết điều cần xem xét thì gửi ý kiến (hư cấu)."


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def consolidated(world: World) -> ConsolidatedList:
    return forwarded(world)


def opened(world: World, consolidated: ConsolidatedList, **more: object) -> Consultation:
    found = machine.about(world, consolidated, **more)
    consultations.consult(found, actor=world.office_head)
    return found


def received(period: Consultation) -> Comment:
    made = comments.on(period, period.consolidated_list.nominations.first())
    consultations.hand_in(period, None, {"name": "A", "contact": "B", "text": "C"}, code=f"X{made.pk}")
    made.delete()
    return Comment.objects.latest("pk")


def page_of(world: World, subject: object, who: str) -> str:
    return signed_in(world.people[who]).get(subject.get_absolute_url()).content.decode()


def sent(world: World, who: str = "office_reviewer", **typed: object):
    form = {"question": QUESTION, "working_days": 10} | typed
    return signed_in(world.people[who]).post(reverse("prepare_consultation", args=[world.campaign.pk]), form)


# Preparing and opening


def test_office_prepares_what_nobody_outside_sees(world: World, consolidated: ConsolidatedList):
    sent(world, consolidated_list=consolidated.pk)

    made = Consultation.objects.values_list("consolidated_list", "question", "working_days", "holds_signing", "state")
    assert list(made) == [(consolidated.pk, QUESTION, 10, False, "drafted")]


def test_form_that_is_not_sound_keeps_what_was_typed(world: World, consolidated: ConsolidatedList):
    answer = sent(world, consolidated_list=consolidated.pk, working_days=0)

    assert (answer.status_code, QUESTION in answer.content.decode()) == (422, True)


def test_list_is_asked_about_once_at_a_time(world: World, consolidated: ConsolidatedList):
    opened(world, consolidated)
    answer = sent(world, consolidated_list=consolidated.pk)

    assert "đang có một đợt lấy ý kiến" in answer.content.decode()


def test_signed_list_is_asked_about_no_more(world: World, consolidated: ConsolidatedList):
    drafted = machine.about(world, consolidated)
    decisions.sign(consolidated, actor=world.director)

    with pytest.raises(NotAllowed) as refusal:
        consultations.consult(drafted, actor=world.office_head)

    assert refusal.value.reasons == ["Danh sách đang ở trạng thái “Đã ký”, không lấy ý kiến công khai được nữa."]


def test_last_moment_is_the_end_of_the_last_working_day(world: World, consolidated: ConsolidatedList):
    period = opened(world, consolidated, working_days=5)

    assert period.closes_at == end_of_day(add_working_days(clock.now().astimezone().date(), 5))


def test_leader_prepares_nothing(world: World, consolidated: ConsolidatedList):
    with pytest.raises(NotPermitted):
        consultations.prepare(consolidated, {}, actor=world.director)


def test_units_with_nominees_hear_of_it(world: World, consolidated: ConsolidatedList):
    opened(world, consolidated)
    registry["nominations.tell_proposed"](OutboxEntry.objects.get(effect="nominations.tell_proposed"))

    told = Message.objects.filter(kind="nominations.consulted").values_list("recipient__username", flat=True)
    assert set(told) == {world.unit_officer.username, world.unit_head.username}


# Ending


def test_promised_time_is_not_shortened(world: World, consolidated: ConsolidatedList):
    period = opened(world, consolidated)

    with pytest.raises(NotAllowed):
        consultations.end_consulting(period, actor=world.office_head)


def test_period_ends_once_its_time_is_over(world: World, consolidated: ConsolidatedList):
    period = opened(world, consolidated)
    machine.over(world, period)
    consultations.end_consulting(period, actor=world.office_head)

    assert period.state == "ended"


# Considering


def test_finding_stands_with_the_comment(world: World, consolidated: ConsolidatedList):
    comment = received(opened(world, consolidated))
    url = reverse("comment_verb", args=[comment.pk, "consider"])
    signed_in(world.office_reviewer).post(url, seen(comment, reason="Đã đối chiếu sổ (hư cấu)."))

    now = Comment.objects.get(pk=comment.pk)
    assert (now.state, now.finding, now.considered_by) == (
        "considered", "Đã đối chiếu sổ (hư cấu).", world.office_reviewer,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "knows"), [("office_reviewer", True), ("office_head", True), ("director", False), ("auditor", False)]
)
def test_only_the_office_knows_who_wrote(world: World, consolidated: ConsolidatedList, who: str, knows: bool):
    period = opened(world, consolidated)
    written = {"name": "Lý Thị Kín", "contact": "0900 111 222", "text": "Nội dung (hư cấu)."}
    comment = consultations.hand_in(period, None, written, code="KIN")
    page = page_of(world, comment, who)

    assert ("Lý Thị Kín" in page, "0900 111 222" in page, "Nội dung (hư cấu)." in page) == (knows, knows, True)


@pytest.mark.parametrize("who", ["unit_head", "records_clerk", "council_secretary", "publisher"])
def test_comment_is_missing_for_others(world: World, consolidated: ConsolidatedList, who: str):
    comment = received(opened(world, consolidated))

    assert signed_in(world.people[who]).get(comment.get_absolute_url()).status_code == 404


def test_trail_never_learns_who_wrote(world: World, consolidated: ConsolidatedList):
    period = opened(world, consolidated)
    comment = consultations.hand_in(period, None, {"name": "Kín", "contact": "0900", "text": "Nói"}, code="KIN")

    assert sorted(comment.content()) == ["code", "consultation", "nomination", "text"]


def test_inbox_of_the_office_says_how_many_wait(world: World, consolidated: ConsolidatedList):
    received(opened(world, consolidated))

    assert "1 ý kiến chưa xem xét" in signed_in(world.office_head).get("/").content.decode()


def test_inbox_of_a_leader_says_nothing(world: World, consolidated: ConsolidatedList):
    received(opened(world, consolidated))

    assert "ý kiến chưa xem xét" not in signed_in(world.director).get("/").content.decode()


# Signing


def test_signing_page_warns_while_the_public_is_asked(world: World, consolidated: ConsolidatedList):
    received(opened(world, consolidated))
    page = page_of(world, consolidated, "director")

    assert ("Còn đang lấy ý kiến công khai" in page, "Còn 1 ý kiến công khai chưa xem xét." in page) == (True, True)


def test_signing_page_says_when_all_was_considered(world: World, consolidated: ConsolidatedList):
    period = opened(world, consolidated)
    consultations.consider(received(period), actor=world.office_head, reason="Xong (hư cấu).")
    machine.over(world, period)

    assert "Đã lấy ý kiến công khai" in page_of(world, consolidated, "director")


def test_warning_does_not_stop_the_leader(world: World, consolidated: ConsolidatedList):
    received(opened(world, consolidated))
    decisions.sign(consolidated, actor=world.director)

    assert ConsolidatedList.objects.get(pk=consolidated.pk).state == "signed"


def test_period_that_holds_the_signature_stops_the_leader(world: World, consolidated: ConsolidatedList):
    period = opened(world, consolidated, holds_signing=True)
    received(period)
    machine.over(world, period)

    with pytest.raises(NotAllowed) as refusal:
        decisions.sign(consolidated, actor=world.director)

    assert refusal.value.reasons == ["Còn 1 ý kiến công khai chưa xem xét."]


def test_signing_page_says_what_holds_the_signature(world: World, consolidated: ConsolidatedList):
    opened(world, consolidated, holds_signing=True)
    page = page_of(world, consolidated, "director")

    assert ("Ông/bà chưa ký được" in page, "Ký quyết định</button>" in page) == (True, False)


def test_period_that_is_called_off_holds_nothing(world: World, consolidated: ConsolidatedList):
    period = opened(world, consolidated, holds_signing=True)
    consultations.call_off(period, actor=world.office_head, reason="Danh sách phải sửa (hư cấu).")
    decisions.sign(consolidated, actor=world.director)

    assert ConsolidatedList.objects.get(pk=consolidated.pk).state == "signed"


# Costs


@pytest.mark.parametrize("who", ["office_head", "director"])
def test_page_of_comments_costs_the_same_for_three(world: World, consolidated: ConsolidatedList, who: str):
    period = opened(world, consolidated)
    received(period)
    url, client = period.get_absolute_url(), signed_in(world.people[who])
    client.get(url)
    one = queries(client, url)
    received(period)
    received(period)

    assert queries(client, url) == one


def test_page_of_periods_costs_the_same_for_three(world: World, consolidated: ConsolidatedList):
    client, url = signed_in(world.office_head), reverse("campaign_consultations", args=[world.campaign.pk])
    opened(world, consolidated)
    client.get(url)
    one = queries(client, url)
    for _again in range(2):
        consultations.call_off(Consultation.objects.latest("pk"), actor=world.office_head, reason="Hư cấu.")
        opened(world, consolidated)

    assert queries(client, url) == one


def test_struck_lines_are_not_asked_about(world: World, consolidated: ConsolidatedList):
    lists.strike(consolidated, list(consolidated.nominations.all()), actor=world.director, reason="Hư cấu.")

    with pytest.raises(NotAllowed) as refusal:
        consultations.consult(machine.about(world, consolidated), actor=world.office_head)

    assert refusal.value.reasons == ["Danh sách chưa có dòng nào để lấy ý kiến."]


def test_comment_that_comes_too_late_is_not_taken(world: World, consolidated: ConsolidatedList):
    period = opened(world, consolidated)
    Consultation.objects.filter(pk=period.pk).update(closes_at=clock.now() - timedelta(seconds=1))

    with pytest.raises(NotAllowed):
        consultations.hand_in(period, None, {"name": "A", "contact": "B", "text": "C"}, code="TRE")


# Erasing who wrote


def test_who_wrote_is_erased_on_request(world: World, consolidated: ConsolidatedList):
    period = opened(world, consolidated)
    written = {"name": "Lý Thị Kín", "contact": "0900 111 222", "text": "Tôi là Lý Thị Kín (hư cấu)."}
    comment = consultations.hand_in(period, None, written, code="KIN")
    asked = erasures.request_erasure(
        erasures.person_of([], "", ["KIN"]), actor=world.office_head, reason="Yêu cầu số 9 (hư cấu)"
    )
    erasures.erase(asked, actor=world.administrator, reason="Yêu cầu số 9 (hư cấu)")

    now = Comment.objects.get(pk=comment.pk)
    assert (now.name, now.contact, now.text) == (MARK, MARK, MARK)
