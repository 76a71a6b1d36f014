"""The floor: the same rows into the same tables, past the same guards, by hand-written SQL over plain psycopg.

What is left between it and the door is what the door adds: permission, guards, the state machine, words, snapshots,
human tasks, and Python.
"""

import uuid
from datetime import UTC, datetime

import psycopg
from django.db import connection

KIND = "nominations.nomination"
HASH = "a" * 64
EVENT = (
    "INSERT INTO workflows_auditevent (object_type, object_id, seq, prev_hash, hash, act_id, verb, source, target, "
    "actor_id, capacity, on_behalf_of, authority, version, content_hash, payload_hash, request_id, at) "
)
OUTBOX = (
    "INSERT INTO workflows_outboxentry (effect, act_id, object_type, object_id, payload, created_at, available_at, "
    "attempts, last_error) VALUES ('floor', %s, %s, %s, '{}', now(), now(), 0, '')"
)
ONE = "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'unit_head', '', '', 1, %s, %s, '', %s)"
MANY = (
    "SELECT %s, id, event_seq + 1, event_hash, encode(sha256((id || event_hash || content_hash)::bytea), 'hex'), %s, "
    "'approve', state, 'approved', %s, 'director', '', '', version, content_hash, %s, '', now() "
    "FROM nominations_nomination WHERE consolidated_list_id = %s"
)


def connect() -> psycopg.Connection:
    """A connection like the application's own, past Django."""
    params = connection.get_connection_params()
    wanted = {name: params[name] for name in ("dbname", "user", "password", "host", "port") if params.get(name)}
    return psycopg.connect(**wanted)


def move_one(floor: psycopg.Connection, pk: int, *, actor_id: int) -> None:
    """Lock, event, update, outbox row, commit."""
    act, at = uuid.uuid4(), datetime.now(UTC)
    with floor.cursor() as cursor:
        cursor.execute(
            "SELECT id, state, event_seq, event_hash FROM nominations_nomination WHERE id = %s FOR UPDATE", [pk]
        )
        _pk, state, seq, previous = cursor.fetchone()
        event = [KIND, pk, seq + 1, previous, HASH, act, "withdraw", state, "withdrawn", actor_id, HASH, HASH, at]
        cursor.execute(EVENT + ONE, event)
        cursor.execute(
            "UPDATE nominations_nomination SET state = 'withdrawn', event_seq = %s, event_hash = %s WHERE id = %s",
            [seq + 1, HASH, pk],
        )
        cursor.execute(OUTBOX, [act, KIND, pk])
    floor.commit()


def move_list(floor: psycopg.Connection, pk: int, *, actor_id: int) -> None:
    """A list's nominations, set-based, each event hashed over its predecessor."""
    act = uuid.uuid4()
    with floor.cursor() as cursor:
        cursor.execute("SELECT * FROM nominations_consolidatedlist WHERE id = %s FOR UPDATE", [pk])
        cursor.execute(
            "SELECT id FROM nominations_nomination WHERE consolidated_list_id = %s ORDER BY id FOR UPDATE", [pk]
        )
        cursor.execute(EVENT + MANY, [KIND, act, actor_id, HASH, pk])
        cursor.execute(
            "UPDATE nominations_nomination n SET state = e.target, event_seq = e.seq, event_hash = e.hash "
            "FROM workflows_auditevent e WHERE e.act_id = %s AND e.object_id = n.id",
            [act],
        )
        cursor.execute(OUTBOX, [act, KIND, pk])
    floor.commit()
