"""Mistakes in a plan's file: where, in which field, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Mistake:
    """`line` counts from 1; `path` is the field, as in `duties[O29].deadline`; `text` is a message template."""

    line: int
    path: str
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The Vietnamese sentence. To show another language, translate `text`, then fill `values` in."""
        return self.text.format(**{name: _shown(value) for name, value in self.values.items()})

    def __str__(self) -> str:
        where = f"Dòng {self.line}, {self.path}" if self.path else f"Dòng {self.line}"
        return f"{where}: {self.message}"


class PlanError(Exception):
    """All mistakes of a plan at once, in the order of its lines."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: (mistake.line, mistake.path)))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
