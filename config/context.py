"""What every page shows: the way around for this account, unread messages, and the demonstration's banner."""

from django.conf import settings
from django.http import HttpRequest

from notifications.models import Message
from workflows import clock


def site(request: HttpRequest) -> dict:
    user = getattr(request, "user", None)
    context: dict = {"demo": settings.DEMO, "demo_today": clock.now() if settings.DEMO else None}
    if user is not None and user.is_authenticated:
        context["organisation"] = user.organisation
        context["unread_count"] = Message.objects.filter(recipient=user, read_at=None).count()
    return context
