from django.contrib.contenttypes.models import ContentType

from nominations.models import ConsolidatedList, Override
from nominations.services import lists
from organisation.services import appoint
from organisation.states import Role
from tests.factories import World, checked
from workflows import clock, content
from workflows.models import Subject

STATES = """
drafted    ask → requested
requested  confirm → granted, refuse → refused, end → expired
granted    use → used, end → expired
used
refused
expired
"""

MAY = """
         UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
ask      .  .  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
confirm  .  .  .  +  .  .  .  +  +  .  .  .  .   .  .  .  .  .  .  .   .  .
refuse   .  .  .  +  .  .  .  +  +  .  .  .  .   .  .  .  .  .  .  .   .  .
use      .  .  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
end      .  .  .  +  .  .  .  +  +  .  .  .  .   .  .  .  .  .  .  .   .  .
"""


def compiled_by_the_director(world: World) -> ConsolidatedList:
    """A list that its compiler may not sign."""
    appoint(world.director, Role.OFFICE_REVIEWER, world.root)
    checked(world, count=1)
    consolidated = lists.compile_list(world.campaign, actor=world.director)
    lists.forward(consolidated, actor=world.office_head)
    return consolidated


def over(world: World, subject: Subject, verb: str = "sign", duty: str = "created_by") -> Override:
    at = clock.now()
    return content.create(
        Override(
            organisation=world.organisation, campaign=world.campaign, asker=world.director, hours=2,
            kind=ContentType.objects.get_for_model(subject), object_id=subject.pk, verb_name=verb, duty=duty,
            reason="Cả hai phó giám đốc đi công tác (hư cấu).", asked_at=at, expires_at=at.replace(year=at.year + 1),
        )
    )  # fmt: skip


def begin(world: World) -> Override:
    return over(world, compiled_by_the_director(world))


BEGINNINGS = {"drafted": begin}
READY: dict = {}
