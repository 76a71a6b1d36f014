"""Whose turn it is, and what came of it. A webhook is told in order, by one worker at a time, from where it stands.

A worker that dies leaves a lease; when it ends the same events are sent again under the same id.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from api.delivering import calling
from api.delivering.addresses import Failed
from api.delivering.signing import headers_of
from api.models import Attempt, Webhook
from api.rest.bearer import lacks_second_factor
from api.rest.feed import BY_TYPE, feed_of, told
from api.services.webhooks import key_of, size_of_the_log
from api.states import Trouble
from campaigns.permissions import Roles
from workflows import clock
from workflows.models import Leaf
from workflows.queues import FREE
from workflows.rules import roles_of

MOST = 25  # events of one call
LEASE = timedelta(minutes=2)  # a call takes ten seconds, and what finding the address takes
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PATIENCE = [MINUTE / 6, MINUTE, 5 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR]  # the last one goes on
LONGEST = timedelta(days=5)  # of failing; then it is off
GONE = 410  # the receiver says that it wants no more


@dataclass(frozen=True)
class Batch:
    """The next events of a webhook; after success it stands at `until`."""

    items: list[dict[str, Any]]
    until: int

    def identifier(self, webhook: Webhook) -> str:
        """The same for the same events, however often they are sent."""
        return f"{webhook.pk}-{self.items[0]['sequence']}-{self.items[-1]['sequence']}"

    def body(self) -> bytes:
        data = {"items": self.items, "next": self.until}
        return json.dumps({"type": "changes", "timestamp": timezone.now().isoformat(), "data": data}).encode()


@dataclass(frozen=True)
class Outcome:
    status: int | None = None
    trouble: str = ""
    answer: str = ""


def deliver() -> bool:
    """Tells the webhook that has waited longest of what is new for it; False when none waits."""
    size = size_of_the_log()
    webhook = _claim(size)
    if webhook is None:
        return False
    roles = roles_of(webhook.account, clock.now())
    batch = _next(webhook, roles, size)
    if batch.items:
        began = monotonic()
        outcome = _told(webhook, roles, batch)
        _keep(webhook, batch, outcome, round(1000 * (monotonic() - began)))
    else:
        _advance(webhook, batch.until)
    return True


def _claim(size: int) -> Webhook | None:
    """Leases it in a short transaction, by the database's clock."""
    waiting = Webhook.objects.filter(
        FREE, off_at=None, due_at__lte=Now(), position__lt=size, account__is_active=True,
    )  # fmt: skip
    with transaction.atomic(durable=True):
        webhook = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "pk").first()
        if webhook is not None:
            Webhook.objects.filter(pk=webhook.pk).update(lease_until=Now() + LEASE)
    return webhook


def _next(webhook: Webhook, roles: Roles, size: int) -> Batch:
    items = [told(leaf) for leaf in _wanted(webhook, roles).filter(index__lt=size)[:MOST]]
    return Batch(items, items[-1]["sequence"] if len(items) == MOST else size)


def _wanted(webhook: Webhook, roles: Roles) -> QuerySet[Leaf]:
    """Of what the account's own feed shows, what the webhook was made for."""
    types = [object_type for object_type, kind in BY_TYPE.items() if kind.path in webhook.kinds]
    wanted = Q(event__object_type__in=types) if webhook.kinds else Q()
    if webhook.verbs:
        wanted &= Q(event__verb__in=webhook.verbs)
    return feed_of(roles, webhook.position).filter(wanted)


def _told(webhook: Webhook, roles: Roles, batch: Batch) -> Outcome:
    if lacks_second_factor(webhook.account, roles):
        return Outcome(trouble=Trouble.FACTOR)
    body = batch.body()
    try:
        signed = headers_of(key_of(webhook), batch.identifier(webhook), int(timezone.now().timestamp()), body)
        more = {"Content-Type": "application/json", "User-Agent": "Vinh-Danh-Webhook/1"}
        answer = calling.post(webhook.url, body, signed | more)
    except InvalidToken:
        return Outcome(trouble=Trouble.SECRET)
    except Failed as failed:
        return Outcome(trouble=failed.trouble)
    return Outcome(answer.status, "" if 200 <= answer.status < 300 else Trouble.REFUSED, answer.text)


def _keep(webhook: Webhook, batch: Batch, outcome: Outcome, milliseconds: int) -> None:
    with transaction.atomic():
        Attempt.objects.create(
            webhook=webhook, at=timezone.now(), after=webhook.position, until=batch.until, count=len(batch.items),
            status=outcome.status, trouble=outcome.trouble, answer=outcome.answer, milliseconds=milliseconds,
        )  # fmt: skip
        if outcome.trouble:
            _postpone(webhook, outcome)
        else:
            _advance(webhook, batch.until)


def _advance(webhook: Webhook, until: int) -> None:
    """Unless somebody set it back meanwhile."""
    mine = Webhook.objects.filter(pk=webhook.pk)
    mine.filter(position=webhook.position).update(position=until, attempts=0, failing_since=None, due_at=Now())
    mine.update(lease_until=None)


def _postpone(webhook: Webhook, outcome: Outcome) -> None:
    now = timezone.now()
    since = webhook.failing_since or now
    over = now - since >= LONGEST or outcome.status == GONE
    due = now + PATIENCE[min(webhook.attempts, len(PATIENCE) - 1)]
    mine = Webhook.objects.filter(pk=webhook.pk)
    mine.update(failing_since=since, attempts=webhook.attempts + 1, due_at=due, lease_until=None)
    if over:
        mine.filter(off_at=None).update(off_at=now)
