"""Sixteen people work while the sealers, two at once, are killed at random: the log has no gap, no double, no fork."""

import multiprocessing
import os
import random
import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection, connections

import verify_audit
from nominations.models import Nomination
from nominations.services import dossiers
from nominations.services import nominations as noms
from organisation.models import User
from organisation.services import appoint
from organisation.states import Role
from tests.factories import make_user, make_world, submitted
from tests.trail.bundles import growth
from workflows import outbox
from workflows.models import AuditEvent, Checkpoint, Leaf, SealKey
from workflows.seals.checkpoints import Head, known_keys, seal
from workflows.seals.export import export
from workflows.seals.notes import opened

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

fork = multiprocessing.get_context("fork")


@pytest.fixture(scope="module")
def many() -> dict[str, float]:
    """SQLite has one writer at a time; there a few of each show the same."""
    if connection.vendor == "postgresql":
        return {"writers": 16, "kills": 50, "patience": 0.3}
    return {"writers": 3, "kills": 8, "patience": 0.8}


def work(person: User, nomination: Nomination, stop) -> None:
    while not stop.is_set():
        noms.hold(nomination, actor=person, reason="Xem xét thêm (hư cấu)")
        noms.resume(nomination, actor=person)


def seal_on(stop) -> None:
    while not stop.is_set():
        seal("killed")


def begun(target, *args) -> multiprocessing.Process:
    process = fork.Process(target=target, args=args, daemon=True)
    process.start()
    return process


def play(shifts: list[tuple[User, Nomination]], kills: int, patience: float) -> list[int]:
    """Exit codes of the writers, then of the sealers that were killed."""
    dice, stop = random.Random(20131127), fork.Event()
    connections.close_all()
    writers = [begun(work, person, nomination, stop) for person, nomination in shifts]
    sealers = [begun(seal_on, stop) for _ in range(2)]
    killed = []
    for _ in range(kills):
        time.sleep(dice.uniform(0.02, patience))
        victim = sealers.pop(dice.randrange(2))
        os.kill(victim.pid, signal.SIGKILL)
        victim.join()
        killed.append(victim.exitcode)
        sealers.append(begun(seal_on, stop))
    stop.set()
    for process in writers + sealers:
        process.join(30)
    return [process.exitcode for process in writers] + killed


def shifts_of(writers: int) -> list[tuple[User, Nomination]]:
    """A reviewer and a nomination under review for each writer."""
    world = make_world(units=writers)
    found = []
    for place in range(writers):
        reviewer = make_user(world.organisation, f"reviewer-{place}-{world.root.pk}", f"Người Thẩm Định {place}")
        appoint(reviewer, Role.OFFICE_REVIEWER, world.root)
        dossier = submitted(world, place, count=1)
        dossiers.receive(dossier, actor=reviewer)
        found.append((reviewer, dossier.nominations.get()))
    return found


@pytest.fixture
def played(many, settings, tmp_path) -> Path:
    """The bundle that is left, beside the checkpoints that were given out."""
    settings.SEAL_ANCHORS = str(tmp_path / "anchors")
    codes = play(shifts_of(many["writers"]), many["kills"], many["patience"])
    assert codes == [0] * many["writers"] + [-signal.SIGKILL] * many["kills"]
    export(tmp_path / "bundle")
    while outbox.drain():
        pass
    (tmp_path / "keys").write_text(SealKey.objects.get().vkey + "\n")
    return tmp_path


def test_killed_sealers_leave_no_gap_no_double_and_no_fork(played):
    places = list(Leaf.objects.order_by("index").values_list("index", "event_id"))
    events = set(AuditEvent.objects.values_list("pk", flat=True))
    assert [index for index, _ in places] == list(range(len(events)))
    assert {event for _, event in places} == events

    lines = (played / "bundle" / "events.jsonl").read_bytes().split(b"\n")[:-1]
    heads = [Head.parse(opened(note, known_keys())[0]) for note in Checkpoint.objects.values_list("note", flat=True)]
    heads.sort(key=lambda head: head.size)
    steps = [
        verify_audit.consistent(old.size, new.size, old.root, new.root, growth(old.size, lines[: new.size]))
        for old, new in pairwise(heads)
    ]
    assert (len(heads) > 1, steps) == (True, [True] * (len(heads) - 1))

    found = verify_audit.Bundle(str(played / "bundle"), [str(played / "anchors")], str(played / "keys"), 10)
    assert verify_audit.checked(found).found.exit() == verify_audit.WHOLE
    assert found.facts["held"] == len(heads)
