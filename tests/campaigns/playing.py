"""Plays a loaded plan from launch to signature with invented people; each step is the real service."""

from datetime import UTC, date, datetime
from pathlib import Path

from campaigns.models import Campaign
from campaigns.services import campaigns
from campaigns.services.loading import load_file
from nominations.models import Dossier
from nominations.services import dossiers
from nominations.services import nominations as noms
from organisation.models import SigningAuthority, Unit, User
from organisation.selectors import root_unit
from organisation.services import appoint
from organisation.states import AuthorityForm, Role

DATA = Path(__file__).parent / "data"
HOSPITAL, PROVINCE = DATA / "invented-hospital-2027.yaml", DATA / "invented-province-2030.yaml"


def launched(plan: Path) -> Campaign:
    """The plan, its leader, office and clerk, and the campaign launched."""
    campaign = load_file(plan).campaign
    root = root_unit(campaign.organisation_id)
    for role in (Role.DIRECTOR, Role.OFFICE_REVIEWER, Role.OFFICE_HEAD, Role.RECORDS_CLERK):
        _person(root, role)
    for kind in ("plan", "decision"):
        SigningAuthority.objects.create(
            organisation=campaign.organisation, holder=who("director"), form=AuthorityForm.HEAD, document_type=kind,
            position_title="GIÁM ĐỐC", basis="Hư cấu", valid_from=datetime(2010, 1, 1, tzinfo=UTC),
        )  # fmt: skip
    campaigns.approve(campaign, actor=who("director"))
    campaigns.launch(campaign, actor=who("office_head"))
    return Campaign.objects.get(pk=campaign.pk)


def who(name: str) -> User:
    return User.objects.get(username=name)


def filers(unit: Unit) -> tuple[User, User]:
    """The officer and the head of a unit."""
    return _person(unit, Role.UNIT_OFFICER, f"-{unit.pk}"), _person(unit, Role.UNIT_HEAD, f"-{unit.pk}")


def reviewed(campaign: Campaign, round_code: str, unit_code: str, *asked: tuple[str, str, str]) -> Dossier:
    """A dossier filed and found eligible; `asked`: name, kind and the code of the form in the plan, one a nominee."""
    unit = Unit.objects.get(organisation=campaign.organisation, code=unit_code)
    officer, head = filers(unit)
    dossier = dossiers.open_dossier(campaign.rounds.get(code=round_code), unit, actor=officer)
    dossiers.save_letter(dossier, actor=officer, letter_number="1/CV", letter_date=date(2027, 5, 3), letter_note="")
    for name, kind, form in asked:
        noms.create_nomination(
            dossier, actor=officer, full_name=name, kind=kind, honorific="ba" if kind == "individual" else "",
            position="Viên chức", is_leader=False, head_count=5 if kind == "collective" else None,
            award_form=campaign.award_forms.get(code=f"{campaign.code}_{form}"), overview="Hư cấu.",
            achievements="Hư cấu.",
        )  # fmt: skip
    dossiers.submit(dossier, actor=head, reason="Hư cấu")
    dossiers.receive(dossier, actor=who("office_reviewer"))
    for nomination in dossier.nominations.all():
        noms.mark_eligible(nomination, actor=who("office_reviewer"))
    dossiers.check_off(dossier, actor=who("office_reviewer"))
    return Dossier.objects.get(pk=dossier.pk)


def _person(unit: Unit, role: Role, suffix: str = "") -> User:
    user, _ = User.objects.get_or_create(
        username=f"{role}{suffix}", defaults={"full_name": f"Người Hư Cấu {role}", "organisation": unit.organisation}
    )
    appoint(user, role, unit)
    return user
