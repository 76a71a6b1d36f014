"""A trail of a million events by COPY: chained, with words, snapshots and objects, as the door would have left it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from benchmarks.seeding import analyse
from nominations.models import Nomination
from tests.factories import make_dossier, make_nomination, make_world
from workflows.audit import EVENT_COLUMNS
from workflows.canonical import canonical_json, sha256_hex
from workflows.models import GENESIS, AuditEvent, AuditPayload, ContentSnapshot

EACH = 10  # events of an object, every second with words of its own; one snapshot an object
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
KIND = Nomination.object_type()
STATES = ("draft", *["under_review", "on_hold"] * (EACH // 2))
COLUMNS = [AuditEvent._meta.get_field(name).column for name in EVENT_COLUMNS]
TEXT = "Hoàn thành xuất sắc nhiệm vụ được giao (hư cấu). " * 8
OWN = {"state": "'on_hold'", "version": "1", "kept_version": "1", "event_seq": str(EACH)}


def seed_trail(events: int) -> None:
    """That many committed events, which no sequencer has seen yet; the world around them adds a few."""
    world = make_world()
    template = make_nomination(world, make_dossier(world))
    first, count = template.pk + 1, events // EACH
    with connection.cursor() as cursor, transaction.atomic():
        _copy(cursor, ContentSnapshot, ["hash", "body"], _snapshots(first, count))
        _copy(cursor, AuditPayload, ["hash", "salt", "body"], _payloads(first, count))
        _copy(cursor, AuditEvent, COLUMNS, _events(first, count, world.unit_head.pk))
        _multiply(cursor, template.pk, first)
    analyse()


def _copy(cursor: Any, model: type, columns: list[str], lines: Iterator[str]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    with cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
        for line in lines:
            copy.write(line)


def _content(pk: int) -> str:
    return canonical_json({"full_name": f"Người Hư Cấu {pk}", "achievements": TEXT, "salt": f"{pk:032x}"}).decode()


def _words(pk: int, step: int) -> tuple[str, str]:
    """Salt and words of one act."""
    body = {"actor": "Thủ trưởng Hư Cấu", "reason": f"Xem xét lần {step} (hư cấu)", "data": {}}
    return f"{pk * EACH + step:032x}", canonical_json(body).decode()


def _words_hash(pk: int, step: int) -> str:
    salt, plain = _words(pk, step - step % 2)
    return sha256_hex((salt + plain).encode())


def _snapshots(first: int, count: int) -> Iterator[str]:
    for pk in range(first, first + count):
        plain = _content(pk)
        yield f"{sha256_hex(plain.encode())}\t{plain}\n"


def _payloads(first: int, count: int) -> Iterator[str]:
    for pk in range(first, first + count):
        for step in range(0, EACH, 2):
            salt, plain = _words(pk, step)
            yield f"{_words_hash(pk, step)}\t{salt}\t{plain}\n"


def _events(first: int, count: int, actor: int) -> Iterator[str]:
    """Object beside object, step by step, as a year of many hands leaves them."""
    contents = [sha256_hex(_content(pk).encode()) for pk in range(first, first + count)]
    before = [GENESIS] * count
    for step in range(EACH):
        for place in range(count):
            pk, at = first + place, START + timedelta(milliseconds=step * count + place)
            leaf = {
                "object_type": KIND, "object_id": pk, "seq": step + 1, "prev_hash": before[place],
                "act_id": f"00000000-0000-4000-8000-{pk * EACH + step:012x}", "verb": "hold" if step % 2 else "resume",
                "source": STATES[step], "target": STATES[step + 1], "actor_id": actor,
                "capacity": "Chuyên viên Văn phòng Sở", "on_behalf_of": "", "authority": "", "version": 1,
                "content_hash": contents[place], "payload_hash": _words_hash(pk, step), "request_id": f"{pk:032x}",
                "at": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            }  # fmt: skip
            before[place] = sha256_hex(canonical_json({name: str(value) for name, value in leaf.items()}))
            yield "\t".join(str((leaf | {"hash": before[place]})[column]) for column in COLUMNS) + "\n"


def _multiply(cursor: Any, template: int, first: int) -> None:
    """One row of the template for each object, standing where its last event left it."""
    own = OWN | {"id": "e.object_id", "event_hash": "e.hash", "content_hash": "e.content_hash"}
    names = [field.column for field in Nomination._meta.concrete_fields]
    values = ", ".join(own.get(name, f't."{name}"') for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    table = Nomination._meta.db_table
    cursor.execute(
        f"INSERT INTO {table} ({quoted}) SELECT {values} FROM {table} t, {AuditEvent._meta.db_table} e "
        "WHERE t.id = %s AND e.object_type = %s AND e.object_id >= %s AND e.seq = %s",
        [template, KIND, first, EACH],
    )
