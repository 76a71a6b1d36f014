"""Award money: a multiplier of the base salary in force, rounded by a rule, and the amount in Vietnamese words.

Everything is exact: binary floats are refused, and Python's own `round()` (345.000 → 340.000) is never asked.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("triệu", "nghìn", "")  # below one billion, three figures each
BILLION = 10**9
TABLE = Path(__file__).with_name("base_salaries.json")


@dataclass(frozen=True)
class BaseSalary:
    """Lương cơ sở: `amount` đồng a month from the day `since` until a later one begins."""

    since: date
    amount: int
    source: str = ""  # "Nghị định số 73/2024/NĐ-CP"


@dataclass(frozen=True)
class Rounding:
    """To whole multiples of `to` đồng; `nearest` takes the half up."""

    to: int = 10_000
    way: Literal["up", "nearest", "down"] = "up"

    def __post_init__(self) -> None:
        if self.to < 1:
            raise ValueError(f"Money is rounded to at least 1 đồng, not {self.to}")

    def apply(self, exact: Fraction) -> int:
        steps = exact / self.to
        whole, rest = divmod(steps.numerator, steps.denominator)
        part = Fraction(rest, steps.denominator)
        higher = {"up": part > 0, "nearest": part >= Fraction(1, 2), "down": False}[self.way]
        return (whole + higher) * self.to


USUAL = Rounding()  # Nghị định 91/2017/NĐ-CP, Điều 68


@dataclass(frozen=True)
class Claim:
    """What one award would bring its holder: claims on the same `achievement` of the same `holder` compete."""

    holder: str
    achievement: str
    award: str
    amount: int


def known_salaries() -> list[BaseSalary]:
    """Every base salary that the site knows, with the decree that set it, oldest first."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))
    return [BaseSalary(date.fromisoformat(row["since"]), row["amount"], row["source"]) for row in rows]


def base_salary_on(day: date, salaries: Iterable[BaseSalary]) -> BaseSalary:
    """The one in force on `day`, in whatever order they come. Raises ValueError when none is yet."""
    begun = [salary for salary in salaries if salary.since <= day]
    if not begun:
        raise ValueError(f"No base salary is known for {day:%d/%m/%Y}")
    return max(begun, key=lambda salary: salary.since)


def award_money(multiplier: Decimal | Fraction | int, base: BaseSalary, rounding: Rounding = USUAL) -> int:
    """`multiplier` times the base salary, in đồng. Raises TypeError for a float, ValueError for a negative."""
    if isinstance(multiplier, float):
        raise TypeError(f"{multiplier} is not exact: give the multiplier as Decimal or Fraction")
    if multiplier < 0:
        raise ValueError(f"A multiplier is not negative: {multiplier}")
    return rounding.apply(Fraction(multiplier) * base.amount)


def highest_only(claims: Sequence[Claim]) -> list[Claim]:
    """For each holder and achievement the claim of the highest amount, in the order they came; of equals the first."""
    best: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        key = (claim.holder, claim.achievement)
        if key not in best or claim.amount > best[key].amount:
            best[key] = claim
    return [claim for claim in claims if best[(claim.holder, claim.achievement)] is claim]


def in_words(number: int) -> str:
    """2530000 → "hai triệu năm trăm ba mươi nghìn". Raises ValueError for a negative number."""
    if number < 0:
        raise ValueError(f"Only what is not negative is written in words: {number}")
    return " ".join(_words(number, leading=True)) or DIGITS[0]


def written_words(amount: int) -> str:
    """2530000 → "Hai triệu năm trăm ba mươi nghìn đồng", as stands behind "Bằng chữ:"."""
    return f"{in_words(amount).capitalize()} đồng"


def _words(number: int, *, leading: bool) -> list[str]:
    """`leading`: nothing stands before, so that zeros at the front are not read."""
    billions, rest = divmod(number, BILLION)
    words = [*_words(billions, leading=leading), "tỷ"] if billions else []
    for group, name in zip((rest // 10**6, rest // 1000 % 1000, rest % 1000), GROUPS, strict=True):
        if group:
            words += _three_figures(group, leading=leading and not words) + ([name] if name else [])
    return words


def _three_figures(number: int, *, leading: bool) -> list[str]:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [] if leading and not hundreds else [DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_last_figure(ones, tens))
    return words


def _last_figure(ones: int, tens: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    return {1: "mốt", 4: "tư"}.get(ones, DIGITS[ones]) if tens > 1 else DIGITS[ones]
