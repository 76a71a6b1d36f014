"""One nomination: writing it, and the reviewer's verbs. The dossier is locked before its nominations, always."""

from collections.abc import Iterable, Sequence
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from nominations.models import Dossier, Nomination
from nominations.models.nomination import EDITABLE_FIELDS, SEARCH_KEY
from nominations.services.dossiers import editable
from nominations.states import NominationState
from organisation.models import User
from organisation.text import fold, sort_key
from workflows import clock, content
from workflows.canonical import sha256_hex
from workflows.engine import Act, Knock, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent

BATCH = 500
NAME_FIELDS = ("search_key", "sort_key", "only_namesake")
DERIVED_FIELDS = (*NAME_FIELDS, "report_key")


def create_nomination(dossier: Dossier, *, actor: User, **fields: Any) -> Nomination:
    """Adds a nominee to the unit's list; what is missing may be filled in later."""
    with transaction.atomic():
        locked = editable(dossier, actor=actor)
        nomination = _begun(locked, actor, fields)
        content.create(nomination)
        content.store(locked, [])
        return nomination


def create_nominations(dossier: Dossier, rows: Iterable[dict[str, Any]], *, actor: User) -> list[Nomination]:
    """Adds many at once, each as `create_nomination` would: in a few statements however many there are."""
    with transaction.atomic():
        locked = editable(dossier, actor=actor)
        made = [_begun(locked, actor, fields) for fields in rows]
        for nomination in made:
            nomination.content_hash = nomination.compute_hash()
        Nomination.objects.bulk_create(made, batch_size=BATCH)
        content.store(locked, [])
        return made


def _begun(locked: Dossier, actor: User, fields: dict[str, Any]) -> Nomination:
    now = clock.now()
    nomination = Nomination(
        organisation_id=locked.organisation_id,
        campaign_id=locked.campaign_id,
        unit=locked.unit,
        dossier=locked,
        created_at=now,
        edited_at=now,
        edited_by=actor,
        **_written(fields),
    )
    _derive(nomination)
    return nomination


def save_nomination(
    nomination: Nomination, *, actor: User, seen_version: int | None = None, **fields: Any
) -> Nomination:
    """Writes some fields (autosave included). Raises StaleContent when another saved since `seen_version`."""
    with transaction.atomic():
        dossier = editable(nomination.dossier, actor=actor)
        locked = _editable(nomination)
        if seen_version is not None and locked.version != seen_version:
            raise StaleContent(locked, locked.content_hash)
        for name, value in _written(fields).items():
            setattr(locked, name, value)
        _derive(locked)
        locked.edited_at, locked.edited_by = clock.now(), actor
        content.store(locked, [*EDITABLE_FIELDS, *DERIVED_FIELDS, "edited_at", "edited_by"])
        content.store(dossier, [])
        return locked


def remove_nomination(nomination: Nomination, *, actor: User) -> None:
    """Strikes a draft from the list. One that was filed before has a history and is withdrawn instead."""
    with transaction.atomic():
        dossier = editable(nomination.dossier, actor=actor)
        locked = _editable(nomination)
        if locked.event_seq:
            raise NotAllowed([_("Đề nghị này đã từng được nộp; hãy dùng “Rút đề nghị”.")], subject=locked)
        locked.delete()
        content.store(dossier, [])


def remove_untouched(dossier: Dossier, keys: Iterable[int], *, actor: User) -> int:
    """Strikes those drafts of the list that were never filed nor written since they began; how many went."""
    with transaction.atomic():
        locked = editable(dossier, actor=actor)
        untouched = {"state": NominationState.DRAFT, "event_seq": 0, "version": 1, "attachments": None}
        gone = list(locked.nominations.filter(pk__in=list(keys), **untouched).values_list("pk", flat=True))
        Nomination.objects.filter(pk__in=gone).delete()
        if gone:
            content.store(locked, [])
        return len(gone)


def withdraw(nomination: Nomination, **knock: Unpack[Knock]) -> Act:
    """The unit withdraws one nominee; the rest of the list stays."""
    return _within_dossier(nomination, "withdraw", restate=True, **knock)


def mark_eligible(nomination: Nomination, **knock: Unpack[Knock]) -> Act:
    return _within_dossier(nomination, "mark_eligible", **knock)


def mark_all_eligible(dossier: Dossier, nominations: Sequence[Nomination], **knock: Unpack[Knock]) -> Act:
    """Several nominations of one dossier in one act; `seen` is what was seen of the dossier, so of each of them."""
    with transaction.atomic():
        seen = knock.pop("seen", None)
        locked = lock(dossier)
        if seen and (locked.version, locked.content_hash) != seen:
            raise StaleContent(locked, seen[1])
        if not nominations or any(nomination.dossier_id != locked.pk for nomination in nominations):
            raise NotPermitted
        return perform(nominations, "mark_eligible", **knock)


def find_ineligible(nomination: Nomination, **knock: Unpack[Knock]) -> Act:
    return _within_dossier(nomination, "find_ineligible", **knock)


def send_back(
    nomination: Nomination, *, codes: Sequence[str] = (), fields: Sequence[str] = (), **knock: Unpack[Knock]
) -> Act:
    """Returns one nomination: coded reasons, words, and the fields to mend; kept for ever in the trail."""
    data = {"codes": list(codes), "fields": list(fields)}
    return _within_dossier(nomination, "send_back", data=data, **knock)


def reconsider(nomination: Nomination, **knock: Unpack[Knock]) -> Act:
    """Opens a conclusion again, while the dossier is under review."""
    return _within_dossier(nomination, "reconsider", **knock)


def tell_apart(nomination: Nomination, **knock: Unpack[Knock]) -> Act:
    """The nominee only bears the name of a person who works here; the reason says how that is known."""
    return _within_dossier(nomination, "tell_apart", **knock)


def hold(nomination: Nomination, **knock: Unpack[Knock]) -> Act:
    """No decision while discipline, inspection or a complaint is pending (NĐ 152/2025)."""
    return _within_dossier(nomination, "hold", **knock)


def resume(nomination: Nomination, **knock: Unpack[Knock]) -> Act:
    return _within_dossier(nomination, "resume", **knock)


def _within_dossier(nomination: Nomination, verb: str, *, restate: bool = False, **knock: Any) -> Act:
    """`restate`: the list itself says something else afterwards."""
    with transaction.atomic():
        dossier = lock(nomination.dossier)
        act = perform(nomination, verb, **knock)
        if restate and not act.repeated:
            content.store(dossier, [])
        return act


def _editable(nomination: Nomination) -> Nomination:
    locked = lock(nomination)
    if not locked.is_editable:
        state = NominationState(locked.state).label
        raise NotAllowed(
            [_("Đề nghị đang ở trạng thái “%(state)s”, không sửa được.") % {"state": state}], subject=locked
        )
    return locked


def _written(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(EDITABLE_FIELDS)
    if unknown:
        raise TypeError(f"not fields of a nomination: {sorted(unknown)}")
    return fields


def _derive(nomination: Nomination) -> None:
    """Keys for searching, sorting and finding copied reports."""
    derive_name(nomination)
    report = fold(nomination.achievements)
    nomination.report_key = sha256_hex(report.encode()) if report else ""


def derive_name(nomination: Nomination) -> None:
    """What follows from the name (`NAME_FIELDS`); another name has not been told apart from anybody's."""
    before, nomination.search_key = nomination.search_key, fold(nomination.full_name)[:SEARCH_KEY]
    nomination.only_namesake = nomination.only_namesake and nomination.search_key == before
    nomination.sort_key = sort_key(nomination.full_name)[:600]
