"""Several readers see a database as it stood at one moment, and hand their parts over in order."""

from threading import Barrier
from time import monotonic, sleep

import pytest
from django.db import connection

from organisation.models import Organisation
from tests.factories import make_world
from workflows.seals.moment import READERS, one_moment, part_by_part

pytestmark = pytest.mark.django_db(transaction=True)


def rename(name: str) -> None:
    with connection.copy().cursor() as cursor:
        cursor.execute("UPDATE organisation_organisation SET name = %s", [name])


def readers() -> int:
    with connection.cursor() as cursor:
        return cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        ).fetchone()[0]  # fmt: skip


def readers_left(before: int) -> int:
    """What is left of them once the database has noticed: it takes leave of a closed connection in its own time."""
    end = monotonic() + 10
    while (found := readers()) > before and monotonic() < end:
        sleep(0.02)
    return found - before


@pytest.mark.postgres_only
def test_readers_see_the_moment_whatever_is_written_since():
    name = make_world().organisation.name
    with one_moment() as moment:
        rename("Tên mới (hư cấu)")
        seen = list(part_by_part(moment, lambda _part: Organisation.objects.get().name, range(20)))

    assert (seen, Organisation.objects.get().name) == ([name] * 20, "Tên mới (hư cấu)")


@pytest.mark.postgres
def test_parts_come_in_their_order():
    with one_moment() as moment:
        assert list(part_by_part(moment, lambda part: part * part, range(50))) == [n * n for n in range(50)]


@pytest.mark.postgres_only
def test_readers_are_closed_when_a_part_fails():
    before = readers()
    with one_moment() as moment, pytest.raises(ZeroDivisionError):
        list(part_by_part(moment, lambda part: Organisation.objects.count() + 1 // part, [2, 1, 0, 1]))

    assert readers_left(before) == 0


@pytest.mark.postgres_only
def test_readers_are_as_many_as_said():
    together = Barrier(READERS)

    def reader(_part: int) -> int:
        together.wait(timeout=30)  # so many are at work at once
        return connection.cursor().execute("SELECT pg_backend_pid()").fetchone()[0]

    with one_moment() as moment:
        found = set(part_by_part(moment, reader, range(10 * READERS)))

    assert len(found) == READERS
