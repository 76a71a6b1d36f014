"""For those who watch the site: is it alive, can it work, and how much waits."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from notifications.services.post import QUEUE as LETTERS
from workflows.effects import within
from workflows.lanes import Lane
from workflows.models import AuditEvent, Checkpoint, OutboxEntry, TreeHead
from workflows.models.outbox import WAITING
from workflows.models.queue import QueueState as S
from workflows.outbox import QUEUE as EFFECTS
from workflows.queues import Queue

Sample = tuple[str, str, float]  # name, what it is, value


@login_not_required
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and files are there, else 503; says which are, and nothing about why."""
    found = {"database": _database(), "migrations": _migrated(), "files": _files()}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _files() -> bool:
    try:
        default_storage.exists("ready")
    except OSError:
        return False
    return True


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What Prometheus reads (text format 0.0.4); 404 without the bearer token METRICS_TOKEN, and where none is set."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, settings.METRICS_TOKEN):
        raise Http404
    lines = [f"# HELP {name} {what}\n# TYPE {name} gauge\n{name} {value:g}\n" for name, what, value in samples()]
    return HttpResponse("".join(lines), content_type="text/plain; version=0.0.4; charset=utf-8")


def samples() -> Iterator[Sample]:
    """Counts and ages; eight queries however much there is, none of them reads what is done."""
    now = timezone.now()
    yield from _queue("outbox", "effect", EFFECTS, now)
    yield from _lanes(now)
    yield from _queue("letters", "letter", LETTERS, now)
    head = TreeHead.objects.filter(pk=1).first()
    sealed = Checkpoint.objects.order_by("-pk").values_list("size", flat=True).first() or 0
    yield "vinh_danh_trail_unplaced", "Events that have no place in the log yet.", _unplaced(head)
    yield (
        "vinh_danh_trail_unsealed",
        "Events in the log after the last checkpoint.",
        (head.size if head else 0) - sealed,
    )


def _queue(name: str, what: str, queue: Queue, now: datetime) -> Iterator[Sample]:
    """What the administrator's desk counts too."""
    rows = queue.model._default_manager
    waiting = rows.filter(queue.state(S.WAITING) | queue.state(S.RETRYING)).aggregate(
        count=Count("pk"), failing=Count("pk", filter=queue.state(S.RETRYING)), oldest=Min("available_at")
    )
    start = f"vinh_danh_{name}"
    yield f"{start}_waiting", f"Each {what} that is still to be done.", waiting["count"]
    yield f"{start}_failing", f"Each {what} that failed and will be tried again.", waiting["failing"]
    yield f"{start}_oldest_seconds", f"For how long the oldest {what} has been due.", _age(waiting["oldest"], now)
    yield f"{start}_dead", f"Each {what} that was given up.", rows.filter(queue.state(S.DEAD)).count()


def _lanes(now: datetime) -> Iterator[Sample]:
    """A lane that nobody works off ages alone."""
    waiting = OutboxEntry.objects.filter(WAITING)
    oldest = waiting.aggregate(**{lane.value: Min("available_at", filter=within(lane)) for lane in Lane})
    for lane in Lane:
        what = f"For how long the oldest effect of the {lane} lane has been due."
        yield f"vinh_danh_outbox_{lane}_oldest_seconds", what, _age(oldest[lane], now)


def _age(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0


def _unplaced(head: TreeHead | None) -> int:
    return AuditEvent.objects.filter(pk__gt=head.settled if head else 0, place=None).count()
