"""Signed heads of the log: c2sp.org/tlog-checkpoint, with the time and the occasion as extension lines."""

import base64
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from workflows import clock, outbox
from workflows.models import Checkpoint, Epoch, Leaf, SealKey
from workflows.seals import anchors
from workflows.seals.merkle import root_of
from workflows.seals.notes import BadNote, Signer, Verifier, opened, signed_note
from workflows.seals.sequencer import frontier_of, locked_head, sequence
from workflows.sets import Batch

ANCHORS = ("workflows.anchor_in_folder", "workflows.anchor_by_mail")
TIMESTAMP = "workflows.timestamp"  # only where an authority is named


class SealRefused(Exception):
    """Nothing is signed: the log is not the one that was sealed before, or the key is another."""


@dataclass(frozen=True)
class Head:
    """What a checkpoint says."""

    origin: str
    size: int
    root: bytes
    time: str = ""
    occasion: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadNote when the text is no checkpoint."""
        try:
            origin, size, root, *more = text.splitlines()
            said = dict(line.split(" ", 1) for line in more)
            return cls(origin, int(size), base64.b64decode(root, validate=True), said["time"], said["occasion"])
        except (ValueError, KeyError) as error:
            raise BadNote("not a checkpoint") from error

    def __str__(self) -> str:
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\ntime {self.time}\noccasion {self.occasion}\n"


def spelt_time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def current_origin() -> str:
    last = Epoch.objects.order_by("-pk").first()
    return last.origin if last else f"{settings.SEAL_ORIGIN}/1"


def known_keys() -> list[Verifier]:
    return [Verifier.parse(vkey) for vkey in SealKey.objects.order_by("pk").values_list("vkey", flat=True)]


def configured_key() -> Signer | None:
    """The private key of the environment; None where the site has none and seals nothing."""
    return Signer.parse(settings.SEAL_KEY) if settings.SEAL_KEY else None


def seal(occasion: str = "interval", *, thorough: bool = False) -> Checkpoint | None:
    """Puts what is committed into the log and signs its head; None without a key or without anything to seal.

    The same head is signed once. Raises SealRefused on a log that is not the one given out before, or a key that did
    not take over from the last one.
    """
    sequence(thorough=thorough)
    key = configured_key()
    if key is None:
        return None
    with transaction.atomic():
        head = locked_head()
        known = Checkpoint.objects.filter(origin=current_origin(), size=head.size).first()
        if known or not head.size:
            return known
        _refuse_fork(head.size)
        _refuse_stranger(key)
        return _sign(head.size, frontier_of(head).root(), occasion, key)


def rotate(old: Signer, new: Signer) -> Checkpoint:
    """The new key takes over with a checkpoint that both sign. Raises SealRefused when it took over before."""
    sequence()
    with transaction.atomic():
        head = locked_head()
        _refuse_fork(head.size)
        _refuse_stranger(old)
        if SealKey.objects.filter(vkey=str(new.verifier)).exists():
            raise SealRefused(_("Khóa mới đã từng được dùng. Hãy tạo khóa khác bằng lệnh seal_key."))
        SealKey.objects.create(vkey=str(new.verifier), since=head.size)
        return _sign(head.size, frontier_of(head).root(), "rotation", old, new)


def _sign(size: int, root: bytes, occasion: str, *signers: Signer) -> Checkpoint:
    at = clock.now()
    head = Head(current_origin(), size, root, spelt_time(at), occasion)
    made = Checkpoint.objects.create(
        origin=head.origin, size=size, root=root.hex(), note=signed_note(str(head), *signers), made_at=at
    )
    hand_out(made)
    return made


def hand_out(made: Checkpoint) -> None:
    """Every place outside gets it, each by an entry of its own."""
    batch = Batch()
    names = [*ANCHORS, *([TIMESTAMP] if settings.SEAL_TSA_URL else [])]
    outbox.put(batch, [(name, made) for name in names], act_id=uuid.uuid4(), at=clock.real(made.made_at), payload={})
    batch.run()


def _refuse_stranger(key: Signer) -> None:
    last = SealKey.objects.order_by("-pk").first()
    if last is None:
        SealKey.objects.create(vkey=str(key.verifier), since=0)
    elif last.vkey != str(key.verifier):
        raise SealRefused(
            _("Khóa niêm phong không phải là khóa đang dùng (%(vkey)s). Đổi khóa bằng lệnh rotate_seal_key.")
            % {"vkey": last.vkey}
        )


def _refuse_fork(size: int) -> None:
    """The newest head outside must be an earlier head of this very log."""
    outside = newest_outside()
    if outside is None or _is_ours(outside, size):
        return
    raise SealRefused(
        _(
            "Bản đối chiếu lưu bên ngoài (%(origin)s, %(size)s sự kiện) không khớp nhật ký hiện có (%(own)s sự kiện): "
            "cơ sở dữ liệu đã được khôi phục từ bản sao cũ hoặc bị sửa. Ghi nhận bằng lệnh begin_epoch."
        )
        % {"origin": outside.origin, "size": outside.size, "own": size}
    )


def newest_outside() -> Head | None:
    """The newest checkpoint in the folder of anchors that one of our keys signed, also one the database has lost."""
    mine = configured_key()
    keys = [*known_keys(), *([mine.verifier] if mine else [])]
    for note in anchors.newest_first():
        try:
            return Head.parse(opened(note, keys)[0])
        except BadNote:
            continue
    return None


def _is_ours(outside: Head, size: int) -> bool:
    if outside.origin != current_origin():
        return anchors.epoch_number(outside.origin) < anchors.epoch_number(current_origin())
    if outside.size > size:
        return False
    if Checkpoint.objects.filter(origin=outside.origin, size=outside.size, root=outside.root.hex()).exists():
        return True
    leaves = Leaf.objects.filter(index__lt=outside.size).order_by("index").values_list("hash", flat=True)
    return root_of([bytes(leaf) for leaf in leaves.iterator()]) == outside.root
