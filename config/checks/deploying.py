"""How a deploy check is written: a generator of what is wrong, in words."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register

Fault = Callable[..., CheckMessage]
IDS: dict[str, str] = {}  # every id with the name of its check


def deploy_check(number: int, *, serious: bool = False) -> Callable[[Callable[[], Iterator[str]]], Callable]:
    """Registers a generator of messages under an id; `serious` ones fail `check --deploy` without --fail-level too."""
    identifier = f"vinh_danh.D{number:02d}"
    kind: Fault = Error if serious else Warning

    def registered(check: Callable[[], Iterator[str]]) -> Callable[..., list[CheckMessage]]:
        IDS[identifier] = check.__name__

        @register(Tags.security, deploy=True)
        def run(**_: Any) -> list[CheckMessage]:
            return [kind(str(message), id=identifier) for message in check()]

        return run

    return registered
