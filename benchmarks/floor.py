"""The floor: what PostgreSQL itself needs for the same promise, with plain psycopg on plain tables."""

import uuid
from datetime import UTC, datetime

import psycopg
from django.db import connection

TABLES = """
CREATE TABLE floor_document (id bigint PRIMARY KEY, state text, seq int, hash text);
CREATE TABLE floor_item (id bigint PRIMARY KEY, document_id bigint, state text, seq int, hash text, version int,
  content_hash text, name text, overview text, achievements text);
CREATE INDEX ON floor_item (document_id);
CREATE TABLE floor_event (id bigserial PRIMARY KEY, object_type text, object_id bigint, seq int, prev_hash text,
  hash text, act_id uuid, verb text, source text, target text, actor_id bigint, version int, content_hash text,
  payload_hash text,  request_id text, at timestamptz, UNIQUE (object_type, object_id, seq));
CREATE TABLE floor_outbox (id bigserial PRIMARY KEY, effect text, act_id uuid, object_type text, object_id bigint,
  payload jsonb, created_at timestamptz, available_at timestamptz, attempts int);
"""
EVENT = (
    "INSERT INTO floor_event (object_type, object_id, seq, prev_hash, hash, act_id, verb, source, target, actor_id, "
    "version, content_hash, payload_hash, request_id, at) "
)
OUTBOX = (
    "INSERT INTO floor_outbox (effect, act_id, object_type, object_id, payload, created_at, available_at, attempts) "
    "VALUES ('e', %s, 'item', %s, '{}', now(), now(), 0)"
)
HASH = "a" * 64


def connect() -> psycopg.Connection:
    """A connection like the application's own, past Django."""
    params = connection.get_connection_params()
    wanted = {name: params[name] for name in ("dbname", "user", "password", "host", "port") if params.get(name)}
    return psycopg.connect(**wanted)


def prepare(floor: psycopg.Connection, *, documents: int, items_each: int) -> None:
    with floor.cursor() as cursor:
        cursor.execute(TABLES)
        numbers = "FROM generate_series(1, %s) n"
        cursor.execute(f"INSERT INTO floor_document SELECT n, 'forwarded', 5, %s {numbers}", [HASH, documents])
        cursor.execute(
            "INSERT INTO floor_item SELECT n, 1 + (n - 1) / %s, 'forwarded', 5, %s, 1, %s, 'Tên ' || n, "
            f"repeat('x', 400), repeat('y', 1200) {numbers}",
            [items_each, HASH, HASH, documents * items_each],
        )
    floor.commit()
    floor.autocommit = True
    floor.execute("ANALYZE")
    floor.autocommit = False


def move_one(floor: psycopg.Connection, pk: int) -> None:
    """Lock, update, two inserts, commit."""
    act, at = uuid.uuid4(), datetime.now(UTC)
    with floor.cursor() as cursor:
        cursor.execute("SELECT * FROM floor_item WHERE id = %s FOR UPDATE", [pk])
        cursor.fetchone()
        cursor.execute("UPDATE floor_item SET state = 'approved', seq = 6, hash = %s WHERE id = %s", [HASH, pk])
        cursor.execute(
            EVENT + "VALUES ('item', %s, 6, %s, %s, %s, 'approve', 'forwarded', 'approved', 1, 1, %s, %s, '', %s)",
            [pk, HASH, HASH, act, HASH, HASH, at],
        )
        cursor.execute(OUTBOX, [act, pk])
    floor.commit()


def move_document(floor: psycopg.Connection, pk: int) -> None:
    """The document and all its items, set-based, each event hashed over its predecessor."""
    act = uuid.uuid4()
    with floor.cursor() as cursor:
        cursor.execute("SELECT * FROM floor_document WHERE id = %s FOR UPDATE", [pk])
        cursor.execute("SELECT id FROM floor_item WHERE document_id = %s ORDER BY id FOR UPDATE", [pk])
        cursor.execute(
            EVENT + "SELECT 'item', id, seq + 1, hash, encode(sha256((id || hash || content_hash)::bytea), 'hex'), %s,"
            " 'approve', state, 'approved', 1, version, content_hash, %s, '', now() "
            "FROM floor_item WHERE document_id = %s",
            [act, HASH, pk],
        )
        cursor.execute(
            "UPDATE floor_item i SET state = e.target, seq = e.seq, hash = e.hash FROM floor_event e "
            "WHERE e.act_id = %s AND e.object_id = i.id",
            [act],
        )
        cursor.execute("UPDATE floor_document SET state = 'signed', seq = seq + 1 WHERE id = %s", [pk])
        cursor.execute(OUTBOX, [act, pk])
    floor.commit()
