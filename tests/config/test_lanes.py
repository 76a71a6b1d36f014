"""Each lane is served wherever the site runs, each tick finds its task, and no lane waits for another."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from config.celery import EVERY, LANES, app, schedule
from notifications.models import Letter
from notifications.services.post import BATCH
from tests.config.test_serve import Site, queue, serving, wait_for
from tests.notifications.mail_server import HANG, mail_server
from tests.notifications.telling import make_due, make_person, tell
from workflows.effects import lane_of
from workflows.lanes import Lane
from workflows.models import OutboxEntry

DEPLOY = settings.BASE_DIR / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())
QUEUES = re.compile(r"celery -A config worker --queues (\S+)")


@pytest.fixture(scope="module")
def tasks() -> Any:
    app.loader.import_default_modules()
    return app.tasks


def test_every_tick_finds_its_task(tasks: Any) -> None:
    assert {tick["task"] for tick in schedule(EVERY).values()} - set(tasks) == set()


def test_every_task_of_ours_has_a_tick(tasks: Any) -> None:
    ours = {name for name in tasks if not name.startswith("celery.")}

    assert ours == {tick["task"] for tick in schedule(EVERY).values()}


def test_every_lane_has_a_tick_of_its_drainer() -> None:
    assert {tuple(tick["args"]) for tick in schedule({}).values()} == {(lane,) for lane in Lane}


def test_tasks_with_a_lane_are_known() -> None:
    assert set(LANES) - set(EVERY) == set()


@pytest.mark.parametrize("task", EVERY)
def test_task_goes_to_the_queue_of_its_lane(task: str) -> None:
    assert app.amqp.router.route({}, task)["queue"].name == LANES.get(task, Lane.QUICK)


def test_units_of_systemd_serve_every_lane() -> None:
    target = (DEPLOY / "systemd" / "vinh-danh.target").read_text()

    assert re.findall(r"vinh-danh-worker@(\w+)\.service", target) == list(Lane)


def test_worker_of_systemd_listens_to_the_lane_in_its_name() -> None:
    unit = (DEPLOY / "systemd" / "vinh-danh-worker@.service").read_text()

    assert re.findall(r"worker --queues (\S+)", unit) == ["%i"]


def test_containers_serve_every_lane() -> None:
    commands = [service.get("command", "") for service in COMPOSE["services"].values()]

    assert [lane for command in commands for lane in QUEUES.findall(command)] == list(Lane)


def test_manual_serves_every_lane() -> None:
    manual = (settings.BASE_DIR / "docs" / "operations.md").read_text()

    assert QUEUES.findall(manual) == list(Lane)


@pytest.mark.parametrize(
    ("effect", "lane"),
    [
        ("nominations.tell_unit", Lane.QUICK),
        ("nominations.print_certificates", Lane.LONG),
        ("workflows.anchor_by_mail", Lane.OUTSIDE),
        ("nominations.gone_with_an_upgrade", Lane.QUICK),
    ],
)
def test_effect_has_its_lane(effect: str, lane: Lane) -> None:
    assert lane_of(effect) == lane


def act(folder: Path, site: Site) -> None:
    """Until what follows from it is done."""
    marks = folder / "marks-of-the-act"
    assert site.get(f"queue?file={marks}") == (200, "queued")
    wait_for(marks.exists, 60, site)


@pytest.mark.django_db(transaction=True)
def test_silent_mail_server_keeps_no_message_waiting(tmp_path: Path) -> None:
    tell([make_person(f"nguoi{place}") for place in range(3 * BATCH)])
    make_due()
    with mail_server(HANG) as mail, serving(tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{mail.port}") as site:
        wait_for(lambda: len(mail.taken) == 2, 30, site)  # the next tick, ten seconds later, finds it as silent

        act(tmp_path, site)

        assert not Letter.objects.exclude(last_error="").exists()  # both still wait for its answer


@pytest.mark.django_db(transaction=True)
def test_long_work_keeps_no_message_waiting(tmp_path: Path) -> None:
    long = tmp_path / "marks"
    with serving(tmp_path) as site:
        for _ in range(4):
            queue(long, seconds=20, effect="serving.long")
        wait_for(lambda: OutboxEntry.objects.filter(attempts=1).count() == 2, 15, site)

        act(tmp_path, site)

        assert not long.exists()
