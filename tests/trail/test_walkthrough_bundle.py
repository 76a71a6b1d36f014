"""The bundle that `make walkthrough` leaves: whole in an empty room, and no byte of it can change unseen."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

import verify_audit

VERIFIER = settings.BASE_DIR / "verify_audit.py"
EACH, SMALL = 5, 10  # positions tried in each file; in a file of at most so many bytes, every one


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder OUT of `make walkthrough`, played once in a process and on a database of its own."""
    folder = tmp_path_factory.mktemp("walkthrough")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "walkthrough", "--out", folder / "out"],
        env=environment | {"DEMO": "1", "VAR_DIR": str(folder / "var"), "DJANGO_SETTINGS_MODULE": "config.settings"},
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "out"


def is_whole(left: Path, bundle: Path) -> bool:
    subject = verify_audit.Bundle(str(bundle), [str(left / "checkpoints")], str(left / "keys"), 10)
    return verify_audit.checked(subject).found.exit() == verify_audit.WHOLE


def files_in(bundle: Path) -> list[Path]:
    return sorted(path for path in bundle.rglob("*") if path.is_file())


def positions(size: int, dice: random.Random) -> list[int]:
    """The first and the last byte and some between; every one of a small file."""
    if size <= SMALL:
        return list(range(size))
    return sorted({0, size - 1, *(dice.randrange(size) for _ in range(EACH - 2))})


def flipped(path: Path, dice: random.Random) -> Iterator[int]:
    """Flips one bit at a time, as the file stands while the caller looks, and puts it back."""
    honest = path.read_bytes()
    for position in positions(len(honest), dice):
        changed = bytearray(honest)
        changed[position] ^= 1 << dice.randrange(8)
        path.write_bytes(changed)
        yield position
    path.write_bytes(honest)


def test_no_byte_of_the_bundle_changes_unseen(left: Path, tmp_path: Path) -> None:
    dice, bundle = random.Random(20131127), tmp_path / "bundle"
    shutil.copytree(left / "bundle", bundle)

    unseen = [
        (path.name, position) for path in files_in(bundle) for position in flipped(path, dice) if is_whole(left, bundle)
    ]

    assert (unseen, is_whole(left, bundle)) == ([], True)


def test_every_kind_of_file_is_in_the_bundle(left: Path) -> None:
    names = {path.name for path in (left / "bundle").iterdir()}

    assert names == {"manifest.json", "files", *(f"{stem}.jsonl" for stem in verify_audit.LISTED)}
    assert any((left / "bundle" / "files").iterdir())


def test_bundle_is_whole_without_environment_and_network(left: Path) -> None:
    network = ["unshare", "-rn"] if subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0 else []
    python = shutil.which("python3") or sys.executable

    found = subprocess.run(
        [*network, "env", "-i", python, "-I", "-S", VERIFIER, left / "bundle", "--keys", left / "keys",
         "--held", left / "checkpoints"],
        capture_output=True, text=True, check=False, cwd="/",
    )  # fmt: skip

    assert (found.returncode, "NGUYÊN VẸN" in found.stdout) == (0, True), found.stdout + found.stderr
