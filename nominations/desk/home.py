"""The first page after signing in: what waits for this account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from campaigns.selectors import (
    inspections_to_handle_for,
    plans_to_sign_for,
    reports_to_answer_for,
    reports_to_check_for,
    reports_to_write_for,
)
from nominations import inbox
from nominations.desk.paging import after_of
from nominations.desk.progress.reports import page_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The inbox: own lists to file, the office's queue, lists to sign or issue; each by deadline, keyset pages."""
    after = after_of(request)
    to_review, further = inbox.page_of(inbox.dossiers_to_review(request.roles), after)
    to_file, _rest = inbox.page_of(inbox.dossiers_to_file(request.roles))
    lists = list(inbox.lists_to_handle(request.roles).select_related("campaign").order_by("pk")[: inbox.PAGE])
    amendments = inbox.amendments_to_handle(request.roles).select_related("campaign", "amends", "proposed_by")
    to_verify, more_to_verify = page_of(reports_to_check_for(request.roles))
    to_report, more_to_report = page_of(reports_to_write_for(request.roles))
    context = {
        "to_answer": list(
            reports_to_answer_for(request.roles).select_related("campaign", "presented_by").order_by("pk")
        ),
        "plans": list(plans_to_sign_for(request.roles).select_related("submitted_by").order_by("pk")),
        "inspections": list(
            inspections_to_handle_for(request.roles).select_related("unit", "campaign").order_by("mend_by", "pk")
        ),
        "to_verify": to_verify,
        "more_to_verify": more_to_verify,
        "to_report": to_report,
        "more_to_report": more_to_report,
        "to_publish": inbox.publications_to_handle(request.roles),
        "recoveries": inbox.recoveries_to_handle(request.roles),
        "deliveries": inbox.deliveries_to_handle(request.roles),
        "consultations": inbox.consultations_to_handle(request.roles),
        "today": localdate(request.now),
        "amendments": list(amendments.defer("paper").order_by("pk")[: inbox.PAGE]),
        "originals": inbox.originals_to_handle(request.roles),
        "to_review": inbox.waiting(to_review),
        "to_file": inbox.waiting(to_file),
        "lists": inbox.waiting(lists),
        "older": f"?{urlencode({'after': f'{further[0].isoformat()}_{further[1]}'})}" if further else "",
        "newer": "?" if after else "",
    }
    return render(request, "desk/home.html", context)
