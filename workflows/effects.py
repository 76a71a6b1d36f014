"""What follows from an act: functions by name, called by the outbox with the entry. Each must be idempotent."""

from collections.abc import Callable

from django.db.models import Q

from workflows.lanes import Lane
from workflows.models import OutboxEntry

Effect = Callable[[OutboxEntry], None]
registry: dict[str, Effect] = {}
_lanes: dict[str, Lane] = {}


def effect(name: str, lane: Lane = Lane.QUICK) -> Callable[[Effect], Effect]:
    """Registers a function as the effect `<app>.<word>`; verbs name it by its last word.

    What takes longer than a few seconds, or waits for another machine, has a lane of its own.
    """

    def register(function: Effect) -> Effect:
        registry[name] = function
        _lanes[name] = lane
        return function

    return register


def lane_of(name: str) -> Lane:
    """QUICK also for a name that no effect has any more: somebody must find it and say so."""
    return _lanes.get(name, Lane.QUICK)


def within(lane: Lane) -> Q:
    """The entries that are the lane's."""
    if lane == Lane.QUICK:
        return ~Q(effect__in=[name for name, own in _lanes.items() if own != lane])
    return Q(effect__in=[name for name, own in _lanes.items() if own == lane])
