"""A time limit of a plan in words: as the plan puts it, then what that means, then what later papers made of it."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from campaigns.plan.deadlines import ONE_DAY, Wording
from campaigns.plan.phrases import Bound, Counted, Side
from campaigns.plan.stated import NOT_STATED
from campaigns.shown.words import day
from organisation.calendar import is_working_day, weekday

SILENT = NOT_STATED.value
Row = Mapping[str, Any]


def time_in_words(row: Row, names: Mapping[str, str], days: Mapping[str, date]) -> Iterator[str]:
    """`days` holds the day of each event that has one."""
    yield f"{row['phrase']}{lines_of(row)}"
    yield from filter(None, [_meant(row, names, days)])
    for move in row.get("moved", []):
        yield _("Đổi theo %(paper)s: %(phrase)s") % {"paper": names[move["by"]], "phrase": move["phrase"]}
        yield from filter(None, [_meant(move, names, days)])


def lines_of(row: Row) -> str:
    lines = row.get("line", SILENT)
    return "" if lines == SILENT else " " + _("(dòng %(lines)s)") % {"lines": ", ".join(map(str, lines))}


def _meant(row: Row, names: Mapping[str, str], days: Mapping[str, date]) -> str:
    bound = Bound(row["bound"])
    if bound == Bound.NONE:
        return _("Không định ngày cụ thể")
    if row["event"] != SILENT:
        return _from_event(row, names[row["event"]], days.get(row["event"]))
    first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    if row["at"] != SILENT:
        words = {Bound.BEFORE: _("Trước %(moment)s"), Bound.FROM: _("Từ %(moment)s")}
        moment = f"{time.fromisoformat(row['at']):%H:%M} {_named(first if bound in words else last)}"
        return words.get(bound, _("Đến %(moment)s")) % {"moment": moment}
    if bound == Bound.BEFORE:
        return _("Chậm nhất hết %(day)s") % {"day": _named(first - ONE_DAY)}
    if bound == Bound.FROM:
        return _("Từ %(day)s") % {"day": _named(first)}
    if bound == Bound.ON and first != last:
        return _("Từ %(first)s đến hết %(last)s") % {"first": _named(first), "last": _named(last)}
    return (_("Đến hết %(day)s") if bound == Bound.THROUGH else _("Vào %(day)s")) % {"day": _named(last)}


def _from_event(row: Row, event: str, its_day: date | None) -> str:
    words = {
        Bound.BEFORE: _("Trước %(point)s"), Bound.THROUGH: _("Đến hết %(point)s"), Bound.ON: _("Trong %(point)s"),
        Bound.FROM: _("Từ %(point)s"),
    }  # fmt: skip
    found = words[Bound(row["bound"])] % {"point": _point(row, event)}
    if its_day is None:
        return _("%(limit)s; chưa xác định ngày") % {"limit": found}
    fields = {name: row[name] for name in ("phrase", "days")}
    kinds = {"bound": Bound, "side": Side, "counted": Counted}
    fields |= {name: kind(row[name]) for name, kind in kinds.items() if row[name] != SILENT}
    last = Wording(**fields).given(its_day, is_working_day).last_moment
    return f"{found}: {_named(last.date())}" if last else found


def _point(row: Row, event: str) -> str:
    if not row["days"] or row["side"] == SILENT:
        return event
    words = {
        ("before", "calendar"): _("%(days)s ngày trước %(event)s"),
        ("before", "working"): _("%(days)s ngày làm việc trước %(event)s"),
        ("after", "calendar"): _("%(days)s ngày sau %(event)s"),
        ("after", "working"): _("%(days)s ngày làm việc sau %(event)s"),
    }
    return words[row["side"], row["counted"]] % {"days": row["days"], "event": event}


def _named(found: date) -> str:
    return f"{weekday(found)}, {day(found.isoformat())}"
