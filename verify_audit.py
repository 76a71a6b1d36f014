#!/usr/bin/env python3
"""Checks an exported audit trail (docs/trail-bundle.md) with nothing but this file and Python 3.9 or later.

    python3 verify_audit.py BUNDLE [--held FILE_OR_FOLDER ...] [--keys FILE] [--lang vi|en] [--json]
                                   [--tolerance MINUTES] [--report FILE] [--tsa-ca FILE]
    python3 verify_audit.py --proof FILE [--pdf FILE] --keys FILE

Exit: 0 whole · 1 tampered · 2 at odds with a checkpoint that you kept · 3 incomplete · 4 unreadable, or the command
was not understood. When several hold, 4 goes before 1, 1 before 2, 2 before 3. It opens no connection, imports
nothing but the standard library and writes nothing but the report that you ask for. Only --tsa-ca runs another
program: openssl, which checks who signed the timestamps (RFC 3161) that you keep beside your checkpoints.

How to read this file: `Bundle.check` names the steps of a check in order, `WORDS` says everything that can be wrong.
Before them stand, each under its heading, the published methods they lean on: Ed25519 signatures (RFC 8032), Merkle
trees (RFC 6962), signed notes and checkpoints (C2SP), timestamps (RFC 3161), canonical JSON (RFC 8785).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import time
import unicodedata
from array import array
from binascii import hexlify, unhexlify
from calendar import timegm
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, BinaryIO, Callable, Iterator, NamedTuple  # noqa: UP035 - Python 3.9

FORMAT, OF_A_PART = "vinh-danh-trail/1", "vinh-danh-trail-part/1"
WHOLE, TAMPERED, INCONSISTENT, INCOMPLETE, UNREADABLE = range(5)
PRECEDENCE = (UNREADABLE, TAMPERED, INCONSISTENT, INCOMPLETE)
LISTED = ("events", "payloads", "snapshots", "heads", "files", "checkpoints", "keys", "epochs")
BLOCK = 1 << 20  # bytes read at once
LONGEST_EVENT, LONGEST_LINE, LONGEST_NOTE = 1 << 16, 1 << 24, 1 << 20  # bytes
A_SIGNATURE = 1 << 15  # as long as reading so many bytes
KEPT = 100  # faults told in full; the rest are counted
ZERO = b"0" * 64
MALFORMED = (ValueError, KeyError, TypeError, AttributeError)  # what reading an input of another shape may raise
sha256 = hashlib.sha256

# ---- what can be wrong -----------------------------------------------------------------------------------------------


@dataclass
class Fault:
    """One thing wrong: its exit code, its words, and the leaf or range of leaves at fault, where one can be named."""

    exit: int
    code: str
    leaf: int | None = None
    until: int | None = None
    details: dict[str, Any] = field(default_factory=dict)
    object: str = ""
    verb: str = ""
    needle: bytes = b""  # a second reading names the first (or last) leaf whose line holds it
    wants_last: bool = False
    before: tuple[int, str] | None = None  # the leaf of the same object before this one, and its verb

    def place(self) -> tuple[Any, ...]:
        """Worst first, then by leaf; a range stands where it ends, after a leaf named exactly."""
        end = (self.leaf or 0) if self.until is None else self.until
        return PRECEDENCE.index(self.exit), self.leaf is None, end, self.until is not None

    def told(self, lang: str) -> str:
        details = {name: shown(value) for name, value in self.details.items()}
        if lang == "vi" and details.get("why") in WHYS:
            details["why"] = WHYS[details["why"]]
        return WORDS[self.code][lang == "en"].format(**details)


class Findings:
    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.number = [0] * 5

    def add(self, exit_code: int, code: str, *leaves: int, line: bytes = b"", **details: Any) -> Fault:
        """`leaves`: one, or the first and the last of a range; `line`: the event that stands there."""
        fault = Fault(exit_code, code, *leaves, details=details)
        fault.object, fault.verb = named_in(line) if line else ("", "")
        self.number[exit_code] += 1
        if sum(kept.exit == exit_code for kept in self.faults) < KEPT:
            self.faults.append(fault)
        return fault

    def exit(self) -> int:
        return next((code for code in PRECEDENCE if self.number[code]), WHOLE)

    def in_order(self) -> list[Fault]:
        return sorted(self.faults, key=Fault.place)


class Unreadable(Exception):
    """The input cannot be read on."""


class Missing(Exception):
    """A file that should be there is not."""


def shown(value: Any) -> str:
    """Text of unknown hands for a terminal and a lawyer: no control characters, not endless."""
    text = str(value)
    text = text if len(text) <= 120 else text[:117] + "…"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


# ---- Ed25519 (RFC 8032, 5.1) -----------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)
Point = tuple  # extended coordinates X, Y, Z, T


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def decompressed(data: bytes) -> Point | None:
    """The point with that one canonical encoding, or None."""
    if len(data) != 32:
        return None
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (v * x * x - u) % P or (not x and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def compressed(p: Point) -> bytes:
    inverse = pow(p[2], P - 2, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def is_small(p: Point) -> bool:
    """Is its order 1, 2, 4 or 8?"""
    for _ in range(3):
        p = add(p, p)
    return p[0] == 0 and (p[1] - p[2]) % P == 0


def multiples(p: Point) -> list[list[Point]]:
    """For each of 64 hexadecimal digits the sixteen multiples that it may stand for."""
    table = []
    for _ in range(64):
        row = [NEUTRAL]
        for _ in range(15):
            row.append(add(row[-1], p))
        table.append(row)
        p = add(row[-1], p)
    return table


def times(number: int, table: list[list[Point]]) -> Point:
    result = NEUTRAL
    for row in table:
        if number & 15:
            result = add(result, row[number & 15])
        number >>= 4
    return result


BASE = decompressed((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@lru_cache(16)
def table_of(public: bytes) -> list[list[Point]] | None:
    """The multiples of minus the key, or None when the key is no point of full order."""
    point = decompressed(public)
    fit = point is not None and not is_small(point)
    return multiples((P - point[0], point[1], 1, P - point[3])) if point and fit else None


@lru_cache(1)
def table_of_base() -> list[list[Point]]:
    return multiples(BASE or NEUTRAL)


def verified(public: bytes, message: bytes, signature: bytes) -> bool:
    """Strict: canonical encodings only, S below L, no point of small order."""
    table = table_of(public)
    s = int.from_bytes(signature[32:], "little")
    if table is None or len(signature) != 64 or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    r = add(times(s, table_of_base()), times(k, table))
    return not is_small(r) and compressed(r) == signature[:32]


# ---- Merkle trees (RFC 6962, 2.1) ------------------------------------------------------------------------------------


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def root_over(peaks: list[bytes]) -> bytes:
    """The root over complete subtrees, largest first."""
    if not peaks:
        return sha256().digest()
    root = peaks[-1]
    for left in reversed(peaks[:-1]):
        root = node_hash(left, root)
    return root


def climbed(index: int, last: int, proof: list[bytes]) -> list[tuple[bytes, bool]]:
    """RFC 9162, 2.1.3.2: each hash on the way up from a node, and whether it stands on the left; ValueError when the
    proof is too short or too long."""
    sides = []
    for part in proof:
        if not last:
            raise ValueError("too long")
        is_left = bool(index & 1) or index == last
        while is_left and index and not index & 1:
            index, last = index >> 1, last >> 1
        sides.append((part, is_left))
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("too short")
    return sides


def included(index: int, size: int, leaf: bytes, proof: list[bytes], root: bytes) -> bool:
    """Does the proof lead from the leaf's hash to the root?"""
    if not 0 <= index < size or any(len(part) != 32 for part in [leaf, root, *proof]):
        return False
    node = leaf
    try:
        for part, is_left in climbed(index, size - 1, proof):
            node = node_hash(part, node) if is_left else node_hash(node, part)
    except ValueError:
        return False
    return node == root


def consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: list[bytes]) -> bool:
    """RFC 9162, 2.1.4.2: is the tree of `old` leaves the beginning of the tree of `new` leaves?"""
    if not 0 < old <= new or any(len(part) != 32 for part in [old_root, new_root, *proof]):
        return False
    if old == new or not proof:
        return old == new and not proof and old_root == new_root
    first, *path = [old_root, *proof] if old & (old - 1) == 0 else proof
    index, last = old - 1, new - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    early = late = first
    try:
        for part, is_left in climbed(index, last, path):
            early = node_hash(part, early) if is_left else early
            late = node_hash(part, late) if is_left else node_hash(late, part)
    except ValueError:
        return False
    return early == old_root and late == new_root


# ---- notes, checkpoints, epochs, keys --------------------------------------------------------------------------------

MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
SIZE = r"(0|[1-9]\d{0,15})"
HASH64 = r"([A-Za-z0-9+/]{43}=)"
CHECKPOINT = re.compile(rf"([^\n]+)\n{SIZE}\n{HASH64}\ntime ({MOMENT})\noccasion (\S+)\n", re.ASCII)
EPOCH = re.compile(
    rf"vinh-danh epoch\n(\S+)\nlost (\S+) {SIZE} {HASH64}\nkept {SIZE} {HASH64}\ntime ({MOMENT})\nreason ([^\n]*)\n",
    re.ASCII,
)
SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")


class Note(NamedTuple):
    text: str
    signatures: list  # of (key name, key hash, signature)


class Checkpoint(NamedTuple):
    origin: str
    size: int
    root: bytes
    time: int
    note: Note
    file: str = ""  # where the auditor keeps it; empty for those of the bundle


class Epoch(NamedTuple):
    origin: str
    lost_origin: str
    lost_size: int
    lost_root: bytes
    kept_size: int
    kept_root: bytes
    time: int
    reason: str
    note: Note


class Key(NamedTuple):
    name: str
    hash: bytes
    public: bytes


