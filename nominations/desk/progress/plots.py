"""Plots as SVG drawn by the server: places of points, ticks and words, ready for the template. No style, no script.

Everything can be told apart without colour: the plan is dashed, what is verified a thick line with filled squares, what
is provisional dotted to an open circle. The figures stand in the table beside it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from campaigns.monitoring import Burnup, Point
from campaigns.shown.progress import figure

WIDTH, HEIGHT = 400, 230
LEFT, RIGHT, TOP, BOTTOM = 44, 14, 16, 34
MOST_MONTHS = 7  # labels of the time axis
STEPS = 4  # of the axis of figures
DOT = 3.5


@dataclass(frozen=True)
class Tick:
    at: str
    label: str


@dataclass(frozen=True)
class Plot:
    """What the template draws. Coordinates are texts, so that no language puts a comma in them."""

    plan: str
    verified: str
    provisional: str
    squares: list[tuple[str, str]]
    circle: tuple[str, str] | None
    months: list[Tick]
    levels: list[Tick]
    today: str
    ends: str

    width, height = WIDTH, HEIGHT
    left, right = str(LEFT), str(WIDTH - RIGHT)
    top, bottom = str(TOP), str(HEIGHT - BOTTOM)
    side = str(2 * DOT)
    radius = str(DOT)
    below = str(HEIGHT - BOTTOM + 15)
    foot = str(HEIGHT - 4)


class Scale:
    """From days and figures to places in the picture."""

    def __init__(self, first: date, last: date, top: Decimal) -> None:
        self.first, self.days, self.top = first, max((last - first).days, 1), top or Decimal(1)

    def across(self, day: date) -> float:
        share = min(max((day - self.first).days / self.days, 0), 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def up(self, value: Decimal) -> float:
        share = float(min(value / self.top, Decimal(1)))
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def line(self, points: list[Point]) -> str:
        return " ".join(f"{self.across(day):.1f},{self.up(value):.1f}" for day, value in points)

    def steps(self, points: list[Point], until: date) -> list[Point]:
        """A figure holds from the day it is of until the next one."""
        found: list[Point] = []
        for day, value in points:
            if found:
                found.append((day, found[-1][1]))
            found.append((day, value))
        return [*found, (max(until, found[-1][0]), found[-1][1])] if found else []


def plot_of(burnup: Burnup, *, first: date, ends: date, today: date) -> Plot:
    """`first` and `ends`: first and last day of the campaign; the time axis goes on to the target's own last day."""
    days = [ends, *(day for day, _value in [*burnup.plan, *burnup.verified, *burnup.provisional])]
    values = [value for _day, value in [*burnup.plan, *burnup.verified, *burnup.provisional]]
    scale = Scale(first, max(days), _top([*values, burnup.target.threshold or Decimal(0)]))
    shown_to = min(max(today, first), max(days))
    verified = scale.steps(burnup.verified, shown_to)
    open_end = burnup.provisional[-1:] and [
        burnup.verified[-1] if burnup.verified else (first, Decimal(0)), burnup.provisional[-1]
    ]  # fmt: skip
    return Plot(
        plan=scale.line(burnup.plan),
        verified=scale.line(verified),
        provisional=scale.line(open_end or []),
        squares=[_corner(scale, point) for point in burnup.verified],
        circle=_centre(scale, burnup.provisional[-1]) if burnup.provisional else None,
        months=_months(scale, first, max(days)),
        levels=[_level(scale, step, burnup.target.measure) for step in range(STEPS + 1)],
        today=f"{scale.across(today):.1f}" if first <= today <= max(days) else "",
        ends=f"{scale.across(ends):.1f}" if ends < max(days) else "",
    )


def _top(values: list[Decimal]) -> Decimal:
    """A round figure above all of them: a multiple of 20, of 200, of 2,000 …"""
    most, step = max(values), Decimal(20)
    while most > step * 10:
        step *= 10
    return (most // step + (1 if most % step else 0)) * step or step


def _level(scale: Scale, step: int, measure: str) -> Tick:
    value = scale.top * step / STEPS
    return Tick(f"{scale.up(value):.1f}", figure(value, measure))


def _months(scale: Scale, first: date, last: date) -> list[Tick]:
    """The first day of each month, or of every second, third … where there are many."""
    found, day = [], first.replace(day=1)
    while day <= last:
        if day >= first:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    every = len(found) // MOST_MONTHS + 1
    return [Tick(f"{scale.across(month):.1f}", f"{month.day}/{month.month}") for month in found[::every]]


def _corner(scale: Scale, point: Point) -> tuple[str, str]:
    day, value = point
    return f"{scale.across(day) - DOT:.1f}", f"{scale.up(value) - DOT:.1f}"


def _centre(scale: Scale, point: Point) -> tuple[str, str]:
    day, value = point
    return f"{scale.across(day):.1f}", f"{scale.up(value):.1f}"
