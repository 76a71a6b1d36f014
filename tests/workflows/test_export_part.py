"""A bundle of a part: its own objects whole, everything else by a hash alone, and no lie in it goes unseen."""

import hashlib
import json
from pathlib import Path

import pytest

import verify_audit
from nominations.models import Decision, Dossier, Nomination
from nominations.services import decisions
from tests.factories import checked as checked_dossier
from tests.factories import make_world, put_forward, submitted
from workflows import outbox
from workflows.canonical import canonical_json
from workflows.models import SealKey, TreeHead
from workflows.seals.export import Part, export

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def worlds():
    """Two organisations in one log; the second has filed and signed."""
    worlds = make_world(), make_world()
    submitted(worlds[0])
    checked_dossier(worlds[1])
    decisions.sign(put_forward(worlds[1]), actor=worlds[1].director)
    while outbox.drain():
        pass
    return worlds


def part_of(campaign, *models):
    keys = {
        model.object_type(): model.objects.filter(campaign=campaign).values("pk")
        for model in models or (Dossier, Nomination, Decision)
    }
    return Part("campaigns.campaign/1", keys, lambda: ())


@pytest.fixture
def bundle(worlds, tmp_path) -> Path:
    export(tmp_path / "bundle", part_of(worlds[0].campaign))
    return tmp_path / "bundle"


def report_of(folder: Path) -> verify_audit.Report:
    keys = folder.parent / "keys"
    keys.write_text(SealKey.objects.get().vkey + "\n")
    return verify_audit.Report(verify_audit.checked(verify_audit.Bundle(str(folder), [], str(keys), 10)), "vi")


def codes(folder: Path) -> list[str]:
    return [fault.code for fault in report_of(folder).faults]


def rewritten(folder: Path, lines: list[bytes], **changes: str) -> None:
    """Other events under a manifest that fits them."""
    data = b"".join(line + b"\n" for line in lines)
    (folder / "events.jsonl").write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_bytes()) | changes
    manifest.pop("digest")
    manifest["sha256"]["events.jsonl"] = hashlib.sha256(data).hexdigest()
    manifest["digest"] = hashlib.sha256(canonical_json(manifest)).hexdigest()
    (folder / "manifest.json").write_bytes(canonical_json(manifest) + b"\n")


def lines_of(folder: Path) -> list[bytes]:
    return (folder / "events.jsonl").read_bytes().splitlines()


def hidden(line: bytes) -> bytes:
    return b'{"leaf":"%s"}' % hashlib.sha256(b"\0" + line).hexdigest().encode()


def of_a_nomination(folder: Path) -> int:
    return next(place for place, line in enumerate(lines_of(folder)) if b"nominations.nomination" in line)


def test_part_is_whole(bundle):
    assert codes(bundle) == []


def test_part_covers_the_whole_log(bundle):
    assert len(lines_of(bundle)) == TreeHead.objects.get(pk=1).size


def test_part_holds_nothing_of_the_others(worlds, bundle):
    strange = {f'"object_id":"{one.pk}","object_type":"{one.object_type()}"' for one in Dossier.objects.filter(
        campaign=worlds[1].campaign)}  # fmt: skip
    told = "".join(path.read_text() for path in bundle.glob("*.jsonl"))

    assert [words for words in {*strange, worlds[1].director.full_name + "!"} if words in told] == []


def test_words_are_those_of_its_own_events(bundle):
    facts = report_of(bundle).facts

    assert (facts["payloads_loose"], facts["snapshots_loose"], facts["payloads_absent"]) == (0, 0, 0)


def test_report_says_that_it_is_a_part(bundle):
    text = report_of(bundle).text()

    assert ("campaigns.campaign/1" in text, "chỉ gói toàn bộ cho thấy" in text) == (True, True)


def test_hash_that_was_changed_is_found(bundle):
    lines = lines_of(bundle)
    place = next(place for place, line in enumerate(lines) if line.startswith(b'{"leaf"'))
    lines[place] = b'{"leaf":"%s"}' % (b"0" * 64)
    rewritten(bundle, lines)

    assert codes(bundle) == ["root"]


def test_event_of_its_own_that_was_hidden_breaks_the_chain(bundle):
    lines = lines_of(bundle)
    place = of_a_nomination(bundle)
    lines[place] = hidden(lines[place])
    rewritten(bundle, lines)

    assert codes(bundle) != []


def test_whole_bundle_hides_no_event(worlds, tmp_path):
    export(tmp_path / "bundle")
    lines = lines_of(tmp_path / "bundle")
    lines[0] = hidden(lines[0])
    rewritten(tmp_path / "bundle", lines)

    assert "fields" in codes(tmp_path / "bundle")


def test_part_is_no_whole_bundle_by_another_name(bundle):
    rewritten(bundle, lines_of(bundle), format="vinh-danh-trail/1")

    assert report_of(bundle).subject.found.exit() == verify_audit.TAMPERED
