"""Writes the whole trail as files that an outsider can check: docs/trail-bundle.md. Memory stays constant."""

import gc
import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

import orjson
from django.conf import settings
from django.db.models import Count, F, Max, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.module_loading import import_string

from workflows import clock
from workflows.canonical import canonical_json, canonical_text, flat, parsed, spelt
from workflows.models import AuditEvent, AuditPayload, Checkpoint, ContentSnapshot, Epoch, Leaf, SealKey, TreeHead
from workflows.seals.checkpoints import current_origin, seal, spelt_time
from workflows.seals.lines import block_of, lines_of
from workflows.seals.moment import one_moment, part_by_part
from workflows.verbs import subject_models

FORMAT = "vinh-danh-trail/1"
FORMAT_OF_A_PART = "vinh-danh-trail-part/1"
EVENTS = "events.jsonl"
SHA256 = re.compile("[0-9a-f]{64}")  # a table that somebody changed names no path of theirs
CHUNK = 2_000  # rows fetched at once
Rows = Iterable[dict[str, str]]
Written = tuple[str, int, str]  # the name of a file, how many lines, and their SHA-256


@dataclass(frozen=True)
class Evidence:
    """A file that the trail speaks of: an attachment, a signed paper."""

    sha256: str
    name: str
    object: str  # "nominations.attachment/12"
    size: int
    open: Callable[[], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True)
class Part:
    """The objects that a bundle of a part tells of; every other event is in it by its hash alone.

    `keys` are queries of primary keys by the type of object: they are asked within the one moment of the export.
    """

    name: str  # "campaigns.campaign/3"
    keys: Mapping[str, QuerySet]
    evidence: Callable[[], Iterable[Evidence]]

    def events(self) -> Q:
        """The events of its objects."""
        wanted = Q(pk=None)
        for kind, keys in self.keys.items():
            wanted |= Q(object_type=kind, object_id__in=keys)
        return wanted


class BundleExists(Exception):
    """The folder is not empty; nothing was written."""


def export(folder: Path, part: Part | None = None) -> dict[str, int]:
    """Seals what is committed, then writes the bundle into a new or empty folder; lines by file.

    With `part`, words, contents and files of its objects only. Raises BundleExists when something stands there already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BundleExists(folder)
    seal("export", thorough=True)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds everybody's words
    (folder / "files").mkdir(exist_ok=True)
    with one_moment() as moment, uncollected():
        written = _written(folder, moment, part)
        kind = {"format": FORMAT_OF_A_PART, "part": part.name} if part else {"format": FORMAT}
        manifest = {
            **kind, "origin": current_origin(), "size": TreeHead.objects.get(pk=1).size,
            "exported_at": spelt_time(clock.now()), "counts": {name: count for name, count, _hash in written},
            "sha256": {name: digest for name, _count, digest in written},
        }  # fmt: skip
    manifest["digest"] = hashlib.sha256(canonical_json(manifest)).hexdigest()
    (folder / "manifest.json").write_bytes(canonical_json(manifest) + b"\n")
    return {name: count for name, count, _hash in written}


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for circles, of which rows make none: a tenth of the time. What is dropped is freed at once."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _written(folder: Path, moment: str, part: Part | None) -> list[Written]:
    """Every file, in order. Where further readers can be had, they make the events, half of the work, while the rest is
    made here."""
    events = partial(_write, folder, EVENTS, _events(moment, part))
    if not moment:
        return [events(), *_others(folder, part)]
    with ThreadPoolExecutor(1) as beside:
        written = beside.submit(events)
        others = list(_others(folder, part))
        return [written.result(), *others]


def _others(folder: Path, part: Part | None) -> Iterator[Written]:
    return (_write(folder, name, _blocks(rows)) for name, rows in _files(folder, part))


def _files(folder: Path, part: Part | None) -> Iterator[tuple[str, Rows]]:
    yield "payloads.jsonl", _payloads(part)
    yield "snapshots.jsonl", _snapshots(part)
    yield "heads.jsonl", _heads(part)
    evidence = part.evidence if part else import_string(settings.WORKFLOWS_EVIDENCE)
    yield "files.jsonl", _evidence(folder / "files", evidence())
    yield "checkpoints.jsonl", _notes(Checkpoint)
    yield "keys.jsonl", _keys()
    yield "epochs.jsonl", _notes(Epoch)


def _write(folder: Path, name: str, blocks: Iterable[bytes]) -> Written:
    digest, count = hashlib.sha256(), 0
    with (folder / name).open("wb", buffering=0) as file:
        for block in blocks:
            digest.update(block)
            file.write(block)
            count += block.count(b"\n")
    return name, count, digest.hexdigest()


def _blocks(rows: Rows) -> Iterator[bytes]:
    """Canonical lines of rows whose names are in order and whose values are in NFC."""
    coming = iter(rows)
    while some := list(islice(coming, CHUNK)):
        yield b"".join([orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in some])


def _events(moment: str, part: Part | None) -> Iterator[bytes]:
    if part:
        return part_by_part(moment, partial(_block_of_part, part), range(0, TreeHead.objects.get(pk=1).size, CHUNK))
    return part_by_part(moment, _block, _places())


def _places() -> list[tuple[int, int, int, int]]:
    """Of each block of leaves its first index, their number, and by how much their events' keys run ahead of them."""
    ahead = F("event_id") - F("index")
    blocks = Leaf.objects.annotate(block=F("index") / CHUNK).values("block").order_by("block")
    counted = blocks.annotate(n=Count("index"), least=Min(ahead), most=Max(ahead))
    return [(block * CHUNK, *found) for block, *found in counted.values_list("block", "n", "least", "most")]


