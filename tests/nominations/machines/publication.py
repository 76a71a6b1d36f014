from datetime import date

from django.utils.timezone import localdate

from nominations.models import Publication
from tests.factories import World
from workflows import clock, content

STATES = """
due        publish → published, leave_out → dropped
published  put_back → due
dropped    put_back → due
"""

MAY = """
           UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
publish    .  .  .  .  .  .  .  .  .  .  +  .  .   .  .  .  .  .  .  .   .  .
leave_out  .  .  .  .  .  .  .  .  .  .  +  .  .   .  .  .  .  .  .  .   .  .
put_back   .  .  .  .  .  .  .  .  .  .  +  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Publication:
    return content.create(
        Publication(
            organisation=world.organisation, campaign=world.campaign, kind="news", channel="Cổng thứ nhất",
            title="Tin hư cấu", since=clock.now(),
        )
    )  # fmt: skip


def posting(day: date | None = None) -> dict[str, str]:
    """As the service hands it to the door; today, unless another day is given."""
    day = day or localdate(clock.now())
    return {"day": day.isoformat(), "address": "https://example.vn/tin", "audience": "Toàn ngành"}


def today(world: World, publication: Publication) -> dict[str, str]:
    return posting()


BEGINNINGS = {"due": begin}
READY = {("due", "publish"): today}
