"""A plan written at the desk: beginning a campaign, and every saved version until the plan is submitted."""

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.permissions import OFFICE
from campaigns.plan import Mistake, Plan, PlanError, messages
from campaigns.plan.parts import rewritten
from campaigns.plan.reading import line_of_field, read_with_source
from campaigns.services.loading import Loaded, stand
from campaigns.services.register import Refused, known_units
from campaigns.states import CampaignState
from organisation.models import Organisation, User
from workflows import clock
from workflows.engine import Seen, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of


def begin(organisation: Organisation, text: str, source: str = "", *, actor: User) -> Campaign:
    """A campaign in draft, of the plan written in `text`; `source` is the plan's own text, if it names one.

    Raises NotPermitted for anybody but the organisation's office, PlanError with every mistake.
    """
    if organisation.pk not in roles_of(actor, clock.now()).organisation_ids(*OFFICE):
        raise NotPermitted
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        made = _stand(organisation, text, source, known=None).campaign
        perform(made, "revise", actor=actor)
    return made


def revise(campaign: Campaign, part: str, typed: str, *, actor: User, seen: Seen) -> bool:
    """Writes one part of the plan anew: a version of its own. Was anything changed?

    Raises StaleContent when another one saved since `seen`, NotPermitted, NotAllowed once the plan is submitted, and
    PlanError with every mistake, its line counted in `typed`; 0 for what no longer fits in another part.
    """
    with transaction.atomic():
        locked: Campaign = lock(campaign)
        if (locked.version, locked.content_hash) != (int(seen[0] or 0), seen[1]):
            raise StaleContent(locked, seen[1] or "")
        if locked.state != CampaignState.DRAFT:
            words = _("Kế hoạch đang ở trạng thái “%(state)s”, không sửa được nữa.")
            raise NotAllowed([words % {"state": locked.get_state_display()}], subject=locked)
        whole = rewritten(locked.plan, part, typed)
        try:
            loaded = _stand(locked.organisation, whole.text, locked.plan.get("text", ""), known=locked)
        except PlanError as error:
            raise whole.placed(error) from error
        if loaded.is_changed:
            perform(loaded.campaign, "revise", actor=actor)
    return loaded.is_changed


def _stand(organisation: Organisation, text: str, source: str, *, known: Campaign | None) -> Loaded:
    """Reads the plan and puts it into rows. Raises PlanError."""
    plan = read_with_source(text, source)
    try:
        _refuse_code(organisation, plan, known)
        return stand(plan, source if plan.source else "", organisation, known_units(plan, organisation))
    except Refused as refusal:
        line = line_of_field(text, refusal.path)
        raise PlanError([Mistake(line, refusal.path, refusal.text, refusal.values)]) from refusal


def _refuse_code(organisation: Organisation, plan: Plan, known: Campaign | None) -> None:
    """A code names one campaign of its body for good."""
    if known and plan.id != known.code:
        raise Refused("id", messages.CODE_STAYS, code=known.code)
    taken = None if known else Campaign.objects.filter(organisation=organisation, code=plan.id).first()
    if taken:
        raise Refused("id", messages.CODE_TAKEN, code=plan.id, name=taken.name)