def _block_of_part(part: Part, start: int) -> bytes:
    leaves = Leaf.objects.filter(index__gte=start, index__lt=start + CHUNK).order_by("index")
    own = AuditEvent.objects.filter(part.events(), place__index__gte=start, place__index__lt=start + CHUNK)
    keys = list(own.order_by("place__index").values_list("pk", flat=True))
    told = dict(zip(keys, lines_of(keys), strict=True))
    rows = leaves.values_list("event_id", "hash")
    return b"".join((told.get(key) or b'{"leaf":"%b"}' % bytes(digest).hex().encode()) + b"\n" for key, digest in rows)


def _block(place: tuple[int, int, int, int]) -> bytes:
    start, count, least, most = place
    if least == most:  # in the order of their keys, with none left out: no need to read two thousand
        return block_of(range(start + least, start + least + count))
    leaves = Leaf.objects.filter(index__gte=start, index__lt=start + CHUNK)
    return block_of(list(leaves.order_by("index").values_list("event_id", flat=True)))


def _kept(model: Any, part: Part | None, named: str) -> QuerySet:
    """The words or snapshots that the part's events name."""
    if part is None:
        return model.objects.order_by("hash")
    return model.objects.filter(hash__in=AuditEvent.objects.filter(part.events()).values(named)).order_by("hash")


def _payloads(part: Part | None) -> Rows:
    rows = _kept(AuditPayload, part, "payload_hash").values_list("hash", Cast("body", TextField()), "salt")
    for digest, body, salt in rows.iterator(CHUNK):
        yield {"hash": digest, "plain": canonical_text(parsed(body)), "salt": salt}


def _snapshots(part: Part | None) -> Rows:
    rows = _kept(ContentSnapshot, part, "content_hash").values_list("hash", Cast("body", TextField()))
    for digest, body in rows.iterator(CHUNK):
        yield {"hash": digest, "plain": canonical_text(flat(parsed(body)))}


def _heads(part: Part | None) -> Rows:
    """Where each object stands; one that moved again while the log was being sealed stands where the log leaves it."""
    ahead = _ahead()
    for model in sorted(subject_models(), key=lambda model: model.object_type()):
        kind = model.object_type()
        if part and kind not in part.keys:
            continue
        rows = model._default_manager.filter(event_seq__gt=0).order_by("pk")
        rows = rows.filter(pk__in=part.keys[kind]) if part else rows
        for pk, seq, digest, state in rows.values_list("pk", "event_seq", "event_hash", "state").iterator(CHUNK):
            if (kind, pk) in ahead:
                if (known := ahead[kind, pk]) is None:
                    continue
                seq, digest, state = known
            yield {"hash": digest, "object_id": str(pk), "object_type": kind, "seq": str(seq), "state": state}


def _ahead() -> dict[tuple[str, int], tuple[int, str, str] | None]:
    """The last event in the log of each object that has later ones."""
    found = {}
    later = AuditEvent.objects.filter(place=None, pk__gt=TreeHead.objects.get(pk=1).settled)
    for kind, pk in later.values_list("object_type", "object_id").distinct():
        chain = AuditEvent.objects.filter(object_type=kind, object_id=pk, place__isnull=False)
        found[kind, pk] = chain.order_by("seq").values_list("seq", "hash", "target").last()
    return found


def _evidence(folder: Path, evidence: Iterable[Evidence]) -> Rows:
    """What is lost, or listed under what is no hash, is listed all the same: the verifier finds it missing."""
    for found in sorted(evidence, key=lambda file: (file.sha256, file.object)):
        target = folder / found.sha256
        if SHA256.fullmatch(found.sha256) and not target.exists():
            with suppress(FileNotFoundError), found.open() as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)
        yield {"name": spelt(found.name), "object": found.object, "sha256": found.sha256, "size": str(found.size)}


def _notes(model: type[Checkpoint] | type[Epoch]) -> Rows:
    for note in model.objects.order_by("pk").values_list("note", flat=True).iterator(CHUNK):
        yield {"note": note}


def _keys() -> Rows:
    rows = list(SealKey.objects.order_by("pk"))
    ends = [*(str(row.since) for row in rows[1:]), ""] if rows else []
    for row, end in zip(rows, ends, strict=True):
        yield {"since": str(row.since), "until": end, "vkey": row.vkey}
