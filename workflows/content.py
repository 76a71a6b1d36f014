"""Versions: every change of what a subject says makes a new version and content hash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from workflows.audit import keep_snapshots
from workflows.errors import StaleContent
from workflows.models import ContentSnapshot, Subject
from workflows.sets import Batch

S = TypeVar("S", bound=Subject)


def create(subject: S) -> S:
    """Saves a new subject with its first hash. Call it inside a transaction."""
    subject.save(force_insert=True)
    return store(subject, (), first=True)


def store(subject: S, fields: Sequence[str], *, first: bool = False) -> S:
    """Writes `fields` and the new version and hash, unless another writer was faster: then StaleContent."""
    was = subject.version
    subject.version = was if first else was + 1
    seen, subject.content_hash = subject.content_hash, subject.compute_hash()
    values = {name: getattr(subject, name) for name in (*fields, "version", "content_hash")}
    if not type(subject)._default_manager.filter(pk=subject.pk, version=was).update(**values):
        raise StaleContent(subject, seen)
    return subject


def keep(*subjects: Subject) -> None:
    """Keeps these versions for later comparison; the door keeps every version that it moves."""
    batch = Batch()
    keep_snapshots(batch, subjects)
    batch.run()


@dataclass(frozen=True)
class Part:
    """One part of a subject's content, before and now."""

    name: str
    old: Any
    new: Any

    @property
    def changed(self) -> bool:
        return self.old != self.new


def parts(old: dict[str, Any], new: dict[str, Any]) -> list[Part]:
    """Part by part, in the order of the new content; the salt is nobody's business."""
    names: Iterable[str] = dict.fromkeys([*new, *old])
    return [Part(name, old.get(name, ""), new.get(name, "")) for name in names if name != "salt"]


def snapshot(content_hash: str) -> dict[str, Any] | None:
    """What stood on the screen under that hash; None when it was never kept or is erased."""
    return ContentSnapshot.objects.filter(hash=content_hash).values_list("body", flat=True).first()


def changes_since(subject: Subject, content_hash: str) -> list[Part] | None:
    """What changed since the version with that hash; None when that version is not known."""
    before = snapshot(content_hash)
    return None if before is None else [part for part in parts(before, subject.content()) if part.changed]
