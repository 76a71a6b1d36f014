"""The kit of tamperings, done to a real database as its superuser, then exported and checked as an auditor would."""

import tempfile
from datetime import timedelta
from functools import partialmethod
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import TestCase, override_settings

import verify_audit
from nominations.effects import store_pdf
from nominations.models import Attachment, Decision
from nominations.services import decisions, dossiers
from nominations.services.attachments import attach
from tests.factories import (
    World,
    found_eligible,
    head_of,
    make_dossier,
    make_nomination,
    make_world,
    put_forward,
    submitted,
)  # fmt: skip
from tests.nominations.desk import pdf
from tests.trail.tampering_database import CASES, Case
from workflows import clock, triggers
from workflows.models import Checkpoint, SealKey
from workflows.seals.checkpoints import seal
from workflows.seals.export import export

pytestmark = pytest.mark.postgres
NOT_SHOWN_BY_ANY_HASH = {"cut_the_tail_after_the_last_checkpoint", "forge_a_new_act"}


def lived() -> World:
    """Honest work: a list with an attachment filed, reviewed, signed and issued; then one that is not sealed."""
    start = clock.now() - timedelta(days=2)
    with clock.moved_to(start):
        world = make_world()
        dossier = make_dossier(world)
        report = pdf("Báo cáo.pdf", more="of this folder alone: what another test stored must not stand in for it")
        attach(dossier, make_nomination(world, dossier), report, kind="report", actor=world.unit_officer)
        make_nomination(world, dossier)
        dossiers.submit(dossier, actor=head_of(world, dossier))
        seal("submit")
    with clock.moved_to(start + timedelta(hours=3)):
        found_eligible(world, dossier)
        consolidated = put_forward(world)
        seal("forward")
    with clock.moved_to(start + timedelta(hours=6)):
        decision = decisions.sign(consolidated, actor=world.director)
        store_pdf(decision)
        seal("sign")
    with clock.moved_to(start + timedelta(hours=9)):
        decisions.issue(Decision.objects.get(), actor=world.records_clerk)
        seal("issue")
    world.tail = submitted(world, 1, count=1)
    return world


class TestDatabase(TestCase):
    """Lived once; each tampering is rolled back to it."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = lived()

    def setUp(self) -> None:
        """The guards are off; the auditor's own notes and keys lie beside."""
        folder = tempfile.TemporaryDirectory(prefix="trail-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "held").mkdir()
        for number, note in enumerate(Checkpoint.objects.values_list("note", flat=True)):
            (self.folder / "held" / f"{number}.note").write_text(note)
        (self.folder / "keys").write_text(SealKey.objects.get().vkey + "\n")
        for file in (Decision.objects.get().pdf, Attachment.objects.get().file):
            self.addCleanup(put_back, file.storage, file.name, file.open().read())
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET LOCAL session_replication_role = replica")
        triggers.uninstall()

    def checked(self) -> verify_audit.Findings:
        export(self.folder / "bundle")
        paths = [str(self.folder / name) for name in ("bundle", "held", "keys")]
        return verify_audit.checked(verify_audit.Bundle(paths[0], [paths[1]], paths[2], 10)).found

    def check_case(self, case: Case) -> None:
        with override_settings(SEAL_KEY=settings.SEAL_KEY):
            leaf = case.forge(self.world)
            found = self.checked()
        first = next(iter(found.in_order()), None)
        assert (found.exit(), first.code if first else "") == (case.exit, case.code)
        if leaf is not None:
            named = [(one.leaf, one.leaf if one.until is None else one.until) for one in found.in_order()]
            assert any(start is not None and start <= leaf <= end for start, end in named)

    def test_untouched_database_is_whole(self) -> None:
        assert self.checked().exit() == verify_audit.WHOLE


for each in CASES:  # a method each: a class of Django's makes its world only once
    setattr(TestDatabase, f"test_{each.name}", partialmethod(TestDatabase.check_case, each))


def put_back(storage: Any, name: str, data: bytes) -> None:
    storage.delete(name)
    storage.save(name, ContentFile(data))


def test_every_tampering_but_two_is_found() -> None:
    assert {case.name for case in CASES if not case.exit} == NOT_SHOWN_BY_ANY_HASH


def test_kit_for_databases_is_large_enough() -> None:
    assert len({case.name for case in CASES} - NOT_SHOWN_BY_ANY_HASH) >= 18
