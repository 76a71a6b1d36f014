"""Whatever stands in the folder, the verifier answers with its five exit codes and never with a traceback; and not one
byte of a bundle can change unseen."""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verify_audit
from tests.trail.bundles import ONE, Bundle, award, sha
from tests.trail.tampering_epochs import restored

SCRIPT = Path(verify_audit.__file__)


def checked(folder: Path, held: list[str] | None = None, keys: str = "") -> tuple[int, list[str]]:
    found = verify_audit.checked(verify_audit.Bundle(str(folder), held or [], keys, 10)).found
    return found.exit(), [fault.code for fault in found.in_order()]


def refit(folder: Path) -> None:
    """A manifest that fits whatever the files hold now."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    del manifest["digest"]
    for name in manifest["sha256"]:
        data = (folder / name).read_bytes()
        manifest["sha256"][name] = sha(data)
        manifest["counts"][name] = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    manifest["digest"] = sha(rfc8785.dumps(manifest))
    (folder / "manifest.json").write_bytes(rfc8785.dumps(manifest) + b"\n")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With everything in it: files, a rotation's worth of keys, an epoch."""
    return restored()[0].write(tmp_path_factory.mktemp("hostile") / "bundle")


def places(folder: Path) -> Iterator[tuple[Path, int]]:
    """Every byte of the manifest and of the files attached, and a thousand of the rest."""
    every = [(path, place) for path in sorted(folder.rglob("*")) if path.is_file() for place in range(size_of(path))]
    whole = [(path, place) for path, place in every if path.suffix != ".jsonl"]
    rest = [(path, place) for path, place in every if path.suffix == ".jsonl"]
    return iter(whole + random.Random(8).sample(rest, 1000))


def size_of(path: Path) -> int:
    return path.stat().st_size


def test_no_byte_changes_unseen(folder: Path) -> None:
    unseen, chance = [], random.Random(3)
    for path, place in places(folder):
        true = path.read_bytes()
        changed = bytearray(true)
        changed[place] ^= chance.choice([1, 2, 4, 8, 16, 32, 64, 128, 255])
        path.write_bytes(changed)
        code, codes = checked(folder)
        path.write_bytes(true)
        if code == 0 or "internal" in codes:
            unseen.append((path.name, place, bytes(changed[place : place + 1]), codes))
    assert (unseen, checked(folder)) == ([], (0, []))


