"""A unit's dossier on the office's desk: its letter, its nominations with their checks, and the verbs of the review."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from nominations.checks import Check, checks_of
from nominations.desk.acting import new_key, tell_errors
from nominations.desk.review.facts import shown_files
from nominations.desk.review.forms import PickForm
from nominations.desk.taken_back import tells_what_was_taken_back
from nominations.models import Dossier, Nomination
from nominations.selectors import attachments_for, filed_dossiers_for, nominations_for
from nominations.services import nominations as noms
from nominations.shown import shown_events
from nominations.states import NominationState as N
from workflows.audit import history_of
from workflows.engine import Act, Offer, offers
from workflows.models import AuditEvent
from workflows.rules import guards_of

UNDECIDED = (N.SUBMITTED, N.UNDER_REVIEW)
NEEDS_EXPLAINING = ("check_off", "send_back")  # verbs whose reasons why not are shown before they are tried

MOST_REASONS = 5


@dataclass(frozen=True)
class Line:
    """One nomination of the dossier as the reviewer's table shows it."""

    nomination: Nomination
    cares: list[Check]  # the checks that need a second look
    changed: bool | None  # since it was last sent back; None when it never was

    @property
    def can_pick(self) -> bool:
        return self.nomination.state == N.UNDER_REVIEW


@require_safe
@tells_what_was_taken_back
def review_dossier(request: HttpRequest, pk: int) -> HttpResponse:
    related = ("organisation", "campaign", "unit", "round", "reviewer", "filed_by")
    dossier = get_object_or_404(filed_dossiers_for(request.roles).select_related(*related), pk=pk)
    return render(request, "review/dossier.html", page_of(dossier, request))


def mark_eligible(request: HttpRequest, pk: int) -> HttpResponse:
    """Several nominations of a dossier at once; POST only, anything else leads back to the dossier."""
    dossier = get_object_or_404(filed_dossiers_for(request.roles), pk=pk)
    among = nominations_for(request.roles).filter(dossier=dossier)
    if request.method != "POST":
        return redirect("review_dossier", pk=pk)
    form = PickForm(request.POST, among=list(among.values_list("pk", flat=True)))
    if form.is_valid():
        chosen = list(among.filter(pk__in=form.cleaned_data["ids"]).order_by("pk"))
        noms.mark_all_eligible(dossier, chosen, **form.knock(request.user))
        done = ngettext("Đã xác nhận %(count)s đề nghị.", "Đã xác nhận %(count)s đề nghị.", len(chosen))
        messages.success(request, done % {"count": len(chosen)})
    else:
        tell_errors(request, form)
    return redirect("review_dossier", pk=pk)


def page_of(dossier: Dossier, request: HttpRequest) -> dict[str, Any]:
    """Everything the page shows, in the same number of queries for one nomination or a hundred."""
    roles = request.roles
    found = nominations_for(roles).filter(dossier=dossier).select_related("unit", "award_form").order_by("pk")
    lines = _lines(dossier, list(found), request)
    standing = [line.nomination for line in lines if line.nomination.state != N.WITHDRAWN]
    held = dossier.reviewer_id in roles.accounts
    return {
        "dossier": dossier,
        "lines": lines,
        "count": len(standing),
        "concluded": sum(nomination.state not in UNDECIDED for nomination in standing),
        "first_undecided": next((n for n in standing if n.state == N.UNDER_REVIEW), None),
        "holds": held,
        "holder": dossier.reviewer if dossier.reviewer and not held else None,
        "can_pick": held and any(line.can_pick for line in lines),
        "offers": [_explained(offer, dossier, request) for offer in offers(dossier, request.user, roles=roles)],
        "files": shown_files(attachments_for(roles).filter(dossier=dossier, nomination=None)),
        "events": shown_events(list(history_of(dossier).order_by("-seq"))),
        "key": new_key(),
    }


def _lines(dossier: Dossier, nominations: Sequence[Nomination], request: HttpRequest) -> list[Line]:
    checks = checks_of(dossier, nominations, request.roles)
    sent_back = _sent_back(nominations)
    return [
        Line(
            nomination,
            [check for check in checks[nomination.pk] if check.needs_care],
            sent_back[nomination.pk] != nomination.content_hash if nomination.pk in sent_back else None,
        )
        for nomination in nominations
    ]


def _sent_back(nominations: Sequence[Nomination]) -> dict[int, str]:
    """The content hash under which each was last sent back, for those that ever were."""
    events = AuditEvent.objects.filter(
        object_type=Nomination.object_type(), object_id__in=[n.pk for n in nominations], verb="send_back"
    )
    last = events.values("object_id").annotate(last=Max("pk")).values("last")
    return dict(AuditEvent.objects.filter(pk__in=last).values_list("object_id", "content_hash"))


def _explained(offer: Offer, dossier: Dossier, request: HttpRequest) -> Offer:
    """The offer with every reason why it must wait, so that nobody has to try it to learn them."""
    if not offer.is_open or offer.verb.name not in NEEDS_EXPLAINING:
        return offer
    act = Act(offer.verb.name, request.user, request.now, roles=request.roles)
    reasons = [str(reason) for guard in guards_of(dossier, offer.verb) for reason in guard(dossier, act)]
    more = len(reasons) - MOST_REASONS
    if more > 0:
        words = ngettext("… và %(count)s lý do khác.", "… và %(count)s lý do khác.", more)
        reasons = [*reasons[:MOST_REASONS], words % {"count": more}]
    return replace(offer, reasons=tuple(reasons))
