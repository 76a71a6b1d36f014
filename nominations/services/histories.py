"""Past awards come into the register from files: kept as they came, compared line by line, brought in by one act."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, Unpack

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nominations.importing.past import PORTION, stage
from nominations.models import HistoryImport, PastAward
from nominations.permissions import can_import_history
from nominations.sheets.awards import Columns, PastEntry, entries_of
from nominations.sheets.gate import SheetKind
from nominations.sheets.grid import YEARS
from nominations.sheets.legacy import Encoding
from nominations.sheets.reading import ListFile, read_list
from nominations.states import LineChoice, LineFate
from organisation.models import Organisation, User
from organisation.uploads import RefusedUpload, safe_name
from workflows import clock, content
from workflows.canonical import sha256_hex
from workflows.engine import Act, Knock, Seen, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of

MOST_WAITING = 20  # files of one organisation that are not brought in
REMEMBERED = 20  # files of an organisation whose columns are remembered
CHOICES = {  # what may be said of a line, by its fate
    LineFate.NEW: (LineChoice.NONE, LineChoice.LEAVE),
    LineFate.LIKELY: (LineChoice.SAME_PERSON, LineChoice.ANOTHER, LineChoice.LEAVE),
}
TAKEN = Q(fate=LineFate.NEW) & ~Q(choice=LineChoice.LEAVE) | Q(
    fate=LineFate.LIKELY, choice__in=(LineChoice.SAME_PERSON, LineChoice.ANOTHER)
)
_HEADS = PastAward.objects.filter(key=OuterRef("person")).order_by().values("person")[:1]
_PERSON = Coalesce(Subquery(_HEADS), F("person"))  # a line of whoever was then told to be of another line's person
T = TypeVar("T")
Named = Any  # a binary file with a `name`, as uploads have


def take_history(organisation: Organisation, file: Named, *, actor: User) -> HistoryImport:
    """Keeps the file once it proved to hold past awards; sent again before it was brought in, it is the same import.

    Raises RefusedUpload with words for the sender, or NotPermitted.
    """
    _check(HistoryImport(organisation=organisation), actor)
    data = file.read(YEARS.size + 1)
    read = read_history(data, file.name or "", organisation)
    digest = sha256_hex(data)
    with transaction.atomic():
        waiting = HistoryImport.objects.filter(organisation=organisation, state="uploaded")
        known = waiting.filter(sha256=digest).first()
        if known:
            return known
        if waiting.count() >= MOST_WAITING:
            words = _("Có %(count)s tệp đang chờ nhập, không nhận thêm. Hãy nhập các tệp đó trước.")
            raise RefusedUpload(words % {"count": MOST_WAITING})
        found = HistoryImport(
            organisation=organisation, name=safe_name(file.name or "", read.kind), content_type=read.kind.media_type,
            size=len(data), sha256=digest, uploaded_at=clock.now(), uploaded_by=actor,
        )  # fmt: skip
        found.file.save(digest, ContentFile(data), save=False)
        return content.create(found)


def read_history(
    data: bytes, name: str, organisation: Organisation, *, encoding: Encoding | None = None,
    headings: Mapping[str, str] | None = None,
) -> ListFile:  # fmt: skip
    """The tables of a file, with the columns that were chosen, or that the organisation chose before."""
    known = Columns({**remembered(organisation), **(headings or {})})
    read = read_list(data, name, encoding=encoding, known=known, bounds=YEARS)
    if read.kind is SheetKind.DOCX:
        raise RefusedUpload(_("Hồ sơ khen thưởng cũ nhận từ Excel (.xlsx, .xls), LibreOffice (.ods) hoặc CSV."))
    return read


def read_again(found: HistoryImport, headings: Mapping[str, str] | None = None) -> ListFile:
    with found.file.open("rb") as file:
        data = file.read()
    encoding = Encoding(found.encoding) if found.encoding else None
    return read_history(data, found.name, found.organisation, encoding=encoding, headings=headings or found.headings)


def remembered(organisation: Organisation) -> dict[str, str]:
    """By what is remembered of a heading, the field that the organisation's last files took it for."""
    earlier = organisation.histories.exclude(headings={}).order_by("-pk").values_list("headings", flat=True)
    known: dict[str, str] = {}
    for headings in earlier[:REMEMBERED]:
        known = headings | known
    return known


def entries(read: ListFile) -> Iterator[PastEntry]:
    today = localtime(clock.now()).date()
    for table in read.tables:
        yield from entries_of(table, today=today)


