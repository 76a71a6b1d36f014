"""What the heading of a column means, in the wordings that lists of units have."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisation.text import fold


class Field(StrEnum):
    """What a column may hold. The last ones are no part of a nominee's record: they are worked into another."""

    SKIP = "skip"
    NUMBER = "number"
    KIND = "kind"
    HONORIFIC = "honorific"
    FULL_NAME = "full_name"
    POSITION = "position"
    SUB_UNIT = "sub_unit"
    IS_LEADER = "is_leader"
    HEAD_COUNT = "head_count"
    AWARD_FORM = "award_form"
    OVERVIEW = "overview"
    ACHIEVEMENTS = "achievements"
    EARLIER_AWARDS = "earlier_awards"
    FAMILY_NAME = "family_name"
    BORN = "born"
    BORN_MAN = "born_man"
    BORN_WOMAN = "born_woman"
    MAN = "man"
    WOMAN = "woman"
    DETAIL = "detail"
    # Only in files of past awards: nominations/sheets/awards.py
    YEAR = "year"
    DECISION = "decision"
    DECIDED_ON = "decided_on"
    AUTHORITY = "authority"
    MONEY = "money"
    # Only in lists of people to invite: nominations/sheets/people.py
    EMAIL = "email"
    ROLE = "role"
    # Only in lists of units: nominations/sheets/units.py
    CODE = "code"
    PARENT = "parent"
    SHORT_NAME = "short_name"


LABELS = {
    Field.SKIP: _("(không lấy cột này)"),
    Field.NUMBER: _("Số thứ tự"),
    Field.KIND: _("Đối tượng (tập thể, cá nhân)"),
    Field.HONORIFIC: _("Ông/Bà hoặc giới tính"),
    Field.FULL_NAME: _("Họ và tên hoặc tên tập thể"),
    Field.POSITION: _("Chức vụ, công việc"),
    Field.SUB_UNIT: _("Phòng, tổ, đội"),
    Field.IS_LEADER: _("Diện: lãnh đạo hay người trực tiếp"),
    Field.HEAD_COUNT: _("Số người"),
    Field.AWARD_FORM: _("Hình thức đề nghị"),
    Field.OVERVIEW: _("Sơ lược"),
    Field.ACHIEVEMENTS: _("Thành tích đạt được"),
    Field.EARLIER_AWARDS: _("Các hình thức đã được khen thưởng"),
    Field.FAMILY_NAME: _("Họ và tên đệm (tên ở cột khác)"),
    Field.BORN: _("Ngày hoặc năm sinh (ghi vào sơ lược)"),
    Field.BORN_MAN: _("Năm sinh của nam (ghi vào sơ lược)"),
    Field.BORN_WOMAN: _("Năm sinh của nữ (ghi vào sơ lược)"),
    Field.MAN: pgettext_lazy("cột", "Đánh dấu nam"),
    Field.WOMAN: pgettext_lazy("cột", "Đánh dấu nữ"),
    Field.DETAIL: _("Ghi thêm vào sơ lược"),
}
OFTEN = {Field.SKIP, Field.DETAIL}  # that several columns may be

