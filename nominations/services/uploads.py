"""A file over a poor line: each piece is kept as it comes, and the last one attaches the whole by the one door.

What came is judged when it is whole, as if it had come at once. Nothing here locks: a piece counts when the row still
stands where the piece begins, so of two senders of one piece the second is told where to go on.
"""

import tempfile
from datetime import timedelta
from typing import IO

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from nominations.models import Attachment, Dossier, Nomination, Upload
from nominations.models.upload import FOLDER
from nominations.selectors import unfinished_of
from nominations.services.attachments import attach, check_room
from organisation.models import User
from organisation.uploads import RefusedUpload
from workflows import clock

KEPT = timedelta(days=3)
MOST_AT_ONCE = 20  # unfinished ones of one person
MOST_PIECES = 2_000  # of one file


class OtherOffset(Exception):
    """The piece does not begin where the file stands."""


class BeyondTheEnd(Exception):
    """More bytes than were announced."""


def begin_upload(
    dossier: Dossier, nomination: Nomination | None, *, name: str, kind: str, mark: str, size: int, actor: User
) -> Upload:
    """The upload of that file to that place: a new one, or the one that the same person left unfinished.

    Raises RefusedUpload with words for the sender, NotPermitted, or NotAllowed once the list or nominee is filed.
    """
    check_room(dossier, nomination, size, actor=actor)
    now = clock.now()
    standing = unfinished_of(actor, now)
    same = standing.filter(dossier=dossier, nomination=nomination, name=name, mark=mark, size=size)
    if known := same.last():
        return known
    if standing.count() >= MOST_AT_ONCE:
        raise RefusedUpload(
            _("Ông/bà đang tải dở %(count)s tệp. Hãy tải xong hoặc bỏ bớt rồi tải tệp khác.") % {"count": MOST_AT_ONCE}
        )
    return Upload.objects.create(
        dossier=dossier, nomination=nomination, name=name, kind=kind, mark=mark, size=size, started_by=actor,
        expires_at=now + KEPT,
    )  # fmt: skip


def take_piece(upload: Upload, piece: bytes, *, offset: int, actor: User) -> Attachment | None:
    """Keeps the piece; the attachment when it was the last one, which a repetition finds done.

    Raises OtherOffset, BeyondTheEnd, and for the whole what `attach` raises; a refused file is forgotten.
    """
    if offset != upload.received:
        raise OtherOffset
    if offset + len(piece) > upload.size:
        raise BeyondTheEnd
    if upload.is_whole or not piece:
        return None
    if offset + len(piece) == upload.size:
        return _attached(upload, piece, actor)
    if len(upload.pieces) >= MOST_PIECES:
        raise RefusedUpload(_("Tệp được gửi thành quá nhiều phần nhỏ. Hãy tải lại tệp từ đầu."))
    name = default_storage.save(f"{upload.folder}/{offset}", ContentFile(piece))
    if not _move(upload, offset + len(piece), [*upload.pieces, name]):
        default_storage.delete(name)
        raise OtherOffset
    return None


def _attached(upload: Upload, last: bytes, actor: User) -> Attachment:
    """The row stays: who did not hear the answer asks how far the file came, and hears that it is there."""
    try:
        with tempfile.TemporaryFile(prefix="upload-") as whole:
            _write_whole(upload, last, whole)
            file = File(whole, name=upload.name)
            made = attach(upload.dossier, upload.nomination, file, kind=upload.kind, actor=actor)
    except RefusedUpload:
        forget(upload)
        raise
    _move(upload, upload.size, [])
    _remove_pieces(upload.folder)
    return made


def _write_whole(upload: Upload, last: bytes, whole: IO[bytes]) -> None:
    for name in upload.pieces:
        with default_storage.open(name) as piece:
            whole.write(piece.read())
    whole.write(last)


def _move(upload: Upload, received: int, pieces: list[str]) -> bool:
    """Whether the file still stood where the caller saw it."""
    standing = Upload.objects.filter(pk=upload.pk, received=upload.received)
    if not standing.update(received=received, pieces=pieces):
        return False
    upload.received, upload.pieces = received, pieces
    return True


def forget(upload: Upload) -> None:
    """Stops it; its pieces go. Once more is no fault."""
    Upload.objects.filter(pk=upload.pk).delete()
    _remove_pieces(upload.folder)


def forget_expired() -> int:
    """Takes away what nobody went on with, and pieces whose row is gone; how many uploads went."""
    gone, _by_model = Upload.objects.filter(expires_at__lte=clock.now()).delete()
    folders = default_storage.listdir(FOLDER)[0] if default_storage.exists(FOLDER) else []
    keys = {int(name) for name in folders if name.isdecimal()}
    for key in keys - {*Upload.objects.filter(pk__in=keys).values_list("pk", flat=True)}:
        _remove_pieces(f"{FOLDER}/{key}")
    return gone


def _remove_pieces(folder: str) -> None:
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)
