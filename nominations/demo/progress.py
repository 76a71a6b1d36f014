"""Invented reports on the plan's duties and targets up to Monday 5 August 2013, so that its pages are not empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from campaigns.models import Campaign, ProgressReport
from campaigns.services import progress
from documents.official import Letterhead
from documents.paper import Paper, Text
from documents.pdf import render_pdf
from nominations.demo import reports
from nominations.demo.acts import who
from nominations.demo.people import LOCAL
from workflows import clock

ANSWERED_AFTER = timedelta(days=3)
NOTE = "(Dữ liệu hư cấu để trình diễn.)"


@dataclass(frozen=True, eq=False)
class Said:
    """One report: whose, on what, as of which day in 2013; `answer`: accepted, sent back, or still waiting ("")."""

    unit: str
    code: str
    day: tuple[int, int]
    value: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    progress: str = ""
    words: str = ""
    answer: str = ""
    is_filed: bool = True
    more: Mapping[str, Any] = field(default_factory=dict)  # what its task asks for beside it
    file: str = ""


def launch(day: tuple[int, int], place: str, participants: int, manner: str) -> dict[str, Any]:
    held_on = date(2013, day[1], day[0])
    return {"held_on": held_on, "place": place, "participants": participants, "manner": manner}


PEOPLE = {  # officer and head of each unit; the post office's head writes herself
    "PBCVT": ("canbo.bcvt", "truongphong.bcvt"), "PCNTT": ("canbo.cntt", "truongphong.cntt"),
    "PBCXB": ("canbo.baochi", "truongphong.baochi"), "TTS": ("canbo.thanhtra", "chanhthanhtra"),
    "TTCNTT": ("canbo.trungtam", "giamdoc.trungtam"), "VIETTEL": ("canbo.viettel", "giamdoc.viettel"),
    "VTLC": ("canbo.vienthong", "giamdoc.vienthong"), "BDLC": ("giamdoc.buudien", "giamdoc.buudien"),
    "STTTT": ("chuyenvien", "chanhvp"),
}  # fmt: skip


def points(done: int) -> dict[str, str]:
    """The ten points of T3, so many of them connected."""
    return {f"T3-{place}": "100" if place <= done else "0" for place in range(1, 11)}


def communes(first: str, second: str, third: str) -> dict[str, str]:
    return {"T2-1": first, "T2-2": second, "T2-3": third}


STORY = (
    Said("VIETTEL", "T2", (14, 6), parts=communes("40", "10", "0"), words="Đã khảo sát tuyến, thi công xã thứ nhất.",
         answer="accept"),
    Said("VIETTEL", "T2", (28, 6), parts=communes("70", "35", "0"), words="Xong tuyến trục xã thứ nhất.",
         answer="accept"),
    Said("VIETTEL", "T2", (19, 7), parts=communes("100", "60", "20"), words="Nghiệm thu xã thứ nhất.", answer="accept"),
    Said("VIETTEL", "T2", (2, 8), parts=communes("100", "100", "45"), words="Xong xã thứ hai; xã thứ ba đang kéo cáp."),
    Said("VTLC", "T3", (20, 6), parts=points(2), words="Hai điểm đầu tiên đã có tín hiệu.", answer="accept"),
    Said("VTLC", "T3", (12, 7), parts=points(5), words="Năm điểm đã có tín hiệu.", answer="accept"),
    Said("VTLC", "T3", (31, 7), parts=points(9), words="Chín điểm đã có tín hiệu.", answer="send_back"),
    Said("PCNTT", "T1", (28, 6), "45", words="9/20 chỉ tiêu của phòng.", answer="accept"),
    Said("PCNTT", "T1", (31, 7), "70", words="14/20 chỉ tiêu của phòng.", answer="accept"),
    Said("TTS", "T1", (28, 6), "55", words="Kiểm tra 28 đại lý Internet.", answer="accept"),
    Said("TTS", "T1", (31, 7), "82", words="Hoàn thành 9/11 cuộc kiểm tra theo kế hoạch.", answer="accept"),
    Said("TTCNTT", "T1", (31, 7), "64", words="16/25 chỉ tiêu.", answer="accept"),
    Said("PBCXB", "T1", (31, 7), "58", words="7/12 chỉ tiêu."),
    Said("VIETTEL", "T1", (31, 7), "76", words="Số liệu sản xuất, kinh doanh bảy tháng.", answer="accept"),
    Said("VTLC", "T1", (31, 7), "71,5", words="Số liệu sản xuất, kinh doanh bảy tháng."),
    Said("BDLC", "T1", (31, 7), "69", words="Số liệu bảy tháng.", answer="accept"),
    Said("TTS", "T0", (31, 7), "61", words="Bảy tháng, so với kế hoạch cả năm.", answer="accept"),
    Said("VIETTEL", "T0", (31, 7), "63", words="Bảy tháng, so với kế hoạch cả năm.", answer="accept"),
    Said("PCNTT", "O42", (31, 5), progress="done", words="Họp phát động toàn phòng, mọi người ký giao ước.",
         answer="accept", more=launch((28, 5), "Phòng họp số 2 của Sở", 9, "Họp toàn phòng")),
    Said("TTS", "O42", (31, 5), progress="done", words="Phát động trong toàn đơn vị, có biên bản.", answer="accept",
         more=launch((29, 5), "Phòng Thanh tra", 7, "Họp toàn đơn vị")),
    Said("TTCNTT", "O42", (7, 6), progress="done", words="Phát động cùng hội nghị giao ban tháng 6.", answer="accept",
         more=launch((3, 6), "Hội trường Trung tâm", 24, "Hội nghị giao ban")),
    Said("PBCVT", "O42", (29, 7), progress="done", words="Phát động bổ sung sau khi có thêm người.",
         more=launch((26, 7), "Phòng Bưu chính, Viễn thông", 8, "Họp toàn phòng")),
    Said("VIETTEL", "O44", (15, 6), progress="done", words="Đã ban hành kế hoạch triển khai của Chi nhánh.",
         answer="accept", more={"number": "215/KH", "held_on": date(2013, 6, 10)}, file="ke-hoach-trien-khai.pdf"),
    Said("VTLC", "O22", (15, 7), progress="in_progress", words="Gọn hóa xong 6 tuyến phố.", answer="accept"),
    Said("BDLC", "O19", (26, 7), progress="in_progress", words="45 điểm phục vụ thêm sách, báo."),
    Said("STTTT", "O16", (26, 7), progress="done_early", words="Xong 4/4 lớp tập huấn, sớm ba tuần.", is_filed=False),
    Said("STTTT", "O12", (26, 7), progress="in_progress", words="Khảo sát xong 7/9 huyện, thành phố."),
)  # fmt: skip


def tell(campaign: Campaign) -> None:
    """Each report on the day it is of, the office's answer three days later, what the Director is told of it all;
    one after the other, as time goes."""
    days = [(said.day[::-1], 0, said) for said in STORY]
    answers = [(_answered_on(said), 1, said) for said in STORY if said.answer]
    overviews = [((told.day.month, told.day.day), 2, told) for told in reports.STORY]
    filed: dict[Said, ProgressReport] = {}
    for _day, _rank, step in sorted([*days, *answers, *overviews], key=lambda step: step[:2]):
        if isinstance(step, reports.Told):
            reports.tell(campaign, step)
        elif step in filed:
            _answer(filed[step], step)
        else:
            filed[step] = _filed(campaign, step)


def _answered_on(said: Said) -> tuple[int, int]:
    day = date(2013, said.day[1], said.day[0]) + ANSWERED_AFTER
    return day.month, day.day


def written(campaign: Campaign, said: Said) -> ProgressReport:
    """The officer's report, not yet handed in."""
    officer, _head = PEOPLE[said.unit]
    task = campaign.assignments.get(code=said.code, unit__code=said.unit)
    day = date(2013, said.day[1], said.day[0])
    fields = {
        "as_of": day, "value": Decimal(said.value.replace(",", ".")) if said.value else None,
        "part_values": dict(said.parts), "progress": said.progress, "words": f"{said.words} {NOTE}",
        **said.more,
    }  # fmt: skip
    report = progress.begin(task, actor=who(officer))
    report = progress.write(report, fields, actor=who(officer))
    if said.file:
        progress.attach(report, ContentFile(_plan(said), said.file), actor=who(officer))
    return report


