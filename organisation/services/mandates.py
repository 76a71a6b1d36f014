"""The verbs of an account and its powers. Each change and its event are one transaction; changes of one organisation
come one after the other, so that two administrators never wait for each other crosswise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organisation.calendar import until_in_words
from organisation.models import Invitation, Mandate, Organisation, SigningAuthority, Unit, User
from organisation.permissions import accounts_of
from organisation.services.safety import forget_factors
from organisation.states import AuthorityForm, Role
from organisation.text import fold
from workflows import content
from workflows.engine import Act, Knock, perform
from workflows.errors import NotPermitted
from workflows.rules import moment

Change = Callable[[Act], None]


@dataclass(frozen=True)
class Dates:
    """From when to when a power holds, and on what basis it is given."""

    basis: str
    valid_from: datetime | None = None
    valid_to: datetime | None = None

    def data(self) -> dict[str, str]:
        bounds = {"valid_from": self.valid_from, "valid_to": self.valid_to}
        return {"basis": self.basis} | {name: at.isoformat() for name, at in bounds.items() if at}

    def __str__(self) -> str:
        start = [_("từ %(when)s") % {"when": moment(self.valid_from)}] if self.valid_from else []
        end = [until_in_words(self.valid_to)] if self.valid_to else []
        return "; ".join([*start, *end, _("căn cứ: %(basis)s") % {"basis": self.basis}])


def invite(organisation: Organisation, role: Role, place: Unit, *, actor: User, **person: Any) -> Mandate:
    """Makes an account that cannot sign in yet, with its role, and sends the person a link to take it over.

    `person` is full_name, honorific, position and email.
    """
    with transaction.atomic():
        _one_at_a_time(organisation.pk)
        account = User(organisation=organisation, username=free_username(person["email"]), is_active=False, **person)
        account.set_unusable_password()
        account.save(force_insert=True)
        mandate = content.create(Mandate(pk=account.pk, organisation=organisation, account=account))
        data = {"role": str(role), "place": str(place)}
        reason = f"{role.label} – {place}"
        perform(mandate, "invite", actor=actor, reason=reason, data=data)
        _grant(account, role, place, Dates(""))
        return content.store(mandate, [])


def invite_again(mandate: Mandate, **knock: Unpack[Knock]) -> Act:
    """A new link; the ones sent before it end."""
    return _change(mandate, "invite", lambda _act: None, **knock)


def withdraw(mandate: Mandate, **knock: Unpack[Knock]) -> Act:
    """The link ends, and so does the role that was waiting."""
    return _change(mandate, "withdraw", lambda _act: _strip(mandate.account), **knock)


def accept(mandate: Mandate, *, password: str) -> Act:
    """The invited person takes the account over with a password of their own; the link is used up."""

    def take_over(_act: Act) -> None:
        account = mandate.account
        account.is_active = True
        account.set_password(password)
        account.save(update_fields=["is_active", "password"])
        Invitation.objects.filter(mandate=mandate).delete()

    return _change(mandate, "accept", take_over, actor=mandate.account)


def enrol(account: User, *, actor: User) -> Mandate:
    """Begins the book of an account that the set-up of the site made, with the powers that it has now."""
    with transaction.atomic():
        _one_at_a_time(account.organisation_id)
        known = Mandate.objects.filter(account=account).first()
        mandate = known or content.create(Mandate(pk=account.pk, organisation=account.organisation, account=account))
        perform(mandate, "enrol", actor=actor)
        return mandate


def appoint(mandate: Mandate, role: Role, place: Any, dates: Dates, **knock: Unpack[Knock]) -> Act:
    """Gives a role on a unit, on the whole organisation (its root unit) or in a campaign; again: other dates."""
    data = {"role": str(role), "place": str(place), **dates.data()}
    knock["reason"] = f"{role.label} – {place}; {dates}"
    return _change(mandate, "appoint", lambda _act: _grant(mandate.account, role, place, dates), data=data, **knock)


def dismiss(mandate: Mandate, grant: Any, *, basis: str, **knock: Unpack[Knock]) -> Act:
    """Ends a role at once."""
    role, place = Role(grant.permission.codename), grant.content_object
    if grant.user_id != mandate.account_id:
        raise NotPermitted
    knock["reason"] = f"{role.label} – {place}; {Dates(basis)}"
    data = {"role": str(role), "place": str(place), "basis": basis}
    return _change(mandate, "dismiss", lambda _act: grant.delete(), data=data, **knock)


def empower(mandate: Mandate, authority: SigningAuthority, **knock: Unpack[Knock]) -> Act:
    """Gives a dated authority to sign one type of document (NĐ 30/2020, Điều 13)."""
    dates = Dates(authority.basis, authority.valid_from, authority.valid_to)
    form = AuthorityForm(authority.form)
    data = {"form": str(form), "document_type": authority.document_type, **dates.data()}
    knock["reason"] = f"{form.label} – {authority.position_title} – {authority.document_type}; {dates}"

    def give(_act: Act) -> None:
        authority.organisation_id, authority.holder_id = mandate.organisation_id, mandate.account_id
        authority.save(force_insert=True)

    return _change(mandate, "empower", give, data=data, **knock)


def revoke(mandate: Mandate, authority: SigningAuthority, *, basis: str, **knock: Unpack[Knock]) -> Act:
    """Ends an authority at once; what was signed by it stands."""
    if authority.holder_id != mandate.account_id:
        raise NotPermitted
    knock["reason"] = f"{authority.get_form_display()} – {authority.document_type}; {Dates(basis)}"
    data = {"authority": str(authority.pk), "basis": basis}
    return _change(mandate, "revoke", lambda act: _end([authority.pk], act.at), data=data, **knock)


def link(mandate: Mandate, other: User, *, basis: str, **knock: Unpack[Knock]) -> Act:
    """Both accounts are one person's from now on: duties are separated between people."""
    head, accounts = other.same_person_as or other, [account.pk for account in accounts_of(mandate.account)]
    knock["reason"] = f"{other.full_name} ({other.username}); {Dates(basis)}"

    def join(_act: Act) -> None:
        _wait_for_acts_of(accounts_of(mandate.account) | accounts_of(other))
        User.objects.filter(pk__in=accounts).update(same_person_as=head)

    return _change(mandate, "link", join, data={"same_person_as": other.pk, "basis": basis}, **knock)


