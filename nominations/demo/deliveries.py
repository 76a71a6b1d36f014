"""Who had the plan of 2013 by Monday 5 August, invented: the two superiors, and some of the units."""

from datetime import datetime

from campaigns.models import Campaign
from nominations.demo.acts import who
from nominations.demo.people import LOCAL
from nominations.models import Delivery
from nominations.services import deliveries
from nominations.states import Way
from workflows import clock

READ = {"VIETTEL": "canbo.viettel", "PCNTT": "canbo.cntt", "PBCVT": "canbo.bcvt"}
RECEIVED = {"TTS": "canbo.thanhtra"}
SENT = {"UBND tỉnh (b/c)": Way.AXIS, "Bộ TT&TT (b/c)": Way.POST}


def tell(campaign: Campaign) -> None:
    """The day it was approved, and the Monday after."""
    with clock.moved_to(datetime(2013, 5, 24, 10, tzinfo=LOCAL)):
        deliveries.prepare(campaign)
        for name, way in SENT.items():
            delivery = Delivery.objects.get(campaign=campaign, decision=None, recipient=name)
            deliveries.send(delivery, day=datetime(2013, 5, 24).date(), way=way.value, actor=who("vanthu"))
    with clock.moved_to(datetime(2013, 5, 27, 8, 30, tzinfo=LOCAL)):
        for code, person in READ.items():
            deliveries.mark_read(_of(campaign, code), actor=who(person))
        for code, person in RECEIVED.items():
            deliveries.acknowledge(_of(campaign, code), actor=who(person))


def _of(campaign: Campaign, code: str) -> Delivery:
    return Delivery.objects.get(campaign=campaign, decision=None, unit__code=code)
