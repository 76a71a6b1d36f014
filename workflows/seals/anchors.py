"""Where signed heads go outside: a folder (of the auditors, on another machine), and mail."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from workflows.canonical import sha256_hex
from workflows.effects import effect
from workflows.lanes import Lane
from workflows.models import Checkpoint, OutboxEntry


@effect("workflows.anchor_in_folder", Lane.OUTSIDE)
def anchor_in_folder(entry: OutboxEntry) -> None:
    """One file a checkpoint, however often this runs."""
    if settings.SEAL_ANCHORS:
        made = Checkpoint.objects.get(pk=entry.object_id)
        keep(name_of(made.origin, made.size), made.note)


def keep(name: str, note: str) -> str:
    """The name under which the note now stands. Nothing that auditors hold is written over: where another note has that
    name (a key that took over signs the same head again; or somebody forged one), this one stands beside it."""
    data = note.encode()
    if stands(name) and (Path(settings.SEAL_ANCHORS) / name).read_bytes() != data:
        stem, _dot, kind = name.rpartition(".")
        name = f"{stem}.{sha256_hex(data)[:12]}.{kind}"
    if not stands(name):
        keep_bytes(name, data)
    return name


def stands(name: str) -> bool:
    return (Path(settings.SEAL_ANCHORS) / name).exists()


def keep_bytes(name: str, data: bytes) -> None:
    """Writes a file into the folder; a reader never meets half of it."""
    folder = Path(settings.SEAL_ANCHORS)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{name}.{os.getpid()}"
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / name)


@effect("workflows.anchor_by_mail", Lane.OUTSIDE)
def anchor_by_mail(entry: OutboxEntry) -> None:
    """To the auditors' own mailboxes, which no administrator of this site empties."""
    if settings.SEAL_MAIL_TO:
        made = Checkpoint.objects.get(pk=entry.object_id)
        with override("vi"):
            subject = _("Dấu niêm phong nhật ký: %(size)s sự kiện") % {"size": made.size}
        name = name_of(made.origin, made.size)
        mail = EmailMessage(subject, made.note, to=settings.SEAL_MAIL_TO, headers={"Message-ID": _message_id(entry)})
        mail.attach(name, made.note, "text/plain")
        mail.send()


def _message_id(entry: OutboxEntry) -> str:
    """The same on every attempt, so that a mailbox shows one."""
    return f"<checkpoint-{entry.pk}@{settings.SEAL_ORIGIN.partition('/')[0]}>"


def name_of(origin: str, size: int) -> str:
    """Sorts by epoch, then by size."""
    plain = re.sub(r"[^A-Za-z0-9.-]+", "_", origin.rpartition("/")[0])
    return f"{plain}-{epoch_number(origin):04d}-{size:012d}.note"


def epoch_number(origin: str) -> int:
    number = origin.rpartition("/")[2]
    return int(number) if number.isdecimal() else 0


def epoch_name(origin: str) -> str:
    return f"epoch-{epoch_number(origin):04d}.txt"


def epochs() -> Iterator[str]:
    """The epoch records in the folder, oldest first."""
    if settings.SEAL_ANCHORS:
        for path in sorted(Path(settings.SEAL_ANCHORS).glob("epoch-*.txt")):
            yield path.read_text(encoding="utf-8", errors="replace")


def newest_first() -> Iterator[str]:
    """The notes in the folder, latest epoch and largest size first."""
    if settings.SEAL_ANCHORS:
        for path in sorted(Path(settings.SEAL_ANCHORS).glob("*.note"), key=_order, reverse=True):
            yield path.read_text(encoding="utf-8", errors="replace")


def _order(path: Path) -> tuple[str, ...]:
    return tuple(path.stem.rsplit("-", 2)[1:])
