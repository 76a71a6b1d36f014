"""Emulation plans as data: `read_plan(path)` gives a Plan or says everything that is wrong with the file.

Nothing here needs Django or a database. The format, by example, is in README.md beside this file.
"""

from campaigns.plan.deadlines import LOCAL, Deadline, Wording, parse_deadline, weekday_name
from campaigns.plan.mistakes import Mistake, PlanError
from campaigns.plan.phrases import Bound
from campaigns.plan.reading import read_plan
from campaigns.plan.schema.plan import Plan
from campaigns.plan.stated import NOT_STATED, NotStated

__all__ = [
    "LOCAL",
    "NOT_STATED",
    "Bound",
    "Deadline",
    "Mistake",
    "NotStated",
    "Plan",
    "PlanError",
    "Wording",
    "parse_deadline",
    "read_plan",
    "weekday_name",
]
