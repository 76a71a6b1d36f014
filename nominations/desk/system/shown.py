"""Rows of a queue as the administrator may read them: what, for what or whom, and why not; never what was written."""

import re
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from notifications.services.bounces import RETURNED
from notifications.services.post import UNCERTAIN
from workflows import clock
from workflows.models import OutboxEntry
from workflows.models.queue import QueueState as S
from workflows.queues import Queue

TONES = {S.WAITING: "info", S.RETRYING: "warn", S.DEAD: "bad", S.DONE: "ok", S.DROPPED: "neutral"}
CLASS = re.compile(r"^((?:[A-Za-z_]\w*\.)*[A-Z]\w*)(?:: (.*))?$", re.ASCII | re.MULTILINE)
PLACE = re.compile(r'^ +File "(?:.*/)?([\w.-]+/[\w.-]+)", line (\d+)', re.MULTILINE)
# Words of a machine about a machine or an address; those of other errors may quote a name or a letter
TELLING = re.compile(r"SMTP\w+|\w*Connection\w*Error|TimeoutError|OSError|gaierror|(?:\w+\.)*OperationalError")
LONGEST = 200


def why(error: str) -> str:
    """A kept error in one line without anybody's words: its class, its place in the code."""
    if not error or error in (RETURNED, UNCERTAIN):
        return error and _(error)
    found = CLASS.findall(error)
    name, words = found[-1] if found else (_("Lỗi không rõ"), "")
    places = PLACE.findall(error)
    where = f" ({places[-1][0]}:{places[-1][1]})" if places else ""
    return f"{name}: {words}"[:LONGEST] if words and TELLING.fullmatch(name) else f"{name}{where}"


def shown(queue: Queue, row: Any) -> dict[str, Any]:
    """One row in words; its times on the installation's clock."""
    state, moved = queue.state_of(row), clock.offset()
    is_entry, over = isinstance(row, OutboxEntry), getattr(row, queue.done) or row.dropped_at or row.dead_at
    return {
        "row": row,
        "state": state,
        "tone": TONES[state],
        "what": row.effect if is_entry else row.get_kind_display(),
        "about": _object(row) if is_entry else row.address,
        "whose": "" if is_entry else row.recipient.full_name,
        "why": why(row.last_error),
        "next": row.available_at + moved if state in (S.WAITING, S.RETRYING) else None,
        "over": over + moved if over else None,
        "made": row.created_at + moved,
    }


def _object(entry: OutboxEntry) -> str:
    try:
        name = apps.get_model(entry.object_type)._meta.verbose_name
    except (LookupError, ValueError):
        name = entry.object_type
    return capfirst(f"{name} {entry.object_id}")
