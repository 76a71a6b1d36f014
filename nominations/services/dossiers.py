"""A unit's dossier: opening it, its letter, and the verbs around filing and review."""

from datetime import date
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Round
from campaigns.permissions import UNIT
from nominations.models import Dossier
from nominations.models.dossier import NOT_STATED
from nominations.permissions import can_edit
from organisation.models import Unit, User
from workflows import clock, content, worklist
from workflows.engine import Act, Knock, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of


def open_dossier(round_: Round, unit: Unit, *, actor: User) -> Dossier:
    """The unit's dossier of that round; opened with its process when it does not stand yet."""
    if not roles_of(actor, clock.now()).on_unit(unit.pk, *UNIT):
        raise NotPermitted
    if not round_.takes_nominations:
        words = _("“%(round)s” là đợt đăng ký thi đua, không nhận danh sách đề nghị khen thưởng.")
        raise NotAllowed([words % {"round": round_}])
    if not round_.campaign.participations.filter(unit=unit).exists():
        raise NotAllowed([_("Đơn vị không tham gia phong trào này.")])
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        known = Dossier.objects.filter(round=round_, unit=unit).first()
        if known:
            return known
        dossier = Dossier(
            organisation_id=round_.campaign.organisation_id,
            campaign=round_.campaign,
            round=round_,
            unit=unit,
            created_at=clock.now(),
            due_at=round_.closes_at or NOT_STATED,
        )
        content.create(dossier)
        worklist.start(dossier)
        return dossier


def editable(dossier: Dossier, *, actor: User) -> Dossier:
    """The dossier, locked for writing. Raises NotPermitted, or NotAllowed once it is filed."""
    locked = lock(dossier)
    at = clock.now()
    if can_edit(Act("edit", actor, at, roles=roles_of(actor, at)), locked) is None:
        raise NotPermitted
    if not locked.is_editable:
        raise NotAllowed([_("Hồ sơ đã nộp, không sửa được nữa. Muốn sửa, hãy rút danh sách về.")], subject=locked)
    return locked


def save_letter(
    dossier: Dossier,
    *,
    actor: User,
    letter_number: str,
    letter_date: date | None,
    letter_note: str,
    seen_version: int | None = None,
) -> Dossier:
    """Writes the unit's letter. Raises StaleContent when another person saved since `seen_version`."""
    with transaction.atomic():
        locked = editable(dossier, actor=actor)
        if seen_version is not None and locked.version != seen_version:
            raise StaleContent(locked, locked.content_hash)
        locked.letter_number, locked.letter_date, locked.letter_note = letter_number, letter_date, letter_note
        return content.store(locked, ["letter_number", "letter_date", "letter_note"])


def submit(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """The unit head confirms and files the list; a late one needs its reason."""
    return perform(dossier, "submit", **knock)


def present(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """An officer of the unit shows the finished list to its heads; the state stays."""
    return perform(dossier, "present", **knock)


def declare_nil(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """The unit has nobody to propose."""
    return perform(dossier, "declare_nil", **knock)


def reopen(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """A unit that reported nil proposes somebody after all: a new process begins."""
    with transaction.atomic():
        act = perform(dossier, "reopen", **knock)
        if not act.repeated:
            worklist.start(dossier)
        return act


def withdraw(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """The unit takes its list back, as long as nobody has begun to review it."""
    return perform(dossier, "withdraw", **knock)


def receive(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """A reviewer claims a filed dossier."""
    return perform(dossier, "receive", **knock)


def release(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """Back to the queue, for a colleague."""
    return perform(dossier, "release", **knock)


def claim(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """A colleague goes on with a released dossier."""
    return perform(dossier, "claim", **knock)


def send_back(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """Returns the dossier with its returned nominations for the unit to mend."""
    return perform(dossier, "send_back", **knock)


def check_off(dossier: Dossier, **knock: Unpack[Knock]) -> Act:
    """The review is complete: every nomination has its conclusion."""
    return perform(dossier, "check_off", **knock)
