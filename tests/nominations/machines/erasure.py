from nominations.models import Erasure
from nominations.services import dossiers
from tests.factories import World, head_of, submitted
from workflows import content

STATES = """
drafted    request_erasure → requested
requested  erase → erased, decline_erasure → declined
erased
declined
"""

MAY = """
                 UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
request_erasure  .  .  .  +  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
erase            .  .  .  +  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .   requested_by
decline_erasure  .  .  .  +  .  .  .  .  .  .  .  .  +   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Erasure:
    """Of somebody whose list was taken back."""
    dossier = submitted(world, count=1)
    dossiers.withdraw(dossier, actor=head_of(world, dossier), reason="Rút (hư cấu)")
    nomination = dossier.nominations.get()
    return content.create(
        Erasure(
            organisation=world.organisation, campaign=world.campaign, nominations=[nomination.pk],
            explanation="Phong trào còn chạy, đề nghị đã rút (hư cấu).",
        )
    )  # fmt: skip


BEGINNINGS = {"drafted": begin}
READY: dict = {}
