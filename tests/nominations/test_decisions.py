"""Signing a list into a numbered decision, and issuing it. Every name is invented."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection

from nominations.models import ConsolidatedList, Decision, NumberSeries
from nominations.services import decisions, dossiers, lists
from tests.factories import (
    World,
    authorise,
    forwarded,
    found_eligible,
    head_of,
    make_dossier,
    make_nomination,
    make_user,
    make_world,
    open_campaign,
    put_forward,
    signed,
)  # fmt: skip
from workflows import clock, content
from workflows.audit import history_of
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.models import AuditEvent

pytestmark = pytest.mark.django_db
SIGNING_DAY = datetime(2013, 9, 10, 2, tzinfo=UTC)  # 9 in the morning in Lào Cai


def lines(consolidated: ConsolidatedList) -> list:
    return list(consolidated.nominations.order_by("pk"))


def as_seen(consolidated: ConsolidatedList) -> tuple[int, str]:
    now = ConsolidatedList.objects.get(pk=consolidated.pk)
    return now.version, now.content_hash


def acting_deputy(world: World, **dates: datetime):
    authorise(world, world.deputy_director, "kt", "PHÓ GIÁM ĐỐC", **dates)
    return world.deputy_director


# Numbers


def test_first_decision_of_the_year_is_number_one():
    world = make_world()

    assert signed(world).number == 1


def test_numbers_of_a_year_follow_each_other():
    world = make_world()
    first = signed(world)
    open_campaign(world, "thu-nghiem-2")

    assert (first.number, signed(world).number) == (1, 2)


def test_numbers_begin_anew_with_the_local_year():
    world = make_world()
    old_year = signed(world)
    last_evening = datetime(old_year.year, 12, 31, 16, 59, tzinfo=UTC)
    open_campaign(world, "thu-nghiem-2")
    last = forwarded(world)
    open_campaign(world, "thu-nghiem-3")
    first = forwarded(world)

    with clock.moved_to(last_evening):
        last = decisions.sign(last, actor=world.director)
    with clock.moved_to(last_evening + timedelta(minutes=2)):
        first = decisions.sign(first, actor=world.director)

    assert (last.notation, last.paper["date"]) == ("02/QĐ-STTTT", f"{old_year.year}-12-31")
    assert (first.notation, first.paper["date"]) == ("01/QĐ-STTTT", f"{old_year.year + 1}-01-01")


def test_organisations_number_apart():
    one, other = make_world(), make_world()

    assert (signed(one).number, signed(other).number) == (1, 1)


def test_signature_that_fails_leaves_no_gap():
    world = make_world()
    consolidated = forwarded(world)
    open_campaign(world, "thu-nghiem-2")
    taken = forwarded(world)
    year = clock.now().astimezone().year
    content.create(
        Decision(
            organisation=world.organisation, campaign=world.campaign, consolidated_list=taken, year=year,
            symbol="QĐ-STTTT", number=1,
        )
    )  # fmt: skip

    with pytest.raises(IntegrityError):
        decisions.sign(consolidated, actor=world.director)

    assert NumberSeries.objects.filter(series="QĐ").count() == 0
    assert ConsolidatedList.objects.get(pk=consolidated.pk).state == "forwarded"
    assert [line.state for line in lines(consolidated)] == ["forwarded", "forwarded"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_signers_at_once_get_eight_numbers_in_a_row():
    world = make_world()
    waiting = [forwarded(world, 1)]
    for number in range(2, 9):
        open_campaign(world, f"thu-nghiem-{number}")
        waiting.append(forwarded(world, 1))
    NumberSeries.objects.all().delete()  # the first number of the year is the one that is raced for
    start, faults = threading.Barrier(8), []

    def sign(consolidated: ConsolidatedList) -> None:
        try:
            start.wait(30)
            decisions.sign(consolidated, actor=world.director)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    signers = [threading.Thread(target=sign, args=[consolidated]) for consolidated in waiting]
    for signer in signers:
        signer.start()
    for signer in signers:
        signer.join(60)

    assert faults == []
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_clicks_at_once_sign_one_decision():
    world = make_world()
    consolidated, key = forwarded(world), uuid.uuid4().hex
    start, answers, faults = threading.Barrier(8), [], []

    def click() -> None:
        try:
            start.wait(30)
            answers.append(
                decisions.sign(ConsolidatedList.objects.get(pk=consolidated.pk), actor=world.director, key=key).pk
            )
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(8)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join(60)

    assert (faults, len(answers), len(set(answers))) == ([], 8, 1)
    assert Decision.objects.get().number == 1


# Signing


def test_second_click_answers_with_the_same_decision():
    world = make_world()
    consolidated, key = forwarded(world), uuid.uuid4().hex

    first = decisions.sign(consolidated, actor=world.director, key=key)
    again = decisions.sign(consolidated, actor=world.director, key=key)

    assert (again.pk, Decision.objects.count()) == (first.pk, 1)


def test_second_signer_hears_who_signed():
    world = make_world()
    consolidated = forwarded(world)
    decisions.sign(consolidated, actor=world.director)

    with pytest.raises(NotAllowed) as refusal:
        decisions.sign(consolidated, actor=acting_deputy(world))

    assert f"{world.director.full_name} đã phê duyệt và ký" in str(refusal.value)


def test_sign_approves_what_is_not_struck():
    world = make_world()
    consolidated = forwarded(world, 3)
    struck = lines(consolidated)[1]
    lists.strike(consolidated, [struck], actor=world.director, reason="Hư cấu")

    decision = decisions.sign(consolidated, actor=world.director)

    assert [line.state for line in lines(consolidated)] == ["approved", "declined", "approved"]
    names = [row["name"] for row in decision.paper["rows"]["individual"]]
    assert names == [lines(consolidated)[0].full_name, lines(consolidated)[2].full_name]


def test_sign_refused_when_every_line_is_struck():
    world = make_world()
    consolidated = forwarded(world)
    lists.strike(consolidated, lines(consolidated), actor=world.director, reason="Hư cấu")

    with pytest.raises(NotAllowed) as refusal:
        decisions.sign(consolidated, actor=world.director)

    assert refusal.value.reasons == ["Mọi dòng đã bị gạch; hãy trả lại danh sách cho Văn phòng thay vì ký."]


def test_sign_refused_on_a_list_changed_since():
    world = make_world()
    consolidated = forwarded(world)
    seen = as_seen(consolidated)
    lists.strike(consolidated, lines(consolidated)[:1], actor=acting_deputy(world), reason="Hư cấu")

    with pytest.raises(StaleContent):
        decisions.sign(consolidated, actor=world.director, seen=seen)

    assert Decision.objects.count() == 0


def test_decision_is_dated_by_the_local_day():
    world = make_world()
    consolidated = forwarded(world)

    with clock.moved_to(datetime(2013, 9, 9, 17, 30, tzinfo=UTC)):
        decision = decisions.sign(consolidated, actor=world.director)

    assert decision.paper["date"] == "2013-09-10"


def test_steps_of_one_signature_have_one_time():
    world = make_world()

    decision = signed(world)

    acts = AuditEvent.objects.filter(act_id=history_of(decision).first().act_id)
    assert set(acts.values_list("at", flat=True)) == {decision.signed_at}


# Who may sign


def test_deputy_signs_by_a_dated_authority():
    world = make_world()
    consolidated = forwarded(world)
    deputy = acting_deputy(world, valid_to=clock.now() + timedelta(hours=1))

    decision = decisions.sign(consolidated, actor=deputy)

    assert decision.paper["signature"] == {
        "name": deputy.full_name, "position": ["PHÓ GIÁM ĐỐC"], "authority": "KT. GIÁM ĐỐC",
    }  # fmt: skip
    event = history_of(consolidated).last()
    assert (event.capacity, event.on_behalf_of) == ("deputy_director", "GIÁM ĐỐC")
    assert event.authority == str(deputy.authorities.get().pk)


def test_deputy_whose_authority_ended_is_refused_in_words():
    world = make_world()
    consolidated = forwarded(world)
    deputy = acting_deputy(world, valid_to=SIGNING_DAY)

    with clock.moved_to(SIGNING_DAY), pytest.raises(NotPermitted) as refusal:
        decisions.sign(consolidated, actor=deputy)

    words = "Quyền ký của ông/bà (Phân công hư cấu) chỉ có hiệu lực đến 09:00 10/09/2013; nay đã hết."
    assert str(refusal.value) == words


def test_deputy_whose_authority_has_not_begun_is_refused_in_words():
    world = make_world()
    consolidated = forwarded(world)
    deputy = acting_deputy(world, valid_from=SIGNING_DAY)

    with clock.moved_to(SIGNING_DAY - timedelta(minutes=1)), pytest.raises(NotPermitted) as refusal:
        decisions.sign(consolidated, actor=deputy)

    expected = "Quyền ký của ông/bà (Phân công hư cấu) có hiệu lực từ 09:00 10/09/2013; hiện chưa ký được."
    assert str(refusal.value) == expected


@pytest.mark.parametrize("act", ["sign", "strike", "send_back"])
def test_deputy_without_authority_is_refused_in_words(act):
    world = make_world()
    consolidated = forwarded(world)
    acts = {
        "sign": lambda: decisions.sign(consolidated, actor=world.deputy_director),
        "strike": lambda: lists.strike(consolidated, lines(consolidated), actor=world.deputy_director, reason="Hư cấu"),
        "send_back": lambda: lists.send_back(consolidated, actor=world.deputy_director, reason="Hư cấu"),
    }

    with pytest.raises(NotPermitted) as refusal:
        acts[act]()

    assert str(refusal.value) == "Ông/bà chưa được giao quyền ký quyết định khen thưởng."


@pytest.mark.parametrize("role", ["office_head", "records_clerk", "auditor", "unit_head", "administrator"])
def test_nobody_but_a_leader_signs(role):
    world = make_world()
    consolidated = forwarded(world)

    with pytest.raises(NotPermitted):
        decisions.sign(consolidated, actor=world.people[role])


def test_director_of_another_organisation_does_not_sign():
    world, elsewhere = make_world(), make_world()

    with pytest.raises(NotPermitted):
        decisions.sign(forwarded(world), actor=elsewhere.director)


def test_reviewer_who_is_director_by_another_account_is_refused_in_words():
    world = make_world()
    consolidated = forwarded(world)
    world.director.same_person_as = world.office_reviewer
    world.director.save()

    with pytest.raises(NotPermitted) as refusal:
        decisions.sign(consolidated, actor=world.director)

    assert str(refusal.value) == "Người đã lập danh sách không được ký duyệt danh sách đó."


def test_reviewer_of_one_line_by_another_account_is_refused_in_words():
    world = make_world()
    consolidated = forwarded(world)
    world.director.same_person_as = make_user(world.organisation, "reviewer-2", "Người Thẩm Định Hư Cấu")
    world.director.save()
    consolidated.nominations.update(reviewed_by=world.director.same_person_as)

    with pytest.raises(NotPermitted) as refusal:
        decisions.sign(consolidated, actor=world.director)

    assert str(refusal.value) == "Người đã thẩm định không được ký duyệt."


def nominated_director(world: World) -> ConsolidatedList:
    """A list on which the second line is the Director's own."""
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    make_nomination(world, dossier, full_name=world.director.full_name)
    dossiers.submit(dossier, actor=head_of(world, dossier))
    found_eligible(world, dossier)
    return put_forward(world)


