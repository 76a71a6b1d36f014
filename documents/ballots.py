"""Counting ballots: how many of each kind, never whose. Shares are exact fractions; the rule is data and is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from documents.official import Letterhead, SignatureBlock, written_moment
from documents.paper import NUMBER, Block, Column, Paper, Table, Text

WHOLES = {
    "members": "tổng số thành viên Hội đồng",
    "present": "số thành viên có mặt",
    "consulted": "số thành viên có mặt và được lấy ý kiến bằng văn bản",
    "valid": "số phiếu hợp lệ",
}
NUMBERS = (
    Column("Tán thành", 0.8, "center", over="Số phiếu"),
    Column("Không tán thành", 0.8, "center", over="Số phiếu"),
    Column("Không ý kiến", 0.8, "center", over="Số phiếu"),
    Column("Không hợp lệ", 0.8, "center", over="Số phiếu"),
)


class WrongCount(ValueError):
    """Numbers that cannot be. `row` is the nominee whose line is wrong, from 1, or 0 for the ballots as a whole."""

    def __init__(self, message: str, row: int = 0):
        self.row = row
        super().__init__(message)


@dataclass(frozen=True)
class Nominee:
    """Who is voted on: "Ông Giàng A Páo", or the name of a collective."""

    name: str
    unit: str = ""
    award: str = ""


@dataclass(frozen=True)
class Votes:
    """What the valid ballots say of one nominee."""

    nominee: Nominee
    agreed: int
    against: int
    abstained: int = 0

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.agreed, self.against, self.abstained


@dataclass(frozen=True)
class VotingRule:
    """When a nominee passes: at least (or `above`) the share `least` of a whole; `quorum` is of all members."""

    least: Fraction
    of: Literal["members", "present", "consulted", "valid"] = "members"
    above: bool = False
    quorum: Fraction | None = None
    secret: bool = True
    source: str = ""  # "Quy chế hoạt động của Hội đồng, Điều 6"

    def __post_init__(self) -> None:
        for share in (self.least, self.quorum):
            if isinstance(share, float):
                raise TypeError(f"{share} is not exact: give shares as Fraction")
            if share is not None and not 0 <= share <= 1:
                raise ValueError(f"A share lies between 0 and 1, not at {share}")

    def passes(self, agreed: int, whole: int) -> bool:
        share = Fraction(agreed, whole) if whole else Fraction(0)
        return share > self.least if self.above else share >= self.least

    def words(self) -> list[str]:
        """Sentences to be printed."""
        needed = f"trên {written_share(self.least)}" if self.above else f"từ {written_share(self.least)} trở lên"
        met = (
            self.quorum is not None and f"Phiên họp hợp lệ khi có mặt ít nhất {written_share(self.quorum)} thành viên."
        )
        based = f" ({self.source})" if self.source else ""
        return [
            "Hình thức: bỏ phiếu kín." if self.secret else "Hình thức: biểu quyết công khai.",
            *([met] if met else []),
            f"Quy tắc: trường hợp được thông qua khi số phiếu tán thành đạt {needed} so với {WHOLES[self.of]}{based}.",
        ]


@dataclass(frozen=True)
class VoteCount:
    """A count of ballots, and its minutes (Biên bản kiểm phiếu). Raises WrongCount when the numbers cannot be."""

    letterhead: Letterhead
    subject: str  # "Kiểm phiếu xét tặng Giấy khen …"
    counted: datetime
    venue: str
    team: Sequence[str]  # the first is the head (trưởng ban)
    members: int  # of the council
    present: int
    issued: int  # phát ra
    collected: int  # thu vào
    valid: int
    invalid: int
    votes: Sequence[Votes]
    rule: VotingRule
    written: int = 0  # absent members who were consulted in writing

    def __post_init__(self) -> None:
        if not self.votes or not self.team:
            raise WrongCount("A count needs at least one nominee, and somebody who counted")
        wholes = {
            name: getattr(self, name) for name in ("present", "written", "issued", "collected", "valid", "invalid")
        }
        if negative := next((name for name, number in wholes.items() if number < 0), None):
            raise WrongCount(f"{negative} is negative: {wholes[negative]}")
        self._check(self.present + self.written, "present or consulted", self.members, "members")
        self._check(self.issued, "ballots issued", self.present + self.written, "members present or consulted")
        self._check(self.collected, "ballots collected", self.issued, "issued")
        if self.valid + self.invalid != self.collected:
            raise WrongCount(
                f"{self.valid} valid + {self.invalid} invalid ballots are not the {self.collected} collected"
            )
        for row, votes in enumerate(self.votes, start=1):
            sums = " + ".join(map(str, votes.counts))
            if min(votes.counts) < 0 or sum(votes.counts) != self.valid:
                said = f"{sums} = {sum(votes.counts)}, but {self.valid} ballots are valid"
                raise WrongCount(f"Row {row} ({votes.nominee.name}): {said}", row)

    @staticmethod
    def _check(few: int, of_what: str, many: int, than_what: str) -> None:
        if few > many:
            raise WrongCount(f"{few} {of_what} are more than the {many} {than_what}")

    @property
    def whole(self) -> int:
        """What the share is taken of, by the rule."""
        consulted = self.present + self.written
        return {"members": self.members, "present": self.present, "consulted": consulted, "valid": self.valid}[
            self.rule.of
        ]

    @property
    def quorate(self) -> bool:
        return self.rule.quorum is None or self.present >= self.rule.quorum * self.members

    def passed(self) -> list[Nominee]:
        """Who passes by the rule, in the order of the rows; nobody without a quorum."""
        return [votes.nominee for votes in self.votes if self._passes(votes)]

    def _passes(self, votes: Votes) -> bool:
        return self.quorate and self.rule.passes(votes.agreed, self.whole)

    def result(self) -> list[Block]:
        """Ballots, rule, table and who passed, for these minutes and those of the meeting."""
        passed = self.passed()
        named = f": {'; '.join(nominee.name for nominee in passed)}" if passed else ""
        lacking = (
            []
            if self.quorate
            else [Text(f"Số thành viên có mặt ({self.present}/{self.members}) không đủ theo quy tắc.")]
        )
        return [
            *map(Text, self.rule.words()),
            Text(
                f"Thành viên Hội đồng: {self.members}; có mặt: {self.present}; lấy ý kiến bằng văn bản: {self.written}."
            ),
            Text(
                f"Số phiếu phát ra: {self.issued}; thu vào: {self.collected}; hợp lệ: {self.valid}; "
                f"không hợp lệ: {self.invalid}."
            ),
            self._table(),
            *lacking,
            Text(f"Có {len(passed)}/{len(self.votes)} trường hợp được thông qua{named}."),
        ]

    def as_paper(self) -> Paper:
        head, *others = self.team
        signers = [SignatureBlock(name, ("THÀNH VIÊN",)) for name in others] + [SignatureBlock(head, ("TRƯỞNG BAN",))]
        return Paper(
            letterhead=Letterhead(self.letterhead.superior, self.letterhead.body, symbol="", place=""),
            kind="BIÊN BẢN",
            subject=self.subject,
            body=[
                Text(f"Thời gian: {written_moment(self.counted)}."),
                Text(f"Địa điểm: {self.venue}."),
                Text("Ban kiểm phiếu:"),
                Text(f"- Trưởng ban: {head}{';' if others else '.'}"),
                *([Text(f"- Thành viên: {', '.join(others)}.")] if others else []),
                *self.result(),
            ],
            signatures=signers,
        )

    def _table(self) -> Table:
        share = Column("Tỷ lệ tán thành", 1.2, "center")
        return Table(
            columns=[NUMBER, Column("Họ và tên, tên tập thể", 2), *NUMBERS, share, Column("Kết quả", 1, "center")],
            rows=[
                [
                    str(row),
                    ", ".join(filter(None, (votes.nominee.name, votes.nominee.unit))),
                    *map(str, (*votes.counts, self.invalid)),
                    written_part(votes.agreed, self.whole),
                    "Thông qua" if self._passes(votes) else "Không",
                ]
                for row, votes in enumerate(self.votes, start=1)
            ],
        )


def written_share(share: Fraction) -> str:
    """7/10 → "70%", 4/5 → "80%", 161/200 → "80,5%", 2/3 → "2/3": what per cent cannot say exactly stays a fraction."""
    exact = share * 10000
    return _percent(int(exact)) if exact.denominator == 1 else f"{share.numerator}/{share.denominator}"


def written_part(part: int, whole: int) -> str:
    """7 of 9 → "7/9 (77,77%)": cut, never rounded up, so that no printed share reaches what the votes did not."""
    return f"{part}/{whole} ({_percent(part * 10000 // whole if whole else 0)})"


def _percent(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}{f',{rest:02d}'.rstrip('0') if rest else ''}%"
