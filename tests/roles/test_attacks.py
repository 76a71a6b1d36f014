"""What the site's own role cannot do to the trail, whatever runs in the site's process."""

from collections.abc import Callable

import psycopg
import pytest
from django.db import connection

from nominations.models import Nomination
from tests.roles.conftest import Session, role_names, session_of
from workflows.models import AuditEvent

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db]

EVENT = "workflows_auditevent"
TABLES = (EVENT, "workflows_leaf", "workflows_auditpayload", "workflows_contentsnapshot", "nominations_nomination")
ANOTHER = (
    f"INSERT INTO {EVENT} ({{key}}object_type, object_id, seq, prev_hash, hash, act_id, verb, source, target, "
    "actor_id, capacity, on_behalf_of, authority, version, content_hash, payload_hash, request_id, at) {how} "
    "SELECT {value}object_type, object_id, seq + 100, prev_hash, hash, act_id, verb, source, target, actor_id, "
    f"capacity, on_behalf_of, authority, version, content_hash, payload_hash, request_id, at FROM {EVENT} LIMIT 1"
)
ATTACKS = {
    "update": f"UPDATE {EVENT} SET verb = 'other'",
    "delete": f"DELETE FROM {EVENT}",
    "truncate": f"TRUNCATE {EVENT} CASCADE",
    "own key": ANOTHER.format(key="id, ", how="", value="100000, "),
    "own key, overriding": ANOTHER.format(key="id, ", how="OVERRIDING SYSTEM VALUE", value="100000, "),
    "upsert": f"INSERT INTO {EVENT} SELECT * FROM {EVENT} ON CONFLICT (id) DO UPDATE SET verb = 'other'",
    "merge": f"MERGE INTO {EVENT} t USING {EVENT} s ON t.id = s.id WHEN MATCHED THEN UPDATE SET verb = 'other'",
    "sequence": f"SELECT setval(pg_get_serial_sequence('{EVENT}', 'id'), 1)",
    "next number": f"SELECT nextval(pg_get_serial_sequence('{EVENT}', 'id'))",
    "trigger off": f"ALTER TABLE {EVENT} DISABLE TRIGGER ALL",
    "trigger gone": f"DROP TRIGGER {EVENT}_guard_row ON {EVENT}",
    "trigger of its own": f"CREATE TRIGGER a BEFORE INSERT ON {EVENT} FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "function replaced": "CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$",
    "replica": "SET session_replication_role = replica",
    "another role": "SET ROLE {owner}",
    "session": "SET SESSION AUTHORIZATION {owner}",
    "table gone": f"DROP TABLE {EVENT} CASCADE",
    "rule": f"CREATE RULE nothing AS ON INSERT TO {EVENT} DO INSTEAD NOTHING",
    "column": f"ALTER TABLE {EVENT} ALTER COLUMN verb DROP NOT NULL",
    "grant": f"GRANT ALL ON {EVENT} TO CURRENT_USER",  # PostgreSQL only warns; nothing is granted
    "lock": f"SELECT * FROM {EVENT} FOR UPDATE",
    "payload deleted": "DELETE FROM workflows_auditpayload",
    "snapshot deleted": "DELETE FROM workflows_contentsnapshot",
    "payload changed": "UPDATE workflows_auditpayload SET body = '{}'",
    "leaf moved": "UPDATE workflows_leaf SET index = index + 1",
    "checkpoint gone": "DELETE FROM workflows_checkpoint",
    "key replaced": "UPDATE workflows_sealkey SET vkey = 'mine'",
    "second log": "INSERT INTO workflows_treehead (id, size, frontier, settled, marks) VALUES (2, 0, '[]', 0, '[]')",
    "database file": "COPY workflows_auditevent TO '/tmp/trail'",
    "program": "COPY (SELECT 1) TO PROGRAM 'true'",
    "temporary table": f"CREATE TEMP TABLE {EVENT} (LIKE public.{EVENT})",
    "schema": "CREATE SCHEMA mine",
    "state": "UPDATE nominations_nomination SET state = 'awarded'",
    "history gone": "DELETE FROM nominations_nomination WHERE event_seq > 0",
    "identity": "UPDATE nominations_nomination SET id = id + 1000",
    "permission": "INSERT INTO auth_permission (name, content_type_id, codename) VALUES ('a', 1, 'a')",
    "vacuum": f"COMMENT ON TABLE {EVENT} IS 'mine'",
}  # fmt: skip


def stand() -> list[list[tuple]]:
    """All that an attack might move, read without holding a lock that it would wait for."""
    with session_of(connection.settings_dict["USER"]) as execute:
        return [execute(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES]


def refused(execute: Callable[[str], object], statement: str) -> bool:
    try:
        execute(statement)
    except psycopg.Error:
        return True
    return False


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_site_cannot(sealed: Session, attack: str):
    before, owner = stand(), connection.settings_dict["USER"]

    with sealed("runtime") as execute:
        was_refused = refused(execute, ATTACKS[attack].replace("{owner}", owner))

    assert (was_refused or attack == "grant", stand() == before) == (True, True)


def test_attempted_grant_gives_nothing(sealed: Session):
    with sealed("runtime") as execute:
        execute(ATTACKS["grant"])

        assert refused(execute, ATTACKS["delete"])


def test_table_in_front_of_the_trail_convinces_no_guard(sealed: Session):
    """Even a role that may make temporary tables: the guards name the trail in full."""
    subject, role = Nomination.objects.first(), role_names()["runtime"]
    moved = f"state = 'awarded', event_hash = 'x', event_seq = {subject.event_seq + 1}"
    event = f"seq = {subject.event_seq + 1}, source = '{subject.state}', target = 'awarded', hash = 'x'"
    with sealed("runtime") as execute, session_of(connection.settings_dict["USER"]) as as_owner:
        database = connection.settings_dict["NAME"]
        as_owner(f'GRANT TEMPORARY ON DATABASE "{database}" TO "{role}"; COMMIT')
        execute(f"CREATE TEMP TABLE {EVENT} AS SELECT * FROM public.{EVENT}")
        execute(f"UPDATE pg_temp.{EVENT} SET {event} WHERE object_id = {subject.pk}")
        was_refused = refused(execute, f"UPDATE nominations_nomination SET {moved} WHERE id = {subject.pk}")
        as_owner(f'REVOKE TEMPORARY ON DATABASE "{database}" FROM "{role}"; COMMIT')

    assert was_refused


@pytest.mark.parametrize("attack", ["update", "delete", "own key", "truncate", "state"])
def test_auditor_writes_nothing(sealed: Session, attack: str):
    with sealed("auditor") as execute:
        assert refused(execute, ATTACKS[attack])


@pytest.mark.parametrize("table", ["django_session", "axes_accesslog", "notifications_message"])
def test_auditor_reads_no_secret(sealed: Session, table: str):
    with sealed("auditor") as execute:
        assert refused(execute, f"TABLE {table}")


def test_auditor_reads_no_password(sealed: Session):
    with sealed("auditor") as execute:
        assert refused(execute, "SELECT password FROM organisation_user")


def test_auditor_reads_the_trail(sealed: Session):
    with sealed("auditor") as execute:
        assert execute(f"SELECT count(*) FROM {EVENT}") == [(AuditEvent.objects.count(),)]
