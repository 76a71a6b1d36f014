"""The real server in a process of its own, on the test's database."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from urllib.error import URLError

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from tests import services
from workflows.models import OutboxEntry

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SERVE = [sys.executable, "manage.py", "serve"]
STOP_WITHIN = 10  # seconds
numbers = count(1)


@dataclass
class Site:
    process: subprocess.Popen
    output: Path
    address: str = field(default="")

    def get(self, path: str) -> tuple[int, str]:
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return answer.status, answer.read().decode()

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(STOP_WITHIN)

    @property
    def printed(self) -> str:
        return self.output.read_text()


def environment(broker: str = "memory://localhost", **more: str) -> dict[str, str]:
    return {
        **os.environ,
        **more,
        "BROKER_URL": broker,
        "DATABASE_URL": services.database_url(connection.settings_dict),
        "DJANGO_SETTINGS_MODULE": "tests.serving.settings",
    }


@contextmanager
def serving(folder: Path, *arguments: str, broker: str = "memory://localhost", **more: str) -> Iterator[Site]:
    """A server that answers; killed at the end if the test left it running."""
    output = folder / f"output-{uuid.uuid4().hex}.txt"
    command = [*SERVE, "--port", "0", *arguments]
    with output.open("w") as stream:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment(broker, **more), stdout=stream, stderr=stream
        )
    site = Site(process, output)
    try:
        wait_for(lambda: answers(site), 30, site)
        yield site
    finally:
        process.kill()
        process.wait()


def answers(site: Site) -> bool:
    lines = [line for line in site.printed.splitlines() if line.startswith("Open in a browser:")]
    site.address = lines[0].split()[-1] if lines else ""
    try:
        return bool(site.address) and site.get("healthz")[0] == 200
    except URLError:
        return False


def wait_for(condition: Callable[[], bool], seconds: float, site: Site) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert site.process.poll() is None, site.printed
        assert time.monotonic() < end, site.printed
        time.sleep(0.05)


def queue(marks: Path, seconds: float = 0, effect: str = "serving.mark") -> OutboxEntry:
    present = timezone.now()
    return OutboxEntry.objects.create(
        effect=effect,
        act_id=uuid.uuid4(),
        object_type="test.thing",
        object_id=next(numbers),
        payload={"file": str(marks), "seconds": seconds},
        created_at=present,
        available_at=present,
    )


def left() -> int:
    return OutboxEntry.objects.filter(done_at=None).count()


def test_server_answers_that_it_is_well(tmp_path: Path) -> None:
    with serving(tmp_path) as site:
        assert site.get("healthz") == (200, "ok")


def test_address_is_printed_in_both_languages(tmp_path: Path) -> None:
    with serving(tmp_path) as site:
        shown = [line for line in site.printed.splitlines() if site.address in line]

    assert [line.split(": ")[0] for line in shown] == ["Mở trình duyệt tại", "Open in a browser"]


@pytest.mark.parametrize("broker", services.brokers())
def test_entry_is_drained_by_the_worker_inside(tmp_path: Path, broker: str) -> None:
    marks = tmp_path / "marks"
    with serving(tmp_path, broker=broker) as site:
        entry = queue(marks)

        wait_for(lambda: left() == 0, 15, site)

    assert marks.read_text() == f"{entry.pk}\n"


def test_act_rings_the_bell_of_the_worker_inside(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    with serving(tmp_path) as site:
        wait_for(lambda: site.get(f"queue?file={marks}") == (200, "queued"), 5, site)
        queued = time.monotonic()

        wait_for(lambda: left() == 0, 15, site)

        assert time.monotonic() - queued < 1.5  # half of the beat's step


def test_without_worker_entries_stay(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-worker"):
        queue(tmp_path / "marks")
        time.sleep(4.5)  # longer than the beat's step

        assert left() == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_the_server_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with serving(tmp_path) as site:
        started = time.monotonic()

        assert site.stop(number) == 0

        assert time.monotonic() - started < 3
        assert "Traceback" not in site.printed
        assert "cut off" not in site.printed


def test_signal_during_a_long_effect_still_ends_the_server(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    with serving(tmp_path) as site:
        queue(marks, seconds=60)
        wait_for(lambda: OutboxEntry.objects.filter(attempts=1).exists(), 15, site)

        assert site.stop(signal.SIGTERM) == 0

        assert "Traceback" not in site.printed
        assert left() == 1


def test_killed_server_loses_nothing(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    entries = [queue(marks, seconds=0.05).pk for _ in range(60)]
    with serving(tmp_path) as site:
        wait_for(lambda: left() < 50, 15, site)
        site.process.kill()
        site.process.wait()
        assert left() > 0
    OutboxEntry.objects.exclude(lease_until=None).update(lease_until=timezone.now() - timedelta(seconds=1))

    with serving(tmp_path) as site:
        wait_for(lambda: left() == 0, 20, site)

    assert sorted({int(line) for line in marks.read_text().split()}) == entries


def test_port_in_use_is_said_plainly(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-worker") as site:
        port = site.address.rstrip("/").rsplit(":", 1)[1]
        command = [*SERVE, "--no-worker", "--port", port]

        second = subprocess.run(command, cwd=settings.BASE_DIR, env=environment(), capture_output=True, text=True)

    assert second.returncode == 1
    assert second.stderr.split("[")[0] == f"CommandError: Không mở được 127.0.0.1:{port} / Cannot listen there: "
