"""After a restored backup: the signed record of what was lost, under which sealing begins anew."""

import base64
from contextlib import suppress

from django.db import transaction

from workflows import clock
from workflows.models import Checkpoint, Epoch
from workflows.seals import anchors
from workflows.seals.checkpoints import (
    SealRefused,
    configured_key,
    current_origin,
    known_keys,
    newest_outside,
    spelt_time,
)
from workflows.seals.merkle import EMPTY_ROOT
from workflows.seals.notes import BadNote, opened, signed_note
from workflows.seals.sequencer import locked_head


def begin_epoch(*, reason: str) -> Epoch:
    """Raises SealRefused when there is no key, or no checkpoint outside that a record would explain."""
    key, lost = configured_key(), newest_outside()
    if key is None or lost is None:
        raise SealRefused("an epoch needs the seal key and the last checkpoint in the folder of anchors")
    with transaction.atomic():
        locked_head()
        _take_back_lost_records()
        kept = Checkpoint.objects.filter(origin=lost.origin).order_by("-size").first()
        size, root = (kept.size, bytes.fromhex(kept.root)) if kept else (0, EMPTY_ROOT)
        number = max(anchors.epoch_number(lost.origin), anchors.epoch_number(current_origin())) + 1
        origin = f"{lost.origin.rpartition('/')[0]}/{number}"
        text = (
            "vinh-danh epoch\n"
            f"{origin}\n"
            f"lost {lost.origin} {lost.size} {_spelt(lost.root)}\n"
            f"kept {size} {_spelt(root)}\n"
            f"time {spelt_time(clock.now())}\n"
            f"reason {_one_line(reason)}\n"
        )
        made = Epoch.objects.create(origin=origin, note=signed_note(text, key))
        anchors.keep(
            anchors.epoch_name(made.origin), made.note
        )  # first outside: a database that fails now takes it back
    return made


def _one_line(text: str) -> str:
    """Without control signs, which no signed note may hold."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _take_back_lost_records() -> None:
    """Records of earlier restorations that are younger than the backup: without them no bundle explains itself."""
    keys = known_keys()
    for note in anchors.epochs():
        with suppress(BadNote):
            origin = opened(note, keys)[0].splitlines()[1]
            Epoch.objects.get_or_create(origin=origin, defaults={"note": note})


def _spelt(root: bytes) -> str:
    return base64.b64encode(root).decode()
