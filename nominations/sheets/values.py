"""What people write in cells, as the record of a nominee keeps it. What cannot be understood is said, never guessed."""

import re
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from nominations.sheets.grid import Cell, text_of
from organisation.calendar import read_date
from organisation.text import fold

_MEN = frozenset(["ong", "nam", "m", "male", "mr", "anh", "o"])
_WOMEN = frozenset(["ba", "nu", "f", "female", "mrs", "ms", "co", "chi", "b"])
_TICKS = frozenset(["x", "v", "co", "yes", "1", "✓", "✔", "+", "true"])
_NOTHING = frozenset({"-", "–", "—", "--", "//", "...", "…", "/", "."})
_DITTO = frozenset({'"', "''", "”", "“", "nt", "-nt-", "n.t", "nhu tren", "- nt -", "-//-", "″"})
_TITLE = re.compile(r"(?:(ông|bà|anh|chị|cô)|đồng chí|đ/c|đ\.c)[\s.:]+(?:(ông|bà)[\s.:]+)?", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2}|\d{4})")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR = re.compile(r"(?:nam )?((?:19|20)\d{2})")
_SERIALS = range(3_000, 60_000)  # days since 1899-12-30: from 1908 to 2064
_COLLECTIVE = re.compile(
    r"(tap the|phong|ban|to|doi|trung tam|van phong|chi nhanh|chi doan|cong doan|doan|hoi|truong|tram|bo phan|khoa|dai"
    r"|nhom|cuc|chi cuc|so|buu dien|vien thong|cong ty|xi nghiep|xuong|uy ban|ubnd|dang uy|dang bo|chi bo"
    r"|kho)"
    r"\b"
)
_ERRORS = ("#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#####")


class NotUnderstood(ValueError):
    """The message says what the cell should hold."""


def is_nothing(text: str) -> bool:
    return not text or text in _NOTHING


def is_ditto(text: str) -> bool:
    """The same as above, as hand-written lists say it."""
    return len(text) < 9 and fold(text) in _DITTO


def is_error(text: str) -> bool:
    """What a spreadsheet shows of a formula that came to nothing."""
    return text[:1] == "#" and text.lower().startswith(_ERRORS)


def is_tick(text: str) -> bool:
    return len(text) < 9 and fold(text) in _TICKS


def kind_of(text: str) -> str:
    """collective, individual or household. Raises NotUnderstood."""
    said = fold(text)
    for words, kind in (("tap the", "collective"), ("ho gia dinh", "household"), ("ca nhan", "individual")):
        if words in said:
            return kind
    if said in ("tt", "cn", "hgd", "ho"):
        return {"tt": "collective", "cn": "individual"}.get(said, "household")
    raise NotUnderstood(_("Đối tượng phải là “Tập thể”, “Cá nhân” hoặc “Hộ gia đình”."))


def sounds_collective(name: str) -> bool:
    """By the word it begins with: where nothing else tells."""
    return _COLLECTIVE.match(fold(name)) is not None


@lru_cache(maxsize=1_000)
def honorific_of(text: str) -> str:
    """“ong” or “ba”, from Ông, Bà, Nam or Nữ. Raises NotUnderstood."""
    said = fold(text).strip(".: ")
    if said in _MEN:
        return "ong"
    if said in _WOMEN:
        return "ba"
    raise NotUnderstood(_("Chỉ nhận “Ông”, “Bà”, “Nam” hoặc “Nữ”."))


def without_title(name: str) -> tuple[str, str]:
    """The name, and the honorific that stood before it: “Bà Lê Thị Hoa”, “Đ/c Nguyễn Văn An”."""
    found = _TITLE.match(name)
    if not found or not name[found.end() :].strip():
        return name, ""
    said = (found[2] or found[1] or "").lower()
    return name[found.end() :].strip(), {"ông": "ong", "bà": "ba"}.get(said, "")


@lru_cache(maxsize=1_000)
def leader_of(text: str, heading: str) -> bool | None:
    """Leader or direct worker, by words, or by a tick under a heading that says which. Raises NotUnderstood."""
    said, above = fold(text), fold(heading)
    leads, works = ("lanh dao" in said or "quan ly" in said), ("truc tiep" in said or "nhan vien" in said)
    if leads != works and "khong" not in said:
        return leads
    if is_tick(text):
        leads, works = "lanh dao" in above or "quan ly" in above, "truc tiep" in above
        if leads != works:
            return leads
    raise NotUnderstood(_("Chỉ nhận “Lãnh đạo, quản lý” hoặc “Người trực tiếp”."))


def count_of(cell: Cell) -> int:
    """How many people. Raises NotUnderstood."""
    found = re.fullmatch(r"(\d{1,5})(?:\.0)?(?: ?(?:nguoi|cb|cbcc|cbccvc|lao dong|ld|can bo))?", fold(text_of(cell)))
    if not found or int(found[1]) < 1:
        raise NotUnderstood(_("Số người phải là số nguyên từ 1, ví dụ 12."))
    return int(found[1])


def birth_of(cell: Cell, today: date) -> str:
    """“Ngày sinh: 05/01/1980.” or “Năm sinh: 1980.”, from any spelling or a day's number. Raises NotUnderstood."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        return _born(date(1899, 12, 30) + timedelta(days=int(cell)), today)
    text = text_of(cell)
    if found := _YEAR.fullmatch(fold(text)):
        if int(found[1]) > today.year:
            raise _no_birthday(text)
        return f"Năm sinh: {found[1]}."
    if found := _MONTH.fullmatch(text):
        if not 1 <= int(found[1]) <= 12 or not 1900 <= int(found[2]) <= today.year:
            raise _no_birthday(text)
        return f"Tháng, năm sinh: {int(found[1]):02}/{found[2]}."
    if found := _DAY.fullmatch(text):
        day, month, year = found.groups()
        if len(year) == 2:
            century = 1900 if int(year) > today.year % 100 else 2000
            year = str(century + int(year))
        text = f"{day}/{month}/{year}"
    try:
        return _born(read_date(text), today)
    except NotUnderstood:
        raise
    except ValueError as error:
        raise NotUnderstood(str(error)) from error


def _born(day: date, today: date) -> str:
    if day >= today:
        raise _no_birthday(f"{day:%d/%m/%Y}")
    return f"Ngày sinh: {day:%d/%m/%Y}."


def _no_birthday(text: str) -> NotUnderstood:
    return NotUnderstood(
        _("“%(text)s” không thể là ngày sinh. Hãy ghi ngày/tháng/năm, ví dụ 05/01/1980.") % {"text": text}
    )


def in_capitals(name: str) -> bool:
    return name == name.upper() != name.lower()


def mended_capitals(name: str) -> str:
    """NGUYỄN VĂN AN as Nguyễn Văn An, H'MÔNG as H'Mông: a person's name, of which each word begins with a capital."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0][:1] + word[0][1:].lower(), name)
