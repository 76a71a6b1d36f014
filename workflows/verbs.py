"""A verb of a state machine: django-fsm's transition with the data that the door needs beside it.

    @verb(source=S.UNDER_REVIEW, target=S.RETURNED, label=_("Trả lại"), reason=True, effects=("tell_unit",))
    def send_back(self, act): ...

The permission is the function `can_<verb>` of the app's `permissions` module; `guards` name functions of its `guards`
module; `effects` name functions registered in its `effects` module. `manage.py check` finds a name without function.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django_fsm import transition

from workflows.models.subject import Subject


@dataclass(frozen=True)
class Verb:
    """What the door, the screens and the drawings know of one verb of one model."""

    name: str
    label: Any  # the button: "Trả lại đơn vị"
    past: Any  # the trail: "đã trả lại đơn vị"
    sources: tuple[str, ...]
    target: str  # "" where the state stays what it is
    guards: tuple[str, ...]
    effects: tuple[str, ...]
    writes: tuple[str, ...]  # fields that the method sets beside the state
    items: tuple[str, ...]  # verbs that the document's items take in the same act
    reads: tuple[str, ...]  # relations and long texts that its rules follow: read once for all subjects of an act
    reason: bool  # words are compulsory
    fresh: bool  # a signature: whoever acts has shown within minutes who they are
    tone: str  # ok, warn, bad or neutral: how screens show it

    def target_from(self, state: str) -> str:
        """Where it leads from that state."""
        return self.target or state


def verb(  # noqa: PLR0913 - the parts of a transition
    *,
    source: str | Sequence[str],
    target: str = "",
    label: Any,
    past: Any,
    guards: Sequence[str] = (),
    effects: Sequence[str] = (),
    writes: Sequence[str] = (),
    items: Sequence[str] = (),
    reads: Sequence[str] = (),
    reason: bool = False,
    fresh: bool = False,
    tone: str = "neutral",
) -> Callable:
    """Declares a method `(self, act) -> None` of a Subject as a verb on its `state` field; without target it stays."""
    sources = (source,) if isinstance(source, str) else tuple(source)

    def declare(method: Callable) -> Callable:
        described = Verb(
            name=method.__name__,
            label=label,
            past=past,
            sources=tuple(str(state) for state in sources),
            target=str(target),
            guards=tuple(guards),
            effects=tuple(effects),
            writes=tuple(writes),
            items=tuple(items),
            reads=tuple(reads),
            reason=reason,
            fresh=fresh,
            tone=tone,
        )
        target_state = described.target or None
        arrow = transition(
            field="state", source=list(described.sources), target=target_state, custom={"verb": described}
        )
        decorated = arrow(method)
        decorated.verb = described
        return decorated

    return declare


@cache
def verbs_of(model: type[models.Model]) -> dict[str, Verb]:
    """The model's verbs by name, in the order of the source."""
    found: dict[str, Verb] = {}
    for attribute in vars(model).values():
        described = getattr(attribute, "verb", None)
        if isinstance(described, Verb):
            found[described.name] = described
    return found


def subject_models() -> Iterator[type[models.Model]]:
    """Every concrete model that the door moves."""
    return (model for model in apps.get_models() if issubclass(model, Subject))