def test_signer_who_is_on_the_list_is_refused_in_words():
    world = make_world()

    with pytest.raises(NotPermitted) as refusal:
        decisions.sign(nominated_director(world), actor=world.director)

    assert str(refusal.value) == "Không ai được xử lý đề nghị khen thưởng cho chính mình."


def test_signer_may_not_strike_the_own_line_to_sign_the_rest():
    world = make_world()
    consolidated = nominated_director(world)

    with pytest.raises(NotPermitted):
        lists.strike(consolidated, lines(consolidated)[1:], actor=world.director, reason="Hư cấu")


def test_signer_signs_the_rest_once_another_leader_struck_the_own_line():
    world = make_world()
    consolidated = nominated_director(world)
    lists.strike(consolidated, lines(consolidated)[1:], actor=acting_deputy(world), reason="Hư cấu")

    decision = decisions.sign(consolidated, actor=world.director)

    assert [line.state for line in lines(consolidated)] == ["approved", "declined"]
    assert decision.state == "signed"


# Striking


def test_strike_refused_on_a_list_changed_since():
    world = make_world()
    consolidated = forwarded(world, 3)
    seen = as_seen(consolidated)
    lists.strike(consolidated, lines(consolidated)[:1], actor=acting_deputy(world), reason="Hư cấu")

    with pytest.raises(StaleContent):
        lists.strike(consolidated, lines(consolidated)[1:2], actor=world.director, reason="Hư cấu", seen=seen)

    assert [line.state for line in lines(consolidated)] == ["declined", "forwarded", "forwarded"]


