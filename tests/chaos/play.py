"""One run on a prepared stage: `python -m tests.chaos.play KILLS SEED`. Exit code 1 names the first discrepancy."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

django.setup()

from django.conf import settings  # noqa: E402 - models need Django

from notifications.models import Letter, Message  # noqa: E402
from tests.chaos import counting  # noqa: E402
from tests.chaos.processes import Process, Supervisor, free_port  # noqa: E402
from tests.chaos.proxy import Proxy, proxy  # noqa: E402
from tests.chaos.seeding import seed  # noqa: E402
from tests.notifications.mail_server import ACCEPT, MailServer, mail_server  # noqa: E402
from workflows.models import AuditEvent, OutboxEntry  # noqa: E402
from workflows.models.outbox import WAITING  # noqa: E402
from workflows.seals.checkpoints import seal  # noqa: E402

BETWEEN = (0.2, 1.0)  # seconds from one kill to the next
UP = 120  # seconds within which every process answers again; a RabbitMQ node takes its time
RECOVERY = 120  # seconds within which everything is done
LOADS = ("desk", "undone", "papers", "letters")


@dataclass
class Site:
    """Who may be killed: processes by kind, and the lines to a broker that is not ours to kill."""

    processes: list[Process]
    lines: Proxy | None = None
    kills: Counter[str] = field(default_factory=Counter)

    @property
    def kinds(self) -> list[str]:
        """What can be killed: a worker's child apart from the worker."""
        found = {process.kind for process in self.processes} | ({"broker"} if self.lines else set())
        return sorted(found | {"child"} if "worker" in found else found)

    @property
    def nodes(self) -> list[int]:
        return [process.port for process in self.processes if process.kind == "web"]


def site_of(broker: str, folder: Path) -> Site:
    def process(name: str, *command: str, port: int = 0) -> Process:
        return Process(name, name.rstrip("12"), command, folder / f"{name}.log", port)

    def web(name: str, *more: str) -> Process:
        port = free_port()
        serve = [sys.executable, "manage.py", "serve", "--port", str(port), *more]
        return process(name, *serve, port=port)

    if broker == "embedded":
        return Site([web("web")])
    celery = [sys.executable, "-m", "celery", "-A", "config"]
    worker = [*celery, "worker", "--concurrency", "2"]
    found = [
        web("web1", "--no-worker"),
        web("web2", "--no-worker"),
        process("worker1", *worker, "--queues", "quick,long", "--hostname", "one@chaos"),
        process("worker2", *worker, "--queues", "quick,outside", "--hostname", "two@chaos"),
        process("beat", *celery, "beat", "--schedule", str(folder / "beat")),
    ]
    if broker == "redis":
        port = urlsplit(os.environ["BROKER_URL"]).port
        words = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
        found.insert(0, process("broker", "redis-server", *words, port=port))
    elif node := os.environ.get("CHAOS_NODE"):
        found.insert(0, process("broker", node, port=urlsplit(os.environ["BROKER_URL"]).port))
    return Site(found)


def strike(site: Site, supervisor: Supervisor, kind: str, dice: random.Random) -> bool:
    """One kill -9 of that kind, of a process that is up; False when none is."""
    if kind == "broker" and site.lines:
        return bool(site.lines.cut_all())
    wanted = "worker" if kind == "child" else kind
    ready = [process for process in site.processes if process.kind == wanted and process.is_ready]
    if ready:
        supervisor.kill(dice.choice(ready), kind, dice.randrange(100))
    return bool(ready)


def play(site: Site, supervisor: Supervisor, kills: int, dice: random.Random) -> None:
    """Each kind comes as often as the others, in an order that the dice make."""
    deck: list[str] = []
    while site.kills.total() < kills:
        deck = deck or dice.sample(site.kinds, len(site.kinds))
        time.sleep(dice.uniform(*BETWEEN))
        if strike(site, supervisor, deck[-1], dice):
            site.kills[deck.pop()] += 1


