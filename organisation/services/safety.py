"""What an account's safety asks: ending its sessions, its factors."""

from allauth.mfa.models import Authenticator
from django.db.models import F

from organisation.models import User


def end_sessions(user: User) -> None:
    """Every session of the account ends with its next request."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.sessions_ended = User.objects.values_list("sessions_ended", flat=True).get(pk=user.pk)


def forget_factors(user: User) -> None:
    """Somebody who lost telephone and codes begins anew: no second factor, no session, no passkey left."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