def test_second_click_strikes_once():
    world = make_world()
    consolidated, key = forwarded(world), uuid.uuid4().hex
    knock = {"actor": world.director, "reason": "Hư cấu", "seen": as_seen(consolidated), "key": key}

    lists.strike(consolidated, lines(consolidated)[:1], **knock)
    again = lists.strike(consolidated, lines(consolidated)[:1], **knock)

    assert (again.repeated, history_of(lines(consolidated)[0]).filter(verb="strike").count()) == (True, 1)


def test_restored_line_is_approved():
    world = make_world()
    consolidated = forwarded(world)
    lists.strike(consolidated, lines(consolidated)[:1], actor=world.director, reason="Hư cấu")

    lists.restore(consolidated, lines(consolidated)[:1], actor=world.director)
    decisions.sign(consolidated, actor=world.director)

    assert [line.state for line in lines(consolidated)] == ["approved", "approved"]


def test_returned_list_has_no_struck_line():
    world = make_world()
    consolidated = forwarded(world)
    lists.strike(consolidated, lines(consolidated)[:1], actor=world.director, reason="Hư cấu")

    lists.send_back(consolidated, actor=world.director, reason="Bổ sung ý kiến (hư cấu)")

    assert [line.state for line in lines(consolidated)] == ["consolidated", "consolidated"]


def test_award_no_longer_decided_here_is_not_signed():
    world = make_world()
    consolidated = forwarded(world, 1)
    world.form.decider, world.form.decided_here = "Bộ trưởng", False
    world.form.save()

    with pytest.raises(NotAllowed) as refusal:
        decisions.sign(consolidated, actor=world.director)

    assert refusal.value.reasons == [
        f"{lines(consolidated)[0].full_name}: Giấy khen do Bộ trưởng quyết định, kế hoạch không ghi đó là người đứng "
        "đầu cơ quan này; để ngoài danh sách này và trình cấp có thẩm quyền."
    ]
