"""Sending issued documents to their recipients: the list of them, a new one, links, and the verbs."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Unpack

from django.core import signing
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from nominations.distribution import can_distribute, why_not_out
from nominations.models import Decision, Delivery
from nominations.recipients import Recipient, recipients_of
from nominations.states import DeliveryState, Purpose, Way
from organisation.models import User
from organisation.services.machine import machine_account
from workflows import clock, content
from workflows.canonical import sha256_hex
from workflows.engine import Act, Knock, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of
from workflows.verbs import verbs_of

Document = Campaign | Decision
LINK_DAYS = 30
SALT = "nominations.delivery"


def prepare(document: Document, *, at: datetime | None = None) -> list[Delivery]:
    """A row for each recipient that the document names and that has none; units of the register have it from `at` on.

    May run twice. The number of statements does not depend on the number of recipients.
    """
    with transaction.atomic():
        locked = lock(document)
        if list(why_not_out(locked)):
            return []
        known = set(_of(locked).values_list("recipient", flat=True))
        made = _made(locked, [one for one in recipients_of(locked) if one.name not in known])
        units = [one for one in made if not one.goes_outside]
        if units:
            data = {"day": localdate(at or clock.now()).isoformat(), "way": Way.SYSTEM.value}
            perform(units, "send", actor=machine_account(), data=data)
        return made


def add(document: Document, recipient: str, purpose: str, *, actor: User) -> Delivery:
    """One more place, outside the register. Raises NotPermitted, NotAllowed for one that stands there already."""
    with transaction.atomic():
        locked = lock(document)
        at = clock.now()
        if can_distribute(Act("distribute", actor, at, roles=roles_of(actor, at)), locked) is None:
            raise NotPermitted
        if reasons := list(why_not_out(locked)):
            raise NotAllowed(reasons, subject=locked)
        if _of(locked).filter(recipient=recipient).exists():
            raise NotAllowed([_("“%(name)s” đã có trong nơi nhận.") % {"name": recipient}], subject=locked)
        return _made(locked, [Recipient(recipient, Purpose(purpose))])[0]


def _of(document: Document) -> Any:
    if isinstance(document, Decision):
        return Delivery.objects.filter(decision=document)
    return Delivery.objects.filter(campaign=document, decision=None)


def _made(document: Document, wanted: Sequence[Recipient]) -> list[Delivery]:
    decision = document if isinstance(document, Decision) else None
    about = {
        "organisation_id": document.organisation_id, "decision": decision,
        "campaign_id": decision.campaign_id if decision else document.pk,
    }  # fmt: skip
    rows = [Delivery(recipient=one.name, purpose=one.purpose, unit_id=one.unit_id, **about) for one in wanted]
    for row in rows:
        row.content_hash = row.compute_hash()
    made = Delivery.objects.bulk_create(rows)
    content.keep(*made)
    return made


def send(delivery: Delivery, *, day: date | None, way: str, **knock: Unpack[Knock]) -> Act:
    """The records clerk notes on which day and how it went out."""
    return perform(delivery, "send", data={"day": day.isoformat() if day else "", "way": way}, **knock)


def send_all(picked: Sequence[tuple[int, int, str]], *, day: date, way: str, actor: User) -> int:
    """The same for several in one act, each with key, version and content hash as on the screen, or for none."""
    with transaction.atomic():
        chosen = Delivery.objects.select_for_update(of=("self",)).filter(pk__in=[one[0] for one in picked])
        locked, seen = list(chosen.order_by("pk")), {key: (version, said) for key, version, said in picked}
        for one in locked:
            if (one.version, one.content_hash) != seen[one.pk]:
                raise StaleContent(one, seen[one.pk][1])
        perform(locked, "send", actor=actor, data={"day": day.isoformat(), "way": way})
        return len(locked)


def give_link(delivery: Delivery, **knock: Unpack[Knock]) -> str:
    """The token of a link that opens the document without an account, told this once: only a hash of it is kept.

    The link before works no more.
    """
    knock.pop("key", None)  # asked for twice, the second link is on the screen, and it works
    nonce, day = secrets.token_urlsafe(24), localdate(clock.now()).isoformat()
    perform(delivery, "give_link", data={"link": _hash_of(nonce), "day": day}, **knock)
    return signing.dumps([delivery.pk, nonce], salt=SALT)


def _hash_of(nonce: str) -> str:
    return sha256_hex(f"{SALT}:{nonce}".encode())


def opened(token: str) -> Delivery | None:
    """The delivery whose link it is, while that works: not older than `LINK_DAYS`, not ended, not replaced."""
    try:
        key, nonce = signing.loads(token, salt=SALT, max_age=LINK_DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Delivery.objects.filter(pk=key, link_hash=_hash_of(nonce)).exclude(state=DeliveryState.PREPARED)
    return found.select_related("decision", "campaign", "organisation").first()


def end_link(delivery: Delivery, **knock: Unpack[Knock]) -> Act:
    """Whoever holds the link opens nothing with it any more."""
    return perform(delivery, "end_link", **knock)


def remind(delivery: Delivery, **knock: Unpack[Knock]) -> Act:
    """The unit's people are told that the document waits for their confirmation."""
    return perform(delivery, "remind", **knock)


def acknowledge(delivery: Delivery, **knock: Unpack[Knock]) -> Act:
    """The recipient has it."""
    return perform(delivery, "acknowledge", **knock)


def mark_read(delivery: Delivery, **knock: Unpack[Knock]) -> Act:
    """The recipient has read it."""
    return perform(delivery, "mark_read", **knock)


def confirm_by_link(delivery: Delivery, verb: str) -> None:
    """Whoever holds the link says so; said before, or too late, nothing happens."""
    if delivery.state in verbs_of(Delivery)[verb].sources:
        perform(delivery, verb, actor=machine_account(), data={"link": delivery.link_hash})


def stop(delivery: Delivery, **knock: Unpack[Knock]) -> Act:
    """It does not go there, or no longer, for the reason told."""
    return perform(delivery, "stop", **knock)
