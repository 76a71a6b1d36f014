from nominations.models import ConsolidatedList
from nominations.services import lists
from tests.factories import World, checked

STATES = """
compiling  forward → forwarded, cancel → cancelled
forwarded  send_back → returned, sign → signed
signed     issue → issued
issued
returned   forward → forwarded, cancel → cancelled
cancelled
"""

MAY = """
           UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
forward    .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
cancel     .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
send_back  .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .
sign       .  .  .  .  .  .  .  S  S  .  .  .  .   .  .  .  .  .  .  .   .  .   created_by forwarded_by
issue      .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> ConsolidatedList:
    checked(world, count=1)
    return lists.compile_list(world.campaign, actor=world.office_reviewer)


BEGINNINGS = {"compiling": begin}
READY: dict = {}
