"""Every tampering of the kit is found and the first bad leaf named; the two that no hash can show are documented."""

from pathlib import Path

import pytest

import verify_audit
from tests.trail.bundles import ONE, award
from tests.trail.tampering import CASES, Case
from tests.trail.tampering_epochs import EPOCHS, restored


def checked(folder: Path, held: list[str], keys: str = "") -> verify_audit.Bundle:
    subject = verify_audit.Bundle(str(folder), held, keys, 10)
    return verify_audit.checked(subject)


def first_fault(subject: verify_audit.Bundle) -> tuple[int, str, int | None]:
    first = next(iter(subject.found.in_order()), None)
    return subject.found.exit(), first.code if first else "", first.leaf if first else None


@pytest.fixture
def keys(tmp_path: Path) -> str:
    path = tmp_path / "keys.txt"
    path.write_text(ONE.vkey + "\n")
    return str(path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_tampering_is_found(case: Case, tmp_path: Path, keys: str) -> None:
    bundle = award(2)
    held = [tmp_path / "early.note", tmp_path / "late.note"]
    for file, note in zip(held, (bundle.checkpoints[2], bundle.checkpoints[-1]), strict=True):
        file.write_text(note)
    case.forge(bundle)
    folder = bundle.write(tmp_path / "bundle")
    if case.after:
        case.after(folder)
    assert first_fault(checked(folder, [*map(str, held)], keys)) == (case.exit, case.code, case.leaf)


@pytest.mark.parametrize("case", EPOCHS, ids=lambda case: case.name)
def test_tampering_after_a_restored_backup_is_found(case: Case, tmp_path: Path, keys: str) -> None:
    bundle, given_out = restored()
    held = tmp_path / "held.note"
    held.write_text(given_out)
    case.forge(bundle)
    folder = bundle.write(tmp_path / "bundle")
    assert first_fault(checked(folder, [str(held)], keys)) == (case.exit, case.code, case.leaf)


@pytest.mark.parametrize("stem", verify_audit.LISTED)
def test_bundle_without_one_of_its_files_is_incomplete(stem: str, tmp_path: Path) -> None:
    folder = award(2).write(tmp_path / "bundle")
    (folder / f"{stem}.jsonl").unlink()
    assert checked(folder, []).found.exit() == 3


def test_kit_is_large_enough() -> None:
    assert len({case.name for case in CASES + EPOCHS}) >= 18
