"""What follows from an act: functions by name, called by the outbox with the entry. Each must be idempotent."""

from collections.abc import Callable

from workflows.models import OutboxEntry

Effect = Callable[[OutboxEntry], None]
registry: dict[str, Effect] = {}


def effect(name: str) -> Callable[[Effect], Effect]:
    """Registers a function as the effect `<app>.<word>`; verbs name it by its last word."""

    def register(function: Effect) -> Effect:
        registry[name] = function
        return function

    return register
