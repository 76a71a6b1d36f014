"""What went with revoked awards is asked back in the act that revokes, and noted by the office."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from nominations.models import Decision, Nomination, Recovery
from nominations.papers.awards import award_register
from nominations.services import amendments, decisions, recoveries, revocations
from nominations.services.wordings import write
from tests.factories import forwarded, make_world
from tests.nominations.bonus import switched_on
from tests.nominations.desk import page, seen, signed_in
from tests.nominations.reviewing import queries, words
from workflows import clock
from workflows.audit import history_of, words_of
from workflows.engine import events_of_act, perform
from workflows.errors import NotAllowed, NotPermitted

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

LOST = "Giấy khen bị mất do lũ quét (hư cấu)"


@pytest.fixture
def world():
    return make_world()


def revoked(world, count: int = 1, lines: int | None = None) -> Decision:
    """The issued revocation of some lines of an award of `count`."""
    award = decisions.sign(forwarded(world, count), actor=world.director)
    decisions.issue(award, actor=world.records_clerk)
    keys = list(Nomination.objects.filter(consolidated_list=award.consolidated_list).values_list("pk", flat=True))
    draft = revocations.propose(award, keys[:lines], ground="a", finding="Hư cấu.", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)
    revocations.enact(draft, actor=world.records_clerk)
    return Decision.objects.get(pk=draft.pk)


def one_of(revocation: Decision) -> Recovery:
    return revocation.recoveries.get()


def states(revocation: Decision) -> list[str]:
    return list(revocation.recoveries.order_by("pk").values_list("state", flat=True))


def today() -> date:
    return localdate(clock.now())


def test_each_revoked_line_owes_its_certificate(world):
    revocation = revoked(world, 3, lines=2)

    told = list(revocation.recoveries.order_by("pk").values_list("nomination", "what", "amount", "state"))
    assert told == [(line, "certificate", None, "outstanding") for line in revocation.lines]


def test_money_is_asked_back_where_it_went_with_the_award(world):
    switched_on(world)
    revocation = revoked(world)

    told = list(revocation.recoveries.order_by("pk").values_list("what", "amount"))
    assert told == [("certificate", None), ("money", 760_000)]


def test_nothing_is_asked_back_before_the_revocation_is_issued(world):
    award = decisions.sign(forwarded(world, 1), actor=world.director)
    decisions.issue(award, actor=world.records_clerk)
    keys = list(Nomination.objects.filter(consolidated_list=award.consolidated_list).values_list("pk", flat=True))
    draft = revocations.propose(award, keys, ground="a", finding="Hư cấu.", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)

    assert Recovery.objects.count() == 0


def test_demand_is_part_of_the_act_that_revokes(world):
    revocation = revoked(world)
    enacted = history_of(revocation).get(verb="enact")

    told = [(event.object_type, event.verb) for event in events_of_act(enacted.act_id)]
    assert ("nominations.recovery", "demand") in told


def test_paper_of_the_decree_leaves_thirty_days(world):
    revocation = revoked(world)

    assert one_of(revocation).due_on == localdate(revocation.issued_at) + timedelta(days=30)


@pytest.mark.parametrize(
    ("words_", "due"),
    [
        ("Nộp lại trong thời hạn 10 ngày.", date(2026, 1, 15)),
        ("Nộp lại trong vòng 5 ngày làm việc.", date(2026, 1, 12)),
        ("Nộp lại cho Văn phòng.", None),
    ],
)
def test_limit_is_the_one_that_the_signed_paper_names(words_, due):
    revocation = Decision(paper={"articles": [words_]})

    assert recoveries.due_after(revocation, date(2026, 1, 5)) == due


def test_paper_that_names_no_limit_leaves_none(world):
    text = "[trích yếu]\nHủy bỏ\n[nội dung]\nĐiều 1. Hủy bỏ."
    write(world.organisation, "revocation_text", text, actor=world.office_head, seen="")

    assert one_of(revoked(world)).due_on is None


def test_return_is_noted_with_its_day(world):
    recovery = one_of(revoked(world))

    recoveries.note_return(recovery, day=today(), actor=world.office_reviewer)

    assert (recovery.state, recovery.returned_on, recovery.ended_by) == ("recovered", today(), world.office_reviewer)


@pytest.mark.parametrize("days", [-1, 1])
def test_day_of_return_is_between_the_award_and_today(world, days):
    recovery = one_of(revoked(world))

    with pytest.raises(NotAllowed, match="Ngày nộp lại phải từ ngày ký"):
        recoveries.note_return(recovery, day=today() + timedelta(days=days), actor=world.office_reviewer)


def test_certificate_that_is_lost_is_waived_with_a_reason(world):
    recovery = one_of(revoked(world))

    recoveries.waive(recovery, reason=LOST, actor=world.office_head)

    assert (recovery.state, recovery.returned_on) == ("waived", None)


def test_waiving_without_a_reason_is_refused(world):
    with pytest.raises(NotAllowed, match="Phải ghi lý do"):
        recoveries.waive(one_of(revoked(world)), reason=" ", actor=world.office_head)


def test_unit_notes_nothing(world):
    with pytest.raises(NotPermitted):
        recoveries.waive(one_of(revoked(world)), reason=LOST, actor=world.unit_head)


def test_nothing_is_asked_back_from_whom_nothing_was_taken(world):
    revocation = revoked(world, 2, lines=1)
    stays = Nomination.objects.get(consolidated_list=revocation.amends.consolidated_list, state="awarded")
    row = Recovery(
        organisation=world.organisation, campaign=world.campaign, revocation=revocation, nomination=stays,
        what="certificate",
    )  # fmt: skip
    row.content_hash = row.compute_hash()
    row.save()

    with pytest.raises(NotAllowed, match="đã ban hành"):
        perform(row, "demand", actor=world.records_clerk)


@pytest.mark.parametrize("of", ["revocation", "award"])
def test_page_shows_what_goes_back(world, of):
    revocation = revoked(world)
    address = (revocation if of == "revocation" else revocation.amends).get_absolute_url()

    text = words(page(signed_in(world.office_reviewer), address))

    assert ("Thu hồi giấy khen, tiền thưởng" in text, "Chưa thu hồi" in text) == (True, True)


def test_page_tells_why_it_does_not_come_back(world):
    revocation = revoked(world)
    recoveries.waive(one_of(revocation), reason=LOST, actor=world.office_head)

    assert LOST in page(signed_in(world.director), revocation.get_absolute_url())


def test_only_the_office_is_offered_to_note_it(world):
    revocation = revoked(world)
    address = f"/recoveries/{one_of(revocation).pk}/"

    found = [
        address in page(signed_in(person), revocation.get_absolute_url())
        for person in (world.office_reviewer, world.director, world.unit_head)
    ]
    assert found == [True, False, False]


def test_office_notes_it_on_the_page(world):
    revocation = revoked(world)
    recovery = one_of(revocation)
    form = seen(recovery, day=f"{today():%d/%m/%Y}", next=revocation.get_absolute_url())

    answer = signed_in(world.office_reviewer).post(f"/recoveries/{recovery.pk}/note_return/", form)

    assert (answer.url, states(revocation)) == (revocation.get_absolute_url(), ["recovered"])


def test_form_without_a_day_notes_nothing(world):
    revocation = revoked(world)
    recovery = one_of(revocation)

    client = signed_in(world.office_reviewer)
    answer = client.post(f"/recoveries/{recovery.pk}/note_return/", seen(recovery), follow=True)

    assert ("Hãy ghi ngày nộp lại." in answer.content.decode(), states(revocation)) == (True, ["outstanding"])


def test_what_is_out_waits_for_the_office_at_home(world):
    revocation = revoked(world)

    found = [str(revocation) in page(signed_in(person), "/") for person in (world.office_head, world.director)]
    assert found == [True, False]


def test_nothing_waits_once_all_came_back(world):
    revocation = revoked(world)
    recoveries.note_return(one_of(revocation), day=today(), actor=world.office_reviewer)

    assert "chờ thu hồi" not in page(signed_in(world.office_head), "/")


@pytest.mark.parametrize(("day", "overdue"), [(30, False), (31, True)])
def test_what_is_out_after_the_limit_is_overdue(world, day, overdue):
    revocation = revoked(world)
    later = clock.now() + timedelta(days=day)

    with clock.moved_to(later):
        client = signed_in(world.office_head)
        found = ["Quá hạn" in page(client, address) for address in ("/", revocation.get_absolute_url())]

    assert found == [overdue, overdue]


def test_number_of_queries_is_constant():
    counts = []
    for count in (1, 3):
        world = make_world()
        switched_on(world)
        revocation = revoked(world, count)
        client = signed_in(world.office_head)
        pages = ("/", revocation.get_absolute_url(), revocation.amends.get_absolute_url())
        counts.append([queries(client, address) for address in pages])

    assert counts[0] == counts[1]


def test_register_tells_what_came_back(world):
    revocation = revoked(world, 2, lines=1)
    recoveries.note_return(one_of(revocation), day=today(), actor=world.office_reviewer)

    notes = [row[-1] for row in award_register(revocation.amends).body[0].rows]

    said = f"Hủy bỏ theo Quyết định số {revocation.notation}; đã thu hồi giấy khen ngày {today():%d/%m/%Y}"
    assert sorted(notes) == ["", said]


@pytest.mark.parametrize("noted", ["recovered", "waived"])
def test_recovery_that_was_noted_wrongly_is_outstanding_again(world, noted):
    recovery = noted_as(world, noted)

    recoveries.ask_again(recovery, reason="Ghi nhầm người (hư cấu)", actor=world.office_reviewer)

    now = Recovery.objects.get(pk=recovery.pk)
    assert (now.state, now.returned_on, now.ended_by) == ("outstanding", None, None)


def noted_as(world, noted):
    recovery = one_of(revoked(world))
    if noted == "recovered":
        recoveries.note_return(recovery, day=today(), actor=world.office_reviewer)
    else:
        recoveries.waive(recovery, reason=LOST, actor=world.office_reviewer)
    return Recovery.objects.get(pk=recovery.pk)


def test_recovery_is_not_reopened_without_a_reason(world):
    with pytest.raises(NotAllowed, match="lý do"):
        recoveries.ask_again(noted_as(world, "recovered"), actor=world.office_reviewer)


def test_reason_for_reopening_a_recovery_stands_in_the_trail(world):
    recovery = noted_as(world, "waived")
    recoveries.ask_again(recovery, reason="Ghi nhầm người (hư cấu)", actor=world.office_reviewer)

    event = history_of(recovery).get(verb="ask_again")
    assert words_of([event])[event.payload_hash]["reason"] == "Ghi nhầm người (hư cấu)"


def test_office_reopens_a_recovery_on_the_page(world):
    recovery = noted_as(world, "recovered")
    address = f"/recoveries/{recovery.pk}/ask_again/"
    client, where = signed_in(world.office_reviewer), recovery.get_absolute_url()
    assert address in page(client, where)

    client.post(address, seen(recovery, reason="Ghi nhầm ngày (hư cấu)", next=where))

    assert Recovery.objects.get(pk=recovery.pk).state == "outstanding"
