from nominations.models import UnitLetter
from tests.factories import World
from workflows import content

STATES = """
blank     prepare → drafted
drafted   reword → drafted, release → released, drop → dropped
released
dropped
"""

MAY = """
         UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
prepare  .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
reword   .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
release  .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
drop     .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
"""


def begin(world: World) -> UnitLetter:
    return content.create(
        UnitLetter(
            organisation=world.organisation, campaign=world.campaign, unit=world.units[0], kind="urging",
            round=world.round, title="Đôn đốc (hư cấu)", text="Kính gửi đơn vị (hư cấu).",
        )
    )  # fmt: skip


BEGINNINGS = {"blank": begin}
READY: dict = {}