def recovered() -> float:
    """Seconds until every committed entry is done and every letter that may leave has left; RECOVERY at most."""
    start = time.monotonic()
    entries, letters = OutboxEntry.objects.filter(WAITING), counting.letters_left()
    while (entries.exists() or letters.exists()) and time.monotonic() < start + RECOVERY:
        time.sleep(0.2)
    return time.monotonic() - start


def ledger_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in folder.glob("*.ledger") for line in path.read_text().splitlines()]


@contextmanager
def at_work(folder: Path, plan: dict[str, Any]) -> Iterator[None]:
    """The load, in processes that nobody kills; at the end each finishes what it is doing."""
    (folder / "plan.json").write_text(json.dumps(plan))
    command = [sys.executable, "-m", "tests.chaos.load", str(folder / "plan.json")]
    running = [subprocess.Popen([*command, str(folder / f"{kind}.ledger"), kind]) for kind in LOADS]
    try:
        ledgers = [folder / f"{kind}.ledger" for kind in LOADS]
        while not all(map(Path.exists, ledgers)) and not any(process.poll() for process in running):
            time.sleep(0.1)  # until the first of each has acted
        yield
    finally:
        for process in running:
            process.terminate()
        codes = [process.wait(60) for process in running]
    if any(codes):
        raise RuntimeError(f"the load broke down: {dict(zip(LOADS, codes, strict=True))}")


def discrepancies(after: int, before: set[int], ledger: list[dict[str, Any]], mail: MailServer) -> Iterator[str]:
    yield from counting.check_outbox(after)
    yield from counting.check_messages(after, before)
    yield from counting.check_papers()
    yield from counting.check_undone([line["undone"] for line in ledger if "undone" in line])
    yield from counting.check_answered([line for line in ledger if "answered" in line])
    yield from counting.check_post(Counter(mail.message_ids))
    seal("chaos")
    yield from counting.check_trail()


def told(site: Site, after: int, before: set[int], ledger: list[dict[str, Any]]) -> list[str]:
    """The row of the table."""
    acts = AuditEvent.objects.filter(pk__gt=after).values("act_id").distinct().count()
    undone = sum("undone" in line for line in ledger)
    messages = Message.objects.exclude(pk__in=before).count()
    kills = " ".join(f"{kind} {count}" for kind, count in sorted(site.kills.items()))
    return [kills, str(acts), str(undone), str(messages), str(Letter.objects.exclude(sent_at=None).count())]


def main(kills: int, number: int) -> int:
    folder, broker = Path(settings.VAR_DIR), os.environ["CHAOS_BROKER"]
    site, dice = site_of(broker, folder), random.Random(number)
    plan = {**seed(), "nodes": site.nodes, "seed": number}
    after = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True)[0]
    before = set(Message.objects.values_list("pk", flat=True))
    with ExitStack() as stack:
        mail = stack.enter_context(mail_server(ACCEPT))
        os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{mail.port}"
        if "CHAOS_RABBIT" in os.environ:
            host, _, port = os.environ["CHAOS_RABBIT"].rpartition(":")
            site.lines = stack.enter_context(proxy((host, int(port)), urlsplit(os.environ["BROKER_URL"]).port))
        supervisor = Supervisor(site.processes)
        supervisor.start()
        stack.callback(supervisor.stop)
        supervisor.wait_ready(UP)
        with at_work(folder, plan):
            play(site, supervisor, kills, dice)
            supervisor.wait_ready(UP)
        seconds = recovered()
    ledger = ledger_of(folder)
    kills_told, *numbers = told(site, after, before, ledger)
    widths = (10, 8, 8, 8, 8)
    print(f"{broker}, seed {number}: killed {kills_told}")
    heads = ("acts", "undone", "messages", "letters", "recovery")
    print("".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)))
    print("".join(f"{n:>{width}}" for n, width in zip([*numbers, f"{seconds:.1f} s"], widths, strict=True)))
    if supervisor.deaths:
        print(f"ended without a kill: {dict(supervisor.deaths)}")
    wrong = next(discrepancies(after, before, ledger, mail), None)
    print(f"WRONG: {wrong}" if wrong else "nothing lost, nothing twice", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
