"""Nominations by the thousand, straight into the tables: each with the one event that the database asks for."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Model

from campaigns.models import Participation
from nominations.models import ConsolidatedList, Dossier, Nomination
from organisation.models import Unit
from tests.factories import World
from workflows import clock
from workflows.audit import EVENT_COLUMNS
from workflows.models import AuditEvent, ContentSnapshot, Subject
from workflows.sets import insert_rows

TEXT = "Hoàn thành xuất sắc nhiệm vụ được giao (hư cấu). " * 24
EACH = 20  # nominations in a dossier


def next_key(model: type[Model]) -> int:
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1


def insert(subjects: list[Subject]) -> None:
    """Inserts subjects with their keys, states and the event that each state names."""
    now, act_id = clock.now(), uuid4()
    rows, snapshots = [], []
    for subject in subjects:
        subject.event_seq, subject.event_hash = 1, uuid4().hex * 2
        subject.content_hash, subject.kept_version = uuid4().hex * 2, 1
        rows.append(
            (
                subject.object_type(), subject.pk, 1, "0" * 64, subject.event_hash, act_id, "seed", "", subject.state,
                1, "seed", "", "", 1, subject.content_hash, "f" * 64, "", now,
            )
        )  # fmt: skip
        snapshots.append((subject.content_hash, {}))
    with transaction.atomic():
        insert_rows(AuditEvent, EVENT_COLUMNS, rows)
        insert_rows(ContentSnapshot, ["hash", "body"], snapshots)
        type(subjects[0])._default_manager.bulk_create(subjects, batch_size=2000)
        table = type(subjects[0])._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def seed_units(world: World, count: int) -> list[Unit]:
    """Units that the world's campaign calls on."""
    first = next_key(Unit)
    units = Unit.objects.bulk_create(
        Unit(
            organisation=world.organisation, code=f"u-{first + place}", name=f"Đơn vị hư cấu {first + place}",
            kind="division", parent=world.root, position=place,
        )
        for place in range(count)
    )  # fmt: skip
    Participation.objects.bulk_create(
        Participation(campaign=world.campaign, unit=unit, position=unit.position) for unit in units
    )
    return units


def seed_dossiers(world: World, count: int, *, state: str) -> list[Dossier]:
    """One a unit, each due at a time of its own; the units are made as needed."""
    units = seed_units(world, count)
    now, first = clock.now(), next_key(Dossier)
    dossiers = [
        Dossier(
            pk=first + place, organisation=world.organisation, campaign=world.campaign, round=world.round, unit=unit,
            state=state, created_at=now, due_at=now + timedelta(minutes=place), submitted_at=now, submissions=1,
        )
        for place, unit in enumerate(units)
    ]  # fmt: skip
    insert(dossiers)
    return dossiers


def seed_nominations(
    world: World, count: int, *, state: str, dossier_state: str, consolidated: ConsolidatedList | None = None,
    each: int = EACH,
) -> list[int]:  # fmt: skip
    """`count` nominations in `state`, `each` of them a dossier; returns their keys."""
    dossiers = seed_dossiers(world, -(-count // each), state=dossier_state)
    first = next_key(Nomination)
    for batch in _batches(range(count), 5000):
        insert([_nomination(world, first + n, dossiers[n // each], state, consolidated) for n in batch])
    return list(range(first, first + count))


def _nomination(
    world: World, pk: int, dossier: Dossier, state: str, consolidated: ConsolidatedList | None
) -> Nomination:
    now = clock.now()
    return Nomination(
        pk=pk, organisation=world.organisation, campaign=world.campaign, unit_id=dossier.unit_id, dossier=dossier,
        consolidated_list=consolidated, kind="individual", full_name=f"Người Hư Cấu {pk}",
        search_key=f"nguoi hu cau {pk}", sort_key=f"{pk:09d}", honorific="ba" if pk % 2 else "ong",
        position="Chuyên viên", is_leader=pk % 5 == 0,
        award_form=world.form, overview=TEXT[:400], achievements=TEXT, state=state, created_at=now, edited_at=now,
        edited_by=world.unit_officer, filed_by=world.unit_head, reviewed_by=world.office_reviewer,
    )  # fmt: skip


def _batches(numbers: range, size: int) -> Iterator[range]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