def unbase64(text: str) -> bytes:
    """Only the one canonical spelling. Raises ValueError."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64 is not canonical")
    return data


def seconds(moment: str) -> int:
    return timegm(time.strptime(moment, "%Y-%m-%dT%H:%M:%SZ"))


def moment_of(number: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(number))


def parse_note(text: str) -> Note:
    """c2sp.org/signed-note. Raises ValueError."""
    body, separator, block = text.rpartition("\n\n")
    lines = block.split("\n")
    if not separator or lines.pop() or not 0 < len(lines) <= 64 or any(sign < " " for sign in set(text) - {"\n"}):
        raise ValueError("not a signed note")
    signatures = []
    for line in lines:
        match = SIGNATURE.fullmatch(line)
        data = unbase64(match[2]) if match else b""
        if not match or len(data) < 5:
            raise ValueError("not a signature line")
        signatures.append((match[1], data[:4], data[4:]))
    return Note(body + "\n", signatures)


def parse_checkpoint(text: str, file: str = "") -> Checkpoint:
    note = parse_note(text)
    match = CHECKPOINT.fullmatch(note.text)
    if not match:
        raise ValueError("not a checkpoint")
    return Checkpoint(match[1], int(match[2]), unbase64(match[3]), seconds(match[4]), note, file)


def parse_epoch(text: str) -> Epoch:
    note = parse_note(text)
    match = EPOCH.fullmatch(note.text)
    if not match:
        raise ValueError("not an epoch record")
    lost, kept = (int(match[3]), unbase64(match[4])), (int(match[5]), unbase64(match[6]))
    return Epoch(match[1], match[2], *lost, *kept, seconds(match[7]), match[8], note)


def parse_vkey(text: str) -> Key:
    name, _, rest = text.partition("+")
    spelt, _, encoded = rest.partition("+")
    data = unbase64(encoded)
    known = sha256(name.encode() + b"\n" + data).digest()[:4]
    if not re.fullmatch(r"[^\s+]{1,200}", name) or len(data) != 33 or data[0] != 1 or known.hex() != spelt:
        raise ValueError("not a key of Ed25519")
    return Key(name, known, data[1:])


def signers(note: Note, keys: list[Key]) -> list[Key] | None:
    """Those of the keys that signed it, or None when a signature in the name of one of them is false."""
    found = []
    for name, key_hash, signature in note.signatures:
        named = [key for key in keys if (key.name, key.hash) == (name, key_hash)]
        true = [key for key in named if verified(key.public, note.text.encode(), signature)]
        if named and not true:
            return None
        found += true
    return found


# ---- timestamps (RFC 3161) that the auditor keeps beside a checkpoint ------------------------------------------------

ABOUT_TIME = bytes.fromhex("060b2a864886f70d0109100104")  # id-ct-TSTInfo
OF_SHA256 = bytes.fromhex("0609608648016503040201")


def der_parts(data: bytes) -> list[bytes]:
    """The contents of the DER elements that follow each other. Raises ValueError."""
    found, at = [], 0
    while at < len(data):
        size, start = (data[at + 1 : at + 2] or b"\xff")[0], at + 2
        if size >= 128:
            start += size - 128
            size = int.from_bytes(data[at + 2 : start], "big")
        if start + size > len(data):
            raise ValueError("not DER")
        found.append(data[start : start + size])
        at = start + size
    return found


def parse_stamp(token: bytes) -> tuple[bytes, int]:
    """The SHA-256 that a timestamp token is about, and its time. Raises ValueError."""
    try:
        (content,) = der_parts(token)
        (signed,) = der_parts(der_parts(content)[1])
        kind, wrapped = der_parts(der_parts(signed)[2])
        ((info,),) = [der_parts(octets) for octets in der_parts(wrapped)]
        _, _, imprint, _, moment, *_ = der_parts(info)
        algorithm, digest = der_parts(imprint)
        if kind != ABOUT_TIME[2:] or not algorithm.startswith(OF_SHA256):
            raise ValueError("not a timestamp over SHA-256")
        return digest, timegm(time.strptime(moment.decode().partition(".")[0].rstrip("Z"), "%Y%m%d%H%M%S"))
    except IndexError:
        raise ValueError("not a timestamp") from None


def stamp_refused(path: str, digest: bytes, ca: str) -> str:
    """Why openssl does not take the token for one of that authority; empty when it does."""
    command = ["openssl", "ts", "-verify", "-token_in", "-in", path, "-digest", digest.hex(), "-CAfile", ca]
    try:
        ran = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - no shell; the auditor asks for it
    except OSError as error:
        return f"openssl: {error.strerror}"
    return "" if ran.returncode == 0 else (ran.stderr.decode(errors="replace").strip().splitlines() or ["openssl"])[-1]


class Lineage:
    """The names of the log from epoch to epoch, and up to where the tree of today still shows the earlier ones."""

    def __init__(self, origin: str, epochs: list[Epoch]):
        self.epochs, self.origin = epochs, origin
        self.origins = [epochs[0].lost_origin, *[epoch.origin for epoch in epochs]] if epochs else [origin]
        self.kept = [min(later.kept_size for later in epochs[place:]) for place in range(len(epochs))]

    def broken(self) -> Iterator[Epoch]:
        """Records that do not follow from what came before, or do not lead to the log of today."""
        for place, epoch in enumerate(self.epochs):
            (old, _, was), (new, _, now) = self.origins[place].rpartition("/"), epoch.origin.rpartition("/")
            follows = re.fullmatch(r"\d{1,9}", was) and re.fullmatch(r"[1-9]\d{0,8}", now) and int(now) > int(was)
            if old != new or not follows or epoch.lost_origin not in self.origins[: place + 1]:
                yield epoch
        if self.origins[-1] != self.origin:
            yield self.epochs[-1]

    def shows(self, origin: str, size: int) -> bool:
        """Is a tree of that log and size the beginning of today's?"""
        place = self.origins.index(origin)
        return place == len(self.epochs) or size <= self.kept[place]

    def place(self, head: Checkpoint) -> str:
        """`shown` where the tree must show it, `lost` where a record says so, else what is wrong with it."""
        if head.origin not in self.origins:
            return "origin"
        if self.shows(head.origin, head.size):
            return "shown"
        for epoch in self.epochs[self.origins.index(head.origin) :]:
            is_last = (head.size, head.root) == (epoch.lost_size, epoch.lost_root)
            if epoch.lost_origin == head.origin and (is_last or head.size < epoch.lost_size):
                return "lost"
        return "less"


# ---- reading files of unknown hands ----------------------------------------------------------------------------------


def opened(path: str, name: str, follow: bool = False) -> BinaryIO:
    """A regular file; never a pipe, a device or, unless the auditor named it (`follow`), a link."""
    flags = os.O_RDONLY
    for flag in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY") + (() if follow else ("O_NOFOLLOW",)):
        flags |= getattr(os, flag, 0)
    try:
        if not follow and os.path.islink(path):
            raise Unreadable(name, "symlink")
        number = os.open(path, flags)
    except FileNotFoundError:
        raise (Unreadable(name, "missing") if follow else Missing(name)) from None
    except (OSError, ValueError) as error:
        raise Unreadable(name, getattr(error, "strerror", "") or "name") from None
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise Unreadable(name, "not a regular file")
    return os.fdopen(number, "rb", buffering=0)


class Lines:
    """A file as lists of whole lines, with its SHA-256, in constant memory."""

    def __init__(self, path: str, name: str, longest: int, tick: Callable[[int], None] = lambda _count: None):
        self.name, self.longest, self.tick = name, longest, tick
        self.file = opened(path, name)
        self.sha256, self.count, self.is_ended = "", 0, True

    def __iter__(self) -> Iterator[list[bytes]]:
        digest, rest = sha256(), b""
        with self.file:
            for block in iter(lambda: self.file.read(BLOCK), b""):
                digest.update(block)
                self.tick(len(block))
                lines = (rest + block).split(b"\n")
                rest = lines.pop()
                if len(rest) > self.longest:
                    raise Unreadable(self.name, "a line without end")
                self.count += len(lines)
                yield lines
        self.sha256, self.is_ended = digest.hexdigest(), not rest
        if rest:
            self.count += 1
            yield [rest]


def small_file(path: str, name: str, follow: bool = False) -> bytes:
    with opened(path, name, follow) as file:
        data = file.read(LONGEST_LINE + 1)
    if len(data) > LONGEST_LINE:
        raise Unreadable(name, "too long")
    return data


def _whole_number(text: str) -> int:
    if len(text) > 18:
        raise ValueError("a number too large")
    return int(text)


def _refused(_text: str) -> Any:
    raise ValueError("no such number here")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_whole_number, parse_float=_refused, parse_constant=_refused
)


def parsed(data: bytes, fields: tuple[str, ...] = ()) -> dict[str, Any]:
    """One JSON object, strictly, with these fields and no other. Raises ValueError whatever is wrong."""
    try:
        text = data.decode()
        value, end = DECODER.scan_once(text, 0)
    except (StopIteration, RecursionError):
        raise ValueError("not JSON") from None
    if end != len(text) or not isinstance(value, dict):
        raise ValueError("not one object")
    if fields and set(value) != set(fields):
        raise ValueError("not the fields")
    return value


def sorted_names(value: Any) -> Any:
    """Objects with their names in the order of UTF-16 units, as RFC 8785 wants it: U+10000 before U+E000."""
    if isinstance(value, list):
        return [sorted_names(item) for item in value]
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {name: sorted_names(value[name]) for name in names}
    return value


