"""Every table is classed, and the grants follow from the models."""

from django.contrib.sessions.models import Session
from django.db import models

from config.database import access, grants
from config.database.grants import Grant
from nominations.models import Dossier
from organisation.models import User
from workflows import triggers
from workflows.models import AuditEvent, TreeHead
from workflows.verbs import subject_models


def of(model: type[models.Model], found: set[Grant]) -> set[tuple[str, str]]:
    return {(grant.privilege, grant.column) for grant in found if grant.table == model._meta.db_table}


def test_every_table_is_classed():
    assert access.unclassed() == []


def test_trail_is_only_added_to():
    trail = [*triggers.APPEND_ONLY, *triggers.UNALTERABLE]

    assert {access.access_of(model) for model in trail} == {access.APPENDED}


def test_every_machine_may_move():
    assert [model for model in subject_models() if not access.access_of(model).update] == []


def test_runtime_never_chooses_the_key_of_an_event():
    columns = {field.column for field in AuditEvent._meta.concrete_fields}

    assert of(AuditEvent, grants.runtime()) == {
        ("SELECT", ""), *(("INSERT", column) for column in columns - {"id"}),
    }  # fmt: skip


def test_runtime_never_changes_a_key():
    keys = {(model._meta.db_table, model._meta.pk.column) for model in access.tables()}

    assert {grant for grant in grants.runtime() if grant.privilege == "UPDATE"
            and (grant.table, grant.column) in keys} == set()  # fmt: skip


def test_runtime_may_lock_what_it_updates():
    assert ("UPDATE", "size") in of(TreeHead, grants.runtime())


def test_table_that_nobody_classed_is_hidden_from_auditors_and_never_emptied(monkeypatch):
    monkeypatch.delitem(access.CLASSES, Dossier._meta.label_lower)

    assert (
        "nominations.dossier" in access.unclassed(), of(Dossier, grants.auditor()),
        ("DELETE", "") in of(Dossier, grants.runtime()),
    ) == (True, set(), False)  # fmt: skip


def test_auditor_reads_accounts_without_their_passwords():
    columns = {field.column for field in User._meta.concrete_fields}

    assert of(User, grants.auditor()) == {("SELECT", column) for column in columns - {"password"}}


def test_auditor_does_not_read_sessions():
    assert of(Session, grants.auditor()) == set()


def test_auditor_only_reads():
    assert {grant.privilege for grant in grants.auditor()} == {"SELECT"}
