"""Who may change the powers of an account: an administrator of its organisation, never of one's own account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from organisation.models import Mandate, User
from organisation.states import Role
from workflows.errors import NotPermitted
from workflows.rules import Capacity

OWN_POWERS = _("Không ai được tự thay đổi quyền của chính mình; hãy nhờ người quản trị khác.")
APART = (Role.ADMINISTRATOR, Role.AUDITOR)  # who keeps the machine decides nothing; who audits writes nothing


def _administers(act: Any, mandate: Mandate) -> Capacity | None:
    if mandate.organisation_id not in act.roles.organisation_ids(Role.ADMINISTRATOR):
        return None
    return Capacity(Role.ADMINISTRATOR)


def can_enrol(act: Any, mandate: Mandate) -> Capacity | None:
    """Writing down what the set-up of the site gave: nothing is given by it, so also for one's own account."""
    return _administers(act, mandate)


def can_appoint(act: Any, mandate: Mandate) -> Capacity | None:
    capacity = _administers(act, mandate)
    if capacity and mandate.account_id in act.roles.accounts:
        raise NotPermitted(OWN_POWERS)
    return capacity


can_invite = can_withdraw = can_dismiss = can_empower = can_revoke = can_link = can_appoint
can_reset_second_factor = can_deactivate = can_reactivate = can_appoint


def can_accept(act: Any, mandate: Mandate) -> Capacity | None:
    """Whoever holds the link of the invitation acts as the invited account; nobody else does."""
    return Capacity("invited") if act.actor.pk == mandate.account_id else None


def accounts_of(user: User) -> QuerySet[User]:
    """All accounts of the person, this one too."""
    return User.objects.filter(Q(pk=user.person_id) | Q(same_person_as=user.person_id) | Q(pk=user.pk))


def accounts_of_actor(act: Any) -> list[User]:
    """All accounts of the person who acts, whatever name each bears; read once an act, where there are several."""
    if "accounts" not in act.known:
        others = act.roles.accounts - {act.actor.pk}
        act.known["accounts"] = [act.actor, *(User.objects.filter(pk__in=others) if others else ())]
    return act.known["accounts"]


def roles_held(accounts: Iterable[User], at: datetime) -> set[str]:
    """The roles that the accounts hold or will hold: on units, on the organisation, in campaigns."""
    keys = [account.pk for account in accounts]
    lasting = Q(valid_to=None) | Q(valid_to__gt=at)
    granted = (kind.filter(lasting, user__in=keys) for kind in _grants())
    return {role for found in granted for role in found.values_list("permission__codename", flat=True)}


def _grants() -> list[QuerySet]:
    """The tables of grants: on units here, and those of apps further down that hang on an account."""
    return [
        relation.related_model._default_manager.all()
        for relation in User._meta.related_objects
        if issubclass(relation.related_model, UserObjectPermissionBase) and hasattr(relation.related_model, "valid_to")
    ]
