"""Electronic originals: prepared when a decision is signed, then signed by its signer and by the body."""

from datetime import date
from typing import Any, Unpack

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from documents.official import written_date, written_number
from documents.signing import acts, keyring
from documents.signing.faults import BadSignature
from documents.signing.form import render_to_sign
from documents.signing.keys import SigningKey
from documents.signing.stamps import Stamp
from nominations.models import Decision, Original
from nominations.papers.awards import to_be_signed
from nominations.states import OriginalState, Signing
from organisation.models import Organisation, User
from organisation.text import looks_alike
from workflows import clock, content
from workflows.canonical import sha256_hex
from workflows.engine import Act, Knock, Seen, lock, perform
from workflows.errors import NotAllowed, StaleContent


def signs_digitally(organisation: Organisation) -> bool:
    """Does the body have a key, here or elsewhere?"""
    return keyring.where(settings.SIGNING_KEYS, organisation.code) is not keyring.Kept.NOWHERE


def prepare(decision: Decision) -> None:
    """An original for a decision that was just signed, where its body signs digitally; in the same transaction."""
    if signs_digitally(decision.organisation):
        about = {"organisation_id": decision.organisation_id, "campaign_id": decision.campaign_id}
        content.create(Original(decision=decision, **about))


def store_file(original: Original) -> None:
    """Makes the file that is shown to the signer unless it is there. Equal data give equal bytes."""
    if original.file:
        return
    made = render_to_sign(to_be_signed(original.decision))
    name, digest = _stored(original, made)
    with transaction.atomic():
        locked = lock(original)
        if not locked.file:
            _set(locked, name, digest)
    original.__dict__.update(locked.__dict__)


def bytes_of(original: Original) -> bytes:
    """The file as it stands."""
    with original.file.open("rb") as file:
        return file.read()


def sign_with(original: Original, key: SigningKey, verb: str, *, actor: User, seen: Seen | None) -> Act:
    """Signs the file with a key that this server holds; `verb` says for whom.

    Raises SigningFault, NotAllowed, StaleContent.
    """
    before = _as_seen(original, seen)
    at, tsa = clock.now(), settings.SIGNING_TSA_URL
    if verb == Signing.SIGNER:
        stamp = _stamp_of(actor.username, actor.full_name)
        after = acts.sign_as_signer(before, key, stamp, at, tsa=tsa)
    else:
        organisation = original.organisation
        stamp = _stamp_of(organisation.code, "", organisation.full_name or organisation.name)
        after = acts.finish(before, *number_and_date(original.decision), key, stamp, at, tsa=tsa)
    return _grown(original, verb, before, after, {"certificate": key.subject}, actor=actor, seen=seen)


def ask_to_sign(original: Original, verb: str, *, actor: User, seen: Seen | None) -> None:
    """What `sign_with` asks the door, without a key; nothing stays. Raises NotAllowed, NotPermitted, StaleContent."""
    before = _as_seen(original, seen)
    with transaction.atomic():
        perform(original, verb, actor=actor, seen=seen, data={"before": sha256_hex(before)})
        transaction.set_rollback(True)


def to_be_sealed(original: Original) -> bytes:
    """The file with number and date filled in, for a body that signs with a program of its own."""
    return acts.fill_in(bytes_of(original), *number_and_date(original.decision))


def take_in(original: Original, after: bytes, verb: str, **knock: Unpack[Knock]) -> Act:
    """Takes a file that was signed elsewhere: what was given out, longer by one signature that holds.

    For the signer the certificate must name the very person. Raises SigningFault, NotAllowed, StaleContent.
    """
    actor, seen = knock["actor"], knock.get("seen")
    before = _as_seen(original, seen)
    offered = before if verb == Signing.SIGNER else to_be_sealed(original)
    signature = acts.added(offered, after, keyring.roots(settings.SIGNING_ROOTS))
    if verb == Signing.SIGNER and not looks_alike(signature.signer, actor.full_name):
        words = _("chứng thư số không mang tên %(name)s") % {"name": actor.full_name}
        raise BadSignature(signer=signature.signer, verdict=words)
    return _grown(original, verb, before, after, {"certificate": signature.signer}, actor=actor, seen=seen)


def waive_file(original: Original, **knock: Unpack[Knock]) -> Act:
    """The decision is issued on paper alone."""
    return perform(original, "waive_file", **knock)


def certified_copy_of(original: Original, key: SigningKey) -> bytes:
    """The finished original with the body's signature for the copy: form, body and time at the top right of page 1.

    Nghị định 30/2020/NĐ-CP, Phụ lục I. Made anew each time and not kept. Raises SigningFault; NotAllowed before the
    original is finished.
    """
    if original.state != OriginalState.SEALED:
        raise NotAllowed([_("Bản gốc điện tử chưa ký số đủ, chưa sao y được.")], subject=original)
    organisation = original.organisation
    words = f"{COPY_FORM}; {organisation.full_name or organisation.name}"
    return acts.certify_copy(bytes_of(original), words, key, clock.now(), tsa=settings.SIGNING_TSA_URL)


def number_and_date(decision: Decision) -> tuple[str, str]:
    """As they stand on the paper: "05", "ngày 25 tháng 9 năm 2013"."""
    day = date.fromisoformat(decision.paper["date"])
    return written_number(decision.paper["number"]), written_date(day)


COPY_FORM = "Sao y"  # on paper always in Vietnamese
WAITING = {Signing.SIGNER: OriginalState.PREPARED, Signing.BODY: OriginalState.SIGNED}


def _as_seen(original: Original, seen: Seen | None) -> bytes:
    """The bytes to sign, if they are those that were shown; nothing is signed otherwise."""
    if seen is not None and (original.version, original.content_hash) != seen:
        raise StaleContent(original, seen[1])
    if not original.file:
        raise NotAllowed([_("Tệp để ký đang được lập. Hãy chờ ít phút rồi tải lại trang.")], subject=original)
    return bytes_of(original)


def _grown(
    original: Original, verb: str, before: bytes, after: bytes, facts: dict[str, Any], *, actor: User, seen: Seen | None
) -> Act:
    name, digest = _stored(original, after)
    facts |= {"before": sha256_hex(before), "sha256": digest}
    with transaction.atomic():
        act = perform(original, verb, actor=actor, seen=seen, data=facts)
        _set(original, name, digest)
        return act


def _set(original: Original, name: str, digest: str) -> None:
    original.file, original.sha256 = name, digest
    content.store(original, ["file", "sha256"])
    content.keep(original)


def _stored(original: Original, made: bytes) -> tuple[str, str]:
    """Stored by its hash, so that two makers of one file store one."""
    digest = sha256_hex(made)
    name = f"{original.file.field.upload_to}{original.decision.year}/{digest}.pdf"
    if not original.file.storage.exists(name):
        original.file.storage.save(name, ContentFile(made))
    return name, digest


def _stamp_of(name: str, person: str, organisation: str = "") -> Stamp:
    return Stamp(keyring.picture(settings.SIGNING_KEYS, name), person, organisation)
