"""What an account's safety asks: ending its sessions, its factors, its ties to other sign-ins."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from organisation.models import Identity, User
from workflows.models import Deed
from workflows.queues import record

BEGAN, SEEN = "began", "seen"  # in the session: real times, wherever the installation's clock stands


def end_sessions(user: User) -> None:
    """Every session of the account ends with its next request."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.sessions_ended = User.objects.values_list("sessions_ended", flat=True).get(pk=user.pk)


def living(sessions: Iterable[UserSession]) -> list[UserSession]:
    """Those of the sessions that would still be let in, each with the time of its last use; one query for all."""
    sessions = list(sessions)
    kept = Session.objects.in_bulk([one.session_key for one in sessions])
    now, found = time.time(), []
    for one in sessions:
        data = kept[one.session_key].get_decoded() if one.session_key in kept else {}
        began, seen = data.get(BEGAN, now), data.get(SEEN, now)
        is_over = now - began >= settings.SESSION_LONGEST or now - seen >= settings.SESSION_IDLE
        if not is_over and one.user.is_active and _is_signed(data, one.user):
            one.last_seen_at = datetime.fromtimestamp(seen, UTC) if SEEN in data else one.created_at
            found.append(one)
    return found


def _is_signed(data: dict[str, Any], user: User) -> bool:
    """With the account's present secret: a changed password and `end_sessions` leave others behind."""
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return any(constant_time_compare(data.get("_auth_user_hash", ""), known) for known in hashes)


@transaction.atomic
def end_session(session: UserSession, *, actor: User) -> None:
    """An administrator ends one session of somebody, at once; the auditors read of it."""
    session.end()
    record(Deed.END_SESSION, User, actor=actor, reason="", object_id=str(session.user_id))


@transaction.atomic
def end_sessions_of(user: User, *, actor: User) -> None:
    """An administrator ends all of them."""
    end_sessions(user)
    UserSession.objects.filter(user=user).delete()
    record(Deed.END_SESSIONS, User, actor=actor, reason="", object_id=str(user.pk))


@transaction.atomic
def unlink(identity: Identity, *, actor: User) -> None:
    """An administrator takes another provider's sign-in from an account; what was signed in by it ends."""
    identity.delete()
    end_sessions(identity.user)
    record(Deed.UNLINK, User, actor=actor, reason=identity.issuer, object_id=str(identity.user_id))


def forget_factors(user: User) -> None:
    """Somebody who lost telephone and codes begins anew: no second factor, no session, no passkey left."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
