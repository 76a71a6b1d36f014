"""The same attacks on an SQLite file, by a program of its own that sets none of the site's options.

Whoever holds the file may also drop the triggers: docs/decisions/database-roles.md.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection

from tests.factories import make_world, submitted
from workflows.seals.checkpoints import seal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a file has no roles"),
]
EVENT = "workflows_auditevent"
COLUMNS = (
    "object_type, object_id, seq, prev_hash, hash, act_id, verb, source, target, actor_id, capacity, on_behalf_of, "
    "authority, version, content_hash, payload_hash, request_id, at"
)
ATTACKS = {
    "update": f"UPDATE {EVENT} SET verb = 'other'",
    "update or replace": f"UPDATE OR REPLACE {EVENT} SET seq = 1",
    "delete": f"DELETE FROM {EVENT}",
    "replace by key": f"REPLACE INTO {EVENT} SELECT * FROM {EVENT}",
    "replace by step": f"REPLACE INTO {EVENT} ({COLUMNS}) SELECT {COLUMNS} FROM {EVENT}",
    "upsert": f"INSERT INTO {EVENT} SELECT * FROM {EVENT} WHERE true ON CONFLICT (id) DO UPDATE SET verb = 'other'",
    "replace a leaf": 'REPLACE INTO workflows_leaf SELECT "index" + 1, event_id, hash FROM workflows_leaf',
    "replace a key": "REPLACE INTO workflows_sealkey (vkey, since) SELECT vkey, 99 FROM workflows_sealkey",
    "change words": "UPDATE workflows_auditpayload SET body = '{}'",
    "state": "UPDATE nominations_nomination SET state = 'awarded'",
    "replace a state": "REPLACE INTO nominations_nomination SELECT * FROM nominations_nomination",
    "history gone": "DELETE FROM nominations_nomination",
}
TABLES = (EVENT, "workflows_leaf", "workflows_sealkey", "workflows_auditpayload", "nominations_nomination")


@pytest.fixture
def file(transactional_db: None) -> Iterator[sqlite3.Connection]:
    submitted(make_world())
    seal()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as opened:
        yield opened


def stand(file: sqlite3.Connection) -> list[list[tuple]]:
    return [file.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES]


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_file_refuses(file: sqlite3.Connection, attack: str):
    before = stand(file)

    with pytest.raises(sqlite3.IntegrityError):
        file.execute(ATTACKS[attack])
    file.rollback()

    assert stand(file) == before
