"""Revoking awards: from the office's proposal to the issued decision, and what the old one becomes."""

import pytest

from nominations.models import Decision, Nomination
from nominations.papers.revocation import draft_of_revocation
from nominations.papers.samples import VALUES
from nominations.services import amendments, decisions, revocations
from nominations.services.wordings import write
from nominations.states import Ground
from notifications.models import Message
from organisation.services import appoint
from organisation.states import Role
from portal.selectors import standing_of
from tests.factories import forwarded, make_world
from tests.nominations.desk import signed_in
from workflows import outbox
from workflows.engine import events_of_act, perform
from workflows.errors import NotAllowed, NotPermitted
from workflows.models import AuditEvent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

FINDING = "Kết luận số 01 (hư cấu): số liệu trong báo cáo thành tích không đúng sự thật"


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def award(world):
    """Issued, for two people."""
    decision = decisions.sign(forwarded(world), actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    return Decision.objects.get(pk=decision.pk)


def lines_of(award):
    return list(Nomination.objects.filter(consolidated_list=award.consolidated_list).order_by("pk"))


def proposed(world, award, lines=None, ground=Ground.FALSE_DECLARATION, finding=FINDING):
    keys = [line.pk for line in (lines or lines_of(award))]
    return revocations.propose(award, keys, ground=ground, finding=finding, actor=world.office_reviewer)


def in_force(world, award, lines=None):
    draft = proposed(world, award, lines)
    amendments.sign(draft, actor=world.director)
    revocations.enact(draft, actor=world.records_clerk)
    return Decision.objects.get(pk=draft.pk)


def states(*subjects):
    return [type(subject)._default_manager.values_list("state", flat=True).get(pk=subject.pk) for subject in subjects]


def test_awards_stand_until_the_revocation_is_issued(world, award):
    draft = proposed(world, award)
    amendments.sign(draft, actor=world.director)

    assert states(award, *lines_of(award)) == ["issued", "awarded", "awarded"]


def test_issued_revocation_of_every_line_revokes_the_decision(world, award):
    in_force(world, award)

    assert states(award, *lines_of(award)) == ["revoked", "revoked", "revoked"]


def test_issued_revocation_of_one_line_leaves_the_others(world, award):
    first, _second = lines_of(award)

    revocation = in_force(world, award, [first])

    assert states(award, *lines_of(award)) == ["issued", "revoked", "awarded"]
    assert list(revocation.revoked.all()) == [first]


def test_second_revocation_of_what_is_left_revokes_the_decision(world, award):
    for line in lines_of(award):
        in_force(world, award, [line])

    assert states(award) == ["revoked"]


def test_revocation_is_numbered_in_the_same_series(world, award):
    revocation = in_force(world, award)

    assert (award.number, revocation.number, revocation.symbol) == (1, 2, award.symbol)


def test_enacting_is_one_act(world, award):
    draft = proposed(world, award)
    amendments.sign(draft, actor=world.director)

    act = revocations.enact(draft, actor=world.records_clerk)

    told = [(event.object_type, event.verb) for event in events_of_act(act.id)]
    assert sorted(told) == [
        ("nominations.decision", "enact"), ("nominations.decision", "revoke"),
        ("nominations.nomination", "revoke"), ("nominations.nomination", "revoke"),
        ("nominations.recovery", "demand"), ("nominations.recovery", "demand"),
    ]  # fmt: skip


def test_paper_names_the_decision_the_ground_and_the_finding(world, award):
    paper = in_force(world, award, lines_of(award)[:1]).paper

    wanted = (f"Quyết định số {award.notation} ", "điểm a khoản 2 Điều 93", FINDING)
    assert [words in basis for words, basis in zip(wanted, paper["bases"][-3:], strict=True)] == [True] * 3
    assert [row["name"] for rows in paper["rows"].values() for row in rows] == [lines_of(award)[0].full_name]


def test_draft_is_a_pdf(world, award):
    assert draft_of_revocation(proposed(world, award), authority=None).startswith(b"%PDF-")


@pytest.mark.parametrize(("ground", "finding"), [("", FINDING), ("e", FINDING), ("a", " ")])
def test_proposal_without_ground_or_finding_is_refused(world, award, ground, finding):
    with pytest.raises(NotAllowed):
        proposed(world, award, ground=ground, finding=finding)

    assert Decision.objects.count() == 1


def test_proposal_of_a_line_of_another_decision_is_refused(world, award):
    with pytest.raises(NotAllowed, match="ít nhất một trường hợp"):
        revocations.propose(award, [10**6], ground="a", finding=FINDING, actor=world.office_reviewer)


def test_second_proposal_is_refused_while_one_waits(world, award):
    proposed(world, award)

    with pytest.raises(NotAllowed, match="Đã có dự thảo hủy bỏ"):
        proposed(world, award)


def test_proposal_is_open_again_once_the_first_is_dropped(world, award):
    amendments.turn_down(proposed(world, award), actor=world.director, reason="Chưa đủ căn cứ (hư cấu)")

    assert proposed(world, award).state == "proposed"


def test_award_that_was_revoked_cannot_be_revoked_again(world, award):
    first, second = lines_of(award)
    in_force(world, award, [first])

    with pytest.raises(NotAllowed, match="còn được khen thưởng"):
        proposed(world, award, [first, second])


def test_nomination_is_revoked_by_no_other_way(world, award):
    with pytest.raises(NotAllowed, match="quyết định hủy bỏ đã ban hành"):
        perform(lines_of(award)[0], "revoke", actor=world.records_clerk, data={"decision": award.pk})


def test_whoever_proposed_does_not_sign(world, award):
    appoint(world.director, Role.OFFICE_REVIEWER, world.root)
    draft = revocations.propose(
        award, [line.pk for line in lines_of(award)], ground="a", finding=FINDING, actor=world.director
    )

    with pytest.raises(NotPermitted, match="đã trình dự thảo"):
        amendments.sign(draft, actor=world.director)


def test_units_whose_awards_are_revoked_are_told(world, award):
    in_force(world, award)
    Message.objects.all().delete()

    while outbox.drain():
        pass

    told = Message.objects.filter(kind="nominations.result", title__contains="hủy bỏ")
    assert set(told.values_list("recipient__username", flat=True)) == {
        person.username for person in (world.unit_officer, world.unit_head)
    }


def test_public_page_of_a_partly_revoked_decision_names_the_revocation(world, award):
    revocation = in_force(world, award, lines_of(award)[:1])

    standing = standing_of(Decision.objects.get(pk=award.pk))

    assert (standing.amendments, standing.ended_at) == ([revocation], None)


def test_office_proposes_on_the_page(world, award):
    client = signed_in(world.office_reviewer)
    page = client.get(f"/decisions/{award.pk}/revocation/")
    seen = {"version": award.version, "content_hash": award.content_hash, "key": "1"}

    answer = client.post(
        f"/decisions/{award.pk}/revocation/",
        seen | {"lines": [line.pk for line in lines_of(award)], "ground": "b", "reason": FINDING},
    )

    draft = Decision.objects.get(kind="revocation")
    assert (page.status_code, answer.url) == (200, draft.get_absolute_url())
    assert (draft.ground, draft.finding, draft.state) == ("b", FINDING, "proposed")


def test_page_keeps_what_was_ticked_when_something_is_missing(world, award):
    first = lines_of(award)[0]
    client = signed_in(world.office_reviewer)

    answer = client.post(
        f"/decisions/{award.pk}/revocation/",
        {"version": award.version, "content_hash": award.content_hash, "lines": [first.pk], "reason": FINDING},
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert (f'value="{first.pk}" id="line-{first.pk}" checked' in text, FINDING in text) == (True, True)


def test_signing_and_issuing_on_the_page(world, award):
    draft = proposed(world, award)
    for person, verb in ((world.director, "sign_amendment"), (world.records_clerk, "enact")):
        stands = Decision.objects.get(pk=draft.pk)
        told = {"version": stands.version, "content_hash": stands.content_hash, "key": verb}
        signed_in(person).post(f"/decisions/{draft.pk}/{verb}/", told)

    assert states(draft, award) == ["issued", "revoked"]


def test_second_click_on_sign_is_one_signature(world, award):
    draft = proposed(world, award)
    for _click in range(2):
        amendments.sign(Decision.objects.get(pk=draft.pk), actor=world.director, key="once")

    assert AuditEvent.objects.filter(object_type="nominations.decision", object_id=draft.pk, verb="sign").count() == 1


@pytest.mark.parametrize("state", ["proposed", "signed", "issued"])
def test_page_of_a_revocation_opens_in_every_state(world, award, state):
    draft = proposed(world, award)
    if state != "proposed":
        amendments.sign(draft, actor=world.director)
    if state == "issued":
        revocations.enact(draft, actor=world.records_clerk)

    addresses = (draft.get_absolute_url(), award.get_absolute_url(), "/decisions/", "/")
    client = signed_in(world.director)
    assert [client.get(address).status_code for address in addresses] == [200] * 4


@pytest.mark.parametrize(("audience", "verb"), [("director", "đã trình ký"), ("records_clerk", "đã duyệt")])
def test_whose_turn_it_is_hears_of_it(world, award, audience, verb):
    amendments.sign(proposed(world, award), actor=world.director)

    while outbox.drain():
        pass

    told = Message.objects.filter(recipient=world.people[audience], title__contains=verb)
    assert told.count() == 1


@pytest.mark.parametrize("name", VALUES["revocation_text"])
def test_revocation_knows_every_value_of_the_sample(world, award, name):
    text = "[trích yếu]\n{{ NAME }}\n[nội dung]\nĐiều 1. A.".replace("NAME", name)
    write(world.organisation, "revocation_text", text, actor=world.office_head, seen="")

    assert in_force(world, award).paper["subject"] != ""
