"""A plan in the parts that are written one at a time."""

from dataclasses import dataclass

from yaml.nodes import MappingNode

from campaigns.plan import messages
from campaigns.plan.mistakes import Mistake, PlanError
from campaigns.plan.nodes import compose, line_of
from campaigns.plan.writing import SECTIONS, Data, written

PARTS = {
    "document": ("id", "origin", "source", "document", "outline", "parent", "children"),
    "bases": ("bases", "amendments", "commemorations"),
    "aims": ("purposes", "requirements", "themes"),
    "period": ("period", "scope"),
    "people": ("actors", "subjects", "units"),
    "work": ("duties", "targets", "events"),
    "reports": ("reports", "publications"),
    "awards": ("rounds", "award_forms", "quotas", "criteria", "papers", "council", "conferral"),
    "recipients": ("recipients", "signatory", "slips"),
    "settings": ("settings",),
}


@dataclass(frozen=True)
class Rewritten:
    """A whole plan with one part typed anew. The part comes first, so that its lines count from 1."""

    text: str
    lines: int

    def placed(self, error: PlanError) -> PlanError:
        """The same mistakes; one that shows in another part, because of what was typed, has no line here: 0."""
        return PlanError(
            Mistake(one.line if one.line <= self.lines else 0, one.path, one.text, one.values) for one in error.mistakes
        )


def rewritten(plan: Data, part: str, typed: str) -> Rewritten:
    """The plan, as `Plan.as_dict` gives it, with the part as typed. Raises PlanError for what is no such part."""
    root = compose(typed)
    if not isinstance(root, MappingNode):
        raise PlanError([Mistake(1, "", messages.WRONG_TYPE, {"expected": messages.A_GROUP})])
    strays = [key for key, _value in root.value if key.value in SECTIONS and key.value not in PARTS[part]]
    if strays:
        raise PlanError([Mistake(line_of(key), key.value, messages.OTHER_PART, {"name": key.value}) for key in strays])
    head = typed.rstrip() + "\n"
    others = tuple(name for name in SECTIONS if name not in PARTS[part])
    return Rewritten(head + written(plan, others), head.count("\n"))
