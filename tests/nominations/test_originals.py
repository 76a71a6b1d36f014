"""Electronic originals: the exact bytes, who may sign them, what is refused, and when the decision may be issued."""

import io

import pytest
from django.conf import settings
from django.test import override_settings
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents.signing import checking, form, keyring
from documents.signing.checking import Verdict
from documents.signing.faults import BadSignature, NothingSigned, NotThePaper, NotWhole
from nominations.models import Original
from nominations.services import amendments, decisions, originals, revocations
from nominations.services.originals import bytes_of
from nominations.states import Signing
from organisation.models import SigningAuthority
from organisation.states import AuthorityForm
from tests.documents.authority import key_of as key_of_then
from tests.factories import authorise, forwarded, make_world
from tests.nominations.originals import by_a_program, digital, key_of, now, prepared, sealed, signed
from workflows import clock
from workflows.audit import history_of, words_of
from workflows.canonical import sha256_hex
from workflows.errors import NotAllowed, NotPermitted, StaleContent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def decision(world, tmp_path):
    with digital(world, tmp_path):
        yield decisions.sign(forwarded(world), actor=world.director)


def report_of(original):
    return checking.check(bytes_of(original), keyring.roots(settings.SIGNING_ROOTS))


def seen(original):
    return original.version, original.content_hash


def signed_elsewhere(original, owner):
    return by_a_program(bytes_of(original), key_of(owner), f"{form.SIGNER}1")


def test_body_without_a_key_has_no_original(world):
    decisions.sign(forwarded(world), actor=world.director)

    assert Original.objects.count() == 0


def test_signed_decision_of_a_body_with_a_key_waits_for_its_signature(decision):
    assert Original.objects.get().state == "prepared"


def test_signed_revocation_of_a_body_with_a_key_waits_too(world, decision):
    sealed(world, signed(world, prepared(decision)))
    decisions.issue(decision, actor=world.records_clerk)
    lines = list(decision.consolidated_list.nominations.values_list("pk", flat=True))
    draft = revocations.propose(decision, lines, ground="a", finding="Hư cấu", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)

    assert Original.objects.get(decision=draft).state == "prepared"


def test_signature_only_adds_to_the_bytes_that_were_shown(world, decision):
    shown = prepared(decision)
    before = bytes_of(shown)
    after = bytes_of(signed(world, shown))

    assert (after[: len(before)] == before, len(after) > len(before)) == (True, True)


def test_trail_says_which_bytes_were_signed_and_what_came_of_them(world, decision):
    shown = prepared(decision)
    before = shown.sha256
    after = signed(world, shown)
    event = history_of(after).get(verb="sign_file")

    assert words_of([event])[event.payload_hash]["data"] == {
        "before": before, "sha256": sha256_hex(bytes_of(after)), "certificate": world.director.full_name,
    }  # fmt: skip


def test_both_signatures_hold_once_it_is_sealed(world, decision):
    original = sealed(world, signed(world, prepared(decision)))

    assert [(one.signer, one.verdict) for one in report_of(original).signatures] == [
        (world.director.full_name, Verdict.WHOLE), (world.organisation.name, Verdict.WHOLE),
    ]  # fmt: skip


def test_hash_on_record_is_that_of_the_file(world, decision):
    original = sealed(world, signed(world, prepared(decision)))

    assert original.sha256 == sha256_hex(bytes_of(original))


@pytest.mark.parametrize("state", ["prepared", "signed"])
def test_decision_is_not_issued_before_its_original_is_finished(world, decision, state):
    original = prepared(decision)
    if state == "signed":
        signed(world, original)

    with pytest.raises(NotAllowed, match="Bản gốc điện tử chưa ký số đủ"):
        decisions.issue(decision, actor=world.records_clerk)


def test_decision_is_issued_once_its_original_is_sealed(world, decision):
    sealed(world, signed(world, prepared(decision)))
    decisions.issue(decision, actor=world.records_clerk)

    assert decision.state == "issued"


def test_decision_is_issued_on_paper_once_the_original_is_waived(world, decision):
    originals.waive_file(prepared(decision), actor=world.records_clerk, reason="Hỏng USB (hư cấu)")
    decisions.issue(decision, actor=world.records_clerk)

    assert decision.state == "issued"


def test_leader_who_did_not_sign_the_decision_may_not_sign_its_file(world, decision):
    deputy = world.deputy_director
    authorise(world, deputy, AuthorityForm.KT, "PHÓ GIÁM ĐỐC")

    with pytest.raises(NotPermitted):
        originals.sign_with(prepared(decision), key_of("Ai đó"), Signing.SIGNER, actor=deputy, seen=None)


