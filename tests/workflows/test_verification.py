import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nominations.models import Dossier, Nomination
from tests.factories import make_world, signed, submitted
from workflows import triggers, verification
from workflows.audit import Finding
from workflows.models import AuditEvent
from workflows.verification import verify, verify_everything

pytestmark = pytest.mark.django_db


def unguard() -> None:
    connection.check_constraints()
    triggers.uninstall()


def verify_chains() -> dict:
    out = StringIO()
    call_command("verify_chains", "--json", stdout=out)
    return json.loads(out.getvalue())


def test_verify_counts_objects_and_events() -> None:
    dossier = submitted(make_world(), count=3)

    tally = verify(dossier.nominations.all())

    assert (tally.objects, tally.events, tally.faults, tally.first) == (3, 3, 0, None)


def test_verify_names_the_first_bad_event() -> None:
    dossier = submitted(make_world(), count=3)
    keys = sorted(dossier.nominations.values_list("pk", flat=True))
    unguard()
    AuditEvent.objects.filter(object_type="nominations.nomination", object_id__in=keys[1:]).update(verb="strike")

    tally = verify(dossier.nominations.all())

    assert tally.faults == 2
    assert tally.first == Finding("nominations.nomination", keys[1], 1, "hash")


def test_verify_goes_through_every_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = submitted(make_world(), count=5)
    monkeypatch.setattr(verification, "BATCH", 2)

    assert verify(dossier.nominations.all()).objects == 5


def test_verify_asks_as_often_for_one_object_as_for_three() -> None:
    def statements(count: int) -> int:
        dossier = submitted(make_world(), count=count)
        with CaptureQueriesContext(connection) as asked:
            verify(dossier.nominations.all())
        return len(asked)

    assert statements(1) == statements(3)


def test_verify_everything_is_whole_after_the_path() -> None:
    signed(make_world())

    tallies = verify_everything()

    assert {kind for kind, tally in tallies.items() if tally.faults} == set()
    assert tallies["nominations.decision"].objects == 1


def test_verify_everything_finds_a_history_cut_off_whole() -> None:
    dossier = submitted(make_world())
    unguard()
    AuditEvent.objects.filter(object_type="nominations.dossier").delete()

    assert verify_everything()["nominations.dossier"].first == Finding("nominations.dossier", dossier.pk, 1, "head")


def test_verify_everything_finds_the_events_of_a_deleted_object() -> None:
    nomination = submitted(make_world(), count=1).nominations.get()
    unguard()
    Nomination.objects.all().delete()

    assert verify_everything()["missing"].first == Finding("nominations.nomination", nomination.pk, 1, "object missing")


def test_command_reports_a_sound_database() -> None:
    submitted(make_world(), count=2)

    answer = verify_chains()

    assert (answer["ok"], answer["first"]) == (True, None)
    assert answer["kinds"]["nominations.nomination"] == [2, 2, 0]


def test_command_fails_naming_the_first_bad_event() -> None:
    dossier = submitted(make_world())
    unguard()
    Dossier.objects.filter(pk=dossier.pk).update(state="checked")

    with pytest.raises(CommandError, match=f"nominations.dossier {dossier.pk}, event 1: head"):
        call_command("verify_chains", stdout=StringIO())
