from datetime import date

from campaigns.models import Campaign
from tests.factories import World
from workflows import content

STATES = """
draft               approve → approved, cancel → cancelled
approved            launch → launched, cancel → cancelled
launched            close_nominations → nominations_closed, conclude → concluded, cancel → cancelled
nominations_closed  reopen_nominations → launched, conclude → concluded, cancel → cancelled
concluded           archive → archived
archived
cancelled
"""

MAY = """
                    UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
approve             .  .  .  .  .  .  .  s  s  .  .  .  .   .  .  .  .  .  .  .   .  .
launch              .  .  .  +  .  .  .  s  s  .  .  .  .   .  .  .  .  .  .  .   .  .
close_nominations   .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
reopen_nominations  .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
conclude            .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
archive             .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
cancel              .  .  .  .  .  .  .  +  .  .  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Campaign:
    return content.create(
        Campaign(
            organisation=world.organisation, code="du-thao", name="Phong trào thi đua hư cấu khác",
            starts_on=date(2013, 5, 25), ends_on=date(2013, 9, 20),
        )
    )  # fmt: skip


BEGINNINGS = {"draft": begin}
READY: dict = {}
