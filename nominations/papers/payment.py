"""The list by which a decision's money is paid out, where money goes with it."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from documents.official import SignatureBlock, written_count
from documents.paper import Paper, Text
from documents.register import Payment, PaymentList
from nominations.bonus import PAID_STATES, Figures, amounts_of, figures_of
from nominations.models import Decision, Nomination
from nominations.papers.decision import GROUPS, IN_ORDER, as_paper
from nominations.papers.heads import office_signature
from nominations.papers.rows import form_of, named
from nominations.selectors import granted_in
from workflows.errors import NotAllowed

ROUNDED = {"up": "làm tròn lên", "nearest": "làm tròn", "down": "làm tròn xuống"}  # on paper always in Vietnamese
NOUNS = {kind: noun for kind, noun, _heading in GROUPS}


def payment_list(decision: Decision) -> Paper:
    """Danh sách chi tiền thưởng: what each line brings that still is an award, and what every figure rests on.

    Raises NotAllowed when nobody is to be paid.
    """
    figures = figures_of([decision]).get(decision.pk)
    paid, amounts = _paid(decision, figures) if figures else ([], {})
    if not figures or not paid:
        raise NotAllowed([_("Quyết định này không còn ai được chi tiền thưởng.")], subject=decision)
    paper = PaymentList(
        letterhead=as_paper(decision.paper).letterhead,
        subject=f"Chi tiền thưởng kèm theo Quyết định số {decision.notation}",
        payments=[_payment(line, amounts[line.pk], figures) for line in paid],
        signatures=[SignatureBlock("", ("NGƯỜI LẬP",)), office_signature(decision.organisation)],
    ).as_paper()
    used = {(line.award_form_id, line.kind): form_of(line) for line in paid}
    return replace(paper, body=[*paper.body, *map(Text, _sources(figures, used))])


def pays(decision: Decision) -> bool:
    """Is there anybody whom the decision pays?"""
    figures = figures_of([decision]).get(decision.pk)
    return bool(figures and _paid(decision, figures)[0])


def _paid(decision: Decision, figures: Figures) -> tuple[list[Nomination], dict[int, int]]:
    """The lines that still are awards and bring something, and what each brings."""
    lines = granted_in(decision).select_related("unit", "award_form").defer(*Nomination.bulky).order_by(*IN_ORDER)
    amounts = amounts_of(lines, figures)
    return [line for line in lines if line.pk in amounts and line.state in PAID_STATES], amounts


def _payment(line: Nomination, amount: int, figures: Figures) -> Payment:
    rate = figures.rates[line.award_form_id, line.kind]
    unit = line.unit.name
    basis = f"{written_multiplier(rate.multiplier)} × {written_count(figures.base.amount)}"
    return Payment(named(line), unit if unit != line.full_name else "", form_of(line), amount, basis)


def written_multiplier(multiplier: Decimal) -> str:
    """ "0,3" """
    return f"{multiplier.normalize():f}".replace(".", ",")


def _sources(figures: Figures, used: dict[tuple[int | None, str], str]) -> list[str]:
    base, rounding = figures.base, figures.rounding
    return [
        f"Mức lương cơ sở {written_count(base.amount)} đồng, áp dụng từ ngày {base.since:%d/%m/%Y}: {base.source}.",
        *dict.fromkeys(
            f"Hệ số {written_multiplier(figures.rates[key].multiplier)} ({form}, {NOUNS[key[1]]}): "
            f"{figures.rates[key].source}."
            for key, form in used.items()
        ),
        f"Số tiền {ROUNDED[rounding.way]} đến {written_count(rounding.to)} đồng: {figures.rounding_source}.",
    ]
