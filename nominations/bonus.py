"""The money that goes with awards: the figures a decision is paid by, and what each of its lines brings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from documents.money import BaseSalary, Claim, Rounding, award_money, base_salary_on, highest_only
from nominations.models import BonusRule, Decision, Nomination
from nominations.states import DecisionKind, NominationState

MOST_MULTIPLIER = Decimal(100)  # more base salaries than any award of the law brings
MOST_SALARY = 1_000_000_000
MOST_ROUNDING = 1_000_000
PAID_STATES = (NominationState.APPROVED, NominationState.AWARDED)


@dataclass(frozen=True)
class Rate:
    """By how much the base salary is multiplied, and where that is written."""

    multiplier: Decimal
    source: str


@dataclass(frozen=True)
class Figures:
    """What one decision is paid by."""

    base: BaseSalary
    rounding: Rounding
    rounding_source: str
    rates: Mapping[tuple[int | None, str], Rate]  # by form and kind of nominee

    def amount_of(self, line: Nomination) -> int | None:
        """In đồng; None where no money goes with such an award."""
        rate = self.rates.get((line.award_form_id, line.kind))
        return award_money(rate.multiplier, self.base, self.rounding) if rate else None


def newest(campaign: Campaign) -> BonusRule | None:
    return BonusRule.objects.filter(campaign=campaign).select_related("written_by").first()


def salaries_of(rule: BonusRule) -> list[BaseSalary]:
    return [BaseSalary(date.fromisoformat(row["since"]), row["amount"], row["source"]) for row in rule.salaries]


def figures_of(decisions: Iterable[Decision]) -> dict[int, Figures]:
    """By key, of the signed decisions that money goes with; one query, and one more where a decision was replaced.

    Putting a name right pays nobody anew: a replacement is paid by the day on which its list was first decided.
    """
    signed = {one: one.signed_at for one in decisions if one.signed_at}
    signed |= _first_signed([one for one in signed if one.is_replacement])
    rules = BonusRule.objects.filter(campaign__in={one.campaign_id for one in signed}).order_by("pk")
    by_campaign: dict[int, list[BonusRule]] = defaultdict(list)
    for rule in rules:
        by_campaign[rule.campaign_id].append(rule)
    found = {}
    for one, signed_at in signed.items():
        before = [rule for rule in by_campaign[one.campaign_id] if rule.written_at <= signed_at]
        if before and before[-1].is_on:
            found[one.pk] = figures_on(before[-1], localdate(signed_at))
    return found


def _first_signed(replacements: list[Decision]) -> dict[Decision, datetime]:
    if not replacements:
        return {}
    lists = {one.consolidated_list_id for one in replacements}
    awards = Decision.objects.filter(kind=DecisionKind.AWARD, consolidated_list__in=lists)
    first = {award.consolidated_list_id: award.signed_at for award in awards.only("consolidated_list", "signed_at")}
    return {one: first[one.consolidated_list_id] for one in replacements}


def figures_on(rule: BonusRule, day: date) -> Figures:
    """With the base salary in force that day."""
    rates = {(row["form"], row["kind"]): Rate(Decimal(row["multiplier"]), row["source"]) for row in rule.rates}
    rounding = Rounding(rule.rounding_to, rule.rounding_way)  # type: ignore[arg-type]
    return Figures(base_salary_on(day, salaries_of(rule)), rounding, rule.rounding_source, rates)


def amounts_of(lines: Iterable[Nomination], figures: Figures) -> dict[int, int]:
    """By key of the line. Whoever gets several forms for one achievement is paid the highest (TT 02/2011/TT-BNV).

    Two lines of the same name, unit and form are two people.
    """
    claims, met = [], Counter[tuple[Any, ...]]()
    for line in lines:
        if (amount := figures.amount_of(line)) is None:
            continue
        who = (line.kind, line.unit_id, line.search_key)
        met[*who, line.award_form_id] += 1
        holder = f"{who}/{met[*who, line.award_form_id]}"
        claims.append(Claim(holder, str(line.campaign_id), str(line.pk), amount))
    return {int(claim.award): claim.amount for claim in highest_only(claims)}


def faults_in(rule: BonusRule, today: date) -> Iterator[str]:
    """Why nothing could be paid by it, each in words; a rule that is off has none."""
    if not rule.is_on:
        return
    if not rule.rates:
        yield _("Hãy ghi hệ số cho ít nhất một hình thức và đối tượng.")
    for row in rule.rates:
        if not 0 < Decimal(row["multiplier"]) <= MOST_MULTIPLIER:
            yield _("Hệ số phải lớn hơn 0 và không quá %(most)s.") % {"most": MOST_MULTIPLIER}
        if not row["source"]:
            yield _("Mỗi hệ số phải có căn cứ.")
    yield from _faults_in_salaries(rule, today)
    if not 1 <= rule.rounding_to <= MOST_ROUNDING:
        yield _("Làm tròn đến từ 1 đến %(most)s đồng.") % {"most": f"{MOST_ROUNDING:,}".replace(",", ".")}
    if not rule.rounding_source:
        yield _("Hãy ghi căn cứ của quy tắc làm tròn.")


def _faults_in_salaries(rule: BonusRule, today: date) -> Iterator[str]:
    days = [row["since"] for row in rule.salaries]
    if len(set(days)) < len(days):
        yield _("Hai mức lương cơ sở cùng áp dụng từ một ngày.")
    if not any(day <= today.isoformat() for day in days):
        yield _("Chưa có mức lương cơ sở nào áp dụng đến hôm nay.")
    for row in rule.salaries:
        if not 0 < row["amount"] <= MOST_SALARY:
            yield _("Mức lương cơ sở phải lớn hơn 0 và không quá 1 tỷ đồng.")
        if not row["source"]:
            yield _("Mỗi mức lương cơ sở phải có căn cứ.")