def test_signer_whose_authority_ended_may_not_sign_the_file(world, decision):
    original = prepared(decision)
    SigningAuthority.objects.update(valid_to=clock.now())

    with pytest.raises(NotPermitted):
        signed(world, original)


def test_file_that_is_not_what_was_shown_is_not_signed(world, decision):
    shown = prepared(decision)
    was = seen(shown)
    signed(world, shown)

    with pytest.raises(StaleContent):
        originals.sign_with(
            now(shown), key_of(world.organisation.name), Signing.BODY, actor=world.records_clerk, seen=was
        )


def test_file_that_changed_under_the_signature_is_refused_by_the_door(world, decision):
    shown = prepared(decision)
    Original.objects.filter(pk=shown.pk).update(sha256="0" * 64)

    with pytest.raises(NotAllowed, match="Tệp đã thay đổi"):
        originals.sign_with(shown, key_of(world.director.full_name), Signing.SIGNER, actor=world.director, seen=None)


def test_nothing_is_signed_before_the_file_is_made(world, decision):
    with pytest.raises(NotAllowed, match="đang được lập"):
        signed(world, Original.objects.get(decision=decision))


def test_file_signed_elsewhere_by_its_signer_is_taken_in(world, decision):
    shown = prepared(decision)
    after = signed_elsewhere(shown, world.director.full_name)
    originals.take_in(shown, after, Signing.SIGNER, actor=world.director, seen=seen(shown))

    assert (now(shown).state, bytes_of(now(shown)) == after) == ("signed", True)


def test_file_sealed_elsewhere_is_taken_in(world, decision):
    original = signed(world, prepared(decision))
    offered = originals.to_be_sealed(original)
    after = by_a_program(offered, key_of(world.organisation.name), form.CORNER)
    originals.take_in(original, after, Signing.BODY, actor=world.records_clerk, seen=seen(original))

    assert [one.verdict for one in report_of(now(original)).signatures] == [Verdict.WHOLE, Verdict.WHOLE]


def test_other_paper_signed_elsewhere_is_refused(world, decision):
    shown = prepared(decision)
    other = b"%PDF-1.7 " + bytes_of(shown)

    with pytest.raises(NotThePaper):
        originals.take_in(shown, other, Signing.SIGNER, actor=world.director, seen=seen(shown))


def test_page_changed_before_it_was_signed_elsewhere_is_refused(world, decision):
    shown = prepared(decision)
    writer = IncrementalPdfFileWriter(io.BytesIO(bytes_of(shown)))
    page, _resources = writer.find_page_for_modification(0)
    page.get_object()["/Rotate"] = generic.NumberObject(180)
    writer.mark_update(page)
    changed = io.BytesIO()
    writer.write(changed)
    after = by_a_program(changed.getvalue(), key_of(world.director.full_name), f"{form.SIGNER}1")

    with pytest.raises(NotWhole):
        originals.take_in(shown, after, Signing.SIGNER, actor=world.director, seen=seen(shown))


def test_file_sent_back_without_a_signature_is_refused(world, decision):
    shown = prepared(decision)

    with pytest.raises(NothingSigned):
        originals.take_in(shown, bytes_of(shown), Signing.SIGNER, actor=world.director, seen=seen(shown))


def test_file_signed_in_another_persons_name_is_refused(world, decision):
    shown = prepared(decision)
    after = signed_elsewhere(shown, "Người Khác")

    with pytest.raises(BadSignature, match="không mang tên"):
        originals.take_in(shown, after, Signing.SIGNER, actor=world.director, seen=seen(shown))


def test_file_signed_by_an_expired_certificate_is_refused(world, decision):
    shown = prepared(decision)
    after = by_a_program(bytes_of(shown), key_of_then(world.director.full_name), f"{form.SIGNER}1")

    with pytest.raises(BadSignature, match="không có hiệu lực tại thời điểm ký"):
        originals.take_in(shown, after, Signing.SIGNER, actor=world.director, seen=seen(shown))


def test_file_signed_by_nobody_that_is_trusted_is_refused(world, decision):
    shown = prepared(decision)
    after = signed_elsewhere(shown, world.director.full_name)

    with override_settings(SIGNING_ROOTS=None), pytest.raises(BadSignature, match="không do tổ chức được tin cậy cấp"):
        originals.take_in(shown, after, Signing.SIGNER, actor=world.director, seen=seen(shown))
