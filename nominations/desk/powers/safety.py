"""The administrator's hand on other people's sign-in: living sessions, and ties to another provider."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nominations.desk.paging import before_of
from organisation import services
from organisation.models import Identity
from organisation.selectors import accounts_for
from organisation.states import Role
from workflows.context import is_fresh
from workflows.errors import NotFresh

PAGE = 25


def sessions_for(roles: Any) -> QuerySet[UserSession]:
    """The sessions of the people whom the reader administers."""
    return UserSession.objects.filter(user__in=accounts_for(roles)).select_related("user").order_by("-pk")


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Who is signed in, newest first; a form ends one session, or all of its person."""
    if not request.roles.organisation_ids(Role.ADMINISTRATOR):
        raise Http404
    found = sessions_for(request.roles)
    if request.method == "POST":
        return _ended(request, found)
    if before := before_of(request):
        found = found.filter(pk__lt=before)
    page = list(found[: PAGE + 1])
    context = {
        "rows": services.living(page[:PAGE]),
        "older": f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else "",
        "newer": "?" if before else "",
    }
    return render(request, "powers/sessions.html", context)


def _ended(request: HttpRequest, found: QuerySet[UserSession]) -> HttpResponse:
    wanted = request.POST.get("session", "")
    one = get_object_or_404(found, pk=int(wanted) if wanted.isdecimal() else 0)
    if request.POST.get("all"):
        services.end_sessions_of(one.user, actor=request.user)
        messages.success(request, _("Mọi phiên đăng nhập của %(who)s đã kết thúc.") % {"who": one.user})
    else:
        services.end_session(one, actor=request.user)
        messages.success(request, _("Phiên đăng nhập của %(who)s đã kết thúc.") % {"who": one.user})
    return redirect("sessions")


@require_POST
def mandate_unlink(request: HttpRequest, pk: int, identity: int) -> HttpResponse:
    """The account is tied no longer to another provider's; the page of the account shows what is tied."""
    found = get_object_or_404(
        Identity.objects.filter(user__in=accounts_for(request.roles)).select_related("user"), pk=identity, user=pk
    )
    if not is_fresh():
        raise NotFresh
    services.unlink(found, actor=request.user)
    messages.success(request, _("Đã gỡ liên kết."))
    return redirect("mandate", pk=pk)
