"""Lists that go on after the decision: the award register of a year, who is called up at the ceremony, who is paid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from documents.money import written_words
from documents.official import Letterhead, SignatureBlock, written_count
from documents.paper import NUMBER, ROMAN, Column, Paper, Table, Text

REGISTER = (
    Column("Số thứ tự sổ", 0.6, "center"),
    Column("Số quyết định", 1.2, "center"),
    Column("Ngày", 1.3, "center"),
    Column("Người, tập thể được khen thưởng", 1.5),
    Column("Đơn vị", 1.4),
    Column("Hình thức", 0.7),
    Column("Thành tích", 2.5),
    Column("Mức thưởng (đồng)", 1.3, "right"),
    Column("Ngày trao", 1.3, "center"),
    Column("Ký nhận", 0.7),
    Column("Ghi chú", 1.7),
)
PRESENTATION = (
    NUMBER,
    Column("Họ và tên, tên tập thể", 1.7),
    Column("Đơn vị", 1.7),
    Column("Hình thức khen thưởng", 1.1),
    Column("Số giấy khen", 0.7, "center"),
    Column("Lượt trao", 0.6, "center"),
)
PAYMENT = (
    NUMBER,
    Column("Họ và tên, tên tập thể", 1.7),
    Column("Đơn vị", 1.5),
    Column("Hình thức", 1),
    Column("Mức tính", 1.1),
    Column("Số tiền (đồng)", 1.4, "right"),
    Column("Ký nhận", 0.8),
)


@dataclass(frozen=True)
class Entry:
    """One line of the register. `note` tells a revocation: "Thu hồi theo Quyết định số …"."""

    number: int
    decision: str  # "05/QĐ-STTTT"
    day: date  # of the decision
    name: str
    unit: str
    award: str
    achievement: str
    amount: int | None = None  # đồng; None where no money goes with the award
    presented: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Register:
    """Sổ khen thưởng of one year, landscape, in the order of its numbers. A year may be empty."""

    letterhead: Letterhead
    year: int
    entries: Sequence[Entry]
    signature: SignatureBlock | None = None  # of whoever closes it

    def as_paper(self) -> Paper:
        """Raises ValueError when a number stands twice or an entry is of another year."""
        entries = sorted(self.entries, key=lambda entry: entry.number)
        for before, entry in pairwise(entries):
            if before.number == entry.number:
                raise ValueError(f"Number {entry.number} of the register stands twice: {before.name}, {entry.name}")
        if strange := next((entry for entry in entries if entry.day.year != self.year), None):
            raise ValueError(f"Number {strange.number} is of {strange.day:%d/%m/%Y}, not of {self.year}")
        paid = [entry.amount for entry in entries if entry.amount is not None]
        total = [
            "",
            "Cộng",
            "",
            f"{written_count(len(entries))} lượt khen thưởng",
            *[""] * 3,
            written_count(sum(paid)) if paid else "",
            *[""] * 3,
        ]
        return Paper(
            letterhead=replace(self.letterhead, symbol="", number=None),
            kind="SỔ KHEN THƯỞNG",
            subject=f"Năm {self.year}",
            body=[
                Table(REGISTER, list(map(_entered, entries)), total),
                Text(f"Sổ gồm {written_count(len(entries)).zfill(2)} lượt khen thưởng."),
            ]
            if entries
            else [Text("Trong năm không có tập thể, cá nhân được khen thưởng.", look="centred")],
            signatures=[self.signature] if self.signature else [],
            landscape=True,
        )


@dataclass(frozen=True)
class Called:
    """Somebody who is called up. `rank` orders the awards: 1 is the highest."""

    name: str
    unit: str
    award: str
    rank: int
    certificate_number: str = ""


@dataclass(frozen=True)
class PresentationList:
    """Who is called up, from the highest award to the lowest, `at_once` at a time; no turn mixes two awards."""

    letterhead: Letterhead
    subject: str  # "Trao tặng Giấy khen tại Hội nghị …"
    called: Sequence[Called]
    at_once: int = 10
    signature: SignatureBlock | None = None

    def as_paper(self) -> Paper:
        """Those of one award keep the order they came in. Raises ValueError when nobody is called up."""
        if not self.called:
            raise ValueError("There is nobody to call up")
        if self.at_once < 1:
            raise ValueError(f"At least one is called up at a time, not {self.at_once}")
        return Paper(
            letterhead=replace(self.letterhead, symbol="", number=None),
            kind="DANH SÁCH",
            subject=self.subject,
            body=[
                Table(PRESENTATION, list(self._rows())),
                Text(f"Danh sách gồm {written_count(len(self.called)).zfill(2)} tập thể, cá nhân."),
            ],
            signatures=[self.signature] if self.signature else [],
        )

    def _rows(self) -> Iterator[list[str] | str]:
        turn, number = 0, 0
        ordered = sorted(self.called, key=lambda one: (one.rank, one.award))
        for part, (award, group) in enumerate(groupby(ordered, key=lambda one: one.award)):
            members = list(group)
            yield f"{ROMAN[part]}. {award} ({written_count(len(members))})" if part < len(ROMAN) else award
            for place, one in enumerate(members):
                turn += place % self.at_once == 0
                number += 1
                yield [str(number), one.name, one.unit, one.award, one.certificate_number, str(turn)]


@dataclass(frozen=True)
class Payment:
    """Money for one recipient; `basis` tells how it was counted: "0,3 × 2.340.000"."""

    name: str
    unit: str
    award: str
    amount: int  # đồng
    basis: str = ""


@dataclass(frozen=True)
class PaymentList:
    """Danh sách chi tiền thưởng with its total in figures and in words."""

    letterhead: Letterhead
    subject: str  # "Chi tiền thưởng kèm theo Quyết định số 05/QĐ-STTTT"
    payments: Sequence[Payment]
    signatures: Sequence[SignatureBlock] = ()

    @property
    def total(self) -> int:
        return sum(payment.amount for payment in self.payments)

    def as_paper(self) -> Paper:
        """Raises ValueError when there is nobody to pay, or somebody would be paid less than nothing."""
        if not self.payments:
            raise ValueError("There is nobody to pay")
        if owing := next((payment for payment in self.payments if payment.amount < 0), None):
            raise ValueError(f"{owing.name} would be paid {owing.amount} đồng")
        rows = [
            [str(number), one.name, one.unit, one.award, one.basis, written_count(one.amount), ""]
            for number, one in enumerate(self.payments, start=1)
        ]
        return Paper(
            letterhead=replace(self.letterhead, symbol="", number=None),
            kind="DANH SÁCH",
            subject=self.subject,
            body=[
                Table(PAYMENT, rows, ["", "Tổng cộng", "", "", "", written_count(self.total), ""]),
                Text(f"Bằng chữ: {written_words(self.total)}.", look="italic"),
            ],
            signatures=self.signatures,
        )


def _entered(entry: Entry) -> list[str]:
    return [
        str(entry.number),
        entry.decision,
        f"{entry.day:%d/%m/%Y}",
        entry.name,
        entry.unit,
        entry.award,
        entry.achievement,
        "" if entry.amount is None else written_count(entry.amount),
        f"{entry.presented:%d/%m/%Y}" if entry.presented else "",
        "",
        entry.note,
    ]
