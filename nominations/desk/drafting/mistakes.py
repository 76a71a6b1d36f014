"""A plan's mistakes in the reader's words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.plan import PlanError
from campaigns.shown.labels import SECTIONS


def lines_of(error: PlanError) -> Iterator[tuple[str, str]]:
    """Where, and what to do: the line and the field, or the section of another part of the plan."""
    for one in error.mistakes:
        words = _(one.text).format(**{name: _shown(value) for name, value in one.values.items()})
        yield _place(one.line, one.path), words


def _place(line: int, path: str) -> str:
    if line:
        where = _("Dòng %(line)s") % {"line": line}
    else:
        section = path.partition(".")[0].partition("[")[0]
        where = _("Mục “%(section)s”") % {"section": SECTIONS.get(section, section)}
    return f"{where}, {path}" if path else where


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return _(value) if isinstance(value, str) and value else str(value)
