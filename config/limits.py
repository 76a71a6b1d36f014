"""How often one account may ask for what is costly: a PDF in type, a table, a search (ASVS 5.0, V2.4.1).

Counted in the memory of each process: N processes allow N times as much, and a restart begins anew. That keeps a person
with a script from taking everybody's server; a flood from outside is the proxy's to stop (deploy/nginx).
"""

import threading
import time
from collections import deque

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from config.middleware import Handler

WINDOW = 60.0  # seconds
SEARCH = "search"
PER_MINUTE = {
    SEARCH: 60, "list_preview": 12, "decision_draft": 12, "electronic_copy_pdf": 12,
    "decision_pdf": 30, "decision_proof": 30,
    "attachment": 60,
    "evidence": 60, "event_picture": 240, "event_plan": 60,
    "import_list": 30, "import_columns": 60, "list_import": 60, "import_template": 30, "dossier_sheet": 30,
    "import_file": 30,
    "histories": 12, "mandate_invite_list": 30, "unit_list": 30, "history_columns": 12, "history_file": 12,
    "trail_export": 10, "trail_campaign_export": 10, "trail_object_export": 10, "trail_anomalies": 20,
    "check": 60, "checked": 30, "received": 30, "received_pdf": 12, "give_comment": 12, "comment_given": 30,
    "dossier_paper": 30, "nomination_paper": 30, "list_paper": 30, "letter_paper": 30,
    "decision_paper": 20, "campaign_paper": 30, "original_pdf": 30, "original_to_seal": 12, "original_signatures": 12,
    "dashboard": 60, "statistics": 60, "statistics_sheet": 10,
    "export": 20, "campaign_export": 20, "export_file": 20, "search_export": 20,
    "campaign_launches": 60, "side_by_side": 60,
    "campaign_reports": 60, "campaign_report": 60, "report_paper": 30, "api": 300,
}  # fmt: skip
MOST_ACCOUNTS = 10_000  # remembered at once


class Limits:
    """The last minute's requests by account and kind."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, who: str, kind: str, now: float) -> int:
        """Seconds to wait before the next one; 0 takes it now, and counts it."""
        with self._lock:
            if len(self._seen) > MOST_ACCOUNTS:
                self._seen = {key: times for key, times in self._seen.items() if times[-1] > now - WINDOW}
            times = self._seen.setdefault((who, kind), deque())
            while times and times[0] <= now - WINDOW:
                times.popleft()
            if len(times) >= PER_MINUTE[kind]:
                return max(1, round(times[0] + WINDOW - now))
            times.append(now)
            return 0

    def left(self, who: str, kind: str, now: float) -> tuple[int, int]:
        """How many more are taken now, and in how many seconds the oldest is forgotten."""
        with self._lock:
            times = [moment for moment in self._seen.get((who, kind), ()) if moment > now - WINDOW]
        return max(0, PER_MINUTE[kind] - len(times)), max(1, round(times[0] + WINDOW - now)) if times else 0

    def forget(self) -> None:
        self._seen.clear()


limits = Limits()


class LimitMiddleware:
    """Answers 429 with the seconds to wait; everything else of the site goes on for that account.

    The API counts by token, with `request.limits`; its answers then say how much is left.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.limits = limits
        answer = self.get_response(request)
        if counted := getattr(request, "limited_as", None):
            left, seconds = limits.left(*counted, time.monotonic())
            answer["RateLimit-Policy"] = f'"{counted[1]}";q={PER_MINUTE[counted[1]]};w={WINDOW:.0f}'
            answer["RateLimit"] = f'"{counted[1]}";r={left};t={seconds}'
        return answer

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        route = request.resolver_match.url_name if request.resolver_match else ""
        kind = route if route in PER_MINUTE else SEARCH if request.GET.get("q") else ""
        if not kind or not settings.RATE_LIMITED:
            return None
        who = str(request.user.pk or request.META.get("REMOTE_ADDR", ""))
        seconds = limits.wait(who, kind, time.monotonic())
        return _too_many(request, seconds) if seconds else None


def _too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    words = _("Ông/bà vừa yêu cầu việc này quá nhiều lần. Xin chờ %(seconds)s giây rồi thử lại.") % {"seconds": seconds}
    context = {"reasons": [words], "title": _("Xin chờ một chút"), "back_label": _("Về trang trước")}
    answer = render(request, "errors/conflict.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
