"""No false alarm: whatever honest offices do, the verifier finds nothing."""

import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verify_audit
from tests.trail.bundles import DECISION, NOMINATION, ONE, TWO, Bundle, award, sha, signed
from tests.trail.tampering_epochs import restored
from workflows.canonical import canonical_json

SCRIPT = Path(verify_audit.__file__)


def codes(folder: Path, held: list[str] | None = None, keys: str = "") -> list[str]:
    subject = verify_audit.checked(verify_audit.Bundle(str(folder), held or [], keys, 10))
    return [fault.code for fault in subject.found.in_order()]


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(lambda t: unicodedata.normalize("NFC", t))
steps = st.one_of(
    st.tuples(st.just("act"), st.integers(1, 4), words, words),
    st.tuples(st.just("act"), st.integers(1, 2), words, words),
    st.tuples(st.just("slow"), st.integers(0, 550), words, words),
    st.tuples(st.just("file"), st.integers(1, 3), st.binary(max_size=40), words),
    st.tuples(st.just("wait"), st.integers(1, 100_000), words, words),
    st.tuples(st.just("seal"), st.just(0), words, words),
    st.tuples(st.sampled_from(["seal", "rotate", "restore", "erase"]), st.integers(0, 9), words, words),
)


class Office:
    """Plays steps, and keeps every checkpoint that was ever given out, as auditors do."""

    def __init__(self) -> None:
        self.bundle, self.held, self.backups, self.rotations = Bundle(), [], [], 0

    def play(self, step: tuple) -> None:
        name, number, one, two = step
        getattr(self, name)(number, one, two)

    def act(self, number: int, verb: str, target: str) -> None:
        self.bundle.act(f"loại.{verb}", number, verb, target, capacity=target, authority=verb)

    def slow(self, seconds: int, verb: str, target: str) -> None:
        """An act that commits after later ones, or by a clock that is behind."""
        at = self.bundle.clock
        self.bundle.wait(-seconds)
        self.bundle.act(NOMINATION, 9, verb, target)
        self.bundle.clock = at

    def file(self, number: int, data: bytes, name: str) -> None:
        entry = self.bundle.attach(data, name, f"nominations.attachment/{len(self.bundle.files)}")
        self.bundle.act(NOMINATION, number, "submit", "submitted", {"attachments": json.dumps([entry])})

    def wait(self, seconds: int, _one: str, _two: str) -> None:
        self.bundle.wait(seconds)

    def seal(self, _number: int, _one: str, _two: str) -> None:
        self.held.append(self.bundle.seal())
        self.backups.append(self.bundle.copy())

    def rotate(self, _number: int, _one: str, _two: str) -> None:
        if self.bundle.keys and self.bundle.signer == ONE:
            self.held.append(self.bundle.rotate(TWO))
            self.backups.clear()

    def restore(self, number: int, reason: str, _two: str) -> None:
        if self.backups:
            lost, self.bundle = self.bundle, self.backups[number % len(self.backups)].copy()
            plain = "".join(sign if sign.isprintable() else " " for sign in reason)
            self.bundle.restored(lost, plain)

    def erase(self, number: int, _one: str, _two: str) -> None:
        for rows in (self.bundle.payloads, self.bundle.snapshots):
            for key in sorted(rows)[number::10]:
                del rows[key]


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.lists(steps, max_size=14))
def test_honest_history_raises_no_alarm(history: list[tuple]) -> None:
    office = Office()
    for step in history:
        office.play(step)
    office.seal(0, "", "")
    with tempfile.TemporaryDirectory() as name:
        folder = office.bundle.write(Path(name) / "bundle")
        held = Path(name) / "held"
        held.mkdir()
        for number, note in enumerate(office.held):
            (held / f"{number}.note").write_text(note)
        (Path(name) / "keys").write_text(ONE.vkey)
        assert codes(folder, [str(held)], str(Path(name) / "keys")) == []


def test_empty_log_is_whole(tmp_path: Path) -> None:
    assert codes(Bundle().write(tmp_path / "bundle")) == []