NASTY = st.sampled_from([
    b"", b"\n", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"[" * 5000, b'{"a":' * 3000, b"9" * 5000, b"1e999",
    b"NaN", b"-1", b'"', b"\\", b"null", b"[]", b"{}", b"true", "\u0301".encode(), "\u202e".encode(), b"\x1b[2J",
    b'"hash":"x"', b"0" * 64, b"\r\n", b'{"note":1}', b'{"note":""}', b'{"note":"\\n\\n"}', b'{"vkey":"a+b+c"}',
])  # fmt: skip
changes = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.one_of(NASTY, st.binary(max_size=12))),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.sampled_from([*[f"{stem}.jsonl" for stem in verify_audit.LISTED], "manifest.json"]), changes, st.booleans())
def test_mutated_files_end_in_an_exit_code(name: str, edits: list[tuple[int, int, bytes]], is_refitted: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = HONEST.write(Path(place) / "bundle")
        data = (folder / name).read_bytes()
        for start, length, new in edits:
            start %= len(data) + 1
            data = data[:start] + new + data[start + length :]
        (folder / name).write_bytes(data)
        if is_refitted and name != "manifest.json":
            refit(folder)
        subject = verify_audit.checked(verify_audit.Bundle(str(folder), [], "", 10))
        texts = [verify_audit.Report(subject, lang).text() for lang in ("vi", "en")]
        codes = {fault.code for fault in subject.found.faults}
        assert ("internal" in codes, "\x1b" in "".join(texts)) == (False, False)


HONEST = restored()[0]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(changes)
def test_mutated_held_checkpoints_and_keys_end_in_an_exit_code(edits: list[tuple[int, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = HONEST.write(Path(place) / "bundle")
        for name, data in (("held.note", HONEST.checkpoints[-1].encode()), ("keys", ONE.vkey.encode())):
            for start, length, new in edits:
                start %= len(data) + 1
                data = data[:start] + new + data[start + length :]
            (Path(place) / name).write_bytes(data)
        _, codes = checked(folder, [str(Path(place) / "held.note")], str(Path(place) / "keys"))
        assert "internal" not in codes


# ---- things that are no files


def fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_out(path: Path) -> None:
    outside = path.parent.parent / f"outside-{path.name}"
    path.rename(outside)
    path.symlink_to(outside)


def link_round(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("change", [fifo, directory, link_out, link_round, device])
@pytest.mark.parametrize("name", ["manifest.json", "events.jsonl", "payloads.jsonl", "heads.jsonl", "keys.jsonl"])
def test_what_is_no_regular_file_is_unreadable(tmp_path: Path, name: str, change: Callable[[Path], None]) -> None:
    folder = award().write(tmp_path / "bundle")
    change(folder / name)
    code, codes = checked(folder)
    assert (code, codes[0]) == (4, "unreadable")


@pytest.mark.parametrize("change", [fifo, directory, link_out, link_round, device])
def test_attachment_that_is_no_regular_file_is_unreadable(tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = award().write(tmp_path / "bundle")
    change(next((folder / "files").iterdir()))
    assert checked(folder) == (4, ["unreadable"])


def test_folder_of_files_that_leads_out_is_refused(tmp_path: Path) -> None:
    folder = award().write(tmp_path / "bundle")
    (folder / "files").rename(tmp_path / "elsewhere")
    (folder / "files").symlink_to(tmp_path / "elsewhere")
    assert checked(folder)[0] == 4


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.touch(), os.mkfifo, lambda path: None])
def test_what_is_no_bundle_is_unreadable(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "bundle")
    assert checked(tmp_path / "bundle") == (4, ["unreadable"])


@pytest.mark.parametrize("make", [lambda path: path.touch(), os.mkfifo, lambda path: None])
@pytest.mark.parametrize("as_keys", [True, False])
def test_what_is_no_note_of_the_auditor_is_unreadable(tmp_path: Path, make: Callable, as_keys: bool) -> None:
    make(tmp_path / "kept")
    kept = str(tmp_path / "kept")
    folder = award().write(tmp_path / "bundle")
    assert checked(folder, [] if as_keys else [kept], kept if as_keys else "")[0] == 4


def test_file_names_of_a_hostile_list_stay_inside(tmp_path: Path) -> None:
    bundle = award()
    bundle.files.append({"sha256": "../../../../etc/passwd", "name": "x", "object": "y", "size": "1"})
    code, codes = checked(bundle.write(tmp_path / "bundle"))
    assert (code, codes[0]) == (4, "line")


@pytest.mark.parametrize("name", ["payloads.jsonl", "snapshots.jsonl"])
def test_words_that_stand_there_twice_are_refused(tmp_path: Path, name: str) -> None:
    folder = award().write(tmp_path / "bundle")
    lines = (folder / name).read_bytes().splitlines(keepends=True)
    (folder / name).write_bytes(b"".join([lines[0], *lines]))
    refit(folder)
    assert checked(folder) == (1, ["order"])


def test_endless_faults_are_counted_not_kept(tmp_path: Path) -> None:
    bundle = award()
    bundle.events += [b"x"] * 5000
    subject = verify_audit.Bundle(str(bundle.write(tmp_path / "bundle")), [], "", 10)
    verify_audit.checked(subject)
    assert (subject.found.number[1] >= 5000, len(subject.found.faults) <= 2 * verify_audit.KEPT) == (True, True)


# ---- size


def limited(*arguments: str, memory: int) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    command = [sys.executable, "-I", "-S", str(SCRIPT), *arguments, "--json", "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, preexec_fn=limit)


@pytest.mark.parametrize("name", ["manifest.json", "events.jsonl", "payloads.jsonl", "checkpoints.jsonl"])
def test_ten_gigabytes_without_a_line_end_are_refused_at_once(tmp_path: Path, name: str) -> None:
    folder = award().write(tmp_path / "bundle")
    os.truncate(folder / name, 10_000_000_000)
    start = time.monotonic()
    done = limited(str(folder), memory=1_000_000_000)
    assert (done.returncode, done.stderr, time.monotonic() - start < 30) == (4, "", True)


def test_attachment_of_ten_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    folder = award().write(tmp_path / "bundle")
    os.truncate(next((folder / "files").iterdir()), 10_000_000_000)
    start = time.monotonic()
    done = limited(str(folder), memory=1_000_000_000)
    assert (done.returncode, done.stderr, time.monotonic() - start < 30) == (1, "", True)


# ---- the command


@pytest.mark.parametrize(
    "arguments",
    [[], ["--nonsense"], ["a", "b"], ["--proof", "x"], ["x", "--proof", "y", "--keys", "z"], ["x", "--tolerance", "-1"],
     ["x", "--tolerance", "nan"], ["x", "--lang", "fr"], ["x", "--held"], ["\udcff", "--keys", "\0"]],
)  # fmt: skip
def test_command_that_is_not_understood_is_4(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: int | str | None = verify_audit.main(arguments)
    except SystemExit as end:
        code = end.code
    assert code == 4


def test_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    folder = award().write(tmp_path / "bundle")
    done = subprocess.run(
        f"{sys.executable} -I -S {SCRIPT} {folder} | true", shell=True, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_report_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    folder = award().write(tmp_path / "bundle")
    done = limited(str(folder), "--report", str(tmp_path / "no" / "report.txt"), memory=1_000_000_000)
    assert (done.returncode, "Traceback" in done.stderr) == (4, False)


def test_words_of_hostile_hands_reach_no_terminal(tmp_path: Path) -> None:
    bundle = Bundle()
    bundle.act("loai\x1b[31m\u202e", 1, "verb\x07", "x" * 500)
    bundle.seal()
    bundle.heads.clear()
    done = limited(str(bundle.write(tmp_path / "bundle")), memory=1_000_000_000)
    assert (done.returncode, any(sign in done.stdout for sign in "\x1b\u202e\x07"), "x" * 200 in done.stdout) == (
        1,
        False,
        False,
    )
