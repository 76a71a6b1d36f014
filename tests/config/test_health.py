"""What those who watch the site are told."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config import health
from workflows.lanes import Lane
from workflows.models import OutboxEntry

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-the-tests"


def read(token: str = TOKEN) -> Any:
    with override_settings(METRICS_TOKEN=TOKEN):
        return Client().get("/metrics", headers={"Authorization": f"Bearer {token}"})


def gauges() -> dict[str, float]:
    lines = [line.split() for line in read().content.decode().splitlines() if not line.startswith("#")]
    return {name.removeprefix("vinh_danh_"): float(value) for name, value in lines}


def queue(effect: str = "test", **fields: object) -> None:
    due = timezone.now() - timedelta(minutes=5)
    given = {"act_id": uuid.uuid4(), "object_type": "a.b", "object_id": 1, "created_at": due, "available_at": due}
    OutboxEntry.objects.create(effect=effect, **given | fields)


def test_site_that_can_work_is_ready():
    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": True, "migrations": True, "files": True})


def test_site_whose_migrations_are_missing_is_not_ready():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'nominations'")

    answer = Client().get("/readyz")

    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


@pytest.mark.parametrize("token", ["", "another", TOKEN + "x"])
def test_metrics_without_the_token_are_not_there(token: str):
    assert read(token).status_code == 404


def test_metrics_where_no_token_is_set_are_not_there():
    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_metrics_count_what_waits_and_what_was_given_up():
    queue()
    queue(last_error="ValueError")
    queue(dead_at=timezone.now())
    queue(done_at=timezone.now())

    found = gauges()

    assert (found["outbox_waiting"], found["outbox_failing"], found["outbox_dead"]) == (2, 1, 1)
    assert 299 <= found["outbox_oldest_seconds"] < 400


def test_metrics_show_which_lane_waits():
    queue("nominations.export")

    found = gauges()

    assert [found[f"outbox_{lane}_oldest_seconds"] >= 299 for lane in Lane] == [False, True, False]


def test_every_gauge_has_its_name_and_words():
    assert {(name.startswith("vinh_danh_"), what.endswith(".")) for name, what, _value in health.samples()} == {
        (True, True)
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_metrics_cost_the_same_for_one_and_for_three(rows: int):
    for _ in range(rows):
        queue()
    with CaptureQueriesContext(connection) as queries:
        list(health.samples())

    assert len(queries) == 8
