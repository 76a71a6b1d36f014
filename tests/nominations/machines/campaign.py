from datetime import date

from campaigns.models import Campaign, Participation, Round
from tests.factories import World
from workflows import content

STATES = """
draft               revise → draft, submit → submitted, approve → approved, cancel → cancelled
submitted           withdraw → draft, send_back → draft, approve → approved, cancel → cancelled
approved            launch → launched, cancel → cancelled
launched            close_nominations → nominations_closed, conclude → concluded, cancel → cancelled
nominations_closed  reopen_nominations → launched, conclude → concluded, cancel → cancelled
concluded           archive → archived
archived
cancelled
"""

MAY = """
                    UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
revise              .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
submit              .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
withdraw            .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
send_back           .  .  .  .  .  .  .  +  +  .  .  .  .   .  .  .  .  .  .  .   .  .   submitted_by
approve             .  .  .  .  .  .  .  s  s  .  .  .  .   .  .  .  .  .  .  .   .  .   submitted_by
launch              .  .  .  +  .  .  .  s  s  .  .  .  .   .  .  .  .  .  .  .   .  .
close_nominations   .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
reopen_nominations  .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
conclude            .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
archive             .  .  .  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
cancel              .  .  .  .  .  .  .  +  .  .  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Campaign:
    found = content.create(
        Campaign(
            organisation=world.organisation, code="du-thao", name="Phong trào thi đua hư cấu khác",
            starts_on=date(2013, 5, 25), ends_on=date(2013, 9, 20),
        )
    )  # fmt: skip
    Participation.objects.create(campaign=found, unit=world.units[0])
    Round.objects.create(campaign=found, code="de-nghi", name="Đợt đề nghị khen thưởng")
    return found


BEGINNINGS = {"draft": begin}


def drafted_nowhere(_world: World, campaign: Campaign) -> None:
    """As a plan is that was loaded from a file."""
    Campaign.objects.filter(pk=campaign.pk).update(drafted_by=None)


READY = {("draft", "approve"): drafted_nowhere}
