"""The exported bundle is what verify_audit.py finds whole, and the commands around it."""

import json
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from nominations.models import Attachment, Decision
from nominations.services import decisions, dossiers
from nominations.services import nominations as noms
from nominations.services.attachments import attach, detach
from tests.factories import checked, make_dossier, make_nomination, make_world, put_forward
from tests.nominations.desk import pdf, signed_in
from workflows import outbox, triggers
from workflows.models import AuditEvent, AuditPayload, SealKey, TreeHead
from workflows.seals.export import BundleExists, export
from workflows.seals.notes import Signer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world():
    """A path to the issued decision, with an attachment, a withdrawn draft and every effect done."""
    world = make_world()
    dossier = make_dossier(world, unit=1)
    attach(dossier, make_nomination(world, dossier), pdf("Báo cáo.pdf"), kind="report", actor=world.unit_officer_2)
    checked(world)
    decision = decisions.sign(put_forward(world), actor=world.director)
    while outbox.drain():
        pass
    decisions.issue(Decision.objects.get(pk=decision.pk), actor=world.records_clerk)
    while outbox.drain():
        pass
    return world


def verified(bundle, keys=None):
    return ran(bundle, *(["--keys", keys] if keys else []))


def ran(*arguments):
    command = [sys.executable, "-I", "-S", settings.BASE_DIR / "verify_audit.py", "--json", *arguments]
    found = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    return found.returncode, found.stdout + found.stderr


def test_bundle_of_an_honest_site_is_whole(world, tmp_path):
    export(tmp_path / "bundle")
    keys = tmp_path / "keys"
    keys.write_text(SealKey.objects.get().vkey + "\n")

    code, told = verified(tmp_path / "bundle", keys)

    assert (code, told if code else "") == (0, "")


def test_bundle_holds_every_event(world, tmp_path):
    counts = export(tmp_path / "bundle")

    lines = (tmp_path / "bundle" / "events.jsonl").read_text().splitlines()
    assert (counts["events.jsonl"], len(lines)) == (AuditEvent.objects.count(), AuditEvent.objects.count())
    assert {json.loads(line)["verb"] for line in lines} == set(AuditEvent.objects.values_list("verb", flat=True))


def test_bundle_is_whole_after_an_erasure(world, tmp_path):
    AuditPayload.objects.all().delete()
    export(tmp_path / "bundle")

    code, told = verified(tmp_path / "bundle")

    assert (code, told if code else "") == (0, "")


def test_bundle_holds_the_file_that_a_returned_list_has_put_aside(world, tmp_path):
    dossier = make_dossier(world, unit=1)
    nomination = dossier.nominations.get()
    dossiers.submit(dossier, actor=world.unit_head_2)
    dossiers.receive(dossier, actor=world.office_reviewer)
    noms.send_back(nomination, reason="Tệp khác.", actor=world.office_reviewer)
    dossiers.send_back(dossier, reason="Tệp khác.", actor=world.office_reviewer)
    detach(nomination.attachments.get(), actor=world.unit_officer_2)
    export(tmp_path / "bundle")

    code, told = verified(tmp_path / "bundle")

    assert (code, told if code else "") == (0, "")


def test_lost_file_makes_the_bundle_incomplete(world, tmp_path):
    Attachment.objects.get().file.storage.delete(Attachment.objects.get().file.name)
    decision = Decision.objects.get()
    decision.pdf.storage.delete(decision.pdf.name)
    export(tmp_path / "bundle")

    code, told = verified(tmp_path / "bundle")

    assert (code, [fault["code"] for fault in json.loads(told)["faults"]]) == (3, ["file.missing"] * 2)


def test_hash_that_names_a_path_is_written_nowhere(world, tmp_path):
    Attachment.objects.update(sha256="../../outside")

    export(tmp_path / "bundle")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["bundle"]


def test_bundle_is_for_its_owner_alone(world, tmp_path):
    export(tmp_path / "bundle")

    assert (tmp_path / "bundle").stat().st_mode & 0o777 == 0o700


def test_event_that_the_mark_passed_over_is_exported(world, tmp_path):
    TreeHead.objects.update_or_create(pk=1, defaults={"settled": 10**9})

    assert export(tmp_path / "bundle")["events.jsonl"] == AuditEvent.objects.count()


def test_held_checkpoints_that_are_not_there_are_not_passed_over(world, tmp_path):
    with pytest.raises(CommandError, match="exit code 4"):
        call_command("verify_trail", held=[tmp_path / "nowhere.note"])


def test_changed_event_is_found(world, tmp_path):
    export(tmp_path / "bundle")
    events = tmp_path / "bundle" / "events.jsonl"
    events.write_text(events.read_text().replace('"verb":"sign"', '"verb":"sing"'))

    assert verified(tmp_path / "bundle")[0] == 1


def test_full_folder_is_left_alone(world, tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(BundleExists):
        export(tmp_path)


def test_verify_trail_finds_an_honest_site_whole(world):
    call_command("verify_trail")


def test_verify_trail_fails_when_an_object_was_changed_behind_the_door(world):
    triggers.uninstall()
    world.campaign.__class__.objects.filter(pk=world.campaign.pk).update(state="archived")
    triggers.install()

    with pytest.raises(CommandError, match="exit code 1"):
        call_command("verify_trail")


def test_seal_key_is_made_once_and_for_its_owner_alone(tmp_path):
    out, file = StringIO(), tmp_path / "keys" / "seal.key"

    call_command("seal_key", "so-tttt.example", str(file), stdout=out)

    key = Signer.parse(file.read_text())
    assert (str(key.verifier), file.stat().st_mode & 0o777) == (out.getvalue().strip(), 0o600)
    with pytest.raises(CommandError, match="never overwritten"):
        call_command("seal_key", "so-tttt.example", str(file))


def test_proof_of_an_issued_decision_holds_alone(world, tmp_path):
    decision = Decision.objects.get()
    answer = signed_in(world.unit_officer).get(f"/decisions/{decision.pk}/proof.json")
    (tmp_path / "proof.json").write_bytes(answer.content)
    (tmp_path / "decision.pdf").write_bytes(decision.pdf.open().read())
    (tmp_path / "keys").write_text(SealKey.objects.get().vkey + "\n")

    code, told = ran(
        "--proof", tmp_path / "proof.json", "--pdf", tmp_path / "decision.pdf", "--keys", tmp_path / "keys"
    )

    assert (code, told if code else "") == (0, "")


def test_proof_does_not_hold_for_another_paper(world, tmp_path):
    answer = signed_in(world.director).get(f"/decisions/{Decision.objects.get().pk}/proof.json")
    (tmp_path / "proof.json").write_bytes(answer.content)
    (tmp_path / "decision.pdf").write_bytes(b"%PDF-1.7 another")
    (tmp_path / "keys").write_text(SealKey.objects.get().vkey + "\n")

    assert (
        ran("--proof", tmp_path / "proof.json", "--pdf", tmp_path / "decision.pdf", "--keys", tmp_path / "keys")[0] == 1
    )