def deactivate(mandate: Mandate, **knock: Unpack[Knock]) -> Act:
    """Nobody signs in by it any more; its roles and authorities end. What it did stands."""

    def switch_off(act: Act) -> None:
        account = mandate.account
        User.objects.filter(pk=account.pk).update(is_active=False)
        _strip(account)
        _end(account.authorities.values("pk"), act.at)

    return _change(mandate, "deactivate", switch_off, **knock)


def reactivate(mandate: Mandate, **knock: Unpack[Knock]) -> Act:
    """The person may sign in again, without any role: each is given anew."""
    accounts = User.objects.filter(pk=mandate.account_id)
    return _change(mandate, "reactivate", lambda _act: accounts.update(is_active=True), **knock)


def reset_second_factor(mandate: Mandate, **knock: Unpack[Knock]) -> Act:
    """Who lost the second factor sets it up again at the next sign-in; the old one opens nothing from now on."""
    return _change(mandate, "reset_second_factor", lambda _act: forget_factors(mandate.account), **knock)


def free_username(email: str) -> str:
    """The part of the address before the @, and a number where another account has it already."""
    plain = "".join(c for c in fold(email.partition("@")[0]) if c.isalnum() or c in "._-")[:100] or "tai-khoan"
    taken = set(User.objects.filter(username__startswith=plain).values_list("username", flat=True))
    return next(name for name in (plain, *(f"{plain}{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _change(
    mandate: Mandate, verb: str, change: Change, *, data: dict[str, Any] | None = None, **knock: Unpack[Knock]
) -> Act:
    with transaction.atomic():
        _one_at_a_time(mandate.organisation_id)
        act = perform(mandate, verb, data=data, **knock)
        if not act.repeated:
            change(act)
            content.store(mandate, [])
        return act


def _one_at_a_time(organisation_id: int) -> None:
    """Not FOR UPDATE: what points to the organisation may still be written meanwhile."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def _wait_for_acts_of(accounts: QuerySet[User]) -> None:
    """Until none is under way; those that come to the door meanwhile see the change."""
    list(accounts.order_by("pk").select_for_update(no_key=True))


def _grant(account: User, role: Role, place: Any, dates: Dates) -> None:
    kind = ContentType.objects.get_for_model(place, for_concrete_model=False)
    permission = Permission.objects.get(codename=role, content_type=kind)
    bounds = {"valid_from": dates.valid_from, "valid_to": dates.valid_to}
    place.grants.update_or_create(user=account, permission=permission, content_object=place, defaults=bounds)


def _strip(account: User) -> None:
    account.unitgrant_set.all().delete()
    account.campaigngrant_set.all().delete()


def _end(authorities: Any, at: datetime) -> None:
    lasting = SigningAuthority.objects.filter(pk__in=authorities).exclude(valid_to__lte=at)
    lasting.update(valid_to=at)
