"""The work that goes on during the kills: `python -m tests.chaos.load PLAN LEDGER desk|undone|papers|letters`.

People at their desks act through the web nodes, and repeat a request with the same key until it is answered. Others act
through the services: some undo what they did, before the commit; some lead papers to the decision; some write letters
to units, send and drop them. Each line of the ledger says what was answered or undone. Ends at SIGTERM, in the middle
of nothing.
"""

import http.client
import json
import os
import random
import signal
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django
from django.db import connection, transaction

django.setup()

from campaigns.models import Campaign, Round  # noqa: E402 - models need Django
from nominations.models import Dossier, Nomination, UnitLetter  # noqa: E402
from nominations.services import decisions, dossiers, letters, lists  # noqa: E402
from organisation.models import User  # noqa: E402
from tests.nominations.desk import seen  # noqa: E402

PAUSE = (0.05, 0.3)  # seconds between two acts of one person
over = threading.Event()


class Undone(Exception):
    """Raised behind an act, before its commit."""


class Ledger:
    """Lines of JSON, each in the file once `write` returns."""

    def __init__(self, path: str) -> None:
        self._path, self._lock = Path(path), threading.Lock()

    def write(self, **fields: Any) -> None:
        with self._lock, self._path.open("a") as lines:
            lines.write(json.dumps(fields) + "\n")


def pause() -> None:
    over.wait(random.uniform(*PAUSE))


def next_step(dossier: Dossier) -> tuple[str, str, Any]:
    """Who does what to which object: round and round between unit and office."""
    if dossier.state in ("draft", "returned"):
        return "head", "submit", dossier
    if dossier.state == "submitted":
        return random.choice([("head", "withdraw", dossier), ("reviewer", "receive", dossier)])
    waiting = dossier.nominations.filter(state="under_review").first()
    return "reviewer", "send_back", waiting or dossier


def sit_at(desk: dict[str, Any], nodes: list[int], ledger: Ledger) -> None:
    while not over.is_set():
        who, verb, subject = next_step(Dossier.objects.get(pk=desk["dossier"]))
        form = seen(subject, key=uuid.uuid4().hex, reason="Đề nghị xem lại (hư cấu)", codes="thin_report")
        folder = "nominations" if isinstance(subject, Nomination) else "dossiers"
        status = insist(nodes, f"/{folder}/{subject.pk}/{verb}/", form, desk["people"][who]["session"])
        if status:
            actor = desk["people"][who]["pk"]
            ledger.write(
                answered=form["key"], status=status, actor=actor, verb=verb, object=[subject.object_type(), subject.pk]
            )
        pause()
    connection.close()


def insist(nodes: list[int], path: str, form: dict[str, Any], session: str) -> int:
    """The same request again, at any node, until one answers; 0 when the run ends before."""
    while not over.is_set():
        try:
            return post(random.choice(nodes), path, form, session)
        except (OSError, http.client.HTTPException):
            over.wait(0.1)
    return 0


def post(port: int, path: str, form: dict[str, Any], session: str) -> int:
    """The status. Raises ConnectionError for a failure of the server's, which may be passed to another."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    token = "t" * 32
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "X-CSRFToken": token,
    }
    try:
        line.request("POST", path, urlencode(form), headers)
        status = line.getresponse().status
    finally:
        line.close()
    if status >= 500:
        raise ConnectionError(status)
    return status


def undo(work: Callable[[], Any], ledger: Ledger) -> None:
    """Acts, and takes it back before the commit."""
    try:
        with transaction.atomic():
            act = work()
            raise Undone
    except Undone:
        ledger.write(undone=str(act.id))


def undo_at(desk: dict[str, Any], ledger: Ledger) -> None:
    """Does and undoes; now and then does."""
    people = {role: User.objects.get(pk=person["pk"]) for role, person in desk["people"].items()}
    while not over.is_set():
        dossier = Dossier.objects.get(pk=desk["dossier"])
        service = dossiers.submit if dossier.state == "draft" else dossiers.withdraw
        undo(lambda dossier=dossier, service=service: service(dossier, actor=people["head"]), ledger)
        if random.random() < 0.3:
            service(Dossier.objects.get(pk=dossier.pk), actor=people["head"])
        pause()
    connection.close()


def lead(paper: dict[str, int], ledger: Ledger) -> None:
    """A list goes up, comes back, goes up again, is signed and issued; each step is undone once first."""
    who = {role: User.objects.get(pk=pk) for role, pk in paper.items() if role != "campaign"}
    target = lists.compile_list(Campaign.objects.get(pk=paper["campaign"]), actor=who["office_reviewer"])
    steps = [
        lambda: lists.forward(target, actor=who["office_head"]),
        lambda: lists.send_back(target, actor=who["director"], reason="Đề nghị rà soát lại (hư cấu)"),
    ]
    for step in [*steps, *steps, steps[0]]:
        if over.is_set():
            return
        undo(step, ledger)
        target = type(target).objects.get(pk=target.pk)
        step()
        pause()
    decision = decisions.sign(target, actor=who["director"])
    pause()
    decisions.issue(type(decision).objects.get(pk=decision.pk), actor=who["records_clerk"])


def write_to_units(round_pk: int, people: dict[str, int], ledger: Ledger) -> None:
    """Letters to all units, over and over: some are sent one by one, some together, the others dropped."""
    office = {role: User.objects.get(pk=pk) for role, pk in people.items()}
    round_ = Round.objects.select_related("campaign__organisation").get(pk=round_pk)
    while not over.is_set():
        undo(lambda: released(letters.prepare(round_, actor=office["office_reviewer"]), office), ledger)
        made = letters.prepare(round_, actor=office["office_reviewer"])
        pause()
        random.shuffle(made)
        if made:
            released(made[: random.randint(1, len(made))], office)
        for letter in UnitLetter.objects.filter(round=round_, state="drafted"):
            pause()
            letters.drop(letter, actor=office["office_head"], reason="Đã gọi điện (hư cấu)")
        pause()


def released(chosen: list[UnitLetter], office: dict[str, User]) -> Any:
    seen_of = {one.pk: (one.version, one.content_hash) for one in chosen}
    return letters.release_all(chosen, seen_of, actor=office["office_head"])


def main(plan_path: str, ledger_path: str, kind: str) -> int:
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    plan, ledger = json.loads(Path(plan_path).read_text()), Ledger(ledger_path)
    random.seed(plan["seed"])
    if kind == "letters":
        write_to_units(plan["letters"]["round"], plan["letters"]["people"], ledger)
        return 0
    if kind == "papers":
        for paper in plan["papers"]:
            lead(paper, ledger)
            over.wait(2)
        return 0
    work = (
        (lambda desk: sit_at(desk, plan["nodes"], ledger)) if kind == "desk" else (lambda desk: undo_at(desk, ledger))
    )
    threads = [threading.Thread(target=work, args=(desk,)) for desk in plan["desks" if kind == "desk" else "undone"]]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.1)  # the signal is heard here
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")
    code = main(*sys.argv[1:])
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # Python takes its handler away while it ends, and would be killed
    sys.exit(code)
