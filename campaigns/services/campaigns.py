"""The verbs of a campaign."""

from typing import Unpack

from campaigns.models import Campaign
from workflows.engine import Act, Knock, perform


def approve(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """A leader with a dated authority to sign plans approves it."""
    return perform(campaign, "approve", **knock)


def launch(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """The campaign begins: its units may open their lists."""
    return perform(campaign, "launch", **knock)
