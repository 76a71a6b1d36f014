"""Permission × role: who is asked for each verb, and how the answers are written as a grid.

A column is one account. The first thirteen hold one role where it belongs: unit roles on the unit, others on the root
unit. NB nobody; SU superuser; EL every role, elsewhere (another organisation); OU every role on another unit; OF every
role, account switched off; EX every role, expired; NY every role, not yet; CR reviewer of this campaign only; CO every
campaign role of another campaign.

Each is asked three times: as is, holding the dossier, and with a signing authority.

    .  never                          s  with a signing authority; refused as unknown without
    +  always                         S  with a signing authority; refused in words without
    h  holding the dossier            ?  any other combination: a table never says so

After the cells stand the duties that forbid the verb to an account that may otherwise.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from campaigns.models import Campaign, CampaignGrant
from nominations.duties import DUTIES
from organisation.models import Unit, User
from organisation.services import appoint
from organisation.states import Role
from organisation.text import fold
from tests.factories import World, authorise, make_user, make_world
from tests.nominations.machines import campaign as campaign_machine
from workflows import clock
from workflows.engine import Act
from workflows.errors import NotPermitted
from workflows.models import Subject
from workflows.rules import permission_of, roles_of

ROLES = {
    "UO": Role.UNIT_OFFICER, "UH": Role.UNIT_HEAD, "OR": Role.OFFICE_REVIEWER, "OH": Role.OFFICE_HEAD,
    "CS": Role.COUNCIL_SECRETARY, "CM": Role.COUNCIL_MEMBER, "CC": Role.COUNCIL_CHAIR, "DI": Role.DIRECTOR,
    "DD": Role.DEPUTY_DIRECTOR, "RC": Role.RECORDS_CLERK, "PU": Role.PUBLISHER, "AU": Role.AUDITOR,
    "AD": Role.ADMINISTRATOR,
}  # fmt: skip
ANSWERS = {
    ("no", "no", "no"): ".",
    ("yes", "yes", "yes"): "+",
    ("no", "yes", "no"): "h",
    ("no", "no", "yes"): "s",
    ("words", "words", "yes"): "S",
}
PASSED, AHEAD = timedelta(days=-1), timedelta(days=1)


def place(world: World, role: Role) -> Unit:
    return world.units[0] if role in (Role.UNIT_OFFICER, Role.UNIT_HEAD) else world.root


def with_role(role: Role) -> Callable[[World, User], None]:
    return lambda world, user: appoint(user, role, place(world, role))


def appoint_to_everything(world: World, user: User, **dates: Any) -> None:
    for role in Role:
        appoint(user, role, place(world, role), **dates)


def nobody(world: World, user: User) -> None:
    """No grant at all."""


def superuser(world: World, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_superuser=True, is_staff=True)


def elsewhere(world: World, user: User) -> None:
    appoint_to_everything(make_world(), user)


def on_another_unit(world: World, user: User) -> None:
    for role in Role:
        appoint(user, role, world.units[1])


def switched_off(world: World, user: User) -> None:
    appoint_to_everything(world, user)
    User.objects.filter(pk=user.pk).update(is_active=False)


def expired(world: World, user: User) -> None:
    appoint_to_everything(world, user, valid_to=clock.now() + PASSED)


def not_yet(world: World, user: User) -> None:
    appoint_to_everything(world, user, valid_from=clock.now() + AHEAD)


def reviewer_of_the_campaign(world: World, user: User) -> None:
    give(user, world.campaign, Role.OFFICE_REVIEWER)


def of_another_campaign(world: World, user: User) -> None:
    other = campaign_machine.begin(world)
    for role, _label in Campaign._meta.permissions:
        give(user, other, role)


def give(user: User, campaign: Campaign, role: str) -> None:
    kind = ContentType.objects.get_for_model(Campaign)
    permission = Permission.objects.get(codename=role, content_type=kind)
    CampaignGrant.objects.create(user=user, permission=permission, content_object=campaign)


COLUMNS: dict[str, Callable[[World, User], None]] = {code: with_role(role) for code, role in ROLES.items()} | {
    "NB": nobody, "SU": superuser, "EL": elsewhere, "OU": on_another_unit, "OF": switched_off, "EX": expired,
    "NY": not_yet, "CR": reviewer_of_the_campaign, "CO": of_another_campaign,
}  # fmt: skip


def account(world: World, code: str) -> User:
    user = make_user(world.organisation, f"{code}-{world.organisation.code}", f"Người Hư Cấu {code}")
    COLUMNS[code](world, user)
    return User.objects.get(pk=user.pk)


def allow_to_sign(world: World, user: User) -> None:
    for document_type in ("decision", "plan"):
        authorise(world, user, "kt", "PHÓ GIÁM ĐỐC", document_type=document_type)


def asked(subject: Subject, verb: str, user: User, roles: Any) -> str:
    """What the permission answers: yes (in a role that the account holds), no, or the words of its refusal."""
    act = Act(verb, user, roles.at, roles=roles)
    try:
        capacity = permission_of(subject._meta.app_label, verb)(act, subject)
    except NotPermitted as refusal:
        return str(refusal)
    if capacity is None:
        return "no"
    return "yes" if roles.any_of(capacity.role) else f"as {capacity.role}"


def hold(subject: Any, holder: User | None) -> None:
    """Who holds the dossier, for the question only: nothing is saved."""
    dossier = getattr(subject, "dossier", subject)
    dossier.reviewer_id = holder.pk if holder else None


def cells(subject: Subject, verbs: list[str], world: World, code: str) -> dict[str, str]:
    """The column of one account."""
    user = account(world, code)
    roles = roles_of(user, clock.now())
    answers: list[list[str]] = []
    for holder in (world.office_head, user):
        hold(subject, holder)
        answers.append([asked(subject, verb, user, roles) for verb in verbs])
    allow_to_sign(world, user)
    hold(subject, world.office_head)
    answers.append([asked(subject, verb, user, roles) for verb in verbs])
    triples = zip(*([said if said in ("yes", "no", "") else "words" for said in row] for row in answers), strict=True)
    return {verb: ANSWERS.get(triple, "?") for verb, triple in zip(verbs, triples, strict=True)}


def duties(subject: Any, verb: str, user: User, doer: User) -> list[str]:
    """The duties that, once done by `doer`, forbid the verb to `user` in the words of the duty."""
    roles, found = roles_of(user, clock.now()), []
    hold(subject, user)
    for duty, words in DUTIES.items():
        field, done = ("search_key", fold(doer.full_name)) if duty == "nominee" else (f"{duty}_id", doer.pk)
        about = getattr(subject, "nomination", subject) if duty == "nominee" else subject
        if hasattr(about, field):
            before = getattr(about, field)
            setattr(about, field, done)
            if asked(subject, verb, user, roles) == words:
                found.append(duty)
            setattr(about, field, before)
    return found


def grid(subject: Subject, verbs: list[str], world: World) -> dict[str, str]:
    """The cells of each verb in one line, in the order of the heading."""
    columns = [cells(subject, verbs, world, code) for code in COLUMNS]
    return {verb: " ".join(column[verb] for column in columns) for verb in verbs}
