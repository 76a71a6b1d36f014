from campaigns.models import ProgressReport
from tests.factories import World, make_report

STATES = """
draft      submit → submitted
submitted  withdraw → draft, accept → accepted, send_back → returned
accepted
returned   submit → submitted
"""

MAY = """
           UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
submit     .  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
withdraw   +  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
accept     .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .   reported_by
send_back  .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .   reported_by
"""


def begin(world: World) -> ProgressReport:
    return make_report(world)


BEGINNINGS = {"draft": begin}
READY: dict = {}
