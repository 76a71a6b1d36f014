"""The verbs of a campaign; how its plan is written is in drafting.py."""

from typing import Unpack

from campaigns.models import Campaign
from workflows.engine import Act, Knock, perform


def submit(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """The head of the office lays the plan before the leaders; nobody writes in it until they answer."""
    return perform(campaign, "submit", **knock)


def withdraw(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """The office takes it back to its desk, as long as no leader has answered."""
    return perform(campaign, "withdraw", **knock)


def send_back(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """Back to the office, with the reason."""
    return perform(campaign, "send_back", **knock)


def approve(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """A leader with a dated authority to sign plans approves it."""
    return perform(campaign, "approve", **knock)


def launch(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """The campaign begins: its units hear of it and may open their lists."""
    return perform(campaign, "launch", **knock)


def close_nominations(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """No unit files any more."""
    return perform(campaign, "close_nominations", **knock)


def reopen_nominations(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """Units file again, for the reason told."""
    return perform(campaign, "reopen_nominations", **knock)


def conclude(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """The campaign is over and reviewed."""
    return perform(campaign, "conclude", **knock)


def archive(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """Its papers are put away."""
    return perform(campaign, "archive", **knock)


def cancel(campaign: Campaign, **knock: Unpack[Knock]) -> Act:
    """The Director gives it up, for the reason told."""
    return perform(campaign, "cancel", **knock)
