"""The money that goes with a decision, summed up for its page; nothing where the campaign has none."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet

from campaigns.states import SubjectKind
from documents.money import written_words
from documents.official import written_count
from nominations.bonus import PAID_STATES, amounts_of, figures_of
from nominations.models import Decision, Nomination
from nominations.papers.payment import written_multiplier
from nominations.states import RoundingWay


def money_of(decision: Decision, granted: QuerySet[Nomination]) -> dict[str, Any] | None:
    """By form and kind: how many are paid, how much each and together; what is revoked is paid no more."""
    figures = figures_of([decision]).get(decision.pk)
    if figures is None:
        return None
    lines = list(granted.select_related("award_form").defer(*Nomination.bulky))
    amounts = amounts_of(lines, figures)
    paid = [line for line in lines if line.pk in amounts and line.state in PAID_STATES]
    counted = Counter((line.award_form, line.kind) for line in paid)
    rows = []
    for (form, kind), count in counted.items():
        rate = figures.rates[form.pk, kind]
        each = next(amounts[line.pk] for line in paid if (line.award_form_id, line.kind) == (form.pk, kind))
        rows.append(
            {
                "award": form, "kind": SubjectKind(kind).label, "count": count, "each": written_count(each),
                "sum": written_count(each * count), "multiplier": written_multiplier(rate.multiplier),
                "source": rate.source,
            }
        )  # fmt: skip
    total = sum(amounts[line.pk] for line in paid)
    return {
        "rows": rows, "total": written_count(total), "words": written_words(total),
        "base": written_count(figures.base.amount), "since": figures.base.since, "source": figures.base.source,
        "way": RoundingWay(figures.rounding.way).label, "to": written_count(figures.rounding.to),
        "rounding_source": figures.rounding_source,
    }  # fmt: skip
