"""A trail of a million events by COPY: chained, with words, snapshots and objects, as the door would have left it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from benchmarks.seeding import analyse
from nominations.models import Nomination
from tests.factories import make_dossier, make_nomination, make_world
from workflows.audit import EVENT_COLUMNS
from workflows.canonical import sha256_hex
from workflows.models import GENESIS, AuditEvent, AuditPayload, ContentSnapshot

EACH = 10  # events of an object, which has one snapshot
SAME_WORDS = 5  # events of an object that share their words: most acts are on whole lists
CAPACITY = "Chuyên viên Văn phòng Sở"
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
    return f'{{"achievements":"{TEXT}","full_name":"Người Hư Cấu {pk}","salt":"{pk:032x}"}}'


def _hash(text: str) -> str:
    return sha256_hex(text.encode())


def _words(pk: int, step: int) -> tuple[str, str]:
    """Salt and words of one act; an object has some of its own, as most acts are on whole lists."""
    reason = f"Xem xét lần {step} (hư cấu)"
    return f"{pk * EACH + step:032x}", f'{{"actor":"Thủ trưởng Hư Cấu","data":{{}},"reason":"{reason}"}}'


def _snapshots(first: int, count: int) -> Iterator[str]:
    for pk in range(first, first + count):
        plain = _content(pk)
        yield f"{_hash(plain)}\t{plain}\n"


def _payloads(first: int, count: int) -> Iterator[str]:
    for pk in range(first, first + count):
        for step in range(0, EACH, SAME_WORDS):
            salt, plain = _words(pk, step)
            yield f"{_hash(salt + plain)}\t{salt}\t{plain}\n"


def _events(first: int, count: int, actor: int) -> Iterator[str]:
    """Object beside object, step by step, as a year of many hands leaves them."""
    contents = [_hash(_content(pk)) for pk in range(first, first + count)]
    before, words = [GENESIS] * count, [""] * count
    for step in range(EACH):
        at = (START + timedelta(minutes=step)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        source, target, verb = STATES[step], STATES[step + 1], "hold" if step % 2 else "resume"
        for place in range(count):
            pk = first + place
            if step % SAME_WORDS == 0:
                words[place] = _hash("".join(_words(pk, step)))
            act, request = f"00000000-0000-4000-8000-{pk * EACH + step:012x}", f"{pk:032x}"
            line = (
                f'{{"act_id":"{act}","actor_id":"{actor}","at":"{at}","authority":"","capacity":"{CAPACITY}",'
                f'"content_hash":"{contents[place]}","object_id":"{pk}","object_type":"{KIND}","on_behalf_of":"",'
                f'"payload_hash":"{words[place]}","prev_hash":"{before[place]}","request_id":"{request}",'
                f'"seq":"{step + 1}","source":"{source}","target":"{target}","verb":"{verb}","version":"1"}}'
            )
            previous, before[place] = before[place], _hash(line)
            yield (
                f"{KIND}\t{pk}\t{step + 1}\t{previous}\t{before[place]}\t{act}\t{verb}\t{source}\t{target}\t{actor}\t"
                f"{CAPACITY}\t\t\t1\t{contents[place]}\t{words[place]}\t{request}\t{at}\n"
            )


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
