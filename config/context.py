"""What every page shows: the way around for this account, unread messages, and the demonstration's banner."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.permissions import LEADERS, OFFICE, UNIT, Roles
from nominations.permissions import DECIDERS
from notifications.models import Message
from organisation.states import Role
from workflows import clock

EVERYBODY: tuple[str, ...] = tuple(Role.values)
NAV = (
    ("home", _("Việc cần làm"), "inbox", EVERYBODY),
    ("campaigns", pgettext_lazy("trang", "Phong trào"), "flag", EVERYBODY),
    ("assignments", _("Nhiệm vụ, chỉ tiêu"), "list-checks", (*UNIT, *OFFICE)),
    ("nominations", _("Đề nghị"), "medal", (*UNIT, *OFFICE, *LEADERS, Role.AUDITOR)),
    ("publications", _("Đăng tin"), "megaphone", (Role.PUBLISHER,)),
    ("articles", _("Tin công khai"), "newspaper", (Role.PUBLISHER,)),
    ("decisions", _("Quyết định"), "scroll-text", EVERYBODY),
    ("overrides", _("Vượt quyền"), "key-round", (*DECIDERS, Role.AUDITOR)),
    ("mandates", _("Tài khoản"), "users", (Role.ADMINISTRATOR,)),
    ("units", _("Đơn vị"), "building-2", (Role.ADMINISTRATOR, Role.AUDITOR)),
    ("working_days", _("Lịch làm việc"), "calendar", (Role.ADMINISTRATOR, Role.AUDITOR)),
    ("effects", _("Hàng đợi gửi"), "send", (Role.ADMINISTRATOR,)),
    ("trail", _("Nhật ký"), "shield-check", (Role.AUDITOR,)),
)

OF_THE_BODY = {"units"}  # not for those whose role holds in a single campaign
WITHIN = {"mails": "effects", "bounces": "effects"}  # pages beside the one that the navigation names


def site(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    context: dict[str, Any] = {"demo": settings.DEMO, "demo_date": clock.now() if settings.DEMO else None}
    if user is not None and user.is_authenticated:
        context |= {
            "organisation": user.organisation,
            "unread_count": Message.objects.filter(recipient=user, read_at=None)[:100].count(),
            "nav": _nav(request, request.roles),
            "capacity": _capacity(request.roles),
        }
    return context


def _nav(request: HttpRequest, roles: Roles) -> list[dict[str, Any]]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    here = WITHIN.get(here or "", here)
    return [
        {"url": reverse(name), "label": label, "icon": icon, "current": here == name}
        for name, label, icon, wanted in NAV
        if (roles.organisation_ids(*wanted) if name in OF_THE_BODY else roles.any_of(*wanted))
    ]


def _capacity(roles: Roles) -> str:
    """The roles of the account, in words."""
    return ", ".join(str(role.label) for role in Role if roles.any_of(role))
