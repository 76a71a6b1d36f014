"""One invented organisation with an object of every kind in every state that matters, and everybody who may knock."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile

from campaigns.models import CampaignGrant, Round
from nominations.models import Dossier, Nomination
from nominations.services import decisions, dossiers, lists
from nominations.services import nominations as noms
from nominations.services.attachments import attach
from organisation.models import User
from organisation.services import appoint
from organisation.states import Role
from tests.factories import World, found_eligible, make_nomination, make_user, make_world, open_campaign
from tests.nominations.desk import PDF
from workflows import clock
from workflows.effects import registry
from workflows.models import AuditEvent, OutboxEntry

DAY = timedelta(days=1)
PATH = ("issued", "signed", "forwarded", "compiling", "back", "held", "filed", "draft")  # what waits goes on a list
IN_THE_UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
KNOWN_BY = {
    "campaign": "name", "dossier": "letter_number", "nomination": "full_name", "file": "name", "list": "note",
    "decision": "notation",
}  # fmt: skip


@dataclass
class Stage:
    """`objects["dossier held"]`: kind and how far it came; `people["reviewer"]`; docstrings of `_cast` say who."""

    world: World
    people: dict[str, User] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """The words by which a page gives each object away."""
        return {key: getattr(found, KNOWN_BY[key.split()[0]]) for key, found in self.objects.items()}

    @property
    def act(self) -> AuditEvent:
        """The reviewer took the dossier that she holds."""
        return AuditEvent.objects.get(
            object_type="nominations.dossier", object_id=self.objects["dossier held"].pk, verb="receive"
        )


def build() -> Stage:
    stage = Stage(make_world())
    nominee = _hire(stage, "nominee", [], "Nguyễn Thị Held")  # and superuser; but no role
    User.objects.filter(pk=nominee.pk).update(is_superuser=True, is_staff=True)
    _campaigns(stage)
    for name in PATH:
        _walk(stage, name)
    _fill(stage, "neighbour", unit=1)
    _cast(stage)
    stage.objects = {key: type(found).objects.get(pk=found.pk) for key, found in stage.objects.items()}
    for entry in OutboxEntry.objects.order_by("pk"):
        registry[entry.effect](entry)
    return stage


def _campaigns(stage: Stage) -> None:
    world = stage.world
    running, round_ = world.campaign, world.round
    other = open_campaign(world, "khac")
    world.campaign, world.round = running, round_
    stage.objects |= {"campaign running": running, "campaign other": other}
    for campaign, name in ((running, "Phong trào thứ nhất"), (other, "Phong trào thứ hai")):
        type(campaign).objects.filter(pk=campaign.pk).update(name=name)


def _walk(stage: Stage, name: str) -> None:
    """A dossier of the first unit that came as far as its name says, with everything on its way."""
    world, dossier = stage.world, _fill(stage, name)
    if name == "draft":
        return
    dossiers.submit(dossier, actor=world.unit_head)
    if name == "filed":
        return
    if name in ("held", "back"):
        dossiers.receive(dossier, actor=world.office_reviewer)
        if name == "back":
            _send_back(stage, dossier)
        return
    found_eligible(world, dossier)
    target = lists.compile_list(world.campaign, actor=world.office_reviewer)
    stage.objects[f"list {name}"] = lists.save_note(target, actor=world.office_reviewer, note=f"Ý kiến {name}.")
    if name == "compiling":
        return
    lists.forward(target, actor=world.office_head)
    if name == "forwarded":
        return
    decision = stage.objects[f"decision {name}"] = decisions.sign(target, actor=world.director)
    if name == "issued":
        decisions.issue(decision, actor=world.records_clerk)


def _fill(stage: Stage, name: str, unit: int = 0) -> Dossier:
    """A dossier in a round of its own, with one nominee, a paper of the list and a paper of the nominee."""
    world, officer = stage.world, stage.world.people["unit_officer" if unit == 0 else "unit_officer_2"]
    round_ = Round.objects.create(
        campaign=world.campaign, code=name, name=f"Đợt {name}", deadline_phrase="trước ngày …",
        deadline_bound="before", closes_at=clock.now() + 10 * DAY,
    )  # fmt: skip
    dossier = dossiers.open_dossier(round_, world.units[unit], actor=officer)
    dossiers.save_letter(
        dossier, actor=officer, letter_number=f"CV-{name}", letter_date=clock.now().date(), letter_note=""
    )
    stage.objects[f"dossier {name}"] = dossier
    stage.objects[f"file {name}-letter"] = _file(dossier, None, f"to-trinh-{name}.pdf", officer)
    _nominate(stage, dossier, name, officer)
    return dossier


def _nominate(stage: Stage, dossier: Dossier, name: str, officer: User) -> None:
    nomination = make_nomination(stage.world, dossier, full_name=f"Nguyễn Thị {name.title()}")
    stage.objects[f"nomination {name}"] = nomination
    stage.objects[f"file {name}"] = _file(dossier, nomination, f"bao-cao-{name}.pdf", officer)


def _file(dossier: Dossier, nomination: Nomination | None, name: str, officer: User) -> Any:
    return attach(dossier, nomination, ContentFile(PDF + name.encode(), name), kind="evidence", actor=officer)


def _send_back(stage: Stage, dossier: Dossier) -> None:
    """Back to the unit, which has begun another nominee in it."""
    reviewer = stage.world.office_reviewer
    noms.send_back(dossier.nominations.get(), actor=reviewer, codes=["other"], reason="Bổ sung (hư cấu).")
    dossiers.send_back(dossier, actor=reviewer, reason="Bổ sung (hư cấu).")
    _nominate(stage, dossier, "begun", stage.world.unit_officer)


def _cast(stage: Stage) -> None:
    """The thirteen roles, a second of some, and accounts that come close to a role without having it."""
    theirs = {
        "officer": "unit_officer", "head": "unit_head", "officer_2": "unit_officer_2", "head_2": "unit_head_2",
        "reviewer": "office_reviewer", "office_head": "office_head", "secretary": "council_secretary",
        "member": "council_member", "chair": "council_chair", "director": "director", "deputy": "deputy_director",
        "clerk": "records_clerk", "publisher": "publisher", "auditor": "auditor", "administrator": "administrator",
    }  # fmt: skip
    stage.people |= {name: stage.world.people[known] for name, known in theirs.items()}
    now, running, other = clock.now(), stage.objects["campaign running"], stage.objects["campaign other"]
    _hire(stage, "colleague", [Role.OFFICE_REVIEWER])
    double = _hire(stage, "double", [Role.OFFICE_REVIEWER])  # the head of the unit under another account
    User.objects.filter(pk=double.pk).update(same_person_as=stage.people["head"])
    _hire(stage, "ended", Role, valid_to=now - DAY)  # every role, until yesterday
    _hire(stage, "early", Role, valid_from=now + DAY)  # every role, from tomorrow
    _grant(_hire(stage, "of_this", []), Role.OFFICE_REVIEWER, running)  # reviewer in one campaign only
    elsewhere = _hire(stage, "of_other", [])  # every role that a campaign gives, in the other campaign only
    for role, _label in type(other)._meta.permissions:
        _grant(elsewhere, role, other)
    abroad = Stage(make_world(), stage.people)
    _hire(abroad, "stranger", Role)  # every role in another organisation


def _hire(stage: Stage, name: str, roles: Iterable[Role], full_name: str = "", **bounds: Any) -> User:
    world = stage.world
    user = make_user(world.organisation, f"{name}-{world.root.pk}", full_name or f"Người Hư Cấu {name}")
    for role in roles:
        appoint(user, role, world.units[0] if role in IN_THE_UNIT else world.root, **bounds)
    stage.people[name] = user
    return user


def _grant(user: User, role: str, campaign: Any) -> None:
    permission = Permission.objects.get(
        codename=role, content_type__app_label="campaigns", content_type__model="campaign"
    )
    CampaignGrant.objects.create(user=user, permission=permission, content_object=campaign)
