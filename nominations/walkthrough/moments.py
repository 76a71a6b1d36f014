"""One act on its day, and what is said of it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from workflows import clock
from workflows.models import AuditEvent

Say = Callable[[str], None]
Settle = Callable[[], object]
Moment = Callable[[datetime, str], AbstractContextManager[None]]
MOST_SAID = 12


@contextmanager
def moment(day: datetime, title: str, *, say: Say, settle: Settle) -> Iterator[None]:
    """What is done within stands on that day; afterwards each event of it is said."""
    last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with clock.moved_to(day):
        yield
        settle()
    say(f"\n{day:%d/%m/%Y %H:%M}  {title}")
    events = list(AuditEvent.objects.filter(pk__gt=last).select_related("actor").order_by("pk"))
    for event in events[:MOST_SAID]:
        subject = f"{event.object_type.rpartition('.')[2]} {event.object_id}"
        say(f"    {event.actor.full_name:<20} {event.verb:<16} {subject}: {event.source} → {event.target}")
    if len(events) > MOST_SAID:
        say(f"    … và {len(events) - MOST_SAID} sự kiện khác")