def settle(found: HistoryImport, *, encoding: Encoding, headings: dict[str, str], actor: User) -> HistoryImport:
    """Somebody says how the letters are kept and what each column is; every line is compared with the register.

    What was chosen of lines before is forgotten. Raises NotAllowed once it was brought in.
    """
    found.encoding = encoding.value
    read = read_again(found, headings)
    with transaction.atomic():
        locked = _open(found, actor)
        locked.lines.all().delete()
        locked.encoding, locked.headings, locked.compared_at = encoding.value, headings, clock.now()
        locked.fates, locked.chosen = stage(locked, entries(read)), {}
        return _kept(content.store(locked, ("encoding", "headings", "compared_at", "fates", "chosen")))


def rehearsed(
    organisation: Organisation, read: ListFile, name: str, *, actor: User, tell: Callable[[HistoryImport], T]
) -> T:
    """What is told of the file once its lines are compared; nothing of it stays. Raises NotPermitted."""
    found = HistoryImport(
        organisation=organisation, name=safe_name(name, read.kind), content_type=read.kind.media_type, size=0,
        uploaded_at=clock.now(), uploaded_by=actor,
    )  # fmt: skip
    _check(found, actor)
    with transaction.atomic():
        content.create(found)
        found.fates = stage(found, entries(read))
        told = tell(found)
        transaction.set_rollback(True)
    return told


def choose(
    found: HistoryImport, choices: Mapping[int, str], *, actor: User, seen: Seen, rest: str = ""
) -> HistoryImport:
    """Says of lines, by key, what becomes of them; `rest` of all likely lines of which nothing was said yet.

    What a line's fate does not allow is passed over. Raises StaleContent when another one chose since `seen`.
    """
    with transaction.atomic():
        locked = _open(found, actor)
        if (locked.version, locked.content_hash) != (int(seen[0] or 0), seen[1]):
            raise StaleContent(locked, seen[1] or "")
        for fate, allowed in CHOICES.items():
            for choice in allowed:
                keys = [key for key, said in choices.items() if said == choice]
                if keys:
                    _say(locked.lines.filter(pk__in=keys, fate=fate), choice)
        if rest in CHOICES[LineFate.LIKELY]:
            _say(locked.lines.filter(fate=LineFate.LIKELY, choice=""), rest)
        locked.chosen = _chosen(locked)
        return _kept(content.store(locked, ("chosen",)))


def _kept(found: HistoryImport) -> HistoryImport:
    content.keep(found)
    return found


def _say(lines: QuerySet[PastAward], choice: str) -> None:
    """A likely line that is of the same person bears its twin's person, any other one its own."""
    lines.filter(fate=LineFate.NEW).update(choice=choice)
    likely = lines.filter(fate=LineFate.LIKELY)
    likely.update(choice=choice, person=F("twin_person") if choice == LineChoice.SAME_PERSON else F("key"))


def _chosen(found: HistoryImport) -> dict[str, int]:
    rows = found.lines.exclude(choice="").values_list("fate", "choice").annotate(count=Count("pk"))
    return {f"{fate} {choice}": count for fate, choice, count in rows.order_by("fate", "choice")}


def bring_in(found: HistoryImport, **knock: Unpack[Knock]) -> Act:
    """Every new line but those left out, and every likely one that was told apart or joined, stands from now on."""
    with transaction.atomic():
        _one_at_a_time(found)
        act = perform(found, "bring_in", **knock)
        if not act.repeated:
            _join(found)
            found.lines.filter(TAKEN).update(stands=True)
        return act


def _join(found: HistoryImport) -> None:
    """Whoever was told to be of another line's person takes her later lines along.

    The keys are named: of rows that were just written the planner knows nothing, and may try each with each.
    """
    joined = list(found.lines.filter(choice=LineChoice.SAME_PERSON).values_list("key", flat=True))
    for start in range(0, len(joined), PORTION):
        found.lines.filter(person__in=joined[start : start + PORTION]).update(person=_PERSON)


def undo(found: HistoryImport, **knock: Unpack[Knock]) -> Act:
    """None of its lines stands any more."""
    with transaction.atomic():
        _one_at_a_time(found)
        act = perform(found, "undo", **knock)
        if not act.repeated:
            found.lines.filter(stands=True).update(stands=False)
        return act


def _one_at_a_time(found: HistoryImport) -> None:
    """What one brings in, the next one is compared with."""
    Organisation.objects.select_for_update().get(pk=found.organisation_id)


def _open(found: HistoryImport, actor: User) -> Any:
    _check(found, actor)
    locked = lock(found)
    if not locked.is_open:
        words = _("Tệp đang ở trạng thái “%(state)s”, không chọn lại được.")
        raise NotAllowed([words % {"state": locked.get_state_display()}], subject=locked)
    return locked


def _check(found: HistoryImport, actor: User) -> None:
    at = clock.now()
    if can_import_history(Act("import_history", actor, at, roles=roles_of(actor, at)), found) is None:
        raise NotPermitted
