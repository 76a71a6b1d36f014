"""Replacing a decision whose words were wrong: from the office's proposal to what follows the new decision."""

import pytest

from nominations.archive.contents import folders_of
from nominations.effects import store_pdf
from nominations.models import Decision, Nomination
from nominations.papers.awards import award_register, certificates
from nominations.papers.payment import payment_list
from nominations.papers.replacement import draft_of_replacement
from nominations.papers.samples import VALUES
from nominations.services import amendments, decisions, replacements, revocations
from nominations.services.wordings import write
from nominations.traces import Person
from notifications.models import Message
from organisation.services import appoint
from organisation.states import Role
from organisation.text import fold
from portal.selectors import standing_of
from tests.documents.reading import pages, shown, squeezed
from tests.factories import forwarded, make_world
from tests.nominations.bonus import switched_on
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import queries
from workflows import outbox
from workflows.audit import history_of
from workflows.errors import NotAllowed, NotPermitted
from workflows.verification import verify_everything

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

WHY = "Họ tên của một cá nhân ghi sai dấu (hư cấu)."
RIGHT = "Nguyễn Thị Hạnh"


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def award(world):
    """Issued, for two people."""
    return awarded(world)


def awarded(world):
    decision = decisions.sign(forwarded(world), actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    return Decision.objects.get(pk=decision.pk)


def lines_of(award):
    return list(Nomination.objects.filter(consolidated_list=award.consolidated_list).order_by("pk"))


def proposed(world, award, name=RIGHT, why=WHY):
    words = {lines_of(award)[0].pk: {"full_name": name}}
    return replacements.propose(award, words, finding=why, actor=world.office_reviewer)


def signed(world, award):
    draft = proposed(world, award)
    amendments.sign(draft, actor=world.director)
    return Decision.objects.get(pk=draft.pk)


def in_force(world, award):
    draft = signed(world, award)
    decisions.issue(draft, actor=world.records_clerk)
    return Decision.objects.get(pk=draft.pk)


def state_of(subject):
    return type(subject).objects.values_list("state", flat=True).get(pk=subject.pk)


def names_in(decision):
    return [row["name"] for rows in decision.paper["rows"].values() for row in rows]


# What becomes of both


def test_decision_stands_until_the_replacement_is_issued(world, award):
    signed(world, award)

    assert (state_of(award), lines_of(award)[0].full_name == RIGHT) == ("issued", False)


def test_issued_replacement_replaces_the_decision(world, award):
    replacement = in_force(world, award)

    assert (state_of(award), state_of(replacement)) == ("replaced", "issued")


def test_replacement_is_numbered_in_the_same_series(world, award):
    replacement = in_force(world, award)

    assert (award.number, replacement.number, replacement.symbol) == (1, 2, award.symbol)


def test_corrected_line_is_still_an_award_under_its_right_name(world, award):
    in_force(world, award)

    line = lines_of(award)[0]
    assert (line.state, line.full_name, line.search_key) == ("awarded", RIGHT, "nguyen thi hanh")


def test_correction_stands_in_the_trail_of_the_line_alone(world, award):
    in_force(world, award)

    verbs = [list(history_of(line).values_list("verb", flat=True))[-1] for line in lines_of(award)]
    assert verbs == ["correct", "award"]


def test_trail_holds_after_a_replacement(world, award):
    in_force(world, award)

    assert [name for name, tally in verify_everything().items() if tally.faults] == []


def test_replaced_decision_keeps_its_own_words(world, award):
    wrong = names_in(award)
    in_force(world, award)

    assert names_in(Decision.objects.get(pk=award.pk)) == wrong


def test_replacement_may_itself_be_replaced(world, award):
    first = in_force(world, award)
    second = in_force_again(world, first)

    assert (state_of(first), state_of(second)) == ("replaced", "issued")


def in_force_again(world, decision):
    draft = proposed(world, decision, name="Nguyễn Thị Hạnh An")
    amendments.sign(draft, actor=world.director)
    decisions.issue(draft, actor=world.records_clerk)
    return draft


def test_awards_of_a_replacement_can_be_revoked(world, award):
    replacement = in_force(world, award)
    keys = [line.pk for line in lines_of(award)]
    draft = revocations.propose(replacement, keys, ground="a", finding="Hư cấu", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)
    revocations.enact(draft, actor=world.records_clerk)

    assert (state_of(replacement), state_of(award)) == ("revoked", "replaced")


def test_line_revoked_before_is_not_granted_anew(world, award):
    gone = lines_of(award)[1]
    draft = revocations.propose(award, [gone.pk], ground="a", finding="Hư cấu", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)
    revocations.enact(draft, actor=world.records_clerk)

    assert names_in(in_force(world, award)) == [RIGHT]


# What is refused


def test_second_draft_beside_an_open_one_is_refused(world, award):
    proposed(world, award)

    with pytest.raises(NotAllowed, match="Đã có dự thảo"):
        proposed(world, award)


def test_revocation_beside_an_open_replacement_is_refused(world, award):
    proposed(world, award)
    keys = [line.pk for line in lines_of(award)]

    with pytest.raises(NotAllowed, match="Đã có dự thảo"):
        revocations.propose(award, keys, ground="a", finding="Hư cấu", actor=world.office_reviewer)


def test_replacement_without_a_reason_is_refused(world, award):
    with pytest.raises(NotAllowed, match="lý do"):
        proposed(world, award, why="  ")


def test_correction_of_somebody_elses_line_is_refused(world, award):
    with pytest.raises(NotAllowed, match="Chỉ sửa những dòng"):
        replacements.propose(award, {10**6: {"full_name": RIGHT}}, finding=WHY, actor=world.office_reviewer)


def test_replaced_decision_is_not_replaced_again(world, award):
    in_force(world, award)

    with pytest.raises(NotAllowed, match="không còn hiệu lực"):
        proposed(world, Decision.objects.get(pk=award.pk))


def test_signer_who_proposed_the_replacement_is_refused(world, award):
    appoint(world.director, Role.OFFICE_REVIEWER, world.root)
    draft = replacements.propose(award, {}, finding=WHY, actor=world.director)

    with pytest.raises(NotPermitted):
        amendments.sign(draft, actor=world.director)


def test_dropped_draft_leaves_the_decision_as_it_is(world, award):
    amendments.turn_down(proposed(world, award), actor=world.director, reason="Tên đã đúng (hư cấu)")

    assert (state_of(award), state_of(proposed(world, award))) == ("issued", "proposed")


# The paper, and what follows it


def test_paper_names_the_decision_that_it_replaces(world, award):
    text = "".join(map(shown, pages(draft_of_replacement(proposed(world, award), authority=None))))

    assert squeezed(f"Quyết định này thay thế Quyết định số {award.notation}") in text


def test_paper_has_the_right_name(world, award):
    assert RIGHT in names_in(signed(world, award))


@pytest.mark.parametrize("name", VALUES["replacement_text"])
def test_replacement_knows_every_value_of_the_sample(world, award, name):
    text = f"[trích yếu]\nVề việc {{{{ {name} }}}}\n[nội dung]\nĐiều 1. Như trên."
    write(world.organisation, "replacement_text", text, actor=world.office_head, seen="")

    assert draft_of_replacement(proposed(world, award), authority=None).startswith(b"%PDF-")


def test_certificates_follow_the_replacement(world, award):
    made = certificates(in_force(world, award)).certificates

    assert {(one.name, one.register_number) for one in made} >= {(RIGHT, made[0].register_number)}


def test_register_tells_that_a_decision_was_replaced(world, award):
    replacement = in_force(world, award)

    notes = [row[-1] for row in award_register(replacement).body[0].rows]
    assert notes == [f"Được thay thế bằng Quyết định số {replacement.notation}"] * 2 + [""] * 2


def test_register_pays_a_replaced_award_once(world):
    award = paid(world)
    replacement = in_force(world, award)

    sums = [bool(row[7]) for row in award_register(replacement).body[0].rows]
    assert sums == [False, False, True, True]


def paid(world):
    switched_on(world)
    decision = decisions.sign(forwarded(world), actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    return Decision.objects.get(pk=decision.pk)


def test_payment_list_follows_the_replacement(world):
    replacement = in_force(world, paid(world))

    assert any(RIGHT in cell for row in payment_list(replacement).body[0].rows for cell in map(str, row))


def test_archive_has_both_decisions(world, award):
    replacement = in_force(world, award)
    for one in (award, replacement):
        store_pdf(Decision.objects.get(pk=one.pk))

    folder = next(one for one in folders_of(world.campaign) if one.short == "Quyết định")
    titles = [(one.notation, "(đã được thay thế)" in one.title) for one in folder.items() if one.ending == ".pdf"]
    assert titles == [(award.notation, True), (replacement.notation, False)]


def test_erasure_looks_for_the_wrong_name_too(world, award):
    wrong = lines_of(award)[0].full_name
    in_force(world, award)

    assert Person([lines_of(award)[0]]).names == {fold(wrong), fold(RIGHT)}


# Pages


def test_public_page_of_a_replaced_decision_names_the_replacement(world, award):
    replacement = in_force(world, award)

    assert standing_of(Decision.objects.get(pk=award.pk)).replaced_by == replacement


def test_office_proposes_a_replacement_on_the_desk(world, award):
    line, client = lines_of(award)[0], signed_in(world.office_reviewer)
    address = f"/decisions/{award.pk}/replacement/?lines={line.pk}"
    assert f'name="full_name-{line.pk}"' in client.get(address).content.decode()

    answer = client.post(address, sent(award, line, RIGHT))

    draft = Decision.objects.get(kind="replacement")
    assert (answer.url, draft.corrections) == (
        draft.get_absolute_url(), {str(line.pk): {"full_name": [line.full_name, RIGHT]}}
    )  # fmt: skip


def sent(award, line, name, reason=WHY):
    return {
        "version": award.version, "content_hash": award.content_hash, "key": "k", "reason": reason,
        f"full_name-{line.pk}": name, f"honorific-{line.pk}": line.honorific, f"position-{line.pk}": line.position,
        f"sub_unit-{line.pk}": line.sub_unit,
    }  # fmt: skip


def test_proposal_without_a_reason_keeps_what_was_typed(world, award):
    line, client = lines_of(award)[0], signed_in(world.office_reviewer)
    address = f"/decisions/{award.pk}/replacement/?lines={line.pk}"

    answer = client.post(address, sent(award, line, RIGHT, reason=""))

    page = answer.content.decode()
    assert (answer.status_code, "Hãy ghi lý do thay thế." in page, f'value="{RIGHT}"' in page) == (422, True, True)


def test_page_of_a_replaced_decision_shows_its_own_words(world, award):
    wrong = lines_of(award)[0].full_name
    replacement = in_force(world, award)

    page = signed_in(world.unit_head).get(award.get_absolute_url()).content.decode()
    assert (wrong in page, RIGHT in page, replacement.get_absolute_url() in page) == (True, False, True)


@pytest.mark.parametrize("state", ["proposed", "signed", "issued"])
def test_page_of_a_replacement_opens_in_every_state(world, award, state):
    draft = {"proposed": proposed, "signed": signed, "issued": in_force}[state](world, award)

    page = signed_in(world.director).get(draft.get_absolute_url()).content.decode()
    assert (WHY in page, RIGHT in page) == (True, True)


def test_whole_way_of_a_replacement_on_the_desk(world, award):
    draft = proposed(world, award)
    for person, verb in ((world.director, "sign_amendment"), (world.records_clerk, "issue")):
        now = Decision.objects.get(pk=draft.pk)
        form = {"version": now.version, "content_hash": now.content_hash, "key": verb}
        signed_in(person).post(f"/decisions/{draft.pk}/{verb}/", form)

    assert (state_of(draft), state_of(award)) == ("issued", "replaced")


def test_replacement_waits_on_the_first_page_of_the_leader(world, award):
    draft = proposed(world, award)

    assert draft.get_absolute_url() in signed_in(world.director).get("/").content.decode()


def test_unit_hears_that_its_decision_was_replaced(world, award):
    in_force(world, award)
    Message.objects.all().delete()
    while outbox.drain():
        pass

    told = Message.objects.filter(recipient=world.unit_head, title__contains="đã thay thế")
    assert told.count() == 1


def test_number_of_queries_is_constant():
    counts = []
    for count in (1, 3):
        world = make_world()
        decision = decisions.sign(forwarded(world, count), actor=world.director)
        decisions.issue(decision, actor=world.records_clerk)
        award = Decision.objects.get(pk=decision.pk)
        words = {line.pk: {"full_name": f"{RIGHT} {line.pk}"} for line in lines_of(award)}
        form = f"/decisions/{award.pk}/replacement/?" + "&".join(f"lines={key}" for key in words)
        counts.append([queries(signed_in(world.office_reviewer), form)])
        draft = replacements.propose(award, words, finding=WHY, actor=world.office_reviewer)
        client = signed_in(world.director)
        counts[-1].append(queries(client, draft.get_absolute_url()))
        amendments.sign(draft, actor=world.director)
        decisions.issue(draft, actor=world.records_clerk)
        counts[-1] += [queries(client, one.get_absolute_url()) for one in (award, draft)]

    assert counts[0] == counts[1]
