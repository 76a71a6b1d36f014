"""The book of swapped days."""

from datetime import date

from organisation import swaps
from organisation.models import SwappedDay, User
from organisation.states import Role, Works
from workflows import clock
from workflows.errors import NotPermitted
from workflows.rules import roles_of


def note(day: date, works: Works, document: str, *, actor: User) -> SwappedDay:
    """Writes what the document ordered for the day; every count of working days heeds it within a minute.

    Raises NotPermitted for anybody but an administrator.
    """
    now = clock.now()
    if not roles_of(actor, now).any_of(Role.ADMINISTRATOR):
        raise NotPermitted
    page = SwappedDay.objects.create(day=day, works=works, document=document, noted_by=actor, noted_at=now)
    swaps.read()
    return page
