"""One invented organisation with an object of every kind in every state that matters, and everybody who may knock."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from campaigns.models import Campaign, CampaignGrant, CampaignReport, Participation, Round
from campaigns.services import progress
from nominations.models import Decision, Dossier, Nomination, Original, Override, Recovery, UnitLetter
from nominations.services import (
    amendments,
    campaign_reports,
    decisions,
    dossiers,
    imports,
    lists,
    originals,
    overrides,
    publications,
    recoveries,
    replacements,
    revocations,
)
from nominations.services import nominations as noms
from nominations.services.attachments import attach
from nominations.sheets.legacy import Encoding
from organisation.models import Mandate, UnitGrant, User
from organisation.services import appoint
from organisation.states import AuthorityForm, Role
from tests.factories import (
    World,
    authorise,
    found_eligible,
    make_assignment,
    make_nomination,
    make_report,
    make_user,
    make_world,
    open_campaign,
)
from tests.nominations.desk import PDF
from tests.nominations.machines.publication import posting
from tests.nominations.originals import sealed, signed
from tests.portal.playing import PORTALS, drafted, naming, with_portals
from tests.routes.beside import beside_the_path
from workflows import clock, content
from workflows.effects import registry
from workflows.engine import perform
from workflows.models import AuditEvent, OutboxEntry

DAY = timedelta(days=1)
PATH = (  # what waits goes on a list; the list that is open at the end is the one being compiled
    "next_issued", "revoked", "replaced", "issued", "signed", "forwarded", "struck", "recalled", "dropped", "compiling",
    "back", "held", "filed", "draft", "nil", "judged", "checked", "neighbour", "next_held",
)  # fmt: skip
ABROAD = ("issued", "signed", "forwarded", "compiling", "held", "filed", "draft")
ON_A_LIST = PATH[: PATH.index("compiling") + 1]
JUDGED = ("eligible", "ineligible", "on_hold", "withdrawn")  # nominations of one dossier that is under review
REASON = "Lý do (hư cấu)."
A_LIST = "STT;Họ và tên;Chức vụ\n1;Y Hư Cấu;Kế toán\n".encode()
CAMPAIGNS = {
    "planned": "", "laid": "submit", "approved": "approve", "shut": "approve launch close_nominations",
    "concluded": "approve launch conclude", "archived": "approve launch conclude archive", "cancelled": "cancel",
}  # fmt: skip
UNSIGNED = ("planned", "laid")  # ready for a leader
IN_THE_UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
KNOWN_BY = {
    "campaign": "name", "dossier": "letter_number", "nomination": "full_name", "file": "name", "list": "note",
    "decision": "notation", "import": "name", "mandate": "address", "original": "sha256", "override": "reason",
    "letter": "title", "task": "title", "report": "words", "proof": "name", "overview": "assessment",
    "inspection": "matter", "delivery": "recipient", "history": "name", "news": "title", "article": "title",
    "consultation": "question", "comment": "text",
}  # fmt: skip


@dataclass
class Stage:
    """`objects["dossier held"]`: kind and how far it came; `people["reviewer"]`; docstrings of `_cast` say who."""

    world: World
    people: dict[str, User] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)
    abroad: "Stage | None" = None  # another organisation, with objects of its own
    family: str = "Nguyễn Thị"

    @property
    def names(self) -> dict[str, str]:
        """The words by which a page gives each object away, as they stand now."""
        now = {key: type(found).objects.get(pk=found.pk) for key, found in self.objects.items()}
        known = {key: KNOWN_BY.get(key.split()[0]) for key in now}  # a recovery has no page and no name of its own
        return {key: getattr(found, known[key]) for key, found in now.items() if known[key]}

    @property
    def act(self) -> AuditEvent:
        """The reviewer took the dossier that she holds."""
        return AuditEvent.objects.get(
            object_type="nominations.dossier", object_id=self.objects["dossier held"].pk, verb="receive"
        )


def build() -> Stage:
    stage = Stage(make_world())
    stage.objects["unit one"] = stage.world.units[0]
    nominee = _hire(stage, "nominee", [], "Nguyễn Thị Held")  # and superuser; but no role
    User.objects.filter(pk=nominee.pk).update(is_superuser=True, is_staff=True)
    _play(stage, PATH)
    stage.abroad = Stage(make_world(), stage.people, family="Trần Văn")
    _play(stage.abroad, ABROAD)
    _cast(stage)
    for entry in OutboxEntry.objects.order_by("pk"):
        registry[entry.effect](entry)
    for found in (stage, stage.abroad):
        found.objects = {key: type(one).objects.get(pk=one.pk) for key, one in found.objects.items()}
    return stage


def _play(stage: Stage, path: Iterable[str]) -> None:
    _campaigns(stage)
    for name in path:
        _walk(stage, name)
    _turn_back(stage)
    _letters(stage)
    _reports(stage)
    _overviews(stage)
    stage.objects |= beside_the_path(stage)
    _publishing(stage)


def _overviews(stage: Stage) -> None:
    """What the office told the Director of the campaigns, one that is open in each."""
    for name, campaign, kind, steps in (
        ("noted", "running", "interim", "present note"), ("presented", "running", "interim", "present"),
        ("draft", "shut", "interim", ""), ("returned", "concluded", "final", "present hand_back"),
    ):  # fmt: skip
        if f"campaign {campaign}" in stage.objects:
            _overview(stage, name, stage.objects[f"campaign {campaign}"], kind, steps)


def _overview(stage: Stage, name: str, campaign: Campaign, kind: str, steps: str) -> None:
    world = stage.world
    report = campaign_reports.begin(campaign, kind, actor=world.office_reviewer)
    words = dict.fromkeys(campaign_reports.WRITTEN[1:], f"Lời {name} {stage.family}.")
    campaign_reports.write(
        report, {"kind": kind, **words}, actor=world.office_reviewer, seen=(report.version, report.content_hash)
    )
    for verb in steps.split():
        actor = world.office_head if verb == "present" else world.director
        getattr(campaign_reports, verb)(CampaignReport.objects.get(pk=report.pk), actor=actor, reason=REASON)
    stage.objects[f"overview {name}"] = report


def _publishing(stage: Stage) -> None:
    """The campaign names two portals and those honoured; things to publish and news, in every state."""
    world = stage.world
    with_portals(world)
    naming(world)
    for name, verbs in (("due", ""), ("published", "publish"), ("dropped", "leave_out")):
        row = publications.note_news(
            world.campaign, channel=PORTALS[0], title=f"Tin {name} {stage.family}", actor=world.publisher
        )
        for verb in verbs.split():
            perform(row, verb, actor=world.publisher, reason=REASON, data=posting())
        stage.objects[f"news {name}"] = row
    for name, verbs in (("draft", ""), ("published", "publish"), ("withdrawn", "publish take_down")):
        article = drafted(world, title=f"Bài {name} {stage.family}", summary=f"Tóm tắt {name}")
        for verb in verbs.split():
            perform(article, verb, actor=world.publisher, reason=REASON)
        stage.objects[f"article {name}"] = article


def _reports(stage: Stage) -> None:
    """What the first unit said of its targets, each with a file, and what the office made of it."""
    for name in ("draft", "submitted", "returned", "accepted"):
        _report(stage, name)
    stage.objects["task target"] = make_assignment(stage.world, title=f"Chỉ tiêu {stage.family}")


def _report(stage: Stage, name: str) -> None:
    world = stage.world
    task = make_assignment(world, title=f"Chỉ tiêu {name} {stage.family}")
    report = make_report(world, assignment=task, words=f"Thuyết minh {name} {stage.family}.")
    file = ContentFile(PDF + name.encode(), f"minh-chung-{name}.pdf")
    stage.objects |= {
        f"report {name}": report,
        f"proof {name}": progress.attach(report, file, actor=world.unit_officer),
    }
    if name != "draft":
        progress.submit(report, actor=world.unit_head)
    if name == "returned":
        progress.send_back(report, actor=world.office_reviewer, reason=REASON)
    if name == "accepted":
        progress.accept(report, actor=world.office_reviewer)


def _letters(stage: Stage) -> None:
    """What the office writes to the first unit, which has not filed in those rounds."""
    for name, verbs in (("dropped", "prepare drop"), ("released", "prepare release"), ("drafted", "prepare")):
        _write(stage, name, "draft", verbs)
    if "dossier back" in stage.objects:
        _write(stage, "blank", "back", "")


def _write(stage: Stage, name: str, round_of: str, verbs: str) -> None:
    world = stage.world
    letter = content.create(
        UnitLetter(
            organisation=world.organisation, campaign=world.campaign, unit=world.units[0], kind="urging",
            round_id=stage.objects[f"dossier {round_of}"].round_id, title=f"Đôn đốc {name} {stage.family}",
            text="Kính gửi đơn vị (hư cấu).",
        )
    )  # fmt: skip
    for verb in verbs.split():
        perform(letter, verb, actor=world.office_head, reason=REASON)
    stage.objects[f"letter {name}"] = letter


def _campaigns(stage: Stage) -> None:
    world = stage.world
    running, round_ = world.campaign, world.round
    other = open_campaign(world, "khac")
    world.campaign, world.round = running, round_
    stage.objects |= {"campaign running": running, "campaign other": other}
    for name, verbs in CAMPAIGNS.items():
        stage.objects[f"campaign {name}"] = _campaign(stage, name, verbs)
    for key, name in (("running", "Phong trào thứ nhất"), ("other", "Phong trào thứ hai")):
        Campaign.objects.filter(pk=stage.objects[f"campaign {key}"].pk).update(name=name)


def _campaign(stage: Stage, name: str, verbs: str) -> Campaign:
    world = stage.world
    found = content.create(Campaign(organisation=world.organisation, code=name, name=f"Phong trào {name}"))
    for unit in world.units:
        Participation.objects.create(campaign=found, unit=unit)
    if name in UNSIGNED:
        Campaign.objects.filter(pk=found.pk).update(starts_on=date(2014, 5, 1), ends_on=date(2014, 5, 31))
        Round.objects.create(campaign=found, code="de-nghi", name=f"Đợt của {name}")
    for verb in verbs.split():
        actor = world.director if verb in ("approve", "cancel") else world.office_head
        perform(found, verb, actor=actor, reason=REASON)
    return found


def _walk(stage: Stage, name: str) -> None:
    """A dossier of the first unit that came as far as its name says, with everything on its way."""
    world, dossier = stage.world, _fill(stage, name)
    head = world.people[f"unit_head{_suffix(name)}"]
    if name in ("draft", "neighbour"):
        return
    if name == "nil":
        dossiers.declare_nil(dossier, actor=head)
        return
    dossiers.submit(dossier, actor=head)
    if name in ("held", "back", "judged", "next_held"):
        dossiers.receive(dossier, actor=world.office_reviewer)
        if name == "back":
            _send_back(stage, dossier)
        if name == "judged":
            _judge(stage)
    elif name != "filed":
        found_eligible(world, dossier)
        if name in ON_A_LIST:
            _walk_on(stage, name)


def _suffix(name: str) -> str:
    """Of the names of the people of whose unit it is."""
    return "_2" if name.startswith(("neighbour", "next_")) else ""


def _walk_on(stage: Stage, name: str) -> None:
    """What waits goes on a list, and the list as far as its name says."""
    world = stage.world
    target = lists.compile_list(world.campaign, actor=world.office_reviewer)
    stage.objects[f"list {name}"] = lists.save_note(target, actor=world.office_reviewer, note=f"Ý kiến {name}.")
    if name == "compiling":
        return
    lists.forward(target, actor=world.office_head)
    if name == "struck":
        lists.strike(target, list(target.nominations.all()), actor=world.director, reason=REASON)
    if name in ("forwarded", "struck", "recalled", "dropped"):
        return
    decision = stage.objects[f"decision {name}"] = decisions.sign(target, actor=world.director)
    if name == "signed":
        _original(stage, "waived", decision)
        return
    decisions.issue(decision, actor=world.records_clerk)
    if name == "revoked":
        revocations.enact(_sign(stage, "revoking", _propose(stage, decision)), actor=world.records_clerk)
        _original(stage, "countersigned", decision)
        _recover(stage)
    if name == "next_issued":
        _original(stage, "sealed", _sign(stage, "to_enact", _propose(stage, decision)))
    if name == "issued":
        _original(stage, "prepared", decision)
        amendments.turn_down(_propose(stage, decision, "dropped"), actor=world.director, reason=REASON)
        _propose(stage, decision, "proposed")
    if name == "replaced":
        draft = replacements.propose(decision, {}, finding=REASON, actor=world.office_reviewer)
        decisions.issue(_sign(stage, "replacing", draft), actor=world.records_clerk)


def _recover(stage: Stage) -> None:
    """The certificate is still out; the money, which the campaign does not know, came back."""
    revocation = stage.objects["decision revoking"]
    out = stage.objects["recovery outstanding"] = revocation.recoveries.get()
    money = Recovery(
        organisation=out.organisation, campaign=out.campaign, revocation=revocation, nomination=out.nomination,
        what="money", amount=350_000,
    )  # fmt: skip
    perform(content.create(money), "demand", actor=stage.world.records_clerk)
    day = localdate(clock.now())
    recoveries.note_return(money, day=day, actor=stage.world.office_reviewer)
    stage.objects["recovery recovered"] = money


def _propose(stage: Stage, decision: Decision, name: str = "") -> Decision:
    lines = decision.consolidated_list.nominations.values_list("pk", flat=True)
    draft = revocations.propose(decision, list(lines), ground="a", finding=REASON, actor=stage.world.office_reviewer)
    if name:
        stage.objects[f"decision {name}"] = draft
    return draft


def _sign(stage: Stage, name: str, draft: Decision) -> Decision:
    amendments.sign(draft, actor=stage.world.director)
    stage.objects[f"decision {name}"] = draft
    return draft


def _original(stage: Stage, name: str, decision: Decision) -> None:
    """The decision's electronic original, as far as its name says."""
    about = {"organisation": stage.world.organisation, "campaign": stage.world.campaign, "decision": decision}
    original = content.create(Original(**about))
    originals.store_file(original)
    if name in ("countersigned", "sealed"):
        original = signed(stage.world, original)
    if name == "sealed":
        original = sealed(stage.world, original)
    if name == "waived":
        originals.waive_file(original, actor=stage.world.records_clerk, reason=REASON)
    stage.objects[f"original {name}"] = original


