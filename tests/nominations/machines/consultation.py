from datetime import timedelta

from nominations.models import ConsolidatedList, Consultation
from tests.factories import World
from tests.nominations.machines import consolidated_list
from workflows import clock, content

STATES = """
drafted     consult → open, call_off → called_off
open        end_consulting → ended, call_off → called_off
ended
called_off
"""

MAY = """
                UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
consult         .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
end_consulting  .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
call_off        .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Consultation:
    return about(world, consolidated_list.begin(world))


def about(world: World, consolidated: ConsolidatedList, **more: object) -> Consultation:
    said = {"question": "Ai biết điều cần xem xét thì gửi ý kiến (hư cấu).", "working_days": 10} | more
    return content.create(
        Consultation(
            organisation=world.organisation, campaign=consolidated.campaign, consolidated_list=consolidated,
            created_at=clock.now(), created_by=world.office_reviewer, **said,
        )
    )  # fmt: skip


def over(world: World, consultation: Consultation) -> None:
    """The last moment is past."""
    Consultation.objects.filter(pk=consultation.pk).update(closes_at=clock.now() - timedelta(seconds=1))


BEGINNINGS = {"drafted": begin}
READY = {("open", "end_consulting"): over}
