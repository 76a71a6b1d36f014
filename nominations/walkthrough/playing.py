"""The campaign from its plan to its final review, in the order of its days."""

from dataclasses import dataclass
from functools import partial

from campaigns.models import Campaign, CampaignReport
from nominations.demo.story import at, set_stage
from nominations.models import Decision
from nominations.walkthrough import award_path, closing, monitoring
from nominations.walkthrough.moments import Moment, Say, Settle, moment


@dataclass(frozen=True)
class Played:
    """What the campaign leaves: the issued decision and the final review that the Director noted."""

    decision: Decision
    review: CampaignReport


def play(say: Say, *, settle: Settle = lambda: None) -> Played:
    """Plays everything; `settle` is called at the end of each moment, on its clock, and must work the outbox off."""
    on = partial(moment, say=say, settle=settle)
    campaign = _begun(on)
    monitoring.until_the_lists(campaign, on)
    decision = award_path.file_and_decide(campaign, on)
    return Played(decision, closing.until_the_review(campaign, on))


def play_award_path(say: Say, *, settle: Settle = lambda: None) -> Decision:
    """The plan and the path from the units' lists to the issued decision alone."""
    on = partial(moment, say=say, settle=settle)
    return award_path.file_and_decide(_begun(on), on)


def _begun(moment: Moment) -> Campaign:
    with moment(at(25, 5, 8), "Kế hoạch được ký (KT. GIÁM ĐỐC) và phát động ngày 25/5/2013"):
        return set_stage()
