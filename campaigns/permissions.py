"""Who an account is, right now, and what that lets it do to a campaign."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Value

from campaigns.models import Campaign, CampaignGrant
from organisation.models import UnitGrant, User
from organisation.selectors import authority_of, in_force
from organisation.states import Role
from workflows.rules import Capacity

OFFICE = (Role.OFFICE_REVIEWER, Role.OFFICE_HEAD)
LEADERS = (Role.DIRECTOR, Role.DEPUTY_DIRECTOR)
UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
OVERSEERS = (*OFFICE, *LEADERS, Role.COUNCIL_SECRETARY, Role.RECORDS_CLERK, Role.AUDITOR)


@dataclass(frozen=True)
class Roles:
    """The grants of one account at one moment, by role: unit ids, organisation ids (root unit), campaign ids."""

    user_id: int
    person_id: int
    at: datetime
    accounts: set[int] = field(default_factory=set)  # of the same person: duties are separated between people
    units: dict[str, set[int]] = field(default_factory=dict)
    organisations: dict[str, set[int]] = field(default_factory=dict)
    campaigns: dict[str, set[int]] = field(default_factory=dict)

    def on_unit(self, unit_id: int, *roles: str) -> str | None:
        """The first of the roles that the account holds on the unit."""
        return next((role for role in roles if unit_id in self.units.get(role, ())), None)

    def on_campaign(self, campaign_id: int, organisation_id: int, *roles: str) -> str | None:
        """The first of the roles that the account holds on the campaign or on its whole organisation."""
        return next(
            (
                role
                for role in roles
                if organisation_id in self.organisations.get(role, ()) or campaign_id in self.campaigns.get(role, ())
            ),
            None,
        )

    def unit_ids(self, *roles: str) -> set[int]:
        return set().union(*(self.units.get(role, ()) for role in roles))

    def organisation_ids(self, *roles: str) -> set[int]:
        return set().union(*(self.organisations.get(role, ()) for role in roles))

    def campaign_ids(self, *roles: str) -> set[int]:
        return set().union(*(self.campaigns.get(role, ()) for role in roles))

    def any_of(self, *roles: str) -> bool:
        """Does the account hold one of the roles anywhere?"""
        return any(self.units.get(role) or self.campaigns.get(role) for role in roles)


def roles_of(user: Any, at: datetime) -> Roles:
    """All grants of the account in force at that moment, in one query; none for an account that is switched off."""
    roles = Roles(user.pk, user.person_id, at, accounts={user.pk, user.person_id})
    active = {"user_id": user.pk, "user__is_active": True}
    by_unit = UnitGrant.objects.filter(in_force(at), **active).values_list(
        "permission__codename", "content_object_id", "content_object__organisation_id", "content_object__parent_id",
        "content_object__is_external", Value("unit"),
    )  # fmt: skip
    by_campaign = CampaignGrant.objects.filter(in_force(at), **active).values_list(
        "permission__codename", "content_object_id", F("content_object__organisation_id"),
        F("content_object__parent_id"), Value(False), Value("campaign"),
    )  # fmt: skip
    same_person = User.objects.filter(same_person_as_id=user.person_id).values_list(
        "username", "pk", "organisation_id", "same_person_as_id", "is_staff", Value("account")
    )
    for role, object_id, organisation_id, parent_id, external, level in by_unit.union(
        by_campaign, same_person, all=True
    ):
        if level == "account":
            roles.accounts.add(object_id)
            continue
        if level == "campaign":
            roles.campaigns.setdefault(role, set()).add(object_id)
            continue
        roles.units.setdefault(role, set()).add(object_id)
        if parent_id is None and not external:
            roles.organisations.setdefault(role, set()).add(organisation_id)
    return roles


def capacity_on(roles: Roles, campaign_id: int, organisation_id: int, *wanted: str) -> Capacity | None:
    role = roles.on_campaign(campaign_id, organisation_id, *wanted)
    return Capacity(role) if role else None


def signing_capacity(
    actor: User, roles: Roles, *, campaign_id: int, organisation_id: int, document_type: str
) -> Capacity | None:
    """May this leader sign this type of document now? Only by a dated authority (NĐ 30/2020, Điều 13)."""
    role = roles.on_campaign(campaign_id, organisation_id, *LEADERS)
    if role is None:
        return None
    authority = authority_of(actor, organisation_id=organisation_id, document_type=document_type, at=roles.at)
    return Capacity(role, authority.on_behalf_of, str(authority.pk)) if authority else None


def can_approve(act: Any, campaign: Campaign) -> Capacity | None:
    return signing_capacity(
        act.actor, act.roles, campaign_id=campaign.pk, organisation_id=campaign.organisation_id, document_type="plan"
    )


def _by_office_head(act: Any, campaign: Campaign) -> Capacity | None:
    return capacity_on(act.roles, campaign.pk, campaign.organisation_id, Role.OFFICE_HEAD)


can_launch = can_close_nominations = can_reopen_nominations = can_conclude = can_archive = _by_office_head


def can_cancel(act: Any, campaign: Campaign) -> Capacity | None:
    return capacity_on(act.roles, campaign.pk, campaign.organisation_id, Role.DIRECTOR)
