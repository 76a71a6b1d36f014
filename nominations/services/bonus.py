"""Whether money goes with a campaign's awards: the head of the office sets it, until the first decision is signed."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from nominations.bonus import faults_in, newest
from nominations.models import BonusRule, Decision
from organisation.models import User
from organisation.states import Role
from workflows import clock
from workflows.engine import lock
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of


def write(rule: BonusRule, *, actor: User, seen: str) -> BonusRule:
    """From now on the rule, not saved yet, holds for its campaign; the earlier ones stay to be read.

    `seen` is the key of the row that stood on the screen, "" for none. Raises NotPermitted for anybody but the head of
    the campaign's office, StaleContent when another one was faster, NotAllowed with every fault of the figures, or once
    a decision of the campaign is signed.
    """
    with transaction.atomic():
        campaign: Campaign = lock(rule.campaign)
        now = clock.now()
        if not roles_of(actor, now).on_campaign(campaign.pk, campaign.organisation_id, Role.OFFICE_HEAD):
            raise NotPermitted
        last = newest(campaign)
        if seen != str(last.pk if last else ""):
            raise StaleContent(campaign, seen)
        if is_settled(campaign):
            words = _("Phong trào đã có quyết định được ký; tiền thưởng không đổi được nữa.")
            raise NotAllowed([words], subject=campaign)
        if faults := list(dict.fromkeys(faults_in(rule, localdate(now)))):
            raise NotAllowed(faults, subject=campaign)
        rule.written_by, rule.written_at = actor, now
        rule.save(force_insert=True)
        return rule


def is_settled(campaign: Campaign) -> bool:
    """Once something is signed in the campaign, what it is paid by stands."""
    return Decision.objects.filter(campaign=campaign).exclude(number=None).exists()
