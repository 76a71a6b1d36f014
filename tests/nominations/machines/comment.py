from itertools import count

from nominations.models import Comment, Consultation, Nomination
from tests.factories import World
from tests.nominations.machines import consultation
from workflows import content
from workflows.engine import perform

STATES = """
drafted     hand_in → received
received    consider → considered
considered  consider → considered
"""

MAY = """
          UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
hand_in   .  .  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
consider  .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .   nominee
"""
CODES = count(2)


def begin(world: World) -> Comment:
    """In a period that is open."""
    period = consultation.begin(world)
    perform(period, "consult", actor=world.office_head)
    return on(period, period.consolidated_list.nominations.first())


def on(period: Consultation, nomination: Nomination | None) -> Comment:
    """Not handed in yet."""
    return content.create(
        Comment(
            organisation_id=period.organisation_id, campaign_id=period.campaign_id, consultation=period,
            nomination=nomination, code=f"YKIEN{next(CODES):05}", name="Lý Thị Hư Cấu", contact="0900 000 000",
            text="Thành tích năm 2012 đã được khen rồi (hư cấu).",
        )
    )  # fmt: skip


BEGINNINGS = {"drafted": begin}
READY: dict = {}
