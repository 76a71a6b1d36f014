from nominations.models import Decision, Original
from nominations.services import decisions
from tests.factories import World, forwarded
from workflows import content

STATES = """
prepared  sign_file → signed, waive_file → waived
signed    seal_file → sealed, waive_file → waived
sealed
waived
"""

# Nobody signs the file by a role alone: only who signed the decision does (tests/nominations/test_originals.py).
MAY = """
            UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
sign_file   .  .  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
seal_file   .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
waive_file  .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Original:
    return of(world, decisions.sign(forwarded(world, 1), actor=world.director))


def of(world: World, decision: Decision) -> Original:
    return content.create(Original(organisation=world.organisation, campaign=world.campaign, decision=decision))


def bytes_signed(world: World, original: Original) -> dict:
    return {"before": original.sha256}


BEGINNINGS = {"prepared": begin}
READY = {("prepared", "sign_file"): bytes_signed, ("signed", "seal_file"): bytes_signed}
