"""What does a request cost whose broker accepts every connection and never answers, against one with a healthy one?"""

import socket
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.doorbell import serving
from benchmarks.measuring import interleaved
from tests.chaos.load import post
from tests.chaos.processes import answers, free_port
from tests.factories import make_world, submitted
from tests.nominations.desk import seen, signed_in

RUNS, WARM = 60, 6


def run() -> dict[str, Any]:
    """A unit takes its list back and files it again, over HTTP; each commit rings for the outbox."""
    world = make_world(units=2)
    with (
        healthy() as sound,
        silent() as hung,
        serving(hung, "--no-worker") as ours,
        serving(sound, "--no-worker") as theirs,
    ):
        mine = _acts(world, 0, "unit_head", ours)
        floor = _acts(world, 1, "unit_head_2", theirs)
        for _ in range(WARM):
            mine()
            floor()
        return interleaved([mine] * RUNS, [floor] * RUNS)


def _acts(world: Any, unit: int, who: str, port: int) -> Callable[[], None]:
    dossier = submitted(world, unit, count=1)
    session = signed_in(world.people[who]).cookies["sessionid"].value
    verbs = ["submit", "withdraw"]

    def act() -> None:
        verbs.reverse()
        form = seen(dossier, key=uuid.uuid4().hex)
        status = post(port, f"/dossiers/{dossier.pk}/{verbs[0]}/", form, session)
        assert status == 302, status

    return act


@contextmanager
def silent() -> Iterator[str]:
    """A broker that accepts, and that is all."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


@contextmanager
def healthy() -> Iterator[str]:
    port = free_port()
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""], stdout=subprocess.DEVNULL
    )
    try:
        while not answers(port):
            assert server.poll() is None
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.kill()
        server.wait()
