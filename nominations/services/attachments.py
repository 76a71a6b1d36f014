"""Files of a dossier and of its nominations. The list's content names each file by its hash, so a file is content."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from nominations.models import Attachment, Dossier, Nomination
from nominations.services.dossiers import editable
from nominations.services.nominations import remove_nomination
from nominations.states import NominationState
from organisation.models import User
from organisation.uploads import RefusedUpload, refuse_large, safe_name, sha256_of, sniff
from workflows import clock, content
from workflows.engine import lock
from workflows.errors import NotAllowed

MOST_FILES = 20  # of one nomination, and of the dossier's own papers
Named = Any  # a binary file with a `name`, as uploads have


def attach(dossier: Dossier, nomination: Nomination | None, file: Named, *, kind: str, actor: User) -> Attachment:
    """Keeps the file under its content's hash; the same file in the same place twice is one attachment.

    Its `nomination` bears the version that the file made. Raises RefusedUpload with words for the sender, NotPermitted,
    or NotAllowed once the list or nominee is filed.
    """
    found = sniff(file, name=file.name, limit=settings.UPLOAD_LIMIT)
    digest = sha256_of(file)
    with transaction.atomic():
        place = _place(dossier, nomination, actor)
        beside = list(_files_of(place))
        known = next((other for other in beside if other.sha256 == digest), None)
        if known:
            return known
        _refuse_too_many(len(beside))
        _refuse_beyond_quota(dossier, file.size)
        attachment = Attachment(
            dossier=dossier, nomination=place if nomination else None, kind=kind, name=safe_name(file.name, found),
            content_type=found.media_type, size=file.size, sha256=digest, uploaded_at=clock.now(), uploaded_by=actor,
        )  # fmt: skip
        attachment.file.save(digest, file, save=False)
        attachment.save()
        _restate(place)
    return attachment


def check_room(dossier: Dossier, nomination: Nomination | None, size: int, *, actor: User) -> None:
    """A file of that many bytes may begin to come. Raises as `attach` does, which judges it when it is there."""
    refuse_large(size, settings.UPLOAD_LIMIT)
    with transaction.atomic():
        _refuse_too_many(_files_of(_place(dossier, nomination, actor)).count())
        _refuse_beyond_quota(dossier, size)


def _refuse_too_many(count: int) -> None:
    if count >= MOST_FILES:
        words = _("Đã có %(count)s tệp, không thêm được nữa. Hãy gộp hoặc bỏ bớt tệp.")
        raise RefusedUpload(words % {"count": count})


def _refuse_beyond_quota(dossier: Dossier, size: int) -> None:
    """A unit fills its share of the disk, never another's (ASVS 5.0, V5.2.4)."""
    of_the_unit = Attachment.objects.filter(dossier__unit=dossier.unit_id, dossier__campaign=dossier.campaign_id)
    if (of_the_unit.aggregate(total=Sum("size"))["total"] or 0) + size > settings.UNIT_QUOTA:
        raise RefusedUpload(
            _("Các tệp của đơn vị trong phong trào này đã chiếm hết %(quota)s MB được phép. Hãy bỏ bớt tệp không cần.")
            % {"quota": settings.UNIT_QUOTA // 1024**2}
        )


def detach(attachment: Attachment, *, actor: User) -> None:
    """Takes the file off the list; once more is no fault. The bytes of a list that was filed stay as evidence."""
    with transaction.atomic():
        place = _place(attachment.dossier, attachment.nomination, actor)
        gone, _by_model = Attachment.objects.filter(pk=attachment.pk).delete()
        if gone:
            _restate(place)
            if not place.event_seq:
                transaction.on_commit(partial(attachment.file.delete, save=False))


def discard(nomination: Nomination, *, actor: User) -> None:
    """Strikes a draft that was never filed, with its files. Raises as `remove_nomination` does."""
    with transaction.atomic():
        files = [attachment.file for attachment in nomination.attachments.all()]
        remove_nomination(nomination, actor=actor)
        for file in files:
            transaction.on_commit(partial(file.delete, save=False))


def _place(dossier: Dossier, nomination: Nomination | None, actor: User) -> Dossier | Nomination:
    """What the file belongs to, locked for writing, the dossier before its nomination."""
    locked = editable(dossier, actor=actor)
    if nomination is None:
        return locked
    place = lock(nomination)
    place.dossier = locked
    if not place.is_editable:
        state = NominationState(place.state).label
        raise NotAllowed(
            [_("Đề nghị đang ở trạng thái “%(state)s”, không thêm hoặc bỏ tệp được.") % {"state": state}], subject=place
        )
    return place


def _files_of(place: Dossier | Nomination) -> QuerySet[Attachment]:
    return place.attachments.all() if isinstance(place, Nomination) else place.attachments.filter(nomination=None)


def _restate(place: Dossier | Nomination) -> None:
    """A new version of what now says something else, and of the list that names it."""
    content.store(place, [])
    if isinstance(place, Nomination):
        content.store(place.dossier, [])
