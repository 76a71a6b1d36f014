"""What follows from a change of powers. Each runs outside the act, may run twice, and works from the event."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from notifications.kinds import Kind
from notifications.services.messages import Notice, notify
from organisation.models import Invitation, Mandate
from organisation.notices import OWN, POWERS
from organisation.selectors import holders_of, root_unit
from organisation.states import MandateState, Role
from workflows import clock
from workflows.audit import words_of
from workflows.canonical import sha256_hex
from workflows.effects import effect
from workflows.engine import lock
from workflows.lanes import Lane
from workflows.models import AuditEvent, OutboxEntry
from workflows.rules import moment
from workflows.verbs import verbs_of

KEPT = timedelta(days=7)


def _told(entry: OutboxEntry, kind: Kind, people: Iterable[int], url: str) -> None:
    """Whose powers changed, how, by whom and on what basis; never to the one who did it."""
    mandate = Mandate.objects.select_related("account").get(pk=entry.object_id)
    event = AuditEvent.objects.select_related("actor").get(
        act_id=entry.act_id, object_type=entry.object_type, object_id=entry.object_id
    )
    past = verbs_of(Mandate)[event.verb].past
    notice = Notice(
        kind.name, title=lambda: f"{mandate} {past} ({event.actor.display_name})", url=url, at=event.at,
        body=words_of([event]).get(event.payload_hash, {}).get("reason", ""),
        thread=f"{entry.object_type}/{entry.object_id}",
    )  # fmt: skip
    notify(entry, set(people) - {event.actor_id}, notice)


@effect("organisation.tell_auditors")
def tell_auditors(entry: OutboxEntry) -> None:
    """The organisation's auditors hear of every power given or taken."""
    mandate = Mandate.objects.get(pk=entry.object_id)
    auditors = holders_of(Role.AUDITOR, root_unit(mandate.organisation_id), clock.now())
    url = reverse("trail_object", args=[entry.object_type, mandate.pk])
    _told(entry, POWERS, auditors.values_list("pk", flat=True), url)


@effect("organisation.tell_holder")
def tell_holder(entry: OutboxEntry) -> None:
    """The person hears of it too: a power that one did not expect is noticed first by oneself."""
    _told(entry, OWN, [Mandate.objects.get(pk=entry.object_id).account_id], reverse("home"))


@effect("organisation.send_invitation", Lane.OUTSIDE)
def send_invitation(entry: OutboxEntry) -> None:
    """A mail with a one-time link, whose secret stands nowhere else; a second mail ends the first link."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        mandate: Mandate = lock(Mandate(pk=entry.object_id))
        if mandate.state != MandateState.INVITED:
            return
        now = clock.now()
        mandate.invitations.all().delete()
        Invitation.objects.create(
            mandate=mandate, token_hash=sha256_hex(token.encode()), sent_at=now, expires_at=now + KEPT
        )
    account = mandate.account
    with override(settings.LANGUAGE_CODE):
        words = _(
            "Kính gửi %(name)s,\n\n%(organisation)s mời ông/bà dùng hệ thống xét khen thưởng Vinh Danh."
            "\nTên đăng nhập: %(username)s"
            "\nMở liên kết sau để đặt mật khẩu (dùng một lần, đến %(until)s):\n\n%(link)s\n\n"
            "Nếu không chờ thư này, ông/bà bỏ qua; tài khoản sẽ không hoạt động."
        ) % {
            "name": account.full_name, "organisation": mandate.organisation, "username": account.username,
            "until": moment(now + KEPT), "link": f"{settings.SITE_URL}{reverse('invitation', args=[token])}",
        }  # fmt: skip
        EmailMessage(_("Lời mời dùng hệ thống Vinh Danh"), words, to=[account.email]).send()
