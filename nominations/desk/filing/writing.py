"""Keeping what was typed, by hand or by itself: nothing is overwritten unseen, nothing typed is lost."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nominations.desk.filing.forms import NominationForm
from nominations.models import Attachment, Dossier, Nomination
from nominations.services import nominations as noms
from nominations.services.attachments import attach
from nominations.shown import PARTS, shown_value
from organisation.models import User
from organisation.uploads import RefusedUpload
from workflows.errors import NotAllowed, StaleContent
from workflows.rules import moment


@dataclass
class Kept:
    """What came of it: the nomination as it stands, and what stood against writing."""

    nomination: Nomination
    reasons: list[str] = field(default_factory=list)
    differences: list[dict[str, Any]] = field(default_factory=list)  # what stands (old) against what was typed (new)
    status: int = 200


def keep(nomination: Nomination, form: NominationForm, *, actor: User) -> Kept:
    """Writes the sound fields of a validated form. Raises NotPermitted only."""
    typed = form.written()
    changed = _changed(nomination, typed)
    if not changed:
        return Kept(nomination)
    try:
        return Kept(noms.save_nomination(nomination, actor=actor, seen_version=form.seen_version(), **changed))
    except NotAllowed as refusal:
        return Kept(nomination, refusal.reasons, status=409)
    except StaleContent as stale:
        return _against(stale.subject, typed)


def _changed(nomination: Nomination, typed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if getattr(nomination, name) != value}


def _against(now: Nomination, typed: dict[str, Any]) -> Kept:
    """Somebody else saved first: what stands now beside what was typed."""
    reason = _("%(who)s đã sửa đề nghị này lúc %(when)s, sau khi ông/bà mở trang.") % {
        "who": now.edited_by.display_name,
        "when": moment(now.edited_at),
    }
    shown = [
        {"label": PARTS[name], "old": _words(name, getattr(now, name)), "new": _words(name, value)}
        for name, value in _changed(now, typed).items()
    ]
    return Kept(now, [reason], shown, status=412)


def _words(name: str, value: Any) -> str:
    if name == "is_leader":
        value = {True: "leader", False: "direct", None: ""}[value]
    return shown_value(value)


def take_files(form: Any, dossier: Dossier, nomination: Nomination | None, *, actor: User) -> list[Attachment]:
    """Attaches each file that was sent; a refused one leaves its reason on the form, the others are kept."""
    taken = []
    for file in form.cleaned_data.get("files", ()):
        try:
            taken.append(attach(dossier, nomination, file, kind=form.kind(), actor=actor))
        except RefusedUpload as refusal:
            form.add_error("files", f"{file.name}: {refusal}")
        except NotAllowed as refusal:
            form.add_error(None, " ".join(refusal.reasons))
    return taken
