"""The calendar of one's own deadlines: the feed, and the address that is given, changed and taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nominations.deadlines import deadlines_of
from notifications.feed import close_feed, open_feed, owner_of, written
from notifications.models import Mailbox
from workflows.rules import roles_of


@require_POST
def calendar_address(request: HttpRequest) -> HttpResponse:
    """`close` takes the address back; anything else gives a new one, and the old one ends."""
    if "close" in request.POST:
        close_feed(request.user)
        messages.success(request, _("Đã bỏ địa chỉ lịch. Lịch đã đăng ký ở nơi khác sẽ không cập nhật nữa."))
    else:
        open_feed(request.user)
        messages.success(request, _("Đã tạo địa chỉ lịch mới. Địa chỉ cũ, nếu có, không còn dùng được."))
    return redirect("preferences")


@login_not_required  # a calendar program has no session: the address is the key
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    try:
        mailbox = owner_of(token)
    except (BadSignature, Mailbox.DoesNotExist) as error:
        raise Http404 from error
    with translation.override(mailbox.language):
        feed = written(deadlines_of(roles_of(mailbox.owner, request.now)), request.now)
    return HttpResponse(feed, content_type="text/calendar; charset=utf-8")