_EXACT = {
    Field.NUMBER: "stt|tt|so tt|so thu tu|no|so",
    Field.KIND: "doi tuong|loai|loai doi tuong|phan loai|tap the ca nhan|ca nhan tap the",
    Field.FULL_NAME: "ho va ten|ho ten|ten|ca nhan|tap the|ten ca nhan|ten tap the|ho ten ca nhan|ho va ten ca nhan"
    "|ten ca nhan tap the|ten tap the ca nhan|ho ten tap the|ten don vi tap the|ten tap the don vi|ten ho gia dinh"
    "|ho gia dinh|ten ho|chu ho|ho va ten chu ho|ten nguoi duoc de nghi|ho va ten nguoi duoc de nghi|full name|name"
    "|ho va ten khai sinh|nguoi duoc de nghi|ho va ten ten tap the|ho va ten hoac ten tap the",
    Field.FAMILY_NAME: "ho dem|ho va dem|ho va ten dem|ho ten dem|ho va chu dem|ho chu dem|ho lot|ho va ten lot|ho",
    Field.HONORIFIC: "ong ba|ong hoac ba|danh xung|gioi tinh|nam nu|phai|gioi|xung ho|dong chi ong ba",
    Field.MAN: "nam|ong",
    Field.WOMAN: "nu|ba",
    Field.BORN_MAN: "nam sinh nam|ngay sinh nam|nam sinh ong",
    Field.BORN_WOMAN: "nam sinh nu|ngay sinh nu|nam sinh ba",
    Field.POSITION: "cong viec|nhiem vu|chuc danh|vi tri viec lam|position|nghe nghiep|cong viec duoc giao",
    Field.SUB_UNIT: "phong|phong ban|ban|to|doi|bo phan|phong to doi|phong to|don vi|don vi cong tac|noi cong tac"
    "|co quan|phong don vi|thon|to dan pho|thon to dan pho|dia chi|noi o|co quan don vi|department",
    Field.HEAD_COUNT: "quan so|si so|tong so nguoi|so lao dong|so cbccvc|head count",
    Field.OVERVIEW: "so luoc|i so luoc|tom tat ly lich|dac diem tinh hinh",
    Field.DETAIL: "que quan|dan toc|trinh do|trinh do chuyen mon|dang vien|ngay vao dang|trinh do hoc van",
    Field.SKIP: "ghi chu|ky ten|ky nhan|xac nhan|note",
}
_EXACT_WORDS = {word: field for field, words in _EXACT.items() for word in words.split("|")}
_BEGINNINGS = {"nam sinh nam": Field.BORN_MAN, "nam sinh nu": Field.BORN_WOMAN}
_CONTAINED = (  # the first that fits
    (re.compile(r"\bda (duoc|dat)\b.*\bkhen|\bda duoc (tang|khen)|khen thuong da|hinh thuc da|danh hieu da"),
     Field.EARLIER_AWARDS),
    (re.compile(r"\b(ngay|nam|ntn)\b.*\bsinh\b|\bntns\b|\bsinh (ngay|nam)\b"), Field.BORN),
    (re.compile(r"\bhinh thuc\b|\bdanh hieu\b|\bde nghi khen\b|\bde nghi tang\b"), Field.AWARD_FORM),
    (re.compile(r"\bthanh tich\b|\bly do\b|\bket qua\b|\bnoi dung khen\b|\bsang kien\b"), Field.ACHIEVEMENTS),
    (re.compile(r"\bso luoc\b|\bdac diem\b"), Field.OVERVIEW),
    (re.compile(r"\btruc tiep\b|\blanh dao\b|^dien\b"), Field.IS_LEADER),
    (re.compile(r"\bso nguoi\b|\bso luong\b|\bso can bo\b|\bso lao dong\b"), Field.HEAD_COUNT),
    (re.compile(r"\bchuc (vu|danh)\b"), Field.POSITION),
    (re.compile(r"\b(ho va ten|ho ten|ten tap the|ten ca nhan)\b"), Field.FULL_NAME),
    (re.compile(r"\b(don vi|phong|to|doi|noi) cong tac\b|\bphong ban\b|\bbo phan\b"), Field.SUB_UNIT),
    (re.compile(r"\bgioi tinh\b"), Field.HONORIFIC),
    (re.compile(r"\bghi chu\b"), Field.SKIP),
)  # fmt: skip
_LONGEST = 90  # characters of a heading; a sentence is none


@lru_cache(maxsize=4_096)
def key_of(heading: str) -> str:
    """The heading without accents, case, numbering and punctuation: what is remembered of it."""
    bare = re.sub(r"[^a-z0-9]+", " ", fold(heading)).strip()
    return re.sub(r"^(\d+|[ivx]+) (?=[a-z]{2})", "", bare)


@lru_cache(maxsize=4_096)
def guessed(heading: str) -> Field | None:
    """What a column of that heading holds; None when its words say nothing."""
    key = key_of(heading)
    if not key or len(key) > _LONGEST:
        return None
    if key in _EXACT_WORDS:
        return _EXACT_WORDS[key]
    for start, field in _BEGINNINGS.items():
        if key.startswith(start):
            return field
    return next((field for pattern, field in _CONTAINED if pattern.search(key)), None)


def fields_of(headings: Sequence[str], known: Mapping[str, str]) -> list[Field]:
    """A field for each column, the leftmost first where two say the same; what was chosen before overrules.

    `known` is from `key_of` a heading to the field that the unit chose for it.
    """
    taken: set[Field] = set()
    found = []
    for heading in headings:
        chosen = known.get(key_of(heading), "")
        field = Field(chosen) if chosen in list(Field) else guessed(heading) or Field.SKIP
        if field in taken and field not in OFTEN:
            field = Field.DETAIL if field in (Field.BORN,) else Field.SKIP
        taken.add(field)
        found.append(field)
    return found


def kind_named(text: str) -> str:
    """The kind of nominee that a heading or title names: collective, individual, household; "" for several or none."""
    key = key_of(text)
    named = [
        kind
        for kind, pattern in (
            ("collective", r"\btap the\b"),
            ("individual", r"\bca nhan\b|\bho va ten\b|\bho ten\b"),
            ("household", r"\bho gia dinh\b|\bchu ho\b"),
        )
        if re.search(pattern, key)
    ]
    if "household" in named:
        return "household" if "collective" not in named else ""
    return named[0] if len(named) == 1 else ""


class Worded(Mapping[str, str]):
    """What headings hold in a file that is no unit's list: by exact words, else as in such a list if that is `taken`.

    `exact` has the wordings of each field between bars.
    """

    def __init__(self, exact: Mapping[Field, str], taken: Collection[Field]) -> None:
        self._words = {word: what for what, words in exact.items() for word in words.split("|")}
        self._taken = {*exact, *taken}

    def __getitem__(self, key: str) -> str:
        found = self._words.get(key) or guessed(key)
        return found if found in self._taken else Field.SKIP

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)
