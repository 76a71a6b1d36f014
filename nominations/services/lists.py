"""The consolidated list: compiling, submitting, striking, returning. The list is locked before its lines, always."""

from collections.abc import Sequence
from typing import Any, Unpack

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.permissions import OFFICE
from nominations.models import ConsolidatedList, Nomination
from nominations.services.numbers import next_number
from nominations.states import DossierState, ListState, NominationState
from organisation.models import User
from workflows import clock, content, worklist
from workflows.engine import Act, Knock, Seen, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.models import Subject
from workflows.rules import roles_of

SUBMISSIONS = "TTr-VP"


def waiting_nominations(campaign: Campaign) -> Any:
    """Eligible nominations of reviewed dossiers that stand in no list yet and that this body's head may decide."""
    return _eligible(campaign).filter(award_form__decided_here=True)


def decided_elsewhere(campaign: Campaign) -> Any:
    """Eligible as well, but for somebody else to decide: no list of this body takes them."""
    return _eligible(campaign).exclude(award_form__decided_here=True).select_related("award_form", "unit")


def _eligible(campaign: Campaign) -> Any:
    return Nomination.objects.filter(
        campaign=campaign, state=NominationState.ELIGIBLE, dossier__state=DossierState.CHECKED
    ).order_by("pk")


def compile_list(
    campaign: Campaign, *, actor: User, seen: Seen | None = None, key: str | None = None
) -> ConsolidatedList:
    """Opens the list (or takes the open one) and puts every waiting nomination on it; `seen` is the campaign's."""
    roles = roles_of(actor, clock.now())
    if not roles.on_campaign(campaign.pk, campaign.organisation_id, *OFFICE):
        raise NotPermitted
    with transaction.atomic():
        _check_seen(lock(campaign), seen)
        target = _open_list(campaign, actor)
        waiting = list(waiting_nominations(campaign))
        if waiting:
            act = perform(waiting, "consolidate", actor=actor, key=key, data={"consolidated_list": target.pk})
            if not act.repeated:
                content.store(target, [])
        elif not target.nominations.exists():
            others = [f"{one.full_name}: {one.award_form.why_elsewhere}" for one in decided_elsewhere(campaign)]
            raise NotAllowed([_("Chưa có đề nghị đủ điều kiện nào để tổng hợp."), *others])
        return target


def _open_list(campaign: Campaign, actor: User) -> ConsolidatedList:
    lists = ConsolidatedList.objects.select_for_update().filter(campaign=campaign)
    known = lists.filter(state__in=[ListState.COMPILING, ListState.RETURNED]).order_by("pk").first()
    if known:
        return known
    target = ConsolidatedList(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        number=lists.count() + 1,
        created_at=clock.now(),
        created_by=actor,
    )
    content.create(target)
    worklist.start(target)
    return target


def save_note(consolidated: ConsolidatedList, *, actor: User, note: str, seen: Seen | None = None) -> ConsolidatedList:
    """The office's own words to the Director. Raises StaleContent when another person changed the list meanwhile."""
    with transaction.atomic():
        target = _open(consolidated, actor)
        _check_seen(target, seen)
        content.keep(target)
        target.note = note
        return content.store(target, ["note"])


def consolidate(consolidated: ConsolidatedList, nominations: Sequence[Nomination], **knock: Unpack[Knock]) -> Act:
    """Puts chosen eligible nominations on a list that is still being compiled."""
    with transaction.atomic():
        target = _open(consolidated, knock["actor"])
        return _redraw(target, nominations, "consolidate", data={"consolidated_list": target.pk}, **knock)


def set_aside(consolidated: ConsolidatedList, nominations: Sequence[Nomination], **knock: Unpack[Knock]) -> Act:
    """Takes lines off a list that is still being compiled; they wait again."""
    with transaction.atomic():
        target = _open(consolidated, knock["actor"])
        return _redraw(target, _lines(target, nominations), "set_aside", **knock)


def forward(consolidated: ConsolidatedList, **knock: Unpack[Knock]) -> Act:
    """Submits the list to the Director; its submission (tờ trình) has its number in the same transaction."""
    with transaction.atomic():
        act = perform(consolidated, "forward", **knock)
        if not act.repeated:
            year = localtime(act.at).year
            number = next_number(consolidated.organisation, year=year, series=SUBMISSIONS)
            ConsolidatedList.objects.filter(pk=consolidated.pk).update(submission_number=number)
            consolidated.submission_number = number
        return act


def cancel(consolidated: ConsolidatedList, **knock: Unpack[Knock]) -> Act:
    """Gives the list up; its lines wait again."""
    return perform(consolidated, "cancel", **knock)


def send_back(consolidated: ConsolidatedList, **knock: Unpack[Knock]) -> Act:
    """The Director returns the whole list to the office; struck lines stand again."""
    with transaction.atomic():
        act = perform(consolidated, "send_back", **knock)
        if not act.repeated:
            content.store(lock(consolidated), [])
        return act


def strike(consolidated: ConsolidatedList, nominations: Sequence[Nomination], **knock: Unpack[Knock]) -> Act:
    """The Director strikes lines, with a reason; the list becomes a new version."""
    with transaction.atomic():
        target = lock(consolidated)
        return _redraw(target, _lines(target, nominations), "strike", **knock)


def restore(consolidated: ConsolidatedList, nominations: Sequence[Nomination], **knock: Unpack[Knock]) -> Act:
    """Puts struck lines back before signing."""
    with transaction.atomic():
        target = lock(consolidated)
        return _redraw(target, _lines(target, nominations), "restore", **knock)


def _redraw(
    target: ConsolidatedList, nominations: Sequence[Nomination], verb: str, *, seen: Seen | None = None, **knock: Any
) -> Act:
    """`seen` is the list that stood on the screen, not its lines; a repeated request has changed it already."""
    content.keep(target)
    act = perform(nominations, verb, **knock)
    if not act.repeated:
        _check_seen(target, seen)
        content.store(target, [])
    return act


def _check_seen(subject: Subject, seen: Seen | None) -> None:
    if seen and (subject.version, subject.content_hash) != seen:
        raise StaleContent(subject, seen[1])


def _open(consolidated: ConsolidatedList, actor: User) -> ConsolidatedList:
    target = lock(consolidated)
    roles = roles_of(actor, clock.now())
    if not roles.on_campaign(target.campaign_id, target.organisation_id, *OFFICE):
        raise NotPermitted
    if not target.is_open:
        raise NotAllowed([_("Danh sách đã trình, không sửa được nữa.")], subject=target)
    return target


def _lines(target: ConsolidatedList, nominations: Sequence[Nomination]) -> list[Nomination]:
    """The given nominations as lines of this list; a stranger among them is nobody's business."""
    found = list(target.nominations.filter(pk__in=[nomination.pk for nomination in nominations]).order_by("pk"))
    if not found or len(found) != len(nominations):
        raise NotPermitted
    return found
