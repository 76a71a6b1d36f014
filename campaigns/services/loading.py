"""A plan's file to rows. Loading the same file twice writes nothing; a changed file makes a new version of the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import ProtectedError

from campaigns import planned
from campaigns.models import AwardForm, Campaign, Participation, Round
from campaigns.plan import Mistake, Plan, PlanError, messages, read_plan
from campaigns.plan.nodes import decoded
from campaigns.plan.reading import line_of_field, text_beside
from campaigns.services.assigning import assign
from campaigns.services.register import Refused, fit, put, register
from campaigns.states import CampaignState
from organisation.models import Organisation, Unit
from workflows import content, outbox

CLOSED = (CampaignState.CONCLUDED, CampaignState.ARCHIVED, CampaignState.CANCELLED)


@dataclass(frozen=True)
class Loaded:
    """What loading did. `moved` are the rounds whose last moment is another one now."""

    campaign: Campaign
    is_new: bool
    is_changed: bool
    moved: tuple[Round, ...]


def load_file(path: Path) -> Loaded:
    """Reads and loads a plan. Raises PlanError with the line, the field and what to do; nothing is loaded then."""
    plan = read_plan(path)
    try:
        return load(plan, text_beside(path, plan))
    except Refused as refusal:
        line = line_of_field(decoded(path.read_bytes()), refusal.path)
        raise PlanError([Mistake(line, refusal.path, refusal.text, refusal.values)]) from refusal


def load(plan: Plan, text: str = "") -> Loaded:
    """Makes the body, its units, the campaign, its rounds, award forms, participants and assignments stand as the
    plan has them.

    `text` is the plan's own, in Markdown, kept with it to be printed.

    A change keeps the version before it and makes a new one, without an act of anybody's in the trail; lists that are
    not filed yet follow a moved deadline shortly after (effect `campaigns.follow_deadlines`). Raises Refused.
    """
    with transaction.atomic():
        return stand(plan, text, *register(plan))


def stand(plan: Plan, text: str, organisation: Organisation, units: Mapping[str, Unit]) -> Loaded:
    """The campaign and its rows as the plan has them, with units that are registered. Raises Refused."""
    with transaction.atomic():
        campaign, is_new, is_changed = _campaign(plan, text, organisation)
        moved = _rounds(plan, campaign)
        _award_forms(plan, campaign)
        _participations(campaign, [units[code] for code in planned.participants(plan)])
        assign(plan, campaign, units)
        if moved:
            outbox.add("campaigns.follow_deadlines", campaign)
        return Loaded(campaign, is_new, is_changed, tuple(moved))


def _campaign(plan: Plan, text: str, organisation: Organisation) -> tuple[Campaign, bool, bool]:
    """The campaign, whether it is new, and whether it became a new version."""
    values = planned.campaign_values(plan, text) | {"parent_id": _parent_id(plan)}
    fit(Campaign, "document", values)
    known = Campaign.objects.select_for_update().filter(organisation=organisation, code=plan.id).first()
    campaign = known or Campaign(organisation=organisation, code=plan.id)
    changed = [name for name, value in values.items() if getattr(campaign, name) != value]
    if known and changed:
        if known.state in CLOSED:
            raise Refused("id", messages.CLOSED_CAMPAIGN, state=known.get_state_display())
        content.keep(known)
    for name in changed:
        setattr(campaign, name, values[name])
    if not known:
        content.create(campaign)
        Campaign.objects.filter(parent=None, plan__parent__plan=campaign.code).update(parent=campaign)
    elif changed:
        content.store(campaign, changed)
    return campaign, known is None, bool(known and changed)


def _parent_id(plan: Plan) -> int | None:
    """The campaign this one hangs from, once its plan is loaded too."""
    code = plan.parent.plan if plan.parent else ""
    return Campaign.objects.filter(code=code).order_by("pk").values_list("pk", flat=True).first() if code else None


def _rounds(plan: Plan, campaign: Campaign) -> list[Round]:
    """Writes the rounds; returns those that stood before with another last moment."""
    before = dict(campaign.rounds.values_list("code", "closes_at"))
    rounds = [
        put(Round, f"rounds[{one.id}]", {"campaign": campaign, "code": one.id}, planned.round_values(plan, one, place))
        for place, one in enumerate(plan.rounds)
    ]
    for gone in campaign.rounds.exclude(pk__in=[round_.pk for round_ in rounds]):
        try:
            gone.delete()
        except ProtectedError as error:
            raise Refused("rounds", messages.ROUND_IN_USE, round=gone.name) from error
    return [round_ for round_ in rounds if round_.code in before and before[round_.code] != round_.closes_at]


def _award_forms(plan: Plan, campaign: Campaign) -> None:
    """The campaign's own rows, so that another plan's wording never changes what was asked for here."""
    forms = []
    for form in planned.award_forms(plan):
        known_by = {"organisation": campaign.organisation, "code": f"{campaign.code}_{form.id}"}
        forms.append(put(AwardForm, f"award_forms[{form.id}]", known_by, planned.award_form_values(plan, form)))
    if {form.pk for form in forms} != set(campaign.award_forms.values_list("pk", flat=True)):
        campaign.award_forms.set(forms)


def _participations(campaign: Campaign, units: list[Unit]) -> None:
    for position, unit in enumerate(units):
        put(Participation, "rounds", {"campaign": campaign, "unit": unit}, {"position": position})
    for gone in campaign.participations.exclude(unit__in=units):
        gone.delete()
