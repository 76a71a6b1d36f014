"""The two forms that list what is filed: Nghị định 30/2020/NĐ-CP, Phụ lục V, mục III and IV."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.models import Campaign
from documents.money import in_words
from documents.official import SignatureBlock
from documents.paper import Column, Paper, Table, Text
from nominations.archive.contents import GROUP, Folder, Item
from nominations.papers.heads import office_letterhead

OF_DOCUMENTS = (
    Column("STT", 0, "center"),
    Column("Số, ký hiệu văn bản", 1.1, "center"),
    Column("Ngày tháng năm văn bản", 1, "center"),
    Column("Tên loại và trích yếu nội dung văn bản", 3.4),
    Column("Tác giả văn bản", 1.4),
    Column("Tờ số/ Trang số", 0.6, "center"),
    Column("Ghi chú", 2.2),
)
OF_FILES = (
    Column("Số TT", 0, "center"),
    Column("Số, ký hiệu hồ sơ", 0.9, "center"),
    Column("Tiêu đề hồ sơ", 3),
    Column("Thời gian tài liệu", 1.3, "center"),
    Column("Thời hạn bảo quản", 1, "center"),
    Column("Số tờ/ Số trang", 0.7, "center"),
    Column("Ghi chú", 2),
)


@dataclass(frozen=True)
class Entry:
    """One file of a folder as it was packed."""

    item: Item
    name: str
    pages: int | None


@dataclass(frozen=True)
class Filed:
    """A folder with all that was packed in it."""

    number: int
    folder: Folder
    path: str
    entries: Sequence[Entry]
    until: date | None

    @property
    def notation(self) -> str:
        """Số, ký hiệu hồ sơ: the number and the abbreviation of its heading (Phụ lục V, I.2)."""
        return f"{self.number:02d}.{GROUP}"

    @property
    def pages(self) -> int:
        return sum(entry.pages or 0 for entry in self.entries)

    @property
    def days(self) -> list[date]:
        return sorted(entry.item.day for entry in self.entries if entry.item.day)


def document_index(campaign: Campaign, filed: Filed, year: int) -> Paper:
    """Mục lục văn bản, tài liệu of one file: a row for each paper in it, the name of its file under "Ghi chú"."""
    rows, page = [], 1
    for number, entry in enumerate(filed.entries, start=1):
        item, pages = entry.item, ""
        if entry.pages:
            pages, page = str(page), page + entry.pages
        rows.append([str(number), item.notation, _written(item.day), item.title, item.author, pages, entry.name])
    return Paper(
        letterhead=office_letterhead(campaign.organisation, "", place=False),
        kind="MỤC LỤC VĂN BẢN, TÀI LIỆU",
        subject=f"Số, ký hiệu hồ sơ: {filed.notation}\nNăm {year}",
        body=[Text(filed.folder.title, look="centred"), Table(OF_DOCUMENTS, rows)],
        landscape=True,
    )


def file_index(campaign: Campaign, filed: Sequence[Filed], year: int) -> Paper:
    """Mục lục hồ sơ, tài liệu nộp lưu: a row for each file, its folder under "Ghi chú"."""
    rows = [
        [
            str(one.number), one.notation, one.folder.title, _span(one.days), one.folder.retention.words,
            str(one.pages or ""), _note(one),
        ]
        for one in filed
    ]  # fmt: skip
    count, place = len(filed), campaign.organisation.place
    return Paper(
        letterhead=office_letterhead(campaign.organisation, "", place=False),
        kind="MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU",
        subject=f"{campaign.name}\nNăm {year}",
        body=[
            Table(OF_FILES, rows),
            Text(f"Mục lục này gồm: {count:02d} hồ sơ (đơn vị bảo quản)."),
            Text(f"Viết bằng chữ: {in_words(count)} hồ sơ (đơn vị bảo quản)."),
            Text(f"{place}, ngày …… tháng …… năm ……", look="italic"),
        ],
        signatures=[SignatureBlock("", ("NGƯỜI LẬP",))],
        landscape=True,
    )


def _note(one: Filed) -> str:
    until = f"; bảo quản đến hết ngày {_written(one.until)}" if one.until else ""
    return f"{len(one.entries)} tệp trong thư mục {one.path}{until}"


def _span(days: Sequence[date]) -> str:
    if not days:
        return ""
    first, last = _written(days[0]), _written(days[-1])
    return first if first == last else f"{first} - {last}"


def _written(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