def canonical(value: Any) -> bytes:
    """RFC 8785 for what occurs here: objects, lists, strings, small whole numbers."""
    return json.dumps(sorted_names(value), ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(1024)
def escaped(text: str) -> bytes:
    """As it stands between quotation marks."""
    return canonical(text)[1:-1]


def number(value: Any) -> int:
    """A whole number, as such or in decimal digits. Raises ValueError."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and re.fullmatch(SIZE, value, re.ASCII):
        return int(value)
    raise ValueError("not a whole number")


# ---- events: one pass over the log -----------------------------------------------------------------------------------

_TEXT = rb'[^"\\\x00-\x1f]*(?:\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))[^"\\\x00-\x1f]*)*'
_DAY = rb"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_COUNT = rb"0|[1-9]\d{0,17}"
SHAPES = {
    "act_id": _TEXT, "actor_id": _TEXT, "at": _DAY + rb"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z", "authority": _TEXT,
    "capacity": _TEXT, "content_hash": rb"[0-9a-f]{64}|", "object_id": _COUNT, "object_type": _TEXT,
    "on_behalf_of": _TEXT, "payload_hash": rb"[0-9a-f]{64}|", "prev_hash": rb"[0-9a-f]{64}", "request_id": _TEXT,
    "seq": rb"[1-9]\d{0,17}", "source": _TEXT, "target": _TEXT, "verb": _TEXT, "version": _COUNT,
}  # fmt: skip
GROUPS = {  # what a pass over the events looks at; neighbours that belong together are taken together
    "at": b"(", "capacity": b"(", "content_hash": b"(", "object_id": b"(", "object_type": b"", "payload_hash": b"(",
    "prev_hash": b"(", "seq": b"(", "source": b"", "target": b"(",
}  # fmt: skip


def event_pattern() -> bytes:
    parts = []
    for name, shape in SHAPES.items():
        starts, ends = GROUPS.get(name, b"").startswith(b"("), name in GROUPS and name not in ("object_id", "seq")
        parts.append(b'"%b":"%b(?:%b)%b"' % (name.encode(), b"(" if starts else b"", shape, b")" if ends else b""))
    return b"\\{" + b",".join(parts) + b"\\}"


EVENT = re.compile(event_pattern())
LEFT_OUT = re.compile(rb'\{"leaf":"([0-9a-f]{64})"\}')  # in a bundle of a part: an event of something else


def is_composed(line: bytes) -> bool:
    try:
        return unicodedata.is_normalized("NFC", line.decode())
    except UnicodeDecodeError:
        return False


def examined(line: bytes) -> tuple[str, str, Any]:
    """What is wrong with an event's form ("" for nothing), names of fields, and its used fields where it has them."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return "utf8", "", None
    try:
        event = parsed(line)
    except ValueError:
        return "json", "", None
    odd = sorted(set(event) ^ set(SHAPES)) or [name for name in SHAPES if not isinstance(event[name], str)]
    if odd:
        return "fields", ", ".join(odd), None
    match = EVENT.fullmatch(line)
    if not all(unicodedata.is_normalized("NFC", text) for text in event.values()):
        return "nfc", "", match and match.groups()
    if match:
        return "", "", match.groups()
    for name, shape in SHAPES.items():
        if shape is not _TEXT and not re.fullmatch(shape, event[name].encode(errors="replace")):
            return "shape", name, None
    return "canonical", "", None


class Mark(NamedTuple):
    """A root that the tree must have at a size, and when that was said (None where it says no time)."""

    size: int
    root: bytes
    time: int | None
    file: str = ""


class Window(NamedTuple):
    """When events of a range of leaves may have happened; whether only a checkpoint of the auditor says so."""

    end: int
    lower: bytes
    upper: bytes
    lower_held: bool = False
    upper_held: bool = False


def windows(marks: list[Mark], tolerance: float) -> list[Window]:
    """Between each two neighbouring checkpoints, then after the last. Marks by size, those of the bundle first."""
    made, lower, lower_held = [], b"", False
    for mark in marks:
        if mark.time is None:
            continue
        if not made or made[-1].end < mark.size:
            upper = moment_of(mark.time + tolerance + 1).encode()
            made.append(Window(mark.size, lower, upper, lower_held, bool(mark.file)))
        after = moment_of(mark.time - tolerance).encode()
        if after != lower:
            lower, lower_held = after, bool(mark.file)
    return [*made, Window(1 << 62, lower, b"A", lower_held)]


class Events:
    """Form, chains and times of all events. Keeps one short record an object and two numbers an event."""

    def __init__(self, found: Findings, marks: list[Mark], tolerance: float, is_part: bool = False):
        self.found, self.windows, self.is_part, self.left_out = found, windows(marks, tolerance), is_part, 0
        self.heads: dict[bytes, bytes] = {}  # object: hash, content hash, next number and state
        self.payloads, self.contents = array("Q"), array("Q")
        self.size, self.first, self.last = 0, b"9", b""
        self.composed: set[bytes] = set()

    def read(self, lines: Lines) -> None:
        coming = iter(self.windows)
        window = next(coming)
        for block in lines:
            start = 0
            while start < len(block):
                while window.end <= self.size:
                    window = next(coming)
                part = block[start : start + window.end - self.size]
                start += len(part)
                self.take(part, window)

    def take(self, lines: list[bytes], window: Window) -> None:
        match, heads, lower, upper = EVENT.fullmatch, self.heads, window.lower, window.upper
        first, last, payloads, contents = self.first, self.last, bytearray(), bytearray()
        for index, line in enumerate(lines, self.size):
            found = match(line)
            fields = found.groups() if found else self.odd(index, line)
            if fields is None:
                continue
            at, capacity, content, key, payload, prev, step, target = fields
            if not line.isascii() and not self.is_plain(line, capacity) and found:
                self.odd(index, line)
            head = heads.get(key)
            if head is None:
                if prev != ZERO or not step.startswith(b'1"'):
                    self.unchained(index, line, fields, b"", b'1"')
            elif hexlify(head[:32]) != prev or head[64:] != step:
                self.unchained(index, line, fields, head[:32], head[64:])
            later = int(step[: step.index(b'"')]) + 1
            heads[key] = sha256(line).digest() + unhexlify(content or ZERO) + b'%d","source":"%b' % (later, target)
            if at < lower or at > upper:
                self.untimely(index, line, at, window)
            if at < first:
                first = at
            if at > last:
                last = at
            payloads += payload[:16]
            contents += content[:16]
        self.size, self.first, self.last = self.size + len(lines), first, last
        self.payloads.frombytes(unhexlify(payloads))
        self.contents.frombytes(unhexlify(contents))

    def is_plain(self, line: bytes, capacity: bytes) -> bool:
        """NFC and UTF-8, of which capacities, few and often in Vietnamese, are remembered."""
        if capacity in self.composed and line.replace(capacity, b"", 1).isascii():
            return True
        if not is_composed(line):
            return False
        if len(self.composed) < KEPT * 100 and is_composed(capacity):
            self.composed.add(capacity)
        return True

    def odd(self, index: int, line: bytes) -> Any:
        if len(line) > LONGEST_EVENT:
            raise Unreadable("events.jsonl", "a line without end")
        if self.is_part and LEFT_OUT.fullmatch(line):
            self.left_out += 1
            return None
        code, names, fields = examined(line)
        if code:
            self.found.add(TAMPERED, code, index, line=line, names=names)
        return fields

    def unchained(self, index: int, line: bytes, fields: Any, digest: bytes, expected: bytes) -> None:
        key, prev, step = fields[3], fields[5], fields[6]
        (seq, state), (said, left) = parts_of(step), parts_of(expected)
        if seq != said:
            self.found.add(TAMPERED, "seq", index, line=line, found=seq, said=said)
        elif prev != (hexlify(digest) or ZERO):
            self.found.add(TAMPERED, "prev", index, line=line).needle = needle(key)
        else:
            self.found.add(TAMPERED, "source", index, line=line, found=state, said=left)

    def untimely(self, index: int, line: bytes, at: bytes, window: Window) -> None:
        is_early = at < window.lower
        is_held = window.lower_held if is_early else window.upper_held
        code = INCONSISTENT if is_held else TAMPERED
        self.found.add(code, "early" if is_early else "late", index, line=line, at=at.decode())


def parts_of(step: bytes) -> tuple[str, str]:
    """Number and state out of `3","source":"submitted`."""
    seq, _, state = step.decode(errors="replace").partition('"')
    return seq, state.partition(':"')[2]


def needle(key: bytes) -> bytes:
    return b'"object_id":"%b"' % key


def named_in(line: bytes) -> tuple[str, str]:
    """Object and verb of a line, as far as they can be read."""
    try:
        event = parsed(line)
    except ValueError:
        return "", ""
    return f"{event.get('object_type', '?')}/{event.get('object_id', '?')}", str(event.get("verb", ""))


# ---- tree, words and snapshots: independent of the chains, so that a second core can take them -----------------------


class Tree(NamedTuple):
    """The tree over a file of events: its root at each size asked for, and what the file is."""

    roots: dict
    sha256: str
    count: int
    is_ended: bool


def read_tree(path: str, sizes: list[int], is_part: bool = False) -> Tree:
    lines, roots, peaks, index = Lines(path, "events.jsonl", LONGEST_EVENT), {}, [], 0
    coming = iter([*sizes, 1 << 62])
    size = next(coming)
    for block in lines:
        for line in block:
            if index == size:
                roots[size], size = root_over(peaks), next(coming)
            left_out = LEFT_OUT.fullmatch(line) if is_part else None
            node, place = unhexlify(left_out[1]) if left_out else sha256(b"\0" + line).digest(), index
            while place & 1:
                node = sha256(b"\1" + peaks.pop() + node).digest()
                place >>= 1
            peaks.append(node)
            index += 1
    roots[index] = root_over(peaks)
    return Tree(roots, lines.sha256, lines.count, lines.is_ended)


LAST_PARTS = re.compile(r'"(?:attachments|pdf)":')


class Kept(NamedTuple):
    """What a file of words or snapshots brought; of each hash 8 bytes."""

    sha256: str
    count: int
    is_ended: bool
    hashes: bytes
    files: list  # of (content hash, name of file, its SHA-256)
    erasures: list  # of (hash, how many words, how many snapshots)
    faults: list  # of (exit code, code, line, hash)


def read_kept(path: str, name: str, fields: tuple[str, ...]) -> Kept:
    lines, hashes, before, index = Lines(path, name, LONGEST_LINE), bytearray(), "", 0
    files, erasures, faults = [], [], []
    for block in lines:
        for line in block:
            index += 1
            try:
                row = parsed(line, fields)
                said, plain = row["hash"], row["plain"]
                if not re.fullmatch("[0-9a-f]{64}", said):
                    raise ValueError("not a hash")
                true = sha256(row.get("salt", "").encode("ascii") + plain.encode()).hexdigest()
            except MALFORMED:
                faults.append((UNREADABLE, "line", index, ""))
                continue
            if true != said:
                faults.append((TAMPERED, "words" if "salt" in row else "content", index, said))
            if said <= before:
                faults.append((TAMPERED, "order", index, ""))
            before = said
            hashes += unhexlify(said[:16])
            if "salt" not in row and LAST_PARTS.search(plain):
                files += [(said, *file) for file in files_named(plain)]
            if "salt" in row and '"erased":' in plain and (counts := erased_by(plain)):
                erasures.append((said, *counts))
    return Kept(lines.sha256, lines.count, lines.is_ended, bytes(hashes), files, erasures, faults[:KEPT])


def files_named(plain: str) -> Iterator[tuple[str, str]]:
    """Name and SHA-256 of the files that a content stands on; an empty hash where it gives none."""
    try:
        content = parsed(plain.encode())
        named = content.get("attachments", "[]")
        named = json.loads(named) if isinstance(named, str) else named
    except (ValueError, RecursionError):
        return
    for entry in named if isinstance(named, list) else []:
        name, _, digest = str(entry).rpartition(":")
        yield (name, digest) if re.fullmatch("[0-9a-f]{64}", digest) else (str(entry), "")
    if re.fullmatch("[0-9a-f]{64}", str(content.get("pdf", ""))):
        yield "PDF", content["pdf"]


def erased_by(plain: str) -> tuple[int, int] | None:
    """How many words and snapshots an act says that it erased, where it is an erasure."""
    try:
        counts = parsed(plain.encode())["data"]["erased"]
        words, snapshots = (counts.get(f"workflows.{kind}", "0") for kind in ("auditpayload", "contentsnapshot"))
        return number(words), number(snapshots)
    except MALFORMED:
        return None


# ---- the bundle ------------------------------------------------------------------------------------------------------


class Progress:
    """A bar on a terminal, for what lasts."""

    def __init__(self, total: int):
        self.total, self.done, self.is_on, self.next = total, 0, sys.stderr.isatty() and total > 8 * BLOCK, 0.0

    def __call__(self, count: int) -> None:
        self.done += count
        if self.is_on and time.monotonic() >= self.next:
            self.next = time.monotonic() + 0.2
            share = min(self.done / self.total, 1)
            sys.stderr.write(f"\r[{'#' * int(share * 40):<40}] {share:4.0%}")
            sys.stderr.flush()

    def end(self) -> None:
        if self.is_on and self.done:
            sys.stderr.write("\r" + " " * 50 + "\r")


class Bundle:
    """One verification: reads everything once, in the order in which one file explains the next."""

    def __init__(self, folder: str, held: list[str], keys: str, tolerance: float, tsa_ca: str = ""):
        self.folder, self.held_paths, self.keys_path, self.tolerance = folder, held, keys, tolerance * 60
        self.tsa_ca, self.stamps = tsa_ca, 0
        self.found = Findings()
        self.facts: dict[str, Any] = {"bundle": folder, "keys_given": bool(keys), "lost": 0, "files": 0, "erasures": 0}
        self.heads_seen = 0
        self.marks: list[Mark] = []
        self.proven: int | None = None  # leaves before the first root that differs
        self.needed: list[tuple[str, str, str]] = []
        self.erased = [0, 0]  # words and snapshots, as acts of erasure count them

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def check(self) -> None:
        if not os.path.isdir(self.folder):
            raise Unreadable(self.folder, "not a folder")
        self.read_manifest()
        keys = self.read_notes("keys", ("since", "until", "vkey"), lambda row: (parse_vkey(row["vkey"]), row))
        heads = self.read_notes("checkpoints", ("note",), lambda row: parse_checkpoint(row["note"]))
        epochs = self.read_notes("epochs", ("note",), lambda row: parse_epoch(row["note"]))
        held = self.read_held()
        progress = Progress(self.weight("events.jsonl") + len(heads) * A_SIGNATURE)
        marks = self.trusted_marks(keys, heads, epochs, held, progress)
        self.marks = sorted(marks, key=lambda mark: (mark.size, bool(mark.file)))
        self.events = Events(self.found, self.marks, self.tolerance, self.is_part)
        is_read = self.read_log(progress)
        progress.end()
        if is_read:
            self.check_ends(held)
            self.check_heads()
            self.check_files()
            self.locate()

    def weight(self, name: str) -> int:
        try:
            return os.lstat(self.path(name)).st_size
        except OSError:
            return 0

    def read_manifest(self) -> None:
        try:
            raw = small_file(self.path("manifest.json"), "manifest.json")
            manifest = parsed(raw[:-1])
            body = {name: value for name, value in manifest.items() if name != "digest"}
            names = {f"{name}.jsonl" for name in LISTED}
            if (
                manifest["format"] not in (FORMAT, OF_A_PART)
                or set(manifest["sha256"]) != names
                or set(manifest["counts"]) != names
            ):
                raise ValueError("another format")
            self.origin, self.said_size = str(manifest["origin"]), number(manifest["size"])
            self.counts = {name: number(count) for name, count in manifest["counts"].items()}
            self.digests = dict(manifest["sha256"])
            self.is_part = manifest["format"] == OF_A_PART
            is_true = canonical(manifest) + b"\n" == raw and sha256(canonical(body)).hexdigest() == manifest["digest"]
        except Missing:
            raise Unreadable("manifest.json", "missing") from None
        except MALFORMED:
            raise Unreadable("manifest.json", FORMAT) from None
        names = {"format", "origin", "size", "exported_at", "counts", "sha256", "digest"}
        if self.is_part:
            names.add("part")
            self.facts["part"] = shown(manifest.get("part", ""))
        if not is_true or set(manifest) != names:
            self.found.add(TAMPERED, "manifest")
        self.facts.update(origin=self.origin, exported_at=shown(manifest.get("exported_at", "")))

    def settle(self, name: str, lines: Any) -> None:
        """Is it the file that the manifest describes?"""
        if not lines.is_ended:
            self.found.add(TAMPERED, "ending", file=name)
        if lines.count != self.counts[name]:
            self.found.add(TAMPERED, "count", file=name, found=lines.count, said=self.counts[name])
        if lines.sha256 != self.digests[name]:
            self.found.add(TAMPERED, "digest", file=name)

    def read_notes(self, stem: str, fields: tuple[str, ...], parse: Callable[[dict[str, Any]], Any]) -> list[Any]:
        """The lines of a short file, those that can be read."""
        name, rows, index = f"{stem}.jsonl", [], 0
        try:
            lines = Lines(self.path(name), name, LONGEST_NOTE)
            for block in lines:
                for line in block:
                    index += 1
                    try:
                        rows.append(parse(parsed(line, fields)))
                    except MALFORMED:
                        self.found.add(UNREADABLE, "line", file=name, row=index)
        except (Missing, Unreadable) as error:
            self.report(error)
        else:
            self.settle(name, lines)
        return rows

    def report(self, error: Missing | Unreadable) -> None:
        if isinstance(error, Missing):
            self.found.add(INCOMPLETE, "missing", file=error.args[0])
        else:
            self.found.add(UNREADABLE, "unreadable", file=error.args[0], why=error.args[1])

    # -- whom to trust

    def read_held(self) -> list[Checkpoint]:
        found: list[Checkpoint] = []
        self.held_epochs: list[tuple[str, Epoch]] = []
        for path, text in held_texts(self.held_paths):
            name = os.path.basename(path)
            try:
                found.append(parse_checkpoint(text, name))
                self.check_stamp(path.rpartition(".")[0] + ".tst", text, found[-1])
            except ValueError:
                try:
                    self.held_epochs.append((name, parse_epoch(text)))
                except ValueError:
                    self.found.add(UNREADABLE, "unreadable", file=path, why="not a checkpoint")
        return found

    def check_stamp(self, path: str, text: str, head: Checkpoint) -> None:
        """The timestamp beside a checkpoint, where there is one: about that note, and of its time."""
        name, digest = os.path.basename(path), sha256(text.encode()).digest()
        if not os.path.exists(path):
            return
        try:
            about, moment = parse_stamp(small_file(path, name, follow=True))
        except ValueError:
            self.found.add(UNREADABLE, "unreadable", file=name, why="not a timestamp")
            return
        self.stamps += 1
        self.facts["stamps"] = self.stamps
        if about != digest:
            self.found.add(TAMPERED, "stamp.imprint", file=name)
        elif moment < head.time - self.tolerance:
            said = {"at": moment_of(moment) + "Z", "said": moment_of(head.time) + "Z"}
            self.found.add(TAMPERED, "stamp.time", file=name, **said)
        elif self.tsa_ca and (why := stamp_refused(path, digest, self.tsa_ca)):
            self.found.add(TAMPERED, "stamp.signature", file=name, why=why)

    def trusted_marks(
        self, rows: list[Any], heads: list[Checkpoint], epochs: list[Epoch], held: list[Checkpoint], progress: Progress
    ) -> list[Mark]:
        own = [key for key, _ in rows]
        given = read_keys(self.keys_path) if self.keys_path else own[:1]
        every = list(dict.fromkeys([*given, *own]))
        self.facts.update(checkpoints=len(heads), held=len(held), epochs=len(epochs))
        lineage = Lineage(self.origin, epochs)
        for epoch in lineage.broken():
            self.found.add(TAMPERED, "epoch.chain", origin=epoch.origin)
        if not given:  # nothing can be trusted, so that no checkpoint covers anything
            return []
        trusted, good = self.walk(heads, given, every, lineage, progress)
        if heads:
            self.check_keys(rows)
        self.facts["keys"] = [vkey_of(key) for key in trusted]
        self.facts["reasons"] = [[epoch.origin, moment_of(epoch.time) + "Z", shown(epoch.reason)] for epoch in epochs]
        marks = [*good, *self.epoch_marks(lineage, trusted)]
        for name, epoch in self.held_epochs:
            if epoch.note.text not in [own.note.text for own in epochs]:
                self.found.add(INCONSISTENT, "held.epoch", file=name)
        for head in held:
            details = {"size": head.size, "file": head.file, "origin": head.origin}
            place = lineage.place(head)
            if not signers(head.note, trusted):
                self.found.add(INCONSISTENT, "held.signature", **details)
            elif place == "shown":
                marks.append(Mark(head.size, head.root, head.time, head.file))
            elif place == "lost":
                self.facts["lost"] += 1
            else:
                self.found.add(INCONSISTENT, f"held.{place}", **details)
        return marks

    def walk(
        self, heads: list[Checkpoint], given: list[Key], every: list[Key], lineage: Lineage, progress: Progress
    ) -> tuple[list[Key], list[Mark]]:
        """From checkpoint to checkpoint: who signs, who takes over, and does the log only grow?"""
        current: Key | None = None
        trusted, good, before = list(given), [], (0, 0, 0)
        self.taken_over: list[tuple[Key, int]] = []
        for head in heads:
            progress(A_SIGNATURE)
            place, by = lineage.place(head), signers(head.note, every)
            step = (lineage.origins.index(head.origin) if place != "origin" else before[0], head.size, head.time)
            fault = self.signing_fault(by, current, given) or (place if place in ("origin", "less") else "")
            if not fault and (step[:2] < before[:2] or step[2] < before[2] - self.tolerance):
                fault = "shrinks"
            if fault:
                self.found.add(TAMPERED, fault, size=head.size, origin=head.origin)
                continue
            fresh = [key for key in by or [] if key != current and key not in [old for old, _ in self.taken_over]]
            if current is None:
                fresh = [key for key in fresh if key in given][-1:]
            if fresh:
                current = fresh[-1]
                self.taken_over.append((current, head.size))
                trusted = list(dict.fromkeys([*trusted, current]))
            before = step
            if place == "shown":
                good.append(Mark(head.size, head.root, head.time))
        return trusted, good

    @staticmethod
    def signing_fault(by: list[Key] | None, current: Key | None, given: list[Key]) -> str:
        if by is None:
            return "signature"
        if current is None:
            return "" if any(key in given for key in by) else "untrusted"
        if current in by:
            return ""
        return "rotation" if by else "untrusted"

    def check_keys(self, rows: list[Any]) -> None:
        """Does the history of keys say what the checkpoints say?"""
        sizes = [size for _, size in self.taken_over]
        for place, (key, row) in enumerate(rows):
            is_used = place < len(self.taken_over) and self.taken_over[place][0] == key
            since = "0" if not place else str(sizes[place]) if is_used else None
            until = str(sizes[place + 1]) if place + 1 < len(sizes) else ""
            starts = is_used or (not place and not self.taken_over)
            if not starts or (place and str(row["since"]) != since) or str(row["until"]) != until:
                self.found.add(TAMPERED, "key", name=key.name)

    def epoch_marks(self, lineage: Lineage, trusted: list[Key]) -> Iterator[Mark]:
        for place, epoch in enumerate(lineage.epochs):
            if not signers(epoch.note, trusted):
                self.found.add(TAMPERED, "epoch.signature", origin=epoch.origin)
                continue
            if lineage.shows(lineage.origins[place], epoch.kept_size):
                yield Mark(epoch.kept_size, epoch.kept_root, None)
            if epoch.lost_origin in lineage.origins and lineage.shows(epoch.lost_origin, epoch.lost_size):
                yield Mark(epoch.lost_size, epoch.lost_root, None)

    # -- the log and what hangs on it

    def read_log(self, progress: Progress) -> bool:
        """Chains here; tree, words and snapshots meanwhile on a second core when there is much to read."""
        path, sizes = self.path("events.jsonl"), sorted({mark.size for mark in self.marks})
        jobs: dict[str, Any] = {
            "events.jsonl": (read_tree, path, sizes, self.is_part),
            "payloads.jsonl": (read_kept, self.path("payloads.jsonl"), "payloads.jsonl", ("hash", "plain", "salt")),
            "snapshots.jsonl": (read_kept, self.path("snapshots.jsonl"), "snapshots.jsonl", ("hash", "plain")),
        }
        pool, waiting = second_core(jobs) if sum(map(self.weight, jobs)) > 16 * BLOCK else (None, {})
        try:
            self.events.read(Lines(path, "events.jsonl", LONGEST_EVENT, progress))
        except (Missing, Unreadable) as error:
            self.report(error)
            if pool:
                pool.shutdown()
            return False
        named = {"payloads.jsonl": self.events.payloads, "snapshots.jsonl": self.events.contents}
        for name, job in jobs.items():
            try:
                result = result_of(waiting[name]) if waiting else None
                result = result or job[0](*job[1:])
                self.settle(name, result)
                self.take_kept(name, result, named[name]) if name in named else self.compare(result)
            except (Missing, Unreadable) as error:
                self.report(error)
        if pool:
            pool.shutdown()
        return True

    def compare(self, tree: Tree) -> None:
        """The tree with every checkpoint; the first root that differs bounds the leaves at fault."""
        bad = {False: False, True: False}  # by who holds the checkpoint: the bundle, the auditor
        good = {False: [0, 0], True: [0, 0]}  # the last two sizes that agreed
        for mark in self.marks:
            is_held = bool(mark.file)
            if mark.size not in tree.roots or bad[is_held]:
                continue
            if tree.roots[mark.size] == mark.root:
                for goods in (good[False], good[True])[: 1 + is_held]:
                    goods[:] = [goods[goods[1] < mark.size], mark.size]
                continue
            bad[is_held] = True
            start, last = good[is_held][good[is_held][1] < mark.size], max(mark.size, 1) - 1
            if is_held:
                self.found.add(INCONSISTENT, "held.root", start, last, size=mark.size, file=mark.file)
            else:
                self.found.add(TAMPERED, "root", start, last, size=mark.size)
        self.proven = good[False][1] if bad[False] else None

    def take_kept(self, name: str, kept: Kept, named: array) -> None:
        for exit_code, code, row, digest in kept.faults:
            fault = self.found.add(exit_code, code, file=name, row=row)
            fault.needle = digest.encode()
        wanted, there = set(named), set(array("Q", kept.hashes))
        for said, words, snapshots in kept.erasures:
            if array("Q", unhexlify(said[:16]))[0] in wanted:
                self.erased = [self.erased[0] + words, self.erased[1] + snapshots]
                self.facts["erasures"] += 1
        absent, recorded = len(wanted - there), self.erased[name == "snapshots.jsonl"]
        told = self.events.size - self.events.left_out
        found = {
            "": kept.count, "_loose": len(there - wanted), "_never": told - len(named),
            "_absent": absent, "_erased": min(absent, recorded), "_gone": max(absent - recorded, 0),
        }  # fmt: skip
        self.facts.update({name.partition(".")[0] + kind: count for kind, count in found.items()})
        self.needed += kept.files

    def check_ends(self, held: list[Checkpoint]) -> None:
        """Checkpoints beyond the last event, and events beyond the last checkpoint."""
        events = self.events
        for mark in (mark for mark in self.marks if mark.size > events.size):
            if mark.file:
                details = {"size": mark.size, "file": mark.file, "found": events.size}
                self.found.add(INCONSISTENT, "held.ahead", events.size, mark.size - 1, **details)
            else:
                self.found.add(TAMPERED, "beyond", events.size, mark.size - 1, size=mark.size, found=events.size)
        covered = max([0, *[mark.size for mark in self.marks if not mark.file]])
        if covered < events.size:
            self.found.add(INCOMPLETE, "tail", covered, events.size - 1, found=events.size - covered)
        if events.size != self.said_size:
            self.found.add(TAMPERED, "count", file="events.jsonl", found=events.size, said=self.said_size)
        self.facts.update(
            events=events.size - events.left_out, left_out=events.left_out,
            objects=len(events.heads), first=events.first.decode(), last=events.last.decode(),
            size_held=max([0, *[head.size for head in held]]),
        )  # fmt: skip

    def check_heads(self) -> None:
        """Each object stands where its last event left it: none is gone, none appears from nowhere."""
        heads, self.last_contents = self.events.heads, set()
        if not os.path.lexists(self.path("heads.jsonl")):
            heads.clear()

        def compare(row: dict[str, Any]) -> None:
            self.heads_seen += 1
            key = b'%d","object_type":"%b' % (number(row["object_id"]), escaped(row["object_type"]))
            said = b'%d","source":"%b' % (number(row["seq"]) + 1, escaped(row["state"]))
            head = heads.pop(key, None)
            if head is None:
                self.found.add(TAMPERED, "head.extra", object=f"{row['object_type']}/{row['object_id']}")
                return
            self.last_contents.add(head[32:40])
            if head[:32].hex() != row["hash"] or head[64:] != said:
                fault = self.found.add(TAMPERED, "head.differs", row=self.heads_seen)
                fault.needle, fault.wants_last = needle(key), True

        self.read_notes("heads", ("hash", "object_id", "object_type", "seq", "state"), compare)
        for key in list(heads)[:KEPT]:
            fault = self.found.add(TAMPERED, "head.missing")
            fault.needle, fault.wants_last = needle(key), True
        self.found.number[TAMPERED] += max(len(heads) - KEPT, 0)
        heads.clear()

    def check_files(self) -> None:
        """Every file listed is there and unchanged, and every one that a last content stands on is listed."""
        before, listed, names = ("", ""), {}, {}

        def look(row: dict[str, Any]) -> None:
            nonlocal before
            digest, name, size = row["sha256"], str(row["name"]), number(row["size"])
            if not re.fullmatch("[0-9a-f]{64}", digest):
                raise ValueError("not a hash")
            names.setdefault(name, set()).add(digest)
            if (digest, row["object"]) <= before:
                self.found.add(TAMPERED, "order", file="files.jsonl", row=len(listed) + 1)
            if digest != before[0]:
                listed[digest] = self.file_fault(digest, name, size)
            before = (digest, row["object"])

        self.read_notes("files", ("name", "object", "sha256", "size"), look)
        vouched = {digest for _, _, digest in self.needed}
        for content, name, digest in self.needed:
            if unhexlify(content[:16]) not in self.last_contents:
                continue
            if not digest:
                fault: Fault | None = self.found.add(INCOMPLETE, "file.unnamed", name=name)
            elif digest not in listed:
                is_swapped = bool(names.get(name, set()) - vouched)
                code = (TAMPERED, "file.swapped") if is_swapped else (INCOMPLETE, "file.unlisted")
                fault = self.found.add(*code, name=name, sha256=digest)
            else:
                fault = listed[digest]
            if fault is not None and not fault.needle:
                fault.needle, fault.wants_last = content.encode(), True
        self.facts["files"] = len(listed)

    def file_fault(self, digest: str, name: str, size: int) -> Fault | None:
        label = f"files/{digest}"
        details = {"name": name, "sha256": digest}
        try:
            if os.path.islink(self.path("files")):
                raise Unreadable("files", "symlink")
            with opened(self.path(label), label) as file:
                if os.fstat(file.fileno()).st_size != size or sha256_of(file) != digest:
                    return self.found.add(TAMPERED, "file.differs", **details)
        except Missing:
            return self.found.add(INCOMPLETE, "file.missing", **details)
        except Unreadable as error:
            self.report(error)
        return None

    def locate(self) -> None:
        """A second reading of the events, only to put names to what is wrong."""
        wanted = [fault for fault in self.found.faults if fault.needle]
        if not wanted:
            return
        index = 0
        for block in Lines(self.path("events.jsonl"), "events.jsonl", LONGEST_EVENT):
            for line in block:
                for fault in wanted:
                    if fault.needle in line:
                        self.put_leaf(fault, index, line)
                index += 1
        for fault in wanted:
            if fault.before and self.proven is not None and fault.before[0] >= self.proven:
                fault.code, fault.details = "changed", {"later": fault.leaf}
                fault.leaf, fault.verb = fault.before

    def put_leaf(self, fault: Fault, index: int, line: bytes) -> None:
        if fault.code == "prev":
            fault.before = (index, named_in(line)[1]) if index < (fault.leaf or 0) else fault.before
        elif fault.leaf is None or fault.wants_last:
            fault.leaf, (fault.object, fault.verb) = index, named_in(line)


def sha256_of(file: BinaryIO) -> str:
    digest = sha256()
    for block in iter(lambda: file.read(BLOCK), b""):
        digest.update(block)
    return digest.hexdigest()


def vkey_of(key: Key) -> str:
    return f"{key.name}+{key.hash.hex()}+{base64.b64encode(bytes([1]) + key.public).decode()}"


def second_core(jobs: dict[str, Any]) -> tuple[ProcessPoolExecutor | None, dict[str, Any]]:
    """A process beside this one that has begun with the jobs; none where the system allows none."""
    if (os.cpu_count() or 1) < 2:
        return None, {}
    try:
        pool = ProcessPoolExecutor(1)
        return pool, {name: pool.submit(*job) for name, job in jobs.items()}
    except (OSError, ImportError, NotImplementedError, RuntimeError):
        return None, {}


def result_of(waiting: Any) -> Kept | None:
    """None when the other process died: then the work is done here."""
    try:
        return waiting.result()
    except (Missing, Unreadable):
        raise
    except Exception:
        return None


def read_keys(path: str) -> list[Key]:
    """One vkey a line, or the keys.jsonl of a bundle."""
    keys = []
    for line in small_file(path, path, follow=True).replace(b"\r\n", b"\n").strip().split(b"\n"):
        try:
            keys.append(parse_vkey(parsed(line)["vkey"] if line.startswith(b"{") else line.decode().strip()))
        except MALFORMED:
            raise Unreadable(path, "not a vkey") from None
    return keys


def held_texts(paths: list[str]) -> Iterator[tuple[str, str]]:
    """The notes that the auditor keeps: single files, folders of them, checkpoints.jsonl of an earlier bundle."""
    for path in paths:
        if os.path.isdir(path):
            inside = sorted(name for name in os.listdir(path) if name[0] != "." and not name.endswith(".tst"))
            inside = ["checkpoints.jsonl"] if "checkpoints.jsonl" in inside else inside
            yield from held_texts([os.path.join(path, name) for name in inside])
            continue
        try:
            data = small_file(path, path, follow=True)
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
            if path.endswith(".jsonl"):
                for line in data.splitlines():
                    yield path, str(parsed(line)["note"])
            elif text.startswith("{"):
                yield path, str(parsed(text.strip().encode())["proof"]).partition("\n\n")[2]
            else:
                yield path, text
        except MALFORMED:
            raise Unreadable(path, "not a checkpoint") from None


# ---- one proof of one event, such as comes with a signed decision ----------------------------------------------------

PROOF = re.compile(rf"c2sp\.org/tlog-proof@v1\n(?:extra [A-Za-z0-9+/=]*\n)?index {SIZE}\n((?:{HASH64}\n)*)\n", re.ASCII)


class Proof:
    """`{"event": line, "content": plain, "proof": c2sp.org/tlog-proof}`, perhaps with `consistency`: a growth from an
    earlier signed checkpoint, `{"checkpoint": note, "hashes": [base64]}`."""

    def __init__(self, path: str, pdf: str, keys: str, tolerance: float):
        self.path, self.pdf, self.keys_path, self.tolerance = path, pdf, keys, tolerance * 60
        self.found, self.facts = Findings(), {"bundle": path, "keys_given": True}

    def check(self) -> None:
        keys = read_keys(self.keys_path)
        try:
            row = parsed(small_file(self.path, self.path, follow=True).strip())
            if not {"event", "content", "proof"} <= set(row) <= {"event", "content", "proof", "consistency"}:
                raise ValueError("not the fields")
            line, content = row["event"].encode(), row["content"].encode()
            match = PROOF.match(row["proof"])
            if not match:
                raise ValueError("not a proof")
            head, index = parse_checkpoint(row["proof"][match.end() :]), int(match[1])
            hashes = [unbase64(text) for text in match[2].split()]
            earlier = self.parse_growth(row["consistency"]) if "consistency" in row else None
        except MALFORMED:
            raise Unreadable(self.path, "not a proof") from None
        self.check_head(head, keys)
        self.check_event(line, content, index, head)
        if not included(index, head.size, leaf_hash(line), hashes, head.root):
            self.found.add(TAMPERED, "proof.inclusion", index, line=line)
        if earlier:
            old, growth = earlier
            self.check_head(old, keys)
            if old.origin != head.origin or not consistent(old.size, head.size, old.root, head.root, growth):
                self.found.add(TAMPERED, "proof.consistency")

    @staticmethod
    def parse_growth(row: Any) -> tuple[Checkpoint, list[bytes]]:
        return parse_checkpoint(row["checkpoint"]), [unbase64(text) for text in row["hashes"]]

    def check_head(self, head: Checkpoint, keys: list[Key]) -> None:
        by = signers(head.note, keys)
        if not by:
            self.found.add(TAMPERED, "signature" if by is None else "untrusted", size=head.size)
        self.facts.update(origin=head.origin, size=head.size, time=moment_of(head.time) + "Z")
        self.facts["keys"] = [vkey_of(key) for key in by or []]

    def check_event(self, line: bytes, content: bytes, index: int, head: Checkpoint) -> None:
        code, names, _ = examined(line)
        if code:
            self.found.add(TAMPERED, code, index, line=line, names=names)
            return
        event = parsed(line)
        self.facts.update({name: shown(event[name]) for name in ("object_type", "object_id", "verb", "at")})
        if event["at"] > moment_of(head.time + self.tolerance + 1):
            self.found.add(TAMPERED, "late", index, line=line, at=event["at"])
        if sha256(content).hexdigest() != event["content_hash"]:
            self.found.add(TAMPERED, "proof.content", index, line=line)
        elif self.pdf:
            self.check_pdf(line, content, index)

    def check_pdf(self, line: bytes, content: bytes, index: int) -> None:
        named = dict(files_named(content.decode())).get("PDF")
        if not named:
            self.found.add(INCOMPLETE, "proof.nopdf")
            return
        with opened(self.pdf, self.pdf, follow=True) as file:
            if sha256_of(file) != named:
                self.found.add(TAMPERED, "proof.pdf", index, line=line)


# ---- the report ------------------------------------------------------------------------------------------------------

WORDS = {
    "unreadable": ("{file} không đọc được: {why}", "{file} cannot be read: {why}"),
    "internal": ("không thể kiểm tra tiếp: {why}", "the check cannot go on: {why}"),
    "missing": ("thiếu tệp {file}", "{file} is missing"),
    "format": ("manifest.json không thuộc định dạng " + FORMAT, "manifest.json is not of the format " + FORMAT),
    "manifest": ("manifest.json bị sửa: không ở dạng chuẩn hoặc sai `digest`",
                 "manifest.json was changed: not canonical, or its `digest` is wrong"),
    "digest": ("{file} không phải là tệp mà manifest.json mô tả (khác SHA-256)",
               "{file} is not the file that manifest.json describes (SHA-256 differs)"),
    "count": ("{file} có {found} dòng, manifest.json ghi {said}",
              "{file} has {found} lines, manifest.json says {said}"),
    "ending": ("{file} bị cắt giữa dòng cuối", "{file} ends in the middle of a line"),
    "line": ("{file}, dòng {row}: không đọc được như định dạng quy định",
             "{file}, line {row}: not what the format asks for"),
    "order": ("{file}, dòng {row}: sai thứ tự hoặc lặp lại", "{file}, line {row}: out of order, or there twice"),
    "utf8": ("sự kiện không phải UTF-8", "the event is not UTF-8"),
    "json": ("sự kiện không phải một đối tượng JSON", "the event is not a JSON object"),
    "fields": ("sự kiện thừa hoặc thiếu trường: {names}", "the event has extra or missing fields: {names}"),
    "nfc": ("văn bản của sự kiện không ở dạng Unicode NFC", "the event's text is not in Unicode NFC"),
    "shape": ("trường {names} của sự kiện sai dạng", "the event's field {names} is malformed"),
    "canonical": ("sự kiện không ở dạng chuẩn RFC 8785", "the event is not in the canonical form of RFC 8785"),
    "seq": ("số thứ tự trong hồ sơ là {found}, lẽ ra là {said}", "its number within the object is {found}, not {said}"),
    "prev": ("sự kiện trước nó của cùng hồ sơ đã bị sửa, bị bỏ hoặc bị thay",
             "the event before it of the same object was changed, removed or replaced"),
    "changed": ("nội dung sự kiện đã bị sửa: sự kiện sau của cùng hồ sơ (lá {later}) ghi mã băm khác",
                "the event was changed: the object's next event (leaf {later}) records another hash"),
    "source": ("trạng thái xuất phát “{found}” không phải nơi sự kiện trước để lại (“{said}”)",
               "it starts from “{found}”, but the event before it ended in “{said}”"),
    "early": ("thời điểm {at} sớm hơn bản đối chiếu trước nó: ghi lùi ngày",
              "its time {at} is before the checkpoint that precedes it: backdated"),
    "late": ("thời điểm {at} muộn hơn bản đối chiếu đã bao gồm nó: ghi tiến ngày",
             "its time {at} is after the checkpoint that includes it: forward-dated"),
    "root": ("cây băm không khớp bản đối chiếu {size} sự kiện: có lá trong khoảng này bị sửa, thêm, bớt hoặc đổi chỗ",
             "the tree does not match the checkpoint over {size} events: a leaf of this range was changed, added, "
             "removed or moved"),
    "held.root": ("lịch sử trong gói khác với bản đối chiếu {size} sự kiện mà quý vị giữ ({file})",
                  "the bundle's history differs from the checkpoint over {size} events that you kept ({file})"),
    "held.ahead": ("quý vị giữ bản đối chiếu {size} sự kiện ({file}), gói chỉ có {found}: bị cắt, bị khôi phục về bản "
                   "cũ, hoặc gói được xuất trước đó",
                   "you kept a checkpoint over {size} events ({file}), the bundle has {found}: it was cut, restored "
                   "to an older state, or exported before"),
    "held.origin": ("bản đối chiếu quý vị giữ ({file}) thuộc nhật ký khác: {origin}",
                    "the checkpoint that you kept ({file}) is of another log: {origin}"),
    "held.signature": ("bản đối chiếu quý vị giữ ({file}) không có chữ ký của khóa tin cậy",
                       "the checkpoint that you kept ({file}) bears no signature of a trusted key"),
    "held.less": ("quý vị giữ bản đối chiếu {size} sự kiện ({file}) mà biên bản khôi phục không thừa nhận đã mất",
                  "you kept a checkpoint over {size} events ({file}) that the epoch record does not admit as lost"),
    "held.epoch": ("biên bản khôi phục quý vị giữ ({file}) không có trong gói",
                   "the epoch record that you kept ({file}) is not in the bundle"),
    "stamp.imprint": ("dấu thời gian {file} không phải của bản đối chiếu cùng tên",
                      "the timestamp {file} is not of the checkpoint of that name"),
    "stamp.time": ("dấu thời gian {file} ghi {at}, khác thời điểm của bản đối chiếu ({said})",
                   "the timestamp {file} says {at}, the checkpoint {said}"),
    "stamp.signature": ("dấu thời gian {file}: chữ ký của tổ chức cấp dấu không đúng ({why})",
                        "the timestamp {file}: the authority's signature does not hold ({why})"),
    "signature": ("bản đối chiếu {size} sự kiện: chữ ký sai", "the checkpoint over {size} events: a wrong signature"),
    "untrusted": ("bản đối chiếu {size} sự kiện: không có chữ ký của khóa tin cậy",
                  "the checkpoint over {size} events bears no signature of a trusted key"),
    "rotation": ("bản đối chiếu {size} sự kiện: khóa mới không được khóa cũ ký xác nhận",
                 "the checkpoint over {size} events: the old key did not sign in the new one"),
    "key": ("khóa {name}: thời gian dùng ghi trong keys.jsonl không khớp các bản đối chiếu",
            "the key {name}: keys.jsonl and the checkpoints disagree on when it signed"),
    "origin": ("bản đối chiếu {size} sự kiện mang tên nhật ký lạ: {origin}",
               "the checkpoint over {size} events is of a log that nothing explains: {origin}"),
    "less": ("bản đối chiếu {size} sự kiện vượt quá phần mà biên bản khôi phục thừa nhận đã mất",
             "the checkpoint over {size} events goes beyond what the epoch record admits as lost"),
    "beyond": ("bản đối chiếu {size} sự kiện vượt quá số sự kiện trong gói ({found})",
               "a checkpoint over {size} events, but the bundle has {found}"),
    "shrinks": ("bản đối chiếu {size} sự kiện đứng sau bản lớn hơn hoặc muộn hơn",
                "the checkpoint over {size} events follows a larger or later one"),
    "epoch.signature": ("biên bản khôi phục {origin}: không có chữ ký của khóa tin cậy",
                        "the epoch record of {origin} bears no signature of a trusted key"),
    "epoch.chain": ("biên bản khôi phục {origin} không nối tiếp tên nhật ký trước",
                    "the epoch record of {origin} does not follow from the log before it"),
    "tail": ("{found} sự kiện cuối chưa có bản đối chiếu nào bao gồm", "no checkpoint covers the last {found} events"),
    "words": ("lời ghi của thao tác bị sửa (payloads.jsonl, dòng {row})",
              "the words of the act were changed (payloads.jsonl, line {row})"),
    "content": ("bản chụp nội dung bị sửa (snapshots.jsonl, dòng {row})",
                "the snapshot of the content was changed (snapshots.jsonl, line {row})"),
    "head.differs": ("hồ sơ hiện không đứng ở nơi sự kiện cuối để lại (heads.jsonl, dòng {row})",
                     "the object does not stand where its last event left it (heads.jsonl, line {row})"),
    "head.missing": ("hồ sơ của sự kiện này đã biến mất (heads.jsonl)",
                     "the object of this event is gone (heads.jsonl)"),
    "head.extra": ("hồ sơ {object} không còn sự kiện nào trong nhật ký", "the object {object} has no event in the log"),
    "file.missing": ("thiếu tệp đính kèm “{name}” (files/{sha256})", "the file “{name}” is missing (files/{sha256})"),
    "file.differs": ("tệp “{name}” bị thay nội dung (files/{sha256})",
                     "the file “{name}” was changed (files/{sha256})"),
    "file.unlisted": ("tệp “{name}” của hồ sơ không có trong gói ({sha256})",
                      "the object's file “{name}” is not in the bundle ({sha256})"),
    "file.swapped": ("tệp “{name}” đã bị tráo: gói có tệp cùng tên nhưng nội dung khác ({sha256})",
                     "the file “{name}” was swapped: the bundle has one of that name with other content ({sha256})"),
    "file.unnamed": ("nội dung hồ sơ nêu tệp “{name}” mà không có mã băm", "the content names “{name}” without a hash"),
    "proof.content": ("nội dung kèm theo không phải nội dung đã được quyết định",
                      "the content is not what was decided on"),
    "proof.pdf": ("tệp PDF không phải văn bản đã ký", "the PDF is not the document that was signed"),
    "proof.nopdf": ("nội dung không nêu mã băm của PDF", "the content names no PDF"),
    "proof.inclusion": ("bằng chứng không dẫn tới gốc cây của bản đối chiếu", "the proof does not lead to the root"),
    "proof.consistency": ("bản đối chiếu không nối tiếp bản trước đó",
                          "the checkpoint does not grow out of the earlier one"),
}  # fmt: skip
WHYS = {
    "symlink": "là liên kết (symlink)", "not a regular file": "không phải tệp thường", "missing": "không có",
    "not a folder": "không phải thư mục", "too long": "quá dài", "a line without end": "có dòng dài quá mức",
    "not a checkpoint": "không phải bản đối chiếu", "not a vkey": "không phải khóa công khai (vkey)",
    "not a timestamp": "không phải dấu thời gian RFC 3161",
    "not a proof": "không phải bằng chứng đúng định dạng", "name": "tên không hợp lệ",
}  # fmt: skip
VERDICTS = {
    WHOLE: ("NGUYÊN VẸN", "WHOLE", "Mọi phép kiểm tra dưới đây đều đạt.", "Every check below holds."),
    TAMPERED: ("ĐÃ BỊ CAN THIỆP", "TAMPERED", "Nội dung trong gói không phải nội dung đã được ghi và niêm phong.",
               "What the bundle holds is not what was recorded and sealed."),
    INCONSISTENT: ("KHÔNG KHỚP BẢN ĐỐI CHIẾU ĐÃ GIỮ", "AT ODDS WITH A CHECKPOINT THAT YOU KEPT",
                   "Gói tự nhất quán, nhưng kể một lịch sử khác với bản đối chiếu mà quý vị giữ.",
                   "The bundle agrees with itself, but tells another history than the checkpoint that you kept."),
    INCOMPLETE: ("CHƯA ĐẦY ĐỦ", "INCOMPLETE", "Không thấy dấu hiệu can thiệp, nhưng thiếu phần lẽ ra phải có.",
                 "Nothing shows tampering, but something that should be there is missing."),
    UNREADABLE: ("KHÔNG ĐỌC ĐƯỢC", "UNREADABLE", "Không thể kết luận gì về nội dung.", "Nothing can be concluded."),
}  # fmt: skip
LABELS = {
    "title": ("BÁO CÁO KIỂM TRA NHẬT KÝ", "REPORT ON AN AUDIT TRAIL"),
    "verdict": ("KẾT LUẬN: {verdict} (mã {code})", "VERDICT: {verdict} (exit {code})"),
    "checked": ("Đã kiểm tra", "What was checked"),
    "wrong": ("Sai sót", "What is wrong"),
    "more": ("  … và {count} sai sót khác", "  … and {count} more"),
    "leaf": ("lá {leaf}", "leaf {leaf}"),
    "leaves": ("một trong các lá {leaf}–{until}", "one of leaves {leaf}–{until}"),
    "part": (
        "Gói chỉ kể một phần của nhật ký ({part}); {left_out} sự kiện khác có mặt chỉ bằng mã băm",
        "The bundle tells a part of the log ({part}); {left_out} other events are there by their hash alone",
    ),
    "limits": ("Điều mà việc kiểm tra này không chứng minh được", "What this check cannot show"),
}
BUNDLE_LINES = (
    ("Gói: {bundle}; nhật ký {origin}; xuất lúc {exported_at}",
     "Bundle: {bundle}; log {origin}; exported {exported_at}"),
    ("{events} sự kiện của {objects} hồ sơ, từ {first} đến {last} (giờ UTC)",
     "{events} events of {objects} objects, from {first} to {last} (UTC)"),
    ("{payloads} lời ghi và {snapshots} bản chụp nội dung, băm lại từng mục; không sự kiện nào nhắc tới "
     "{payloads_loose} lời ghi và {snapshots_loose} bản chụp trong đó",
     "{payloads} words and {snapshots} snapshots, each hashed again; no event names {payloads_loose} of the words and "
     "{snapshots_loose} of the snapshots"),
    ("Đã xóa: {payloads_erased} lời ghi và {snapshots_erased} bản chụp, theo {erasures} lần xóa dữ liệu cá nhân có ghi "
     "trong nhật ký. Chưa từng lưu: lời ghi của {payloads_never} sự kiện, bản chụp của {snapshots_never} sự kiện",
     "Erased: {payloads_erased} words and {snapshots_erased} snapshots, by {erasures} erasures on record. Never kept: "
     "words of {payloads_never} events, snapshots of {snapshots_never} events"),
    ("Không còn mà không lần xóa nào ghi lại: {payloads_gone} lời ghi, {snapshots_gone} bản chụp",
     "Not there, and no erasure on record says why: {payloads_gone} words, {snapshots_gone} snapshots"),
    ("{files} tệp đính kèm và quyết định, băm lại từng tệp", "{files} attachments and decisions, each hashed again"),
    ("{checkpoints} bản đối chiếu trong gói, {held} bản do quý vị giữ (lớn nhất: {size_held} sự kiện); {lost} bản "
     "thuộc phần mất đã được ghi nhận",
     "{checkpoints} checkpoints of the bundle, {held} that you kept (the largest over {size_held} events); {lost} of "
     "the stated loss"),
    ("{stamps} dấu thời gian (RFC 3161) bên cạnh bản đối chiếu quý vị giữ",
     "{stamps} timestamps (RFC 3161) beside the checkpoints that you kept"),
)  # fmt: skip
PROOF_LINES = (
    ("Bằng chứng: {bundle}; nhật ký {origin}, bản đối chiếu {size} sự kiện lúc {time}",
     "Proof: {bundle}; log {origin}, checkpoint over {size} events at {time}"),
    ("Sự kiện: {object_type}/{object_id}, “{verb}” lúc {at}", "Event: {object_type}/{object_id}, “{verb}” at {at}"),
)  # fmt: skip
LIMITS = {
    "keys": ("Quý vị không đưa khóa tin cậy (--keys): kết quả chỉ cho thấy gói tự nhất quán, không cho thấy ai đã ký.",
             "You gave no trusted keys (--keys): the bundle agrees with itself, but who signed it is not shown."),
    "held": ("Quý vị không đưa bản đối chiếu nào (--held): lịch sử viết lại toàn bộ bởi người giữ khóa ký sẽ không lộ.",
             "You gave no checkpoint of your own (--held): a history rewritten by whoever has the key would not show."),
    "tail": ("Phần đuôi bị cắt sau bản đối chiếu cuối cùng còn có người giữ.",
             "A tail cut off after the last checkpoint that anybody keeps."),
    "part": ("Hồ sơ nào bị để ngoài gói này, hoặc những sự kiện cuối của một hồ sơ: chỉ gói toàn bộ cho thấy.",
             "Which objects, or last events of an object, were left out of this part: only the whole bundle shows."),
    "forged": ("Thao tác mới do người nắm cả cơ sở dữ liệu và ứng dụng bịa ra.",
               "A new act forged by whoever holds both the database and the application."),
    "erased": ("Nội dung của những lời ghi và bản chụp không còn trong gói; chỉ biết chúng từng có.",
               "What the erased words and snapshots said; only that they existed."),
    "gone": ("Ai bỏ những lời ghi và bản chụp không còn mà không lần xóa nào ghi lại, khi nào và vì sao.",
             "Who removed the words and snapshots that no erasure on record explains, when and why."),
}  # fmt: skip


class Report:
    def __init__(self, subject: Any, lang: str, failure: str = ""):
        self.subject, self.lang, self.failure = subject, lang, failure
        self.found, self.facts = subject.found, subject.facts
        self.faults = self.found.in_order()

    def label(self, name: str, **details: Any) -> str:
        return LABELS[name][self.lang == "en"].format(**details)

    def spelt(self, value: Any) -> str:
        if isinstance(value, int):
            return f"{value:,}" if self.lang == "en" else f"{value:,}".replace(",", ".")
        return shown(value)

    def text(self) -> str:
        code, is_en = self.found.exit(), self.lang == "en"
        verdict = VERDICTS[code]
        out = [self.label("title"), "", self.label("verdict", verdict=verdict[is_en], code=code), verdict[2 + is_en]]
        if self.faults:
            out += ["", self.label("wrong"), *[f"  {n}. {self.told(f)}" for n, f in enumerate(self.faults[:20], 1)]]
            more = sum(self.found.number) - len(self.faults[:20])
            out += [self.label("more", count=self.spelt(more))] if more else []
        out += ["", self.label("checked")]
        facts = {name: self.spelt(value) for name, value in self.facts.items()}
        for line in PROOF_LINES if isinstance(self.subject, Proof) else BUNDLE_LINES:
            try:
                out.append("  - " + line[is_en].format(**facts))
            except KeyError:
                break
        if "part" in facts and "left_out" in facts:
            out.append("  - " + self.label("part", **facts))
        out += [f"  - {'Key' if is_en else 'Khóa'}: {shown(key)}" for key in self.facts.get("keys", [])]
        out += [f"  - {'Epoch' if is_en else 'Khôi phục'}: {', '.join(row)}" for row in self.facts.get("reasons", [])]
        out += ["", self.label("limits"), *["  - " + LIMITS[name][is_en] for name in self.limits()]]
        return "\n".join(out) + "\n"

    def limits(self) -> list[str]:
        is_proof = isinstance(self.subject, Proof)
        names = [] if self.facts["keys_given"] else ["keys"]
        names += [] if is_proof or self.facts.get("held") else ["held"]
        names += [] if is_proof else ["tail"]
        names += ["part"] if "part" in self.facts else []
        absent = self.facts.get("payloads_absent") or self.facts.get("snapshots_absent")
        gone = self.facts.get("payloads_gone") or self.facts.get("snapshots_gone")
        return [*names, "forged", *(["erased"] if absent else []), *(["gone"] if gone else [])]

    def told(self, fault: Fault) -> str:
        where = ""
        if fault.leaf is not None:
            is_range = fault.until is not None and fault.until != fault.leaf
            name = "leaves" if is_range else "leaf"
            where = self.label(name, leaf=self.spelt(fault.leaf), until=self.spelt(fault.until or 0))
            where += f" ({shown(fault.object)}{', ' if fault.verb else ''}{shown(fault.verb)})" if fault.object else ""
        return f"{where}: {fault.told(self.lang)}" if where else fault.told(self.lang)

    def data(self) -> dict[str, Any]:
        faults = [
            {"exit": f.exit, "code": f.code, "leaf": f.leaf, "until": f.until, "object": shown(f.object),
             "verb": shown(f.verb), "told": f.told(self.lang)}
            for f in self.faults
        ]  # fmt: skip
        code = self.found.exit()
        return {"exit": code, "verdict": VERDICTS[code][self.lang == "en"], "faults": faults,
                "number": sum(self.found.number), "facts": self.facts, "cannot_show": self.limits()}  # fmt: skip


# ---- the command -----------------------------------------------------------------------------------------------------


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        self.print_usage(sys.stderr)
        self.exit(UNREADABLE, f"{self.prog}: {message}\n")


def parser() -> Parser:
    made = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    made.add_argument("bundle", nargs="?", help="the exported folder")
    made.add_argument("--held", nargs="+", action="extend", default=[], help="checkpoints that you kept")
    made.add_argument("--keys", default="", help="public keys that you trust: one vkey a line, or a keys.jsonl")
    made.add_argument("--proof", default="", help="a proof of one event instead of a bundle")
    made.add_argument("--pdf", default="", help="the decision that the proof is of")
    made.add_argument("--lang", choices=["vi", "en"], default="vi")
    made.add_argument("--json", action="store_true", help="the report as JSON")
    made.add_argument("--report", default="", help="writes the report into this file as well")
    made.add_argument("--tsa-ca", default="", metavar="FILE", help="who may sign timestamps (PEM); runs openssl")
    made.add_argument("--tolerance", type=float, default=10, metavar="MINUTES", help="slow clocks, default 10")
    return made


def checked(subject: Any) -> Any:
    """A bundle or a proof, checked as far as it can be read: nothing in it ends in a traceback."""
    try:
        subject.check()
    except Unreadable as error:
        subject.found.add(UNREADABLE, "unreadable", file=error.args[0], why=error.args[1])
    except Missing as error:
        subject.found.add(UNREADABLE, "missing", file=error.args[0])
    except Exception as error:
        subject.found.add(UNREADABLE, "internal", why=f"{type(error).__name__}: {error}")
    return subject


def main(arguments: list[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    made = parser()
    options = made.parse_args(arguments)
    if bool(options.bundle) == bool(options.proof) or (options.proof and not options.keys):
        made.error("give a BUNDLE, or --proof FILE with --keys FILE")
    if not 0 <= options.tolerance <= 100_000:
        made.error("--tolerance is a number of minutes")
    if options.proof:
        subject: Any = Proof(options.proof, options.pdf, options.keys, options.tolerance)
    else:
        subject = Bundle(options.bundle, options.held, options.keys, options.tolerance, options.tsa_ca)
    checked(subject)
    report = Report(subject, options.lang)
    text = report.text()
    shows = json.dumps(report.data(), ensure_ascii=False, indent=1) + "\n" if options.json else text
    try:
        sys.stdout.write(shows)
        sys.stdout.flush()
        if options.report:
            with open(options.report, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
    except BrokenPipeError:  # whoever read the report has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        sys.stderr.write(f"{options.report}: {error.strerror}\n")
        return UNREADABLE
    return subject.found.exit()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
