"""The database itself refuses to change the trail, and a state without its event."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from nominations.models import Nomination
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import signed_in
from workflows import triggers
from workflows.models import AuditEvent, AuditPayload, Deed, OutboxEntry
from workflows.queues import record
from workflows.seals import anchors
from workflows.seals.checkpoints import seal
from workflows.seals.epochs import begin_epoch

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


REPLACE = {
    "sqlite": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "postgresql": "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key}) DO UPDATE SET {key} = EXCLUDED.{key}",
}


def refused(write: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            write()
    except DatabaseError:
        return True
    return False


def sql(statement: str) -> Callable[[], object]:
    return lambda: connection.cursor().execute(statement)


def test_guards_stand_on_every_table():
    assert triggers.missing() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_auditevent SET verb = 'other'",
        "DELETE FROM workflows_auditevent",
        "UPDATE workflows_auditpayload SET salt = 'other'",
        "UPDATE workflows_contentsnapshot SET hash = 'other'",
    ],
)
def test_trail_cannot_be_changed(statement):
    submitted(make_world())
    before = list(AuditEvent.objects.order_by("pk").values())

    assert (refused(sql(statement)), list(AuditEvent.objects.order_by("pk").values())) == (True, before)


@pytest.mark.parametrize("model", triggers.APPEND_ONLY, ids=lambda model: model.__name__)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {key} = {key}", "DELETE FROM {table}", "REPLACE"])
def test_append_only_table_cannot_be_changed(model, statement, settings, tmp_path):
    settings.SEAL_ANCHORS = str(tmp_path)
    world = make_world()
    dossier = submitted(world)
    anchors.anchor_in_folder(OutboxEntry.objects.get(effect="workflows.anchor_in_folder", object_id=seal().pk))
    begin_epoch(reason="Thử (hư cấu)")
    signed_in(world.auditor).get(dossier.get_absolute_url())
    record(Deed.RETRY, OutboxEntry, actor=world.people["administrator"], reason="Thử (hư cấu)")
    table, key = model._meta.db_table, model._meta.pk.column
    if statement == "REPLACE":
        statement = REPLACE[connection.vendor]
    before = list(model.objects.order_by("pk").values())

    write = sql(statement.format(table=table, key=key))

    assert (refused(write), list(model.objects.order_by("pk").values()), before != []) == (True, before, True)


def test_words_may_be_erased():
    submitted(make_world())
    AuditPayload.objects.all().delete()

    assert AuditPayload.objects.count() == 0


@pytest.mark.parametrize("style", ["update", "raw", "constructor", "sequence", "delete"])
def test_state_needs_its_event(style):
    nomination = submitted(make_world()).nominations.first()
    found = Nomination.objects.filter(pk=nomination.pk)
    fields = {f.attname: getattr(nomination, f.attname) for f in Nomination._meta.concrete_fields if f.attname != "id"}
    writes = {
        "update": lambda: found.update(state="approved"),
        "raw": sql(f"UPDATE nominations_nomination SET state = 'awarded' WHERE id = {nomination.pk}"),
        "constructor": lambda: Nomination(**{**fields, "state": "approved"}).save(),
        "sequence": lambda: found.update(event_seq=0),
        "delete": sql(f"DELETE FROM nominations_nomination WHERE id = {nomination.pk}"),
    }
    before = list(Nomination.objects.order_by("pk").values())

    assert (refused(writes[style]), list(Nomination.objects.order_by("pk").values())) == (True, before)


def test_draft_without_history_may_go():
    world = make_world()
    nomination = make_nomination(world, make_dossier(world))

    assert refused(nomination.delete) is False
