"""Files of past awards, of invented people, on their way into the register."""

from typing import Any

from django.core.files.base import ContentFile

from nominations.demo import acts
from nominations.models import HistoryImport
from nominations.services import histories
from nominations.sheets.legacy import Encoding
from tests.nominations.sheets.books import csv

BROUGHT = "so-khen-thuong-2009-2011.csv"
PAST = ("Năm", "Số quyết định", "Ngày quyết định", "Hình thức khen thưởng", "Ông/Bà", "Họ và tên", "Chức vụ",
        "Đơn vị", "Tiền thưởng")  # fmt: skip
KEPT = (
    (2009, "12/QĐ-STTTT", "05/01/2009", "Giấy khen", "Bà", "Lý Hư Cấu", "Kế toán", "Viễn thông Lào Cai", 300_000),
    (2011, "45/QĐ-STTTT", "08/02/2011", "Giấy khen", "", "Phòng Hư Cấu", "", "Viễn thông Lào Cai", 600_000),
)
ASKED = (
    (2010, "31/QĐ-STTTT", "03/03/2010", "Giấy khen", "Bà", "LÝ HƯ CẤU", "Văn thư", "Viettel Lào Cai", 300_000),
    (2012, "50/QĐ-STTTT", "09/01/2012", "Chiến sĩ thi đua", "Ông", "Vàng Hư Cấu", "Tổ trưởng", "Bưu điện", ""),
    ("", "", "31/02/2010", "Giấy khen", "", "Giàng Hư Cấu", "", "", ""),
)


def a_history(name: str, rows: tuple[Any, ...]) -> HistoryImport:
    """Read with the columns as they are guessed."""
    head = acts.who("chanhvp")
    found = histories.take_history(head.organisation, ContentFile(csv((PAST, *rows)), name), actor=head)
    return histories.settle(found, encoding=Encoding.UNICODE, headings={}, actor=head)


def history_brought() -> list[Any]:
    """Once, whatever other visit came before."""
    if known := HistoryImport.objects.filter(name=BROUGHT).first():
        return [known.pk]
    found = a_history(BROUGHT, KEPT)
    histories.bring_in(found, actor=acts.who("chanhvp"))
    return [found.pk]


def past_awards() -> list[Any]:
    history_brought()
    return []


def compared_history() -> list[Any]:
    """After another file: somebody alike, somebody new, somebody faulty."""
    past_awards()
    return [a_history("so-khen-thuong-2010-2012.csv", ASKED).pk]
