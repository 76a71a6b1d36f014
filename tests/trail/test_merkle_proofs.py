"""Inclusion and consistency proofs of a second implementation, honest and hostile. The ways to go wrong are those that
transparency-dev/merkle probes; here they are made for every leaf and every two sizes of small trees."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import verify_audit
from tests.trail.bundles import DECISION, ONE, PDF, STRANGER, TWO, award, growth, path, root
from verify_audit import consistent, included, leaf_hash, node_hash, root_over

LEAVES = [bytes([number]) * number for number in range(17)]
EMPTY, OTHER = root([]), leaf_hash(b"other")
Inclusion = tuple[int, int, bytes, list[bytes], bytes]
Consistency = tuple[int, int, bytes, bytes, list[bytes]]


def bent(proof: list[bytes], *roots: bytes) -> Iterator[list[bytes]]:
    """The proof with something before, behind, within, away or changed; never itself."""
    for extra in (b"", OTHER, *roots, *proof[:1]):
        yield [*proof, extra]
        yield [extra, *proof]
    for place, part in enumerate(proof):
        yield [*proof[:place], bytes([part[0] ^ 8]) + part[1:], *proof[place + 1 :]]
        yield [*proof[:place], part[:31] + bytes([part[31] ^ 1]), *proof[place + 1 :]]
        yield [*proof[:place], part[:31], *proof[place + 1 :]]
        yield [*proof[:place], part + b"\0", *proof[place + 1 :]]
        yield proof[:place] + proof[place + 1 :]
        yield [*proof[: place + 1], OTHER, *proof[place + 1 :]]
    if proof:
        yield []
    if len(proof) > 1:
        yield proof[::-1] if proof[::-1] != proof else []


def hostile_inclusions() -> Iterator[Inclusion]:
    for size in range(1, len(LEAVES) + 1):
        top = root(LEAVES[:size])
        for index in range(size):
            leaf, proof = leaf_hash(LEAVES[index]), path(index, LEAVES[:size])
            for wrong in (index - 1, index + 1, index ^ 1, index ^ 2, index + size, -1, 1 << 63):
                yield wrong, size, leaf, proof, top
            for wrong in (0, index, -size, size * 4, 1 << 63):
                yield index, wrong, leaf, proof, top
            for wrong in (b"", b"leaf", EMPTY, OTHER, *([top] if top != leaf else [])):
                yield index, size, wrong, proof, top
            for wrong in (b"", EMPTY, OTHER, top[:31], top + b"\0"):
                yield index, size, leaf, proof, wrong
            for wrong in bent(proof, top):
                yield index, size, leaf, wrong, top


def hostile_consistencies() -> Iterator[Consistency]:
    for new in range(2, len(LEAVES) + 1):
        for old in range(1, new):
            old_root, new_root, proof = root(LEAVES[:old]), root(LEAVES[:new]), growth(old, LEAVES[:new])
            for wrong in (0, -1, new, new + 1, old + new, 1 << 63):
                yield wrong, new, old_root, new_root, proof
            for wrong in (0, old, old - 1, new * 4, 1 << 63):
                yield old, wrong, old_root, new_root, proof
            for wrong in (b"", b"root", EMPTY, OTHER, new_root):
                yield old, new, wrong, new_root, proof
            for wrong in (b"", b"root", EMPTY, OTHER, old_root):
                yield old, new, old_root, wrong, proof
            yield old, new, new_root, old_root, proof
            for changed in bent(proof, old_root, new_root):
                yield old, new, old_root, new_root, changed


def test_honest_inclusion_proofs_hold() -> None:
    wrong = [
        (index, size)
        for size in range(1, len(LEAVES) + 1)
        for index in range(size)
        if not included(index, size, leaf_hash(LEAVES[index]), path(index, LEAVES[:size]), root(LEAVES[:size]))
    ]
    assert wrong == []


def test_honest_consistency_proofs_hold() -> None:
    wrong = [
        (old, new)
        for new in range(1, len(LEAVES) + 1)
        for old in range(1, new + 1)
        if not consistent(old, new, root(LEAVES[:old]), root(LEAVES[:new]), growth(old, LEAVES[:new]))
    ]
    assert wrong == []


def test_hostile_inclusion_proofs_are_refused() -> None:
    probes = list(hostile_inclusions())
    assert (len(probes) >= 98, [probe for probe in probes if included(*probe)]) == (True, [])


def test_hostile_consistency_proofs_are_refused() -> None:
    probes = list(hostile_consistencies())
    assert (len(probes) >= 98, [probe for probe in probes if consistent(*probe)]) == (True, [])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (0, 1), (1, 0), (2, 1)])
@pytest.mark.parametrize(("leaf", "top"), [(OTHER, b""), (b"", EMPTY), (OTHER, EMPTY), (b"", b"")])
def test_proof_of_no_tree_is_refused(index: int, size: int, leaf: bytes, top: bytes) -> None:
    assert not included(index, size, leaf, [], top)


@pytest.mark.parametrize(
    ("old", "new", "old_root", "new_root", "proof"),
    [
        (0, 0, EMPTY, EMPTY, []),
        (0, 1, EMPTY, OTHER, []),
        (1, 1, OTHER, EMPTY, []),
        (1, 1, OTHER, OTHER, [OTHER]),
        (1, 0, OTHER, EMPTY, []),
        (2, 1, OTHER, OTHER, []),
        (1, 2, OTHER, OTHER, []),
        (1, 2, OTHER, OTHER, [b""]),
    ],
)
def test_growth_of_no_tree_is_refused(old: int, new: int, old_root: bytes, new_root: bytes, proof: list[bytes]) -> None:
    """Nothing is proven by a checkpoint over nothing, so size 0 is refused as well."""
    assert not consistent(old, new, old_root, new_root, proof)


def test_root_of_every_size_equals_the_recursive_definition() -> None:
    peaks: list[bytes] = []
    roots = [root_over(peaks)]
    for index, leaf in enumerate(LEAVES):
        node = leaf_hash(leaf)
        while index & 1:
            node, index = node_hash(peaks.pop(), node), index >> 1
        peaks.append(node)
        roots.append(root_over(peaks))
    assert roots == [root(LEAVES[:size]) for size in range(len(LEAVES) + 1)]


# ---- the proof that comes with a decision


def checked(folder: Path, row: Any, pdf: bytes | None = None, keys: str = ONE.vkey) -> tuple[int, list[str]]:
    (folder / "keys").write_text(keys)
    (folder / "proof.json").write_text(json.dumps(row))
    (folder / "paper.pdf").write_bytes(pdf or b"")
    pdf_path = str(folder / "paper.pdf") if pdf is not None else ""
    subject = verify_audit.Proof(str(folder / "proof.json"), pdf_path, str(folder / "keys"), 10)
    found = verify_audit.checked(subject).found
    return found.exit(), [fault.code for fault in found.in_order()]


def decision() -> dict[str, Any]:
    bundle = award(2)
    return bundle.proof(6, bundle.checkpoints[-1])


def test_proof_of_a_decision_holds_with_its_pdf(tmp_path: Path) -> None:
    assert checked(tmp_path, decision(), PDF + b"\0") == (0, [])


def test_proof_with_another_pdf_is_refused(tmp_path: Path) -> None:
    assert checked(tmp_path, decision(), PDF + b"\1") == (1, ["proof.pdf"])


def test_proof_of_what_has_no_pdf_is_incomplete(tmp_path: Path) -> None:
    bundle = award(2)
    assert checked(tmp_path, bundle.proof(1, bundle.checkpoints[-1]), PDF) == (3, ["proof.nopdf"])


def test_proof_with_another_content_is_refused(tmp_path: Path) -> None:
    row = decision()
    row["content"] = row["content"].replace("Tập thể", "Cá nhân")
    assert checked(tmp_path, row, PDF + b"\0") == (1, ["proof.content"])


def test_proof_of_another_event_is_refused(tmp_path: Path) -> None:
    row = decision()
    row["event"] = row["event"].replace('"verb":"sign"', '"verb":"seal"')
    assert checked(tmp_path, row) == (1, ["proof.inclusion"])


def test_proof_by_a_key_of_nobody_is_refused(tmp_path: Path) -> None:
    assert checked(tmp_path, decision(), keys=TWO.vkey) == (1, ["untrusted"])


def test_proof_with_a_false_signature_is_refused(tmp_path: Path) -> None:
    row = decision()
    row["proof"] = row["proof"].replace("interval", "forwarded")
    assert checked(tmp_path, row) == (1, ["signature"])


def test_proof_with_cosignatures_of_strangers_holds(tmp_path: Path) -> None:
    """c2sp.org/signed-note: unknown signatures are passed over."""
    bundle = award(2)
    assert checked(tmp_path, bundle.proof(6, bundle.seal(ONE, STRANGER))) == (0, [])


def test_proof_of_an_event_later_than_its_checkpoint_is_refused(tmp_path: Path) -> None:
    bundle = award()
    bundle.act(DECISION, 9, "sign", "signed", at="2027-01-01T00:00:00.000000Z")
    assert checked(tmp_path, bundle.proof(7, bundle.seal())) == (1, ["late"])


def grown(old: int, hashes: list[bytes] | None = None) -> dict[str, Any]:
    bundle = award(2)
    early = next(note for note in bundle.checkpoints if note.split("\n")[1] == str(old))
    parts = growth(old, bundle.events) if hashes is None else hashes
    added = {"checkpoint": early, "hashes": [base64.b64encode(part).decode() for part in parts]}
    return bundle.proof(6, bundle.checkpoints[-1]) | {"consistency": added}


@pytest.mark.parametrize("old", [2, 4, 6, 7, 9, 13])
def test_proof_grown_out_of_an_earlier_checkpoint_holds(tmp_path: Path, old: int) -> None:
    assert checked(tmp_path, grown(old)) == (0, [])


def test_proof_that_does_not_grow_is_refused(tmp_path: Path) -> None:
    assert checked(tmp_path, grown(6, [OTHER])) == (1, ["proof.consistency"])


def hostile_texts() -> dict[str, str]:
    text = decision()["proof"]
    lines = text.split("\n")
    return {
        "no first line": "\n".join(lines[1:]),
        "index with a zero before it": text.replace("index 6", "index 06"),
        "negative index": text.replace("index 6", "index -6"),
        "endless index": text.replace("index 6", "index " + "9" * 5000),
        "no checkpoint": text.partition("\n\n")[0],
        "no signature": text.rpartition("\n\n")[0] + "\n",
        "base64 of another spelling": text.replace(lines[2], lines[2][:-2] + chr(ord(lines[2][-2]) + 1) + "="),
        "a short hash": text.replace(lines[2], lines[2][4:]),
        "a blank in a hash": text.replace(lines[2], lines[2][:9] + " " + lines[2][9:]),
        "trailing garbage": text + "x",
        "an empty line behind": text + "\n",
        "carriage returns": text.replace("\n", "\r\n"),
        "a size with a sign": text.replace("\n14\n", "\n+14\n"),
        "an impossible date": text.replace("2026-03-02", "2026-02-31"),
    }


@pytest.mark.parametrize("name", hostile_texts())
def test_proof_that_is_none_is_unreadable(tmp_path: Path, name: str) -> None:
    assert checked(tmp_path, decision() | {"proof": hostile_texts()[name]}) == (4, ["unreadable"])


@pytest.mark.parametrize("row", [[], {}, {"event": 1, "content": 2, "proof": 3}, None, "x", {**decision(), "more": ""}])
def test_proof_of_another_shape_is_unreadable(tmp_path: Path, row: Any) -> None:
    assert checked(tmp_path, row) == (4, ["unreadable"])
