"""The parts every administrative paper shares, as Nghị định 30/2020/NĐ-CP words and punctuates them.

Their look is in templates/typst/official.typ.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Letterhead:
    """Boxes 1 to 4. `number` and `date` may be unknown until the paper is registered: their places stay blank.

    Without `symbol` the paper has no number, without `place` no date (minutes, Mẫu 1.9).
    """

    superior: str  # "UBND TỈNH LÀO CAI"; "" for a body that has none above it
    body: str  # "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"
    symbol: str  # "QĐ-STTTT", without number and stroke
    place: str  # "Lào Cai"
    number: int | None = None
    date: datetime.date | None = None

    def __post_init__(self) -> None:
        if self.number is not None and self.number < 1:
            raise ValueError(f"Papers are numbered from 1, not {self.number}")

    def as_data(self) -> dict[str, Any]:
        return {
            "superior": self.superior,
            "body": self.body,
            "symbol": self.symbol,
            "place": self.place,
            "number": self.number and written_number(self.number),
            "date": self.date and written_date(self.date),
        }


@dataclass(frozen=True)
class SignatureBlock:
    """Box 7: who signs and by what authority. No academic title stands before the name (Phụ lục I, II.7c)."""

    name: str  # "Lò Đức Thiện"
    position: Sequence[str]  # ("PHÓ GIÁM ĐỐC",), a line each
    authority: str | None = None  # "KT. GIÁM ĐỐC", or None when the head signs in person

    def as_data(self) -> dict[str, Any]:
        return {"lines": [line for line in (self.authority, *self.position) if line], "name": self.name}


def written_number(number: int) -> str:
    """5 → "05", 12 → "12" (Phụ lục I, II.3c)."""
    return f"{number:02d}"


def written_date(day: datetime.date) -> str:
    """ "ngày 05 tháng 01 năm 2020", "ngày 29 tháng 6 năm 2019": days below 10 and months 1, 2 are padded (II.4b)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def written_moment(moment: datetime.datetime) -> str:
    """ "08 giờ 00, thứ Hai, ngày 12 tháng 8 năm 2013"; an aware moment is told by the clock of Vietnam."""
    local = moment.astimezone(HANOI) if moment.tzinfo else moment
    return f"{local:%H} giờ {local:%M}, {WEEKDAYS[local.weekday()]}, {written_date(local.date())}"


def written_count(count: int) -> str:
    """3 → "3", 1150 → "1.150"."""
    return f"{count:,}".replace(",", ".")


def punctuated(lines: Sequence[str], *, last: str = ".") -> list[str]:
    """Each line ending with ";", the final one with `last`, whatever mark it came with."""
    bare = [re.sub(r"\s*[;.]?\s*$", "", line) for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}{last}" for line in bare[-1:]]


def closed(text: str) -> str:
    """`text` with the mark that ends an official text, "./.", exactly once."""
    return re.sub(r"[\s./]*$", "", text) + "./."


def recipients_as_data(recipients: Sequence[str]) -> list[str]:
    """Box 9b, with or without dashes in the input: "- Như Điều 3;", …, "- Lưu: VT, TĐKT."."""
    return punctuated([re.sub(r"^[-–\s]*", "- ", line) for line in recipients])
