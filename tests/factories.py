"""A small invented organisation with its people, units, campaign and round; nothing in it is real."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission

from campaigns.models import Assignment, AwardForm, Campaign, Participation, ProgressReport, Round
from campaigns.services import progress
from nominations.models import Dossier, Nomination
from nominations.services import decisions, dossiers, lists
from nominations.services import nominations as noms
from organisation.models import Organisation, SigningAuthority, Unit, UnitGrant, User
from organisation.states import AuthorityForm, Role, UnitKind
from workflows import clock, content
from workflows.engine import perform

serial = count(1)
PASSWORD = "demo-password-123"
LONG_AGO = datetime(2010, 1, 1, tzinfo=UTC)
SETTINGS = {
    "decision_bases": ["Căn cứ Luật Thi đua, khen thưởng", "Thực hiện Kế hoạch phát động phong trào thi đua hư cấu"],
    "decision_recipients": ["Như Điều 3", "Lãnh đạo Sở", "Lưu: VT, TĐKT"],
}


@dataclass
class World:
    """Two units, one person a role, and a campaign that is open for another ten days."""

    organisation: Organisation
    root: Unit
    units: list[Unit]
    people: dict[str, User] = field(default_factory=dict)
    campaign: Campaign | None = None
    round: Round | None = None
    form: AwardForm | None = None

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


def make_user(organisation: Organisation, username: str, full_name: str, **fields: object) -> User:
    fields = {"password": make_password(PASSWORD), **fields}
    return User.objects.create(username=username, full_name=full_name, organisation=organisation, **fields)


def make_world(units: int = 2) -> World:
    number = next(serial)
    organisation = Organisation.objects.create(
        code=f"so-{number}", name="Sở Thông tin và Truyền thông", short_name="Sở TT&TT", superior="UBND tỉnh Lào Cai",
        full_name="Sở Thông tin và Truyền thông tỉnh Lào Cai", place="Lào Cai", symbol="STTTT",
        head_title="GIÁM ĐỐC", office_name="Văn phòng Sở", office_head="Chánh Văn phòng Sở",
    )  # fmt: skip
    root = Unit.objects.create(
        organisation=organisation, code="so", name=organisation.name, kind=UnitKind.DEPARTMENT, position=0
    )
    found = Unit.objects.bulk_create(
        Unit(
            organisation=organisation, code=f"unit-{place}", name=f"Phòng Hư cấu {place}", kind=UnitKind.DIVISION,
            parent=root, position=place,
        )
        for place in range(1, units + 1)
    )  # fmt: skip
    world = World(organisation, root, found)
    _people(world, number)
    _campaign(world)
    return world


def _people(world: World, number: int) -> None:
    """Written as sets: most tests begin with them."""
    units = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
    cast = [(role.value, f"Người Hư Cấu {role.label}", role, world.root) for role in Role if role not in units]
    for place, unit in enumerate(world.units, 1):
        for role, title in zip(units, ("Cán bộ", "Thủ trưởng"), strict=True):
            cast.append((f"{role}_{place}" if place > 1 else role.value, f"{title} Hư Cấu {place}", role, unit))
    people = User.objects.bulk_create(
        User(
            username=f"{name}-{number}",
            full_name=full_name,
            organisation=world.organisation,
            password=make_password(PASSWORD),
        )
        for name, full_name, _role, _unit in cast
    )
    roles = {one.codename: one for one in Permission.objects.filter(content_type__model="unit", codename__in=Role)}
    UnitGrant.objects.bulk_create(
        UnitGrant(user=person, permission=roles[role], content_object=unit)
        for person, (_name, _full_name, role, unit) in zip(people, cast, strict=True)
    )
    world.people = {name: person for person, (name, *_rest) in zip(people, cast, strict=True)}
    authorise(world, world.director, AuthorityForm.HEAD, "GIÁM ĐỐC")


def authorise(
    world: World, holder: User, form: str, title: str, *, document_type: str = "decision",
    valid_from: datetime = LONG_AGO, valid_to: datetime | None = None,
) -> SigningAuthority:  # fmt: skip
    return SigningAuthority.objects.create(
        organisation=world.organisation, holder=holder, form=form, document_type=document_type, position_title=title,
        on_behalf_of="GIÁM ĐỐC" if form == AuthorityForm.KT else "", basis="Phân công hư cấu",
        valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip


def _campaign(world: World) -> None:
    authorise(world, world.director, AuthorityForm.HEAD, "GIÁM ĐỐC", document_type="plan")
    world.form = AwardForm.objects.create(
        organisation=world.organisation, code="giay-khen", name="Giấy khen", decider="Giám đốc Sở", decided_here=True,
        subject_kinds=["collective", "individual"],
    )  # fmt: skip
    open_campaign(world, "thu-nghiem")


def open_campaign(world: World, code: str) -> Campaign:
    """A launched campaign with its round; the world goes on with it."""
    campaign = Campaign(
        organisation=world.organisation, code=code, name="Phong trào thi đua hư cấu",
        starts_on=date(2013, 5, 25), ends_on=date(2013, 9, 20), settings=dict(SETTINGS),
    )  # fmt: skip
    content.create(campaign)
    campaign.award_forms.add(world.form)
    Participation.objects.bulk_create(
        Participation(campaign=campaign, unit=unit, position=place) for place, unit in enumerate(world.units)
    )
    perform(campaign, "approve", actor=world.director)
    perform(campaign, "launch", actor=world.office_head)
    world.campaign = campaign
    world.round = Round.objects.create(
        campaign=campaign, code="de-nghi", name="Đợt đề nghị khen thưởng", deadline_phrase="trước ngày …",
        deadline_bound="before", closes_at=clock.now() + timedelta(days=10),
    )  # fmt: skip
    return campaign


def make_dossier(world: World, unit: int = 0) -> Dossier:
    suffix = "" if unit == 0 else f"_{unit + 1}"
    officer = world.people[f"unit_officer{suffix}"]
    dossier = dossiers.open_dossier(world.round, world.units[unit], actor=officer)
    return dossiers.save_letter(
        dossier, actor=officer, letter_number="12/CV-HC", letter_date=date(2013, 8, 5), letter_note=""
    )


def make_nomination(world: World, dossier: Dossier, **fields: object) -> Nomination:
    officer = next(p for p in world.people.values() if p.username.startswith("unit_officer") and _serves(p, dossier))
    values = {
        "kind": "individual", "full_name": f"Người Được Đề Nghị {next(serial)}", "honorific": "ba",
        "position": "Chuyên viên", "is_leader": False, "award_form": world.form, "overview": "Sơ lược hư cấu.",
        "achievements": "Hoàn thành xuất sắc nhiệm vụ (hư cấu).",
    } | fields  # fmt: skip
    return noms.create_nomination(dossier, actor=officer, **values)


def _serves(user: User, dossier: Dossier) -> bool:
    return user.unitgrant_set.filter(content_object_id=dossier.unit_id).exists()


def head_of(world: World, dossier: Dossier) -> User:
    return next(p for p in world.people.values() if p.username.startswith("unit_head") and _serves(p, dossier))


def submitted(world: World, unit: int = 0, count: int = 2) -> Dossier:
    dossier = make_dossier(world, unit)
    for _ in range(count):
        make_nomination(world, dossier)
    dossiers.submit(dossier, actor=head_of(world, dossier))
    return dossier


def checked(world: World, unit: int = 0, count: int = 2) -> Dossier:
    return found_eligible(world, submitted(world, unit, count))


def found_eligible(world: World, dossier: Dossier) -> Dossier:
    """The office reviews a filed dossier and finds nothing to object to."""
    dossiers.receive(dossier, actor=world.office_reviewer)
    for nomination in dossier.nominations.all():
        noms.mark_eligible(nomination, actor=world.office_reviewer)
    dossiers.check_off(dossier, actor=world.office_reviewer)
    return dossier


def forwarded(world: World, count: int = 2) -> "lists.ConsolidatedList":
    checked(world, count=count)
    return put_forward(world)


def put_forward(world: World) -> "lists.ConsolidatedList":
    """All that is eligible goes to the Director on one list."""
    consolidated = lists.compile_list(world.campaign, actor=world.office_reviewer)
    lists.forward(consolidated, actor=world.office_head)
    return consolidated


def signed(world: World, count: int = 2) -> "decisions.Decision":
    return decisions.sign(forwarded(world, count), actor=world.director)


DAY_OF_FIGURES = date(2013, 8, 1)  # within the campaign
TARGET = {"kind": "target", "operator": ">", "threshold": 80, "measure": "%", "deadline_bound": "through"}


def make_assignment(world: World, unit: int = 0, **fields: object) -> Assignment:
    """A target of the unit, unless the fields say otherwise."""
    code = f"T{next(serial)}"
    values = {"code": code, "title": "Tỷ lệ chỉ tiêu đã hoàn thành (hư cấu)", "unit": world.units[unit], **TARGET}
    return Assignment.objects.create(campaign=world.campaign, **values | fields)


def make_report(world: World, unit: int = 0, assignment: Assignment | None = None, **written: object) -> ProgressReport:
    """A report with its figure, not handed in yet."""
    actor = world.people["unit_officer" if unit == 0 else f"unit_officer_{unit + 1}"]
    report = progress.begin(assignment or make_assignment(world, unit), actor=actor)
    said = {"as_of": DAY_OF_FIGURES, "value": 85, "part_values": {}, "progress": "", "words": "Hư cấu."}
    return progress.write(report, said | written, actor=actor)


def handed_in(world: World, unit: int = 0, **more: object) -> ProgressReport:
    report = make_report(world, unit, **more)
    progress.submit(report, actor=world.people["unit_head" if unit == 0 else f"unit_head_{unit + 1}"])
    return report


def verified(world: World, unit: int = 0, **more: object) -> ProgressReport:
    report = handed_in(world, unit, **more)
    progress.accept(report, actor=world.office_reviewer)
    return report
