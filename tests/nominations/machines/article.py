from nominations.models import Article
from tests.factories import World
from workflows import clock, content

STATES = """
draft      publish → published
published  take_down → withdrawn
withdrawn  publish → published
"""

MAY = """
           UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
publish    .  .  .  .  .  .  .  .  .  .  +  .  .   .  .  .  .  .  .  .   .  .
take_down  .  .  .  .  .  .  .  .  .  .  +  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Article:
    return content.create(
        Article(
            organisation=world.organisation, campaign=world.campaign, title="Tin hư cấu", summary="Tóm tắt hư cấu",
            body="Nội dung hư cấu", search_key="tin hu cau", written_by=world.publisher, edited_at=clock.now(),
        )
    )  # fmt: skip


BEGINNINGS = {"draft": begin}
READY: dict = {}
