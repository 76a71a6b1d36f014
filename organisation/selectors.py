"""Questions about people and their powers, asked the same way everywhere."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from organisation.models import Invitation, Mandate, SigningAuthority, Unit, UnitGrant, User
from organisation.permissions import accounts_of
from organisation.states import AuthorityForm, MandateState, Role
from organisation.text import fold
from workflows.canonical import sha256_hex

COPY = "copy"  # the document type of an authority over copies


def in_force(at: datetime) -> Q:
    """Grants and authorities that hold at that moment."""
    return (Q(valid_from=None) | Q(valid_from__lte=at)) & (Q(valid_to=None) | Q(valid_to__gt=at))


def authority_of(user: User, *, organisation_id: int, document_type: str, at: datetime) -> SigningAuthority | None:
    """The authority by which the account may sign this type of document at that moment, the strongest first."""
    found = SigningAuthority.objects.filter(
        in_force(at), holder=user, holder__is_active=True, organisation_id=organisation_id, document_type=document_type
    )
    return found.order_by("valid_from", "pk").last()


def signers_of(organisation_id: int, *, document_type: str, at: datetime) -> QuerySet[User]:
    """Who may sign this type of document at that moment."""
    found = SigningAuthority.objects.filter(in_force(at), organisation_id=organisation_id, document_type=document_type)
    return User.objects.filter(pk__in=found.values("holder"), is_active=True)


def certifiers_of(organisation_id: int, *, at: datetime) -> QuerySet[SigningAuthority]:
    """By which authorities copies are certified at that moment: the head's own, and those the head gave for copies.

    Nghị định 30/2020/NĐ-CP, Điều 27: the head decides on copies and on who signs them.
    """
    heads = Q(form__in=(AuthorityForm.HEAD, AuthorityForm.Q))
    found = SigningAuthority.objects.filter(in_force(at), organisation_id=organisation_id, holder__is_active=True)
    return found.filter(Q(document_type=COPY) | heads & Q(document_type="decision")).select_related("holder")


def last_authority_of(user: User, *, organisation_id: int, document_type: str) -> SigningAuthority | None:
    """The latest authority the account was given for this type of document, in force or not."""
    found = SigningAuthority.objects.filter(holder=user, organisation_id=organisation_id, document_type=document_type)
    return found.order_by("valid_from", "pk").last()


def holders_of(role: str, unit: Unit, at: datetime) -> QuerySet[User]:
    """The active accounts that hold the role on the unit at that moment."""
    grants = UnitGrant.objects.filter(in_force(at), content_object=unit, permission__codename=role)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True)


def holders_in(unit_ids: Iterable[int], roles: Iterable[str], at: datetime) -> dict[int, set[int]]:
    """The active accounts that hold one of the roles at that moment, by unit: one query for all units."""
    grants = UnitGrant.objects.filter(
        in_force(at), content_object__in=list(unit_ids), permission__codename__in=list(roles), user__is_active=True
    )
    found: dict[int, set[int]] = {}
    for unit, user in grants.values_list("content_object_id", "user_id"):
        found.setdefault(unit, set()).add(user)
    return found


def inside(unit: Unit) -> set[int]:
    """The unit and all that stand below it, however deep: one query."""
    above = dict(Unit.objects.filter(organisation=unit.organisation_id).values_list("pk", "parent_id"))
    found, more = {unit.pk}, {unit.pk}
    while more:
        more = {pk for pk, parent in above.items() if parent in more} - found
        found |= more
    return found


def standing_units(organisation_id: int, day: date) -> QuerySet[Unit]:
    """Those that are not closed on the day."""
    return Unit.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), organisation=organisation_id)


def root_unit(organisation_id: int) -> Unit:
    return Unit.objects.get(organisation_id=organisation_id, parent=None, is_external=False)


def root_units(organisation_ids: Iterable[int]) -> dict[int, int]:
    """The own unit of each organisation: one query for all."""
    found = Unit.objects.filter(organisation__in=list(organisation_ids), parent=None, is_external=False)
    return dict(found.values_list("organisation_id", "pk"))


def namesakes_of(organisation_id: int, *, full_name: str, email: str, but: User | None = None) -> list[User]:
    """Accounts that may be the same person's: an equal name, accents aside, or an equal address."""
    accounts = User.objects.filter(organisation_id=organisation_id).order_by("pk")
    if but is not None:
        accounts = accounts.exclude(pk__in=accounts_of(but))
    name, address = fold(full_name), email.strip().casefold()
    return [one for one in accounts if one.name_key == name or (address and one.email.casefold() == address)]


def invitation_of(token: str, at: datetime) -> Mandate | None:
    """The invited account behind a link; None when the link is unknown, used, withdrawn or expired: all alike."""
    found = Invitation.objects.filter(token_hash=sha256_hex(token.encode()), expires_at__gt=at)
    row = found.filter(mandate__state=MandateState.INVITED).select_related("mandate__account").first()
    return row.mandate if row else None


def mandates_for(roles: Any) -> QuerySet[Mandate]:
    """The accounts of the organisations that the reader administers."""
    return Mandate.objects.filter(organisation_id__in=roles.organisation_ids(Role.ADMINISTRATOR))


def accounts_for(roles: Any) -> QuerySet[User]:
    """The people of the organisations that the reader administers, in the book or not yet."""
    return User.objects.filter(organisation_id__in=roles.organisation_ids(Role.ADMINISTRATOR))
