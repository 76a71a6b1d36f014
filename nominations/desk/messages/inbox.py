"""One's messages: what happened, why, and what is expected now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nominations.desk.paging import before_of
from nominations.inbox import PAGE
from notifications.kinds import registry
from notifications.models import Message
from notifications.services import bounces
from notifications.services.messages import mark_read


def messages_page(request: HttpRequest) -> HttpResponse:
    """Newest first, unread ones alone or all; a button marks all of them as read."""
    if request.method == "POST":
        mark_read(request.user.pk, at=request.now)
        return redirect("notifications")
    unread = request.GET.get("show") == "unread"
    found = Message.objects.filter(recipient=request.user).order_by("-pk")
    if unread:
        found = found.filter(read_at=None)
    if before := before_of(request):
        found = found.filter(pk__lt=before)
    page = list(found[: PAGE + 1])
    show = "show=unread&" if unread else ""
    context = {
        "rows": [(message, _label(message)) for message in page[:PAGE]],
        "tabs": _tabs(unread=unread),
        "older": f"?{show}before={page[PAGE - 1].pk}" if len(page) > PAGE else "",
        "unread": unread,
        "returned": bounces.returned_from(request.user),
    }
    return render(request, "messages/inbox.html", context)


def _tabs(*, unread: bool) -> list[dict[str, object]]:
    here = reverse("notifications")
    return [
        {"url": here, "label": _("Tất cả"), "current": not unread},
        {"url": f"{here}?show=unread", "label": _("Chưa đọc"), "current": unread},
    ]


def _label(message: Message) -> str:
    return str(registry[message.kind].label) if message.kind in registry else ""


@require_POST
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks the message as read and goes where it points."""
    message = get_object_or_404(Message, pk=pk, recipient=request.user)
    mark_read(request.user.pk, at=request.now, pk=pk)
    if not url_has_allowed_host_and_scheme(message.url, allowed_hosts=None):
        raise Http404
    return redirect(message.url)
