"""How long from the commit until the handler of what follows has run, with everything in one process?"""

import os
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.utils import timezone

from benchmarks.measuring import spread, timed
from nominations.models import Dossier
from tests import services
from tests.chaos.processes import Process, answers, free_port
from workflows import outbox
from workflows.effects import effect
from workflows.models import OutboxEntry
from workflows.sets import Batch

RUNS, WARM = 60, 10
SETTINGS = "tests.serving.settings"


@contextmanager
def serving(broker: str, *more: str) -> Iterator[int]:
    """The port of a server on the benchmark's database."""
    known = {name: os.environ.get(name) for name in ("DATABASE_URL", "BROKER_URL", "DJANGO_SETTINGS_MODULE")}
    os.environ.update(
        DATABASE_URL=services.database_url(connection.settings_dict), BROKER_URL=broker, DJANGO_SETTINGS_MODULE=SETTINGS
    )
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port), *more]
    server = Process("serve", "web", command, Path(os.devnull), port)
    try:
        server.start()
        os.environ.update({name: value for name, value in known.items() if value is not None})
        while not answers(port):
            assert server.running.poll() is None, "the server did not start"
            time.sleep(0.1)
        yield port
    finally:
        server.kill()
        server.sweep()


def run() -> dict[str, Any]:
    """A request commits an entry; until `done_at`, by one machine's clock. The floor is the drainer, called at once."""
    with tempfile.TemporaryDirectory() as folder, serving("memory://localhost") as port:
        url = f"http://127.0.0.1:{port}/queue?file={quote(f'{folder}/marks')}"
        found = [_heard(url) for _ in range(RUNS + WARM)][WARM:]
    floor = [_drained() for _ in range(RUNS + WARM)][WARM:]
    return {
        "ratio": round(median(found) / median(floor), 2),
        "ours_ms": round(median(found), 1),
        "floor_ms": round(median(floor), 1),
        "ours_spread_ms": spread(found),
        "floor_spread_ms": spread(floor),
        "runs": RUNS,
    }


@effect("bench.nothing")
def nothing(entry: OutboxEntry) -> None:
    """What nobody has to wait for."""


def _drained() -> float:
    batch, thing = Batch(), Dossier(pk=1)
    outbox.put(batch, [("bench.nothing", thing)], act_id=uuid.uuid4(), at=timezone.now(), payload={})
    batch.run()
    return timed(lambda: outbox.drain(limit=1))


def _heard(url: str) -> float:
    """Milliseconds from the entry's birth, just before its commit."""
    urllib.request.urlopen(url, timeout=10).close()
    last = OutboxEntry.objects.order_by("-pk")
    while (entry := last[0]).done_at is None:
        time.sleep(0.01)
    return (entry.done_at - entry.created_at).total_seconds() * 1000