def _turn_back(stage: Stage) -> None:
    """Lists that went to the Director and came back; once all others are compiled, so that they take nothing more."""
    world = stage.world
    for name in ("recalled", "dropped"):
        if f"list {name}" in stage.objects:
            lists.send_back(stage.objects[f"list {name}"], actor=world.director, reason=REASON)
    if "list dropped" in stage.objects:
        lists.cancel(stage.objects["list dropped"], actor=world.office_head, reason=REASON)


def _judge(stage: Stage) -> None:
    actor = stage.world.office_reviewer
    found = {name: stage.objects[f"nomination {name}"] for name in JUDGED}
    noms.mark_eligible(found["eligible"], actor=actor)
    noms.find_ineligible(found["ineligible"], actor=actor, reason=REASON)
    noms.hold(found["on_hold"], actor=actor, reason=REASON)
    noms.withdraw(found["withdrawn"], actor=stage.world.unit_head, reason=REASON)


def _fill(stage: Stage, name: str) -> Dossier:
    """A dossier in a round of its own, with one nominee, a paper of the list and a paper of the nominee."""
    world, officer = stage.world, stage.world.people[f"unit_officer{_suffix(name)}"]
    round_ = Round.objects.create(
        campaign=world.campaign, code=name, name=f"Đợt {name}", deadline_phrase="trước ngày …",
        deadline_bound="before", closes_at=clock.now() + 10 * DAY,
    )  # fmt: skip
    dossier = dossiers.open_dossier(round_, world.units[1 if _suffix(name) else 0], actor=officer)
    stage.objects[f"dossier {name}"] = dossier
    if name == "nil":
        return dossier
    dossiers.save_letter(
        dossier, actor=officer, letter_number=f"CV-{name}", letter_date=clock.now().date(), letter_note=""
    )
    stage.objects[f"file {name}-letter"] = _file(dossier, None, f"to-trinh-{name}.pdf", officer)
    if name in ("draft", "filed", "back"):
        _import(stage, dossier, name, officer)
    for nominee in JUDGED if name == "judged" else (name,):
        _nominate(stage, dossier, nominee, officer)
    return dossier


