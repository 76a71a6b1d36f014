"""Appointing people: the only writer of grants. And what an account's safety asks: ending its sessions, its factors."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import F

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


def end_sessions(user: User) -> None:
    """Every session of the account ends with its next request."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.sessions_ended = User.objects.values_list("sessions_ended", flat=True).get(pk=user.pk)


def forget_factors(user: User) -> None:
    """Somebody who lost telephone and codes begins anew: no second factor, no session, no passkey left."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
