"""Honest bundles, made from docs/trail-bundle.md by other means than the site or the verifier: the rfc8785 package for
canonical bytes, the recursive definition of RFC 6962 for trees, `cryptography` for signatures."""

import base64
import hashlib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ZERO = "0" * 64
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def root(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, word by word; `leaves` are the entries themselves."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = power_below(len(leaves))
    return hashlib.sha256(b"\x01" + root(leaves[:split]) + root(leaves[split:])).digest()


def power_below(count: int) -> int:
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    split = power_below(len(leaves))
    if index < split:
        return [*path(index, leaves[:split]), root(leaves[split:])]
    return [*path(index - split, leaves[split:]), root(leaves[:split])]


def growth(old: int, leaves: Sequence[bytes], *, is_whole: bool = True) -> list[bytes]:
    """RFC 6962, 2.1.2."""
    if old == len(leaves):
        return [] if is_whole else [root(leaves)]
    split = power_below(len(leaves))
    if old <= split:
        return [*growth(old, leaves[:split], is_whole=is_whole), root(leaves[split:])]
    return [*growth(old - split, leaves[split:], is_whole=False), root(leaves[:split])]


@dataclass(frozen=True)
class Signer:
    name: str
    seed: bytes

    @property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def hash(self) -> bytes:
        return hashlib.sha256(f"{self.name}\n".encode() + b"\x01" + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.hash.hex()}+{spelt(bytes([1]) + self.public)}"


ONE, TWO, STRANGER = (Signer(f"so.example/{name}", sha(name.encode()).encode()[:32]) for name in ("k1", "k2", "other"))


def signed(text: str, *signers: Signer) -> str:
    lines = [f"— {by.name} {base64.b64encode(by.hash + by.private.sign(text.encode())).decode()}\n" for by in signers]
    return f"{text}\n{''.join(lines)}"


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def spelt(hash_: bytes) -> str:
    return base64.b64encode(hash_).decode()


@dataclass
class Bundle:
    """What a bundle holds, before it is written; tamperings change it and write it again with a fitting manifest."""

    origin: str = "so.example/1"
    clock: datetime = START
    events: list[bytes] = field(default_factory=list)
    payloads: dict[str, dict[str, Any]] = field(default_factory=dict)
    snapshots: dict[str, dict[str, Any]] = field(default_factory=dict)
    heads: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)
    blobs: dict[str, bytes] = field(default_factory=dict)
    checkpoints: list[str] = field(default_factory=list)
    keys: list[dict[str, Any]] = field(default_factory=list)
    epochs: list[str] = field(default_factory=list)
    signer: Signer = ONE

    def copy(self) -> "Bundle":
        return deepcopy(self)

    # -- honest work

    def wait(self, seconds: float) -> None:
        self.clock += timedelta(seconds=seconds)

    def attach(self, data: bytes, name: str, of: str) -> str:
        """A file of the bundle; returns how a content names it."""
        digest = sha(data)
        self.blobs[digest] = data
        self.files.append({"sha256": digest, "name": name, "object": of, "size": str(len(data))})
        return f"{name}:{digest}"

    def act(
        self, kind: str, pk: int, verb: str, target: str, content: dict[str, str] | None = None, **changes: str
    ) -> dict[str, str]:
        """One event of an object, with its words and what was decided on."""
        head = self.heads.get((kind, str(pk)), {"seq": "0", "hash": ZERO, "state": "draft"})
        seq = str(int(head["seq"]) + 1)
        salt = sha(f"{kind}{pk}{seq}".encode())[:32]
        words = rfc8785.dumps({"actor": "Lê Thị Ánh", "reason": "", "data": {"n": len(self.events)}}).decode()
        snapshot = rfc8785.dumps({"salt": salt, "name": "Tập thể Phòng Địa chính", **(content or {})}).decode()
        event = {
            "act_id": f"act-{len(self.events)}", "actor_id": "7", "at": self.clock.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "authority": "", "capacity": "chuyên viên", "content_hash": sha(snapshot.encode()), "object_id": str(pk),
            "object_type": kind, "on_behalf_of": "", "payload_hash": sha((salt + words).encode()),
            "prev_hash": head["hash"], "request_id": "", "seq": seq, "source": head["state"], "target": target,
            "verb": verb, "version": seq, **changes,
        }  # fmt: skip
        line = rfc8785.dumps(event)
        self.events.append(line)
        self.payloads[event["payload_hash"]] = {"hash": event["payload_hash"], "salt": salt, "plain": words}
        self.snapshots[event["content_hash"]] = {"hash": event["content_hash"], "plain": snapshot}
        self.heads[kind, str(pk)] = {
            "object_type": kind, "object_id": str(pk), "seq": seq, "hash": sha(line), "state": target,
        }  # fmt: skip
        return event

    def head_text(self, size: int | None = None, occasion: str = "interval") -> str:
        size = len(self.events) if size is None else size
        return (
            f"{self.origin}\n{size}\n{spelt(root(self.events[:size]))}\ntime {stamp(self.clock)}\noccasion {occasion}\n"
        )

    def seal(self, *signers: Signer, size: int | None = None) -> str:
        note = signed(self.head_text(size), *(signers or [self.signer]))
        self.checkpoints.append(note)
        if not self.keys:
            self.keys.append({"vkey": self.signer.vkey, "since": "0", "until": ""})
        return note

    def rotate(self, new: Signer) -> str:
        note = self.seal(self.signer, new)
        self.keys[-1]["until"] = str(len(self.events))
        self.keys.append({"vkey": new.vkey, "since": str(len(self.events)), "until": ""})
        self.signer = new
        return note

    def restored(self, lost: "Bundle", reason: str = "Hỏng đĩa") -> str:
        """This older copy goes on where `lost` was given out last."""
        head = lost.checkpoints[-1].split("\n")
        name, _, number = lost.origin.rpartition("/")
        self.clock = max(self.clock, lost.clock) + timedelta(hours=2)
        text = (
            f"vinh-danh epoch\n{name}/{int(number) + 1}\nlost {head[0]} {head[1]} {head[2]}\n"
            f"kept {len(self.events)} {spelt(root(self.events))}\ntime {stamp(self.clock)}\nreason {reason}\n"
        )
        self.epochs = [*lost.epochs, signed(text, self.signer)]
        self.origin = f"{name}/{int(number) + 1}"
        return self.epochs[-1]

    # -- what others get

    def proof(self, index: int, checkpoint: str) -> dict[str, str]:
        size = int(checkpoint.split("\n")[1])
        hashes = "".join(f"{spelt(part)}\n" for part in path(index, self.events[:size]))
        line = self.events[index].decode()
        content_hash = line.partition('"content_hash":"')[2][:64]
        proof = f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n{checkpoint}"
        return {"event": line, "content": self.snapshots[content_hash]["plain"], "proof": proof}

    def lines(self) -> dict[str, list[bytes]]:
        heads = sorted(self.heads.values(), key=lambda head: (head["object_type"], int(head["object_id"])))
        rows = {
            "payloads": [self.payloads[key] for key in sorted(self.payloads)],
            "snapshots": [self.snapshots[key] for key in sorted(self.snapshots)],
            "heads": heads,
            "files": sorted(self.files, key=lambda file: (file["sha256"], file["object"])),
            "checkpoints": [{"note": note} for note in self.checkpoints],
            "keys": self.keys,
            "epochs": [{"note": note} for note in self.epochs],
        }
        return {"events": self.events} | {stem: [rfc8785.dumps(row) for row in rows[stem]] for stem in rows}

    def write(self, folder: Path) -> Path:
        files = folder / "files"
        files.mkdir(parents=True)
        texts = {f"{stem}.jsonl": lines for stem, lines in self.lines().items()}
        manifest: dict[str, Any] = {
            "format": "vinh-danh-trail/1", "origin": self.origin, "size": len(self.events),
            "exported_at": stamp(self.clock), "counts": {name: len(lines) for name, lines in texts.items()},
            "sha256": {name: sha(b"".join(line + b"\n" for line in lines)) for name, lines in texts.items()},
        }  # fmt: skip
        manifest["digest"] = sha(rfc8785.dumps(manifest))
        (folder / "manifest.json").write_bytes(rfc8785.dumps(manifest) + b"\n")
        for name, lines in texts.items():
            (folder / name).write_bytes(b"".join(line + b"\n" for line in lines))
        for digest, data in self.blobs.items():
            (files / digest).write_bytes(data)
        return folder


NOMINATION, DECISION = "nominations.nomination", "nominations.decision"
LETTER, PDF = "Tờ trình số 5".encode(), b"%PDF-1.7 quyet dinh"


def award(rounds: int = 1) -> Bundle:
    """Two nominations with attachments and a signed decision with its PDF, sealed after every step."""
    made = Bundle()
    for number in range(rounds):
        one, two, paper = number * 2 + 1, number * 2 + 2, number + 1
        files = [made.attach(LETTER + bytes([number]), "tờ trình.pdf", f"nominations.attachment/{one}")]
        content = {"attachments": rfc8785.dumps(files).decode()}
        for verb, target in (("submit", "submitted"), ("receive", "under_review"), ("approve", "approved")):
            made.act(NOMINATION, one, verb, target, content)
            made.wait(60)
            made.act(NOMINATION, two, verb, target)
            made.wait(1200)
            made.seal()
            made.wait(30)
        pdf = made.attach(PDF + bytes([number]), "quyết định.pdf", f"{DECISION}/{paper}").rpartition(":")[2]
        made.act(DECISION, paper, "sign", "signed", {"pdf": pdf})
        made.seal()
    return made