def _import(stage: Stage, dossier: Dossier, name: str, officer: User) -> None:
    """A file that waits to be brought in; that of the list which came back has brought what is gone since."""
    file = ContentFile(A_LIST, f"danh-sach-{name}-{dossier.pk}.csv")
    found = imports.take_list(dossier, file, actor=officer)
    found = imports.settle(found, encoding=Encoding.UNICODE, headings={}, actor=officer)
    if name == "back":
        found.applied_at, found.applied_by = clock.now(), officer
        found.save()
    stage.objects[f"import {'brought' if name == 'back' else name}"] = found


def _nominate(stage: Stage, dossier: Dossier, name: str, officer: User) -> None:
    nomination = make_nomination(stage.world, dossier, full_name=f"{stage.family} {name.title()}")
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
    _powers(stage, User.objects.get(pk=double.pk))
    _hire(stage, "ended", Role, valid_to=now - DAY)  # every role, until yesterday
    _hire(stage, "early", Role, valid_from=now + DAY)  # every role, from tomorrow
    _grant(_hire(stage, "of_this", []), Role.OFFICE_REVIEWER, running)  # reviewer in one campaign only
    elsewhere = _hire(stage, "of_other", [])  # every role that a campaign gives, in the other campaign only
    for role, _label in type(other)._meta.permissions:
        _grant(elsewhere, role, other)
    _cast_delegates(stage)
    for name in ("gone", "nobody", "dismissed"):
        _hire(stage, name, [] if name == "nobody" else Role)  # "gone" is switched off once it has signed in
    UnitGrant.objects.filter(user=stage.people["dismissed"]).delete()
    _hire(stage, "rootless", [])  # of no organisation
    User.objects.filter(pk=stage.people["rootless"].pk).update(organisation=None)
    _hire(stage.abroad, "stranger", Role)  # every role in another organisation
    stage.people |= {f"far_{role}": stage.abroad.world.people[role] for role in Role.values}


