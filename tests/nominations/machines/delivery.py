from django.utils.timezone import localdate

from nominations.models import Delivery
from nominations.services import deliveries
from tests.factories import World
from workflows import clock, content

STATES = """
prepared  send → sent, give_link → sent, stop → stopped
sent      give_link → sent, end_link → sent, acknowledge → received, mark_read → read, remind → sent, stop → stopped
received  end_link → received, mark_read → read
read      end_link → read
stopped
"""

MAY = """
             UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
send         .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
give_link    .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
end_link     .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
acknowledge  .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
mark_read    .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
remind       .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
stop         .  .  .  .  .  .  .  .  .  +  .  .  .   .  .  .  .  .  .  .   .  .
"""


def begin(world: World) -> Delivery:
    """Of the plan, to a body outside."""
    return content.create(to(world, "UBND tỉnh Hư Cấu"))


def to(world: World, recipient: str, **more: object) -> Delivery:
    """Not saved."""
    about = {"organisation": world.organisation, "campaign": world.campaign, "purpose": "report"}
    return Delivery(recipient=recipient, **about | more)


def by_post(world: World, delivery: Delivery) -> dict:
    return {"day": localdate(clock.now()).isoformat(), "way": "post"}


def link(world: World, delivery: Delivery) -> dict:
    return {"day": localdate(clock.now()).isoformat(), "link": "0" * 64}


def linked(world: World, delivery: Delivery) -> None:
    """A link was given out before."""
    Delivery.objects.filter(pk=delivery.pk).update(link_hash="0" * 64)


def to_a_unit(world: World, delivery: Delivery) -> None:
    """Whom one reminds is a unit."""
    Delivery.objects.filter(pk=delivery.pk).update(unit=world.units[0])


def given(world: World, **more: object) -> tuple[Delivery, str]:
    """One that was given a link, and the link's token."""
    delivery = begin(world)
    token = deliveries.give_link(delivery, actor=world.records_clerk)
    return Delivery.objects.get(pk=delivery.pk), token


BEGINNINGS = {"prepared": begin}
READY = {
    ("prepared", "send"): by_post,
    ("prepared", "give_link"): link,
    ("sent", "give_link"): link,
    ("sent", "end_link"): linked,
    ("sent", "remind"): to_a_unit,
    ("received", "end_link"): linked,
    ("read", "end_link"): linked,
}
