from nominations.models import Decision
from tests.factories import World, forwarded
from workflows import content

STATES = """
drafted   assign_number → numbered
numbered  sign → signed
signed    issue → issued
issued    revoke → revoked, replace → replaced
revoked
replaced
"""

MAY = """
               UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
assign_number  .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .
sign           .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .
issue          .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
revoke         .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .
replace        .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Decision:
    return content.create(
        Decision(
            organisation=world.organisation, campaign=world.campaign, consolidated_list=forwarded(world, 1),
            year=2013, symbol="QĐ-STTTT",
        )
    )  # fmt: skip


def number(world: World, decision: Decision) -> dict:
    return {"number": 1}


def ground(world: World, decision: Decision) -> dict:
    return {"ground": "a"}


BEGINNINGS = {"drafted": begin}
READY = {("drafted", "assign_number"): number, ("issued", "revoke"): ground}
