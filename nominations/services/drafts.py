"""Beginning a nomination: an empty draft that saves itself from the first letter on."""

from django.db import transaction

from nominations.models import Dossier, Nomination
from nominations.services.dossiers import editable
from nominations.services.nominations import create_nomination
from nominations.states import NominationState
from organisation.models import User


def begin_nomination(dossier: Dossier, *, kind: str, actor: User) -> Nomination:
    """A draft of that kind to write in. One's own untouched draft is taken again, so a double click begins one.

    Where the campaign has one award form for the kind, the draft asks for that. Raises as `create_nomination` does.
    """
    with transaction.atomic():
        locked = editable(dossier, actor=actor)
        untouched = {"kind": kind, "edited_by": actor, "version": 1, "full_name": "", "state": NominationState.DRAFT}
        blank = locked.nominations.filter(**untouched).first()
        if blank:
            return blank
        suiting = [form for form in locked.campaign.award_forms.all() if form.suits(kind)]
        only = suiting[0] if len(suiting) == 1 else None
        return create_nomination(locked, actor=actor, kind=kind, full_name="", award_form=only)
