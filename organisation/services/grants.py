"""The rows of grants: written by `services.mandates` through the door, and bare by the set-up of a site or a test."""

from datetime import datetime

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from organisation.models import Unit, UnitGrant, User
from organisation.states import Role


def appoint(
    user: User, role: Role, unit: Unit, *, valid_from: datetime | None = None, valid_to: datetime | None = None
) -> UnitGrant:
    """Gives the account a role on a unit (the root unit: on the whole organisation); twice changes the dates."""
    permission = Permission.objects.get(
        codename=role, content_type=ContentType.objects.get_for_model(Unit, for_concrete_model=False)
    )
    grant, _created = UnitGrant.objects.update_or_create(
        user=user,
        permission=permission,
        content_object=unit,
        defaults={"valid_from": valid_from, "valid_to": valid_to},
    )
    return grant


def dismiss(user: User, role: Role, unit: Unit) -> None:
    """Ends the role at once."""
    UnitGrant.objects.filter(user=user, permission__codename=role, content_object=unit).delete()