def _cast_delegates(stage: Stage) -> None:
    """Deputies who sign for the Director by a dated authority, now, until yesterday, from tomorrow; and its holder
    without a role."""
    now = clock.now()
    for name, bounds in (
        ("acting", {}),
        ("acted", {"valid_to": now - DAY}),
        ("will_act", {"valid_from": now + DAY}),
    ):
        _hire(stage, name, [Role.DEPUTY_DIRECTOR])
        authorise(stage.world, stage.people[name], AuthorityForm.KT, "PHÓ GIÁM ĐỐC", **bounds)
    authorise(stage.world, _hire(stage, "on_paper", []), AuthorityForm.TUQ, "CHÁNH VĂN PHÒNG")


def _powers(stage: Stage, double: User) -> None:
    """Accounts in the administrator's book, and duties that are asked to be set aside, in every state."""
    world, administrator = stage.world, stage.people["administrator"]
    for state in ("active", "new", "deactivated", "invited", "withdrawn"):
        account = make_user(world.organisation, f"of-{state}-{world.root.pk}", f"Người {state}", email=f"{state}@a.vn")
        mandate = content.create(Mandate(pk=account.pk, organisation=world.organisation, account=account))
        steps = {"active": ["enrol"], "deactivated": ["enrol", "deactivate"], "invited": ["invite"]}
        for verb in (steps | {"withdrawn": ["invite", "withdraw"]}).get(state, []):
            perform(mandate, verb, actor=administrator, reason="Hư cấu.")
        stage.objects[f"mandate {state}"] = mandate
    steps = {"refused": ["refuse"], "expired": ["end"], "used": ["confirm", "use"], "granted": ["confirm"]}  # in force
    for state in ("asked", *steps):
        reason = f"Không còn ai khác nhận hồ sơ này trong hôm nay ({state})."
        dossier = stage.objects["dossier filed"]
        override = overrides.ask(dossier, "receive", actor=double, reason=reason, hours=2)
        for verb in steps.get(state, []):
            actor = double if verb == "use" else stage.people["office_head"]
            perform(override, verb, actor=actor, reason="Hư cấu.")
        stage.objects[f"override {state}"] = override
    Override.objects.filter(state="granted").update(expires_at=clock.now())  # over: it lets nobody in any more


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
