"""How many units stand where with each task of a plan, counted by the database: the cost in Python is that of the plan.

Everything here is whole numbers, texts and days as texts, so that it can be kept as it is. What counts as verified or
waiting is what `standing.results_from` says of one assignment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from campaigns.models import Assignment, Campaign, ProgressReport

TASKS, REPORTS = Assignment._meta.db_table, ProgressReport._meta.db_table
CENT = Decimal("0.01")

# Of each assignment the last report that was accepted, and the one that waits.
TOLD = f"""
WITH told AS (
  SELECT assignment_id, state, value, progress, participants,
         ROW_NUMBER() OVER (PARTITION BY assignment_id, state ORDER BY as_of DESC, id DESC) AS place
    FROM {REPORTS} WHERE campaign_id = %s AND state IN ('submitted', 'accepted') {{narrowed}}
), stood AS (
  SELECT task.code, task.id, task.unit_id, task.kind, verified.progress AS progress,
         CASE WHEN verified.assignment_id IS NULL THEN 0 ELSE 1 END AS is_verified,
         CASE WHEN waiting.assignment_id IS NULL THEN 0 ELSE 1 END AS is_waiting,
         CASE WHEN verified.progress IN ('done', 'done_early') THEN 1 ELSE 0 END AS is_done,
         CASE WHEN waiting.progress IN ('done', 'done_early') THEN 1 ELSE 0 END AS says_done,
         CASE WHEN task.operator = '>' AND verified.value > task.threshold
                OR task.operator = '>=' AND verified.value >= task.threshold
                OR task.operator = '=' AND verified.value = task.threshold
                OR task.operator = '<=' AND verified.value <= task.threshold
                OR task.operator = '<' AND verified.value < task.threshold THEN 1 ELSE 0 END AS is_met,
         COALESCE(verified.participants, 0) AS came, COALESCE(waiting.participants, 0) AS come
    FROM {TASKS} task
    LEFT JOIN told verified ON verified.assignment_id = task.id AND verified.state = 'accepted' AND verified.place = 1
    LEFT JOIN told waiting ON waiting.assignment_id = task.id AND waiting.state = 'submitted' AND waiting.place = 1
   WHERE task.campaign_id = %s AND task.stands AND task.unit_id IS NOT NULL {{tasks}}
)
"""
BY_TASK = """
SELECT code, MIN(id), COUNT(*), SUM(CASE WHEN kind = 'target' THEN is_met ELSE is_done END), SUM(is_waiting),
       SUM(CASE WHEN is_verified + is_waiting = 0 THEN 1 ELSE 0 END), SUM((1 - is_done) * says_done),
       SUM(is_done * came), SUM(CASE WHEN says_done = 1 THEN come ELSE is_done * came END)
  FROM stood GROUP BY code
"""
BY_UNIT = """
SELECT unit_id, CASE WHEN is_verified = 1 THEN progress ELSE '' END, COUNT(*), SUM(is_waiting)
  FROM stood GROUP BY 1, 2
"""
# What each figure adds to the sum of its target's units on the day that it is of.
STEPS = f"""
WITH steps AS (
  SELECT task.code, told.state, told.as_of, told.value
         - COALESCE(LAG(told.value) OVER (PARTITION BY told.assignment_id ORDER BY told.as_of, told.id), 0) AS step
    FROM {REPORTS} told JOIN {TASKS} task ON task.id = told.assignment_id
   WHERE told.campaign_id = %s AND told.state IN ({{states}}) AND told.as_of IS NOT NULL AND told.value IS NOT NULL
     AND task.kind = 'target' AND task.stands AND task.unit_id IS NOT NULL
)
"""
BY_DAY = "SELECT code, as_of, SUM(step) FROM steps GROUP BY code, as_of ORDER BY code, as_of"
LAST = """
SELECT code, MAX(as_of), SUM(step) FROM steps GROUP BY code
HAVING SUM(CASE WHEN state = 'submitted' THEN 1 ELSE 0 END) > 0
"""


@dataclass(frozen=True)
class Tally:
    """One task of the plan over all units that have it; `task` is the key of one of its assignments."""

    code: str
    task: int
    units: int
    reached: int  # have done what the plan asks for, by what is verified alone
    waiting: int
    silent: int  # have handed in nothing
    says_done: int  # not verified as done yet, but waiting for it
    participants: int
    said: int  # the participants, with what waits


def tallies(campaign: Campaign) -> list[Tally]:
    """Of every task that some unit of the register has; one query."""
    asked = TOLD.format(narrowed="", tasks="") + BY_TASK
    return [Tally(row[0], *map(int, row[1:])) for row in _rows(asked, [campaign.pk, campaign.pk])]


def verified_sums(campaign: Campaign) -> dict[str, list[tuple[str, Decimal]]]:
    """By target: the sum of its units' last verified figures after each day on which one came in; one query."""
    found: dict[str, list[tuple[str, Decimal]]] = {}
    for code, day, step in _rows(STEPS.format(states="'accepted'") + BY_DAY, [campaign.pk]):
        days = found.setdefault(code, [])
        days.append((str(day), (days[-1][1] if days else Decimal(0)) + _exact(step)))
    return found


def said_sums(campaign: Campaign) -> dict[str, tuple[str, Decimal]]:
    """By target on which a figure waits: the last day of any figure, and the sum with what waits; one query."""
    rows = _rows(STEPS.format(states="'submitted', 'accepted'") + LAST, [campaign.pk])
    return {code: (str(day), _exact(total)) for code, day, total in rows}


def duties_of(campaign: Campaign, units: Sequence[int]) -> Iterable[tuple[int, str, int, int]]:
    """Of the units: unit, how far verified ("": not yet), how many duties and events, how many wait; one query."""
    if not units:
        return []
    marks = ", ".join(["%s"] * len(units))
    asked = TOLD.format(
        narrowed=f"AND unit_id IN ({marks})", tasks=f"AND task.kind <> 'target' AND task.unit_id IN ({marks})"
    )
    return [
        (unit, progress or "", count, int(waiting))
        for unit, progress, count, waiting in _rows(asked + BY_UNIT, [campaign.pk, *units, campaign.pk, *units])
    ]


def _exact(figure: Any) -> Decimal:
    """SQLite adds decimals as binary fractions."""
    return Decimal(str(figure)).quantize(CENT)


def _rows(statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
