"""What is to be published on the portals that the plan names: lined up, noted as posted, reminded of."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Unpack

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign
from nominations.models import ConsolidatedList, Decision, Publication, PublicationRule
from nominations.notices import UNPUBLISHED
from nominations.publishing import Overdue, channels_of, is_reminded_of, newest, overdue_among
from nominations.reminders import HOUR
from nominations.states import DecisionKind, DecisionState
from nominations.states import PublicationKind as Kind
from notifications.services.messages import Notice, Told, notify_all
from organisation.models import User
from organisation.selectors import holders_in, root_units
from organisation.states import Role
from workflows import clock, content
from workflows.engine import Act, Knock, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.periodic import once
from workflows.rules import roles_of

NAMES = uuid.UUID("7d3b0f5e-6f0c-5c1b-8a40-7c1f7b0b1a52")
LINED_UP = {
    "approve": Kind.PLAN,
    "conclude": Kind.RESULTS,
    "issue": Kind.DECISION,
    "enact": Kind.REVOCATION,
    "replace": Kind.DECISION,
}  # by verb


def line_up(subject: Campaign | ConsolidatedList | Decision, verb: str, *, since: datetime) -> None:
    """On each portal that the plan names: the approved plan, an issued decision, the results of a concluded campaign.

    What stands in line already is not put there again.
    """
    about = _granting(subject)
    campaign = about if isinstance(about, Campaign) else about.campaign
    decision = about if isinstance(about, Decision) else None
    known = Publication.objects.filter(campaign=campaign, decision=decision)
    kind = LINED_UP[verb]
    there = set(known.filter(kind=kind).values_list("channel", flat=True))
    for channel, audience in channels_of(campaign).items():
        if channel not in there:
            row = _new(campaign, kind, channel, since, decision=decision, title=_title(about, kind))
            row.audience = audience[: _limit("audience")]
            _create(row)


def _granting(subject: Campaign | ConsolidatedList | Decision) -> Campaign | Decision:
    """The decision that a list became; the one that replaced another."""
    if isinstance(subject, ConsolidatedList):
        return subject.decisions.get(kind=DecisionKind.AWARD)
    if isinstance(subject, Decision) and subject.state == DecisionState.REPLACED:
        return subject.amendments.exclude(issued_at=None).get(kind=DecisionKind.REPLACEMENT)  # or replaced too
    return subject


def note_news(campaign: Campaign, *, channel: str, title: str, actor: User) -> Publication:
    """Something of the publisher's own is to be posted. Raises NotPermitted, NotAllowed for a portal of no plan."""
    now = clock.now()
    if not roles_of(actor, now).on_campaign(campaign.pk, campaign.organisation_id, Role.PUBLISHER):
        raise NotPermitted
    channels = channels_of(campaign)
    if channel not in channels:
        raise NotAllowed([_("Kế hoạch không nêu nơi đăng “%(channel)s”.") % {"channel": channel}], subject=campaign)
    row = _new(campaign, Kind.NEWS, channel, now, title=title)
    row.audience = channels[channel][: _limit("audience")]
    with transaction.atomic():
        return content.create(row)


def publish(publication: Publication, *, day: date | None, address: str, audience: str, **knock: Unpack[Knock]) -> Act:
    """It was posted on that day, at that address."""
    said = {"day": day.isoformat() if day else "", "address": address, "audience": audience}
    return perform(publication, "publish", data=said, **knock)


def leave_out(publication: Publication, **knock: Unpack[Knock]) -> Act:
    """It is not posted there, for the reason told."""
    return perform(publication, "leave_out", **knock)


def put_back(publication: Publication, **knock: Unpack[Knock]) -> Act:
    """What was noted does not hold: it stands in line again."""
    return perform(publication, "put_back", **knock)


def write_rule(rule: PublicationRule, *, actor: User, seen: str) -> PublicationRule:
    """From now on the rule, not saved yet, holds for its campaign.

    `seen` is the key of the row on the screen, "" for none. Raises NotPermitted for anybody but the head of the office,
    StaleContent when another one was faster.
    """
    with transaction.atomic():
        campaign: Campaign = lock(rule.campaign)
        now = clock.now()
        if not roles_of(actor, now).on_campaign(campaign.pk, campaign.organisation_id, Role.OFFICE_HEAD):
            raise NotPermitted
        last = newest(campaign)
        if seen != str(last.pk if last else ""):
            raise StaleContent(campaign, seen)
        rule.written_by, rule.written_at = actor, now
        rule.save(force_insert=True)
        return rule


def send_overdue() -> None:
    """Once a day, from HOUR on."""
    now = localtime(clock.now())
    if now.hour >= HOUR:
        once("nominations.publications", f"{now.date()}", lambda: remind_all(now))


def remind_all(now: datetime) -> int:
    """One message a campaign to its publishers, of what is overdue and to be reminded of today; returns how many."""
    today = localdate(now)
    owed: dict[int, list[Overdue]] = {}
    for one in overdue_among(Campaign.objects.exclude(state__in=("draft", "cancelled", "archived")), today):
        if is_reminded_of(one, today):
            owed.setdefault(one.campaign.pk, []).append(one)
    if not owed:
        return 0
    roots = root_units({rows[0].campaign.organisation_id for rows in owed.values()})
    people = holders_in(set(roots.values()), [Role.PUBLISHER], now)
    notify_all([
        Told(uuid.uuid5(NAMES, f"{pk}/{today}"), people.get(roots[rows[0].campaign.organisation_id], set()),
             _notice(rows, today, now))
        for pk, rows in owed.items()
    ])  # fmt: skip
    return len(owed)


def _notice(rows: Sequence[Overdue], today: date, now: datetime) -> Notice:
    campaign = rows[0].campaign
    return Notice(
        UNPUBLISHED.name, title=lambda: _overdue_title(rows),
        body="\n".join(str(row.publication) if row.publication else row.channel for row in rows),
        expected=lambda: _overdue_words(rows, today), url=reverse("publications"), at=now,
        thread=f"{campaign.object_type()}/{campaign.pk}/publications",
    )  # fmt: skip


def _overdue_title(rows: Sequence[Overdue]) -> str:
    words = ngettext("%(n)d việc quá hạn đăng tin: %(what)s", "%(n)d việc quá hạn đăng tin: %(what)s", len(rows))
    return words % {"n": len(rows), "what": rows[0].campaign}


def _overdue_words(rows: Sequence[Overdue], today: date) -> str:
    words = _("Đăng rồi ghi địa chỉ tin; hoặc ghi rõ lý do không đăng. Việc lâu nhất đã quá %(days)d ngày.")
    return words % {"days": max(row.waits(today) for row in rows)}


def _title(subject: Campaign | Decision, kind: Kind) -> str:
    words = {
        Kind.PLAN: _("Kế hoạch phát động: %(what)s"), Kind.RESULTS: _("Kết quả phong trào: %(what)s"),
    }.get(kind, "%(what)s")  # fmt: skip
    return (words % {"what": subject})[: _limit("title")]


def _new(campaign: Campaign, kind: Kind, channel: str, since: datetime, **more: Any) -> Publication:
    return Publication(
        organisation_id=campaign.organisation_id, campaign=campaign, kind=kind, channel=channel, since=since, **more
    )


def _create(row: Publication) -> None:
    """Two effects at once line up the same thing: one of them does."""
    try:
        with transaction.atomic():
            content.create(row)
    except IntegrityError:
        return


def _limit(name: str) -> int:
    return Publication._meta.get_field(name).max_length or 0
