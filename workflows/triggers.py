"""Database guards, the same promise on SQLite and PostgreSQL.

(a) Events, their words and snapshots are never changed: UPDATE, DELETE, REPLACE and TRUNCATE of events and of their
    seals are refused; words and snapshots may only be deleted (erasure), never altered.
(b) A state changes only together with its event: the row must name an event of the same object, the next in sequence,
    from the old state to the new one, with the same hash. An object with a history can't be deleted.
(c) On PostgreSQL, a power (a grant, an authority) is changed or taken only while no act of its holder is under way:
    `perform` holds the account until it commits. SQLite has one writer at a time.

What they leave open: the owner of a PostgreSQL table may switch a trigger off, and whoever holds an SQLite file may
drop it. Against those stand the chain and what is kept outside (docs/architecture.md).
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connections
from django.db.models import Model

from workflows.models import (
    Access,
    AuditEvent,
    AuditPayload,
    Checkpoint,
    ContentSnapshot,
    Epoch,
    Leaf,
    SealKey,
    Upkeep,
)
from workflows.verbs import subject_models

APPEND_ONLY: tuple[type[Model], ...] = (AuditEvent, Leaf, Checkpoint, SealKey, Epoch, Access, Upkeep)
UNALTERABLE: tuple[type[Model], ...] = (AuditPayload, ContentSnapshot)
EVENTS = AuditEvent._meta.db_table

# `{schema}`: named in full, for a temporary table of the same name would be looked into first.
PG_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the trail is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION state_needs_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.event_seq = 0 THEN RETURN OLD; END IF;
    RAISE EXCEPTION '% % has a history and stays', TG_ARGV[0], OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' AND NEW.event_seq = 0 AND NEW.state = TG_ARGV[1] THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = OLD.state AND NEW.event_seq = OLD.event_seq AND NEW.event_hash = OLD.event_hash
     AND NEW.id = OLD.id THEN RETURN NEW; END IF;
  IF (TG_OP = 'INSERT' OR (NEW.event_seq = OLD.event_seq + 1 AND NEW.id = OLD.id)) AND EXISTS (
    SELECT 1 FROM {{schema}}.{EVENTS} e WHERE e.object_type = TG_ARGV[0] AND e.object_id = NEW.id
      AND e.seq = NEW.event_seq AND e.target = NEW.state AND e.hash = NEW.event_hash
      AND (TG_OP = 'INSERT' OR e.source = OLD.state)
  ) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'state of % % changes only with its event', TG_ARGV[0], NEW.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE OR REPLACE FUNCTION power_waits_for_acts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM {{schema}}.{{accounts}} a WHERE a.id = (to_jsonb(OLD) ->> TG_ARGV[0])::bigint FOR NO KEY UPDATE;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

EVENT_OF_NEW = (
    f"SELECT 1 FROM {EVENTS} e WHERE e.object_type = '{{type}}' AND e.object_id = NEW.id AND e.seq = NEW.event_seq "
    "AND e.target = NEW.state AND e.hash = NEW.event_hash"
)


def initial_state(model: type[Model]) -> str:
    return str(model._meta.get_field("state").default)


def _pg_trail(model: type[Model], events: str) -> list[str]:
    table = model._meta.db_table
    both = [("row", events, "ROW"), ("stmt", f"{events} OR TRUNCATE", "STATEMENT")]
    statements = []
    for suffix, when, level in both:
        name = f"{table}_guard_{suffix}"
        statements.append(
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {when} ON {table} "
            f"FOR EACH {level} EXECUTE FUNCTION trail_refuse()"
        )
        statements.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    return statements


def _pg_state(model: type[Model]) -> list[str]:
    table, kind, first = model._meta.db_table, model._meta.label_lower, initial_state(model)
    return [
        f"CREATE OR REPLACE TRIGGER {table}_guard_row BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION state_needs_event('{kind}', '{first}')",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_guard_row",
    ]


def _pg_power(model: type[Model]) -> list[str]:
    table, holder = model._meta.db_table, model._meta.get_field(model.held_by).column  # type: ignore[attr-defined]
    return [
        f"CREATE OR REPLACE TRIGGER {table}_guard_row BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION power_waits_for_acts('{holder}')",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_guard_row",
    ]


def _sqlite(table: str, moment: str, when: str, condition: str, message: str) -> str:
    name = f"{table}_guard_{moment.lower()}"
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {moment} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'){condition}; END"
    )


def _sqlite_trail(model: type[Model], moments: tuple[str, ...]) -> list[str]:
    return [_sqlite(model._meta.db_table, moment, "", "", "the trail is append-only") for moment in moments]


def _sqlite_no_replacing(model: type[Model]) -> str:
    """REPLACE fires no delete trigger. A snapshot that stands already may be offered again, so only for events."""
    table, taken = model._meta.db_table, " OR ".join(_same(columns) for columns in _unique(model))
    taken = f"WHEN EXISTS (SELECT 1 FROM {table} t WHERE {taken})"
    return _sqlite(table, "INSERT", taken, "", "the trail is append-only")


def _same(columns: Iterable[str]) -> str:
    return "(" + " AND ".join(f't."{column}" = NEW."{column}"' for column in columns) + ")"


def _unique(model: type[Model]) -> Iterator[list[str]]:
    """The columns of each unique key, the primary one first."""
    fields = model._meta.fields
    yield from ([field.column] for field in sorted(fields, key=lambda field: not field.primary_key) if field.unique)
    for constraint in model._meta.total_unique_constraints:
        yield [model._meta.get_field(name).column for name in constraint.fields]


def _sqlite_state(model: type[Model]) -> list[str]:
    table, kind, first = model._meta.db_table, model._meta.label_lower, initial_state(model)
    event = EVENT_OF_NEW.format(type=kind)
    message = f"state of {kind} changes only with its event"
    moved = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in ("state", "event_seq", "event_hash", "id"))
    lawful = f"NEW.event_seq = OLD.event_seq + 1 AND NEW.id = OLD.id AND EXISTS ({event} AND e.source = OLD.state)"
    fresh = f"NEW.event_seq = 0 AND NEW.state = '{first}'"
    known = f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id)"
    return [
        _sqlite(table, "UPDATE", f"WHEN {moved}", f" WHERE NOT ({lawful})", message),
        _sqlite(table, "INSERT", f"WHEN {known} OR NOT ({fresh})", f" WHERE {known} OR NOT EXISTS ({event})", message),
        _sqlite(table, "DELETE", "WHEN OLD.event_seq > 0", "", f"{kind} has a history and stays"),
    ]


def statements(vendor: str, schema: str = "") -> list[str]:
    """What installs every guard on a database of this vendor; each may be run again."""
    found: list[str] = []
    if vendor == "postgresql":
        accounts = get_user_model()._meta.db_table
        found.append(PG_FUNCTIONS.replace("{schema}", schema).replace("{accounts}", accounts))
        for trail in APPEND_ONLY:
            found += _pg_trail(trail, "UPDATE OR DELETE")
        for words in UNALTERABLE:
            found += _pg_trail(words, "UPDATE")
        for model in subject_models():
            found += _pg_state(model)
        for power in _powers():
            found += _pg_power(power)
    else:
        for trail in APPEND_ONLY:
            found += [*_sqlite_trail(trail, ("UPDATE", "DELETE")), _sqlite_no_replacing(trail)]
        for words in UNALTERABLE:
            found += _sqlite_trail(words, ("UPDATE",))
        for model in subject_models():
            found += _sqlite_state(model)
    return found


def guarded_tables() -> list[str]:
    return [model._meta.db_table for model in (*APPEND_ONLY, *UNALTERABLE, *subject_models(), *_powers())]


def _powers() -> list[type[Model]]:
    """The tables that give powers: those whose model says by which field an account holds a row."""
    return [model for model in apps.get_models() if hasattr(model, "held_by")]


def missing(using: str = "default") -> list[str]:
    """The guards that do not stand, or are switched off."""
    connection = connections[using]
    query = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    installing = "\n".join(statements(connection.vendor))
    named = re.findall(r"CREATE (?:OR REPLACE )?TRIGGER (?:IF NOT EXISTS )?(\w+)", installing)
    return sorted(set(named) - present)


def install(using: str = "default") -> None:
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if present.issuperset(guarded_tables()):
            for statement in statements(connection.vendor, _schema(connection)):
                cursor.execute(statement)


def _schema(connection: Any) -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return str(cursor.fetchone()[0])


def uninstall(using: str = "default") -> None:
    """Takes the guards off; the test suite empties its database between tests."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in guarded_tables():
            for suffix in ("row", "stmt", "insert", "update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_guard_{suffix}{on}")


def install_after_migrate(*, using: str = "default", **_: Any) -> None:
    install(using)
