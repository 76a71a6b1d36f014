"""One comment of the public, as its reader may know it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from nominations.consulting import may_know_writer
from nominations.selectors import comments_for
from nominations.shown import shown_events
from workflows import content
from workflows.audit import history_of
from workflows.engine import offers

RELATED = ("campaign", "consultation__consolidated_list", "nomination__unit", "considered_by")


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(comments_for(request.roles).select_related(*RELATED), pk=pk)
    offered = offers(found, request.user, roles=request.roles)
    if any(offer.is_open for offer in offered):
        content.keep(found)
    context = {
        "comment": found, "consultation": found.consultation, "campaign": found.campaign,
        "names": may_know_writer(request.roles, found),
        "offers": offered, "events": shown_events(list(history_of(found).order_by("-seq"))),
    }  # fmt: skip
    return render(request, "consulting/comment.html", context)
