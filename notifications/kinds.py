"""The kinds of message. Each app names its own in a module `notices`; a person chooses a channel for each."""

from dataclasses import dataclass, field
from typing import Any

from notifications.states import Channel

registry: dict[str, "Kind"] = {}


@dataclass(frozen=True)
class Kind:
    """A kind of message; making one registers it by its name, `<app>.<word>`.

    roles: whose work it concerns: only they find it among their choices.
    legal: a notice that the law or a right depends on; it is always mailed at once and can't be switched off.
    prose: its body is told as it is, such as a letter; else it is the reason for what happened.
    channel: how it travels until the person chooses otherwise.
    """

    name: str
    label: Any  # lazy text
    roles: tuple[str, ...] = field(default=())
    legal: bool = False
    channel: str = Channel.AT_ONCE
    prose: bool = False

    def __post_init__(self) -> None:
        registry[self.name] = self


def is_prose(name: str) -> bool:
    return name in registry and registry[name].prose


def is_legal(name: str) -> bool:
    return name in registry and registry[name].legal
