"""Questions about people and their powers, asked the same way everywhere."""

from datetime import datetime

from django.db.models import Q, QuerySet

from organisation.models import SigningAuthority, Unit, UnitGrant, User


def in_force(at: datetime) -> Q:
    """Grants and authorities that hold at that moment."""
    return (Q(valid_from=None) | Q(valid_from__lte=at)) & (Q(valid_to=None) | Q(valid_to__gt=at))


def authority_of(user: User, *, organisation_id: int, document_type: str, at: datetime) -> SigningAuthority | None:
    """The authority by which the account may sign this type of document at that moment, the strongest first."""
    found = SigningAuthority.objects.filter(
        in_force(at), holder=user, organisation_id=organisation_id, document_type=document_type
    )
    return found.order_by("valid_from", "pk").last()


def signers_of(organisation_id: int, *, document_type: str, at: datetime) -> QuerySet[User]:
    """Who may sign this type of document at that moment."""
    found = SigningAuthority.objects.filter(in_force(at), organisation_id=organisation_id, document_type=document_type)
    return User.objects.filter(pk__in=found.values("holder"))


def last_authority_of(user: User, *, organisation_id: int, document_type: str) -> SigningAuthority | None:
    """The latest authority the account was given for this type of document, in force or not."""
    found = SigningAuthority.objects.filter(holder=user, organisation_id=organisation_id, document_type=document_type)
    return found.order_by("valid_from", "pk").last()


def holders_of(role: str, unit: Unit, at: datetime) -> QuerySet[User]:
    """The active accounts that hold the role on the unit at that moment."""
    grants = UnitGrant.objects.filter(in_force(at), content_object=unit, permission__codename=role)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True)


def root_unit(organisation_id: int) -> Unit:
    return Unit.objects.get(organisation_id=organisation_id, parent=None, is_external=False)
