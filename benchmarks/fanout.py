"""How long does telling 5,000 people of one act take, against a bulk insert of the same rows; and who waits behind?"""

from statistics import median
from time import perf_counter
from typing import Any

import psycopg
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from psycopg.types.json import Jsonb

from benchmarks import floor
from benchmarks.bulk_sign import forwarded_list
from benchmarks.measuring import queries_of, spread, timed
from benchmarks.seeding import analyse
from nominations.models import ConsolidatedList
from nominations.services import decisions, dossiers
from notifications.models import Letter, Message
from organisation.models import Unit, UnitGrant, User
from organisation.states import Role
from tests.factories import World, make_dossier, make_nomination, make_world
from workflows import outbox
from workflows.engine import perform
from workflows.models import OutboxEntry

RECIPIENTS, RUNS = 5000, 5


def run() -> dict[str, Any]:
    """A decision honours 50 units with 100 officers each: `tell_units`, drained as any entry is."""
    world = make_world()
    _issued(world)
    analyse()
    ours, by_hand = [], []
    with floor.connect() as plain:
        for _ in range(RUNS + 1):
            ours.append(timed(_drain))
            rows = _take_rows(plain)
            by_hand.append(timed(lambda rows=rows: _insert(plain, rows)))
            _forget()
        queries = queries_of(_drain)
        _forget()
    mine, theirs = median(ours[1:]), median(by_hand[1:])
    return {
        "ratio": round(mine / theirs, 2),
        "ours_ms": round(mine, 1),
        "floor_ms": round(theirs, 1),
        "ours_spread_ms": spread(ours[1:]),
        "floor_spread_ms": spread(by_hand[1:]),
        "messages_a_second": round(RECIPIENTS / mine * 1000),
        "behind_s": round(_behind(world), 2),
        "recipients": RECIPIENTS,
        "queries": queries,
        "runs": RUNS,
    }


def _issued(world: World) -> None:
    """The entry that tells the units; nothing else waits."""
    consolidated = forwarded_list(world, 1)
    _appoint_officers(consolidated)
    decisions.sign(consolidated, actor=world.director)
    outbox.drain()
    perform(consolidated, "issue", actor=world.records_clerk)
    OutboxEntry.objects.exclude(effect="nominations.tell_units").delete()
    Message.objects.all().delete()


def _appoint_officers(consolidated: ConsolidatedList) -> None:
    """As many in each honoured unit, each with an address."""
    units = list(Unit.objects.filter(pk__in=consolidated.nominations.values("unit")))
    people = User.objects.bulk_create(
        User(username=f"officer-{n}", full_name=f"Cán bộ Hư Cấu {n}", organisation=consolidated.organisation,
             email=f"officer-{n}@example.vn")
        for n in range(RECIPIENTS)
    )  # fmt: skip
    role = Permission.objects.get(codename=Role.UNIT_OFFICER, content_type=ContentType.objects.get_for_model(Unit))
    UnitGrant.objects.bulk_create(
        UnitGrant(user=person, permission=role, content_object=units[place % len(units)])
        for place, person in enumerate(people)
    )


def _drain() -> None:
    outbox.drain(limit=1)


def _take_rows(plain: psycopg.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """What was written, letters first, taken out of the tables again."""
    found = {}
    for model in (Letter, Message):
        table = model._meta.db_table
        found[table] = [tuple(map(_bound, row)) for row in plain.execute(f"SELECT * FROM {table} ORDER BY 1")]
    plain.commit()
    _forget()
    return found


def _bound(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value


def _insert(plain: psycopg.Connection, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    with plain.cursor() as cursor:
        for table, lines in rows.items():
            cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(lines[0]))})", lines)
    plain.commit()


def _forget() -> None:
    """The units were never told."""
    Message.objects.all().delete()
    Letter.objects.all().delete()
    OutboxEntry.objects.update(done_at=None, attempts=0)


def _behind(world: World) -> float:
    """Seconds until a drainer that begins with the 5,000 has told somebody of another act, queued behind them."""
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    dossiers.submit(dossier, actor=world.unit_head)
    theirs = Message.objects.filter(thread=f"nominations.dossier/{dossier.pk}")
    start = perf_counter()
    while not theirs.exists():
        _drain()
    return perf_counter() - start