def test_held_checkpoints_of_every_kind_are_read(tmp_path: Path) -> None:
    """A folder, a file of a Windows mail program, an earlier bundle, the proof on a decision."""
    early, late = award(), award(2)
    folder, windows, earlier, paper = (tmp_path / name for name in ("held", "mail.txt", "earlier", "proof.json"))
    folder.mkdir()
    (folder / "1.note").write_text(late.checkpoints[0])
    (folder / ".hidden").write_text("x")
    windows.write_bytes(b"\xef\xbb\xbf" + late.checkpoints[1].replace("\n", "\r\n").encode())
    early.write(earlier)
    paper.write_text(json.dumps(late.proof(6, late.checkpoints[4])))
    subject = verify_audit.Bundle(
        str(late.write(tmp_path / "bundle")), [str(path) for path in (folder, windows, earlier, paper)], "", 10
    )
    verify_audit.checked(subject)
    assert (subject.found.exit(), subject.facts["held"]) == (0, 3 + len(early.checkpoints))


def test_keys_of_a_bundle_serve_as_keys(tmp_path: Path) -> None:
    folder = award().write(tmp_path / "bundle")
    assert codes(folder, keys=str(folder / "keys.jsonl")) == []


def test_key_signed_in_by_a_trusted_one_is_trusted(tmp_path: Path) -> None:
    bundle = award()
    bundle.rotate(TWO)
    bundle.act(DECISION, 2, "sign", "signed")
    bundle.seal()
    (tmp_path / "keys").write_text(ONE.vkey)
    assert codes(bundle.write(tmp_path / "bundle"), keys=str(tmp_path / "keys")) == []


def test_words_erased_and_words_of_no_event_are_counted(tmp_path: Path) -> None:
    bundle = award()
    del bundle.payloads[sorted(bundle.payloads)[0]]
    for salt in ("1", "2"):
        bundle.payloads[sha(f"{salt}x".encode())] = {"hash": sha(f"{salt}x".encode()), "salt": salt, "plain": "x"}
    subject = verify_audit.Bundle(str(bundle.write(tmp_path / "bundle")), [], "", 10)
    verify_audit.checked(subject)
    assert (subject.facts["payloads_absent"], subject.facts["payloads_loose"], subject.found.faults) == (1, 2, [])


def test_loss_that_a_record_states_is_counted(tmp_path: Path) -> None:
    bundle, given_out = restored()
    (tmp_path / "held.note").write_text(given_out)
    subject = verify_audit.Bundle(str(bundle.write(tmp_path / "bundle")), [str(tmp_path / "held.note")], "", 10)
    verify_audit.checked(subject)
    assert (subject.found.exit(), subject.facts["lost"]) == (0, 1)


def test_lost_checkpoint_that_the_bundle_still_has_is_no_fault(tmp_path: Path) -> None:
    bundle, given_out = restored()
    bundle.checkpoints.insert(-1, given_out)
    assert codes(bundle.write(tmp_path / "bundle")) == []


def test_line_feed_before_a_combining_sign_is_canonical(tmp_path: Path) -> None:
    """The escape of the line feed ends in n, which a tilde would join if one normalised the JSON text."""
    bundle = Bundle()
    bundle.act(NOMINATION, 1, "submit", "submitted", capacity="\n\u0303")
    bundle.seal()
    assert codes(bundle.write(tmp_path / "bundle")) == []


@pytest.mark.parametrize("tolerance", [0, 11])
def test_tolerance_decides_about_slow_clocks(tmp_path: Path, tolerance: int) -> None:
    bundle = Bundle()
    bundle.act(NOMINATION, 1, "submit", "submitted")
    bundle.wait(3600)
    bundle.seal()
    bundle.wait(-630)
    bundle.act(NOMINATION, 1, "receive", "received")
    bundle.wait(700)
    bundle.seal()
    subject = verify_audit.Bundle(str(bundle.write(tmp_path / "bundle")), [], "", tolerance)
    assert verify_audit.checked(subject).found.exit() == (0 if tolerance else 1)


# ---- as an auditor runs it


