"""The nominations before and after one in its dossier, so that a reviewer works through them in order."""

from dataclasses import dataclass

from django.urls import reverse

from campaigns.permissions import Roles
from nominations.models import Nomination
from nominations.selectors import nominations_for
from nominations.states import NominationState


@dataclass(frozen=True)
class Neighbours:
    """A nomination's place in its dossier, and the keys of those to go to."""

    dossier: int
    place: int
    count: int
    previous: int | None
    next: int | None
    undecided: int | None

    @property
    def further_url(self) -> str:
        """Where a conclusion leads: to the next nomination without one, else back to the dossier."""
        if self.undecided:
            return reverse("nomination", args=[self.undecided])
        return reverse("review_dossier", args=[self.dossier])


def neighbours_of(found: Nomination, roles: Roles) -> Neighbours:
    """In the order of the dossier; the next undecided one is looked for further, then from the beginning."""
    standing = nominations_for(roles).filter(dossier=found.dossier_id).exclude(state=NominationState.WITHDRAWN)
    states = dict(standing.order_by("pk").values_list("pk", "state"))
    keys = sorted({*states, found.pk})
    place = keys.index(found.pk)
    further = keys[place + 1 :] + keys[:place]
    return Neighbours(
        dossier=found.dossier_id,
        place=place + 1,
        count=len(keys),
        previous=keys[place - 1] if place else None,
        next=keys[place + 1] if place + 1 < len(keys) else None,
        undecided=next((pk for pk in further if states.get(pk) == NominationState.UNDER_REVIEW), None),
    )