def _filed(campaign: Campaign, said: Said) -> ProgressReport:
    day = date(2013, said.day[1], said.day[0])
    with clock.moved_to(_at(day, 15)):
        report = written(campaign, said)
    if said.is_filed:
        with clock.moved_to(_at(day, 16)):
            progress.submit(report, actor=who(PEOPLE[said.unit][1]))
    return report


def _plan(said: Said) -> bytes:
    """The unit's own plan, as short as it can be."""
    head = Letterhead("", "ĐƠN VỊ (HƯ CẤU)", "KH", "Lào Cai", number=215, date=said.more["held_on"])
    return render_pdf(Paper(head, "KẾ HOẠCH", "Triển khai đợt thi đua cao điểm", [Text(f"{said.words} {NOTE}")]))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LOCAL)


def _answer(report: ProgressReport, said: Said) -> None:
    assert report.as_of is not None
    with clock.moved_to(_at(report.as_of + ANSWERED_AFTER, 9)):
        if said.answer == "accept":
            progress.accept(report, actor=who("chuyenvien2"))
        else:
            reason = "Biên bản nghiệm thu mới có 7 điểm; đề nghị bổ sung biên bản của 2 điểm còn lại (hư cấu)."
            progress.send_back(report, actor=who("chuyenvien2"), reason=reason)
