"""A list of many rows, made in the background as whoever ordered it sees it at that moment; its file is kept a day."""

import secrets
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.core.files import File
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from nominations.exports import printed
from nominations.exports.lists import CHUNK, LISTS
from nominations.exports.rows import Sheet
from nominations.exports.sheets import write
from nominations.models import Export
from organisation.models import User
from workflows import clock, outbox, work
from workflows.rules import roles_of

AT_ONCE = 5_000  # rows that a request writes itself; more are ordered
PRINTED_AT_ONCE = 300  # rows of a PDF: set in a third of a second
KEPT = timedelta(days=1)
LONGEST_ASKED = 200  # characters of one thing that is asked


def is_short(count: int, form: str) -> bool:
    """A request writes it while its reader waits."""
    return count <= (min(AT_ONCE, PRINTED_AT_ONCE) if form == "pdf" else AT_ONCE)


def is_too_long(count: int, form: str) -> bool:
    """Only a print has an end: a workbook is written row by row."""
    return form == "pdf" and count > printed.MOST


def order(what: str, form: str, asked: Mapping[str, str], campaign: Campaign | None, actor: User) -> Export:
    """A new one, or the same that is being made for the same account."""
    now, language = clock.now(), get_language() or ""
    same = {
        "what": what, "form": form, "campaign": campaign, "ordered_by": actor, "language": language,
        "asked": {name: value[:LONGEST_ASKED] for name, value in asked.items()},
    }  # fmt: skip
    waiting = Export.objects.filter(**same, done_at=None, cancelled_at=None, ordered_at__gt=now - work.LONGEST)
    if known := waiting.order_by("-pk").first():
        return known
    made = Export.objects.create(**same, ordered_at=now)
    outbox.add("nominations.export", made)
    return made


def too_long() -> str:
    words = _("Tệp PDF in được tối đa %(most)s dòng. Hãy lọc bớt hoặc kết xuất Excel, ODS, CSV.")
    return words % {"most": f"{printed.MOST:,}".replace(",", ".")}


def make(pk: int) -> None:
    """Does what was ordered, once: whoever comes second finds it done, or raises StillWorking."""
    found = Export.objects.select_related("ordered_by", "campaign").get(pk=pk)
    now = clock.now()
    listed = LISTS[found.what]
    roles = roles_of(found.ordered_by, now)
    rows = listed.rows(roles, found.asked, now, found.campaign)
    count = 0 if rows is None else rows.order_by().count()
    made = work.take_up(Export, pk, total=-(-count // CHUNK) + 1)
    if made is None:
        return
    if rows is None or is_too_long(count, found.form):  # it has changed since it was ordered
        with override(found.language):
            work.give_back(made, too_long() if rows is not None else _("Ông/bà không còn được xem danh sách này."))
        work.cancel(made)
        return
    whose, told = found.campaign or found.ordered_by, partial(work.advance, made)
    try:
        with override(found.language):
            _make(made, listed.sheet(rows, roles, whose, told), count)
    except work.Stopped:
        return
    except Exception as error:
        work.give_back(made, type(error).__name__)
        raise


def _make(made: Export, sheet: Sheet, count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="export-") as place:
        path = Path(place) / "list"
        with path.open("wb") as file:
            write(sheet, made.form, file)
        with path.open("rb") as file:
            made.file.save(f"{made.pk}-{secrets.token_hex(8)}.{made.form}", File(file), save=False)
        size = path.stat().st_size
    try:
        work.finish(made, size=size, rows=count, file=made.file.name)
    except work.Stopped:  # cancelled while the file was stored
        made.file.delete(save=False)
        raise


def forget_old() -> int:
    """Takes the files of exports that were kept long enough; the rows stay. How many went."""
    return work.forget_files(Export, KEPT)
