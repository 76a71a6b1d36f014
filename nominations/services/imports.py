"""A file brings nominees into a unit's list: kept as it came, read as a person chose, written in one transaction."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from nominations.importing.fates import Preview, preview_of
from nominations.models import Dossier, ListImport, Nomination
from nominations.services.dossiers import editable
from nominations.services.nominations import create_nominations, remove_untouched
from nominations.sheets.gate import LIMIT
from nominations.sheets.legacy import Encoding
from nominations.sheets.reading import ListFile, read_list
from organisation.models import User
from organisation.uploads import RefusedUpload, safe_name
from workflows import clock
from workflows.canonical import sha256_hex
from workflows.errors import NotAllowed, StaleContent

MOST_IMPORTS = 30  # of one dossier
REMEMBERED = 20  # files of a unit whose columns are remembered
Named = Any  # a binary file with a `name`, as uploads have


def take_list(dossier: Dossier, file: Named, *, actor: User) -> ListImport:
    """Keeps the file once it proved to hold a list; sent again before it brought anything, it is the same import.

    Raises RefusedUpload with words for the sender, NotPermitted, or NotAllowed once the list is filed.
    """
    data = file.read(LIMIT + 1)
    read = read_list(data, file.name or "", known=remembered(dossier))
    digest = sha256_hex(data)
    with transaction.atomic():
        locked = editable(dossier, actor=actor)
        known = locked.imports.filter(sha256=digest, applied_at=None).first()
        if known:
            return known
        if locked.imports.count() >= MOST_IMPORTS:
            words = _("Hồ sơ đã có %(count)s tệp nhập danh sách, không nhận thêm.")
            raise RefusedUpload(words % {"count": MOST_IMPORTS})
        found = ListImport(
            dossier=locked, name=safe_name(file.name or "", read.kind), content_type=read.kind.media_type,
            size=len(data), sha256=digest, uploaded_at=clock.now(), uploaded_by=actor,
        )  # fmt: skip
        found.file.save(digest, ContentFile(data), save=False)
        found.save()
    return found


def read_again(found: ListImport) -> ListFile:
    """The lists of a kept file, with the columns that were chosen, or that the unit chose before."""
    with found.file.open("rb") as file:
        data = file.read()
    encoding = Encoding(found.encoding) if found.encoding else None
    return read_list(data, found.name, encoding=encoding, known=remembered(found.dossier) | found.headings)


def remembered(dossier: Dossier) -> dict[str, str]:
    """By what is remembered of a heading, the field that the unit's last files took it for."""
    earlier = ListImport.objects.filter(dossier__unit=dossier.unit_id).exclude(headings={}).order_by("-pk")
    known: dict[str, str] = {}
    for headings in earlier.values_list("headings", flat=True)[:REMEMBERED]:
        known = headings | known
    return known


def settle(found: ListImport, *, encoding: Encoding, headings: dict[str, str], actor: User) -> ListImport:
    """Somebody says how the letters are kept and what each column is."""
    with transaction.atomic():
        editable(found.dossier, actor=actor)
        locked = ListImport.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if locked.applied_at:
            raise NotAllowed([_("Tệp này đã được nhập; muốn nhập lại, hãy hoàn tác rồi tải tệp lên lần nữa.")])
        locked.encoding, locked.headings = encoding.value, headings
        locked.save(update_fields=["encoding", "headings"])
        return locked


def fates_of(found: ListImport, read: ListFile | None = None) -> Preview:
    dossier = found.dossier
    return preview_of(read or read_again(found), campaign=dossier.campaign, unit=dossier.unit, dossier=dossier)


def apply_list(
    found: ListImport, *, actor: User, take: Collection[str] = (), leave: Collection[str] = (), seen_version: int
) -> ListImport:
    """Writes the new rows but those of `leave`, and those of `take` among the likely ones: all of them, or none.

    Once more changes nothing. Raises StaleContent when the list changed since `seen_version`.
    """
    read = read_again(found)
    with transaction.atomic():
        dossier = editable(found.dossier, actor=actor)
        locked = ListImport.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if locked.applied_at:
            return locked
        if dossier.version != seen_version:
            raise StaleContent(dossier, dossier.content_hash)
        preview = fates_of(found, read)
        rows = preview.taken(take=take, leave=leave)
        if not rows:
            raise NotAllowed([_("Chưa chọn dòng nào để nhập.")])
        made = create_nominations(dossier, [row.fields for row in rows], actor=actor)
        locked.applied_at, locked.applied_by = clock.now(), actor
        locked.created = [nomination.pk for nomination in made]
        locked.fates = preview.counts
        locked.save(update_fields=["applied_at", "applied_by", "created", "fates"])
        return locked


def undo(found: ListImport, *, actor: User) -> tuple[int, int]:
    """Takes away the drafts that nobody has touched since; how many went, and how many stay."""
    with transaction.atomic():
        dossier = editable(found.dossier, actor=actor)
        locked = ListImport.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if not locked.applied_at or locked.undone_at:
            return 0, 0
        gone = remove_untouched(dossier, locked.created, actor=actor)
        locked.undone_at = clock.now()
        locked.save(update_fields=["undone_at"])
        return gone, len(locked.created) - gone


def brought(found: ListImport) -> Sequence[Nomination]:
    """The drafts that came of it and stand still."""
    return list(found.dossier.nominations.filter(pk__in=found.created).order_by("pk"))