def run(*arguments: str, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [*prefix, "env", "-i", sys.executable, "-I", "-S", str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_report_is_vietnamese_unless_asked_otherwise(tmp_path: Path) -> None:
    folder = str(award().write(tmp_path / "bundle"))
    assert (run(folder).stdout.split("\n")[2], run(folder, "--lang", "en").stdout.split("\n")[2]) == (
        "KẾT LUẬN: NGUYÊN VẸN (mã 0)",
        "VERDICT: WHOLE (exit 0)",
    )


def test_verifier_needs_neither_site_packages_nor_environment_nor_network(tmp_path: Path) -> None:
    folder = str(award().write(tmp_path / "bundle"))
    probe = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    prefix = () if probe.returncode else ("unshare", "-rn")
    done = run(folder, "--lang", "en", prefix=prefix)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_report_names_the_first_bad_leaf(tmp_path: Path) -> None:
    bundle = award()
    bundle.events[2] = bundle.events[2].replace(b'"actor_id":"7"', b'"actor_id":"8"')
    done = run(str(bundle.write(tmp_path / "bundle")), "--json", "--lang", "en")
    first = json.loads(done.stdout)["faults"][0]
    assert (done.returncode, first["leaf"], first["object"], first["verb"]) == (1, 2, f"{NOMINATION}/1", "receive")


def test_report_is_written_where_asked(tmp_path: Path) -> None:
    done = run(str(award().write(tmp_path / "bundle")), "--report", str(tmp_path / "report.txt"))
    assert (tmp_path / "report.txt").read_text() == done.stdout


def test_many_words_are_read_by_a_second_process(tmp_path: Path) -> None:
    bundle = award()
    snapshot = next(iter(bundle.snapshots.values()))
    edited = snapshot["plain"].replace("Tập thể", "Cá nhân")
    snapshot["plain"] = edited
    for number in range(3):
        plain = json.dumps({"salt": str(number), "overview": "x" * 6_000_000})
        bundle.snapshots[sha(plain.encode())] = {"hash": sha(plain.encode()), "plain": plain}
    done = run(str(bundle.write(tmp_path / "bundle")), "--json")
    assert {fault["code"] for fault in json.loads(done.stdout)["faults"]} == {"content"}


def test_script_compiles_on_python_3_9() -> None:
    compile(SCRIPT.read_text(), "verify_audit.py", "exec", dont_inherit=True)
    text = SCRIPT.read_text()
    __import__("ast").parse(text, feature_version=(3, 9))
    assert "from __future__ import annotations" in text


def test_note_of_many_signatures_is_read(tmp_path: Path) -> None:
    bundle = award()
    bundle.checkpoints[-1] = signed(bundle.head_text(), ONE, *[TWO] * 15)
    assert codes(bundle.write(tmp_path / "bundle")) == []


def gone(bundle: Bundle, tmp_path: Path) -> dict[str, int]:
    """What the report says of words and snapshots that are not there."""
    subject = verify_audit.checked(verify_audit.Bundle(str(bundle.write(tmp_path / "bundle")), [], "", 10))
    names = [f"{stem}_{kind}" for stem in ("payloads", "snapshots") for kind in ("erased", "gone", "never")]
    return {name: subject.facts[name] for name in [*names, "erasures"] if subject.facts[name]}


def emptied(words: int) -> Bundle:
    """Some words of nominations are gone."""
    bundle = award()
    for digest in sorted(bundle.payloads)[:words]:
        del bundle.payloads[digest]
    return bundle


def counting(words: int) -> dict[str, str]:
    """The words of an act that says how many words it erased."""
    plain = f'{{"actor":"x","data":{{"erased":{{"workflows.auditpayload":"{words}"}}}},"reason":""}}'
    return {"hash": sha(f"1{plain}".encode()), "salt": "1", "plain": plain}


def erase(bundle: Bundle, words: int) -> None:
    row = counting(words)
    bundle.act("nominations.erasure", 1, "erase", "erased", payload_hash=row["hash"])
    bundle.payloads[row["hash"]] = row
    bundle.seal()


def test_words_that_an_erasure_counts_are_erased(tmp_path: Path) -> None:
    bundle = emptied(2)
    erase(bundle, 2)
    assert gone(bundle, tmp_path) == {"payloads_erased": 2, "erasures": 1}


def test_words_beyond_what_erasures_count_are_gone_unexplained(tmp_path: Path) -> None:
    bundle = emptied(3)
    erase(bundle, 2)
    assert gone(bundle, tmp_path) == {"payloads_erased": 2, "payloads_gone": 1, "erasures": 1}


def test_erasure_that_no_event_names_explains_nothing(tmp_path: Path) -> None:
    bundle = emptied(1)
    row = counting(9)
    bundle.payloads[row["hash"]] = row
    assert gone(bundle, tmp_path) == {"payloads_gone": 1}


VALUES = st.recursive(
    st.integers(0, 2**53 - 1) | words, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=9
)


@given(st.dictionaries(words, VALUES))
def test_verifier_and_site_spell_canonical_json_alike(value: dict) -> None:
    assert verify_audit.canonical(value) == canonical_json(value)


def test_names_are_sorted_by_their_utf_16_units() -> None:
    assert verify_audit.canonical({"\ue000": 1, "\U00010000": 2}) == '{"\U00010000":2,"\ue000":1}'.encode()
