"""The organisation's own words for its papers: each edit is a row of its own, none is ever changed."""

from django.db import transaction

from campaigns.permissions import Roles
from nominations.models import Wording
from nominations.papers.samples import tried
from organisation.models import Organisation, User
from organisation.states import Role
from workflows import clock
from workflows.errors import NotPermitted, StaleContent
from workflows.rules import roles_of


def newest(organisation: Organisation, kind: str) -> Wording | None:
    return Wording.objects.filter(organisation=organisation, kind=kind).first()


def write(organisation: Organisation, kind: str, text: str, *, actor: User, seen: str) -> Wording:
    """From now on the paper reads so; an empty text takes the site's own wording again.

    `seen` is the key of the row that stood on the screen, "" for none. Raises NotPermitted for anybody but the head of
    the organisation's office, documents.wording.BadWording when the text cannot be used, StaleContent when another one
    was faster.
    """
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        roles: Roles = roles_of(actor, clock.now())
        if locked.pk not in roles.organisation_ids(Role.OFFICE_HEAD):
            raise NotPermitted
        last = newest(locked, kind)
        if seen != str(last.pk if last else ""):
            raise StaleContent(locked, seen)
        if text.strip():
            tried(kind, text)
        return Wording.objects.create(
            organisation=locked, kind=kind, text=text.strip(), written_by=actor, written_at=clock.now()
        )
