"""A document that was sent by a link: whoever holds it reads it here, and says that it has come."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.models import Campaign
from nominations.desk.signing.pdf import inline_pdf
from nominations.effects import store_pdf
from nominations.models import Decision, Delivery
from nominations.papers.kinds import PAPERS, printed
from nominations.services.deliveries import confirm_by_link, opened

CONFIRMS = ("acknowledge", "mark_read")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def received(request: HttpRequest, token: str) -> HttpResponse:
    """What the document says of itself, the file, and the buttons that confirm."""
    delivery = opened(token)
    if delivery is None:
        return _private(render(request, "portal/received_over.html"))  # 200: the answer to a link that works no more
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb not in CONFIRMS:
            raise Http404
        confirm_by_link(delivery, verb)
        return redirect("received", token=token)
    context = {"delivery": delivery, "token": token, "subject": _subject(delivery)}
    return _private(render(request, "portal/received.html", context))


@login_not_required
@require_safe
def received_pdf(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001
    """The file itself; that it was opened is not noted, for a program that looks ahead opens it as well."""
    delivery = opened(token)
    if delivery is None:
        raise Http404
    return _private(inline_pdf(_file_of(delivery.decision or delivery.campaign), "van-ban.pdf"))


def _subject(delivery: Delivery) -> str:
    """Trích yếu."""
    return delivery.decision.paper["subject"] if delivery.decision else delivery.campaign.name


def _file_of(document: Campaign | Decision) -> bytes:
    if isinstance(document, Campaign):
        return printed(PAPERS["campaign_plan"], document, "pdf")
    store_pdf(document)
    with document.pdf.open("rb") as file:
        return file.read()


def _private(answer: HttpResponse) -> HttpResponse:
    """Kept by nobody on the way, and found by no search."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
