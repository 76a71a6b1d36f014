"""Invented reports of the office to the Director: one noted in July, one that waits on Monday 5 August 2013."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from campaigns.models import Campaign, CampaignReport
from nominations.demo.acts import who
from nominations.demo.people import LOCAL
from nominations.services import campaign_reports
from workflows import clock

NOTE = "(Dữ liệu hư cấu để trình diễn.)"
EVERY = 30  # days, as the office has set for itself


@dataclass(frozen=True, eq=False)
class Told:
    """What the office wrote, presented on that day, and what the Director answered, if he did."""

    day: date
    words: Mapping[str, str]
    answer: str = ""


STORY = (
    Told(
        date(2013, 7, 3),
        {
            "assessment": "Các đơn vị đã phát động phong trào và giao chỉ tiêu đến từng bộ phận.",
            "difficulties": "Một số đơn vị báo cáo chậm; chưa đơn vị nào xong điểm kết nối ADSL.",
            "lessons": "",
            "proposals": "Đề nghị lãnh đạo Sở đôn đốc các doanh nghiệp viễn thông.",
        },
        "Đồng ý. Văn phòng làm việc trực tiếp với hai doanh nghiệp viễn thông trước 15/7 (hư cấu).",
    ),
    Told(
        date(2013, 8, 2),
        {
            "assessment": "Tiến độ các chỉ tiêu đạt khá; danh sách đề nghị khen thưởng đang được gửi về.",
            "difficulties": "Còn đơn vị chưa gửi danh sách; số liệu của một số đơn vị chưa được xác nhận.",
            "lessons": "",
            "proposals": "Xin ý kiến về lịch họp xét khen thưởng cuối tháng 8.",
        },
    ),
)


def tell(campaign: Campaign, told: Told) -> None:
    """Written and presented in the morning; answered in the afternoon."""
    with clock.moved_to(_at(told.day, 9)):
        report = presented(campaign, "interim", written(told))
    if told.answer:
        with clock.moved_to(_at(told.day, 16)):
            campaign_reports.note(CampaignReport.objects.get(pk=report.pk), actor=who("giamdoc"), reason=told.answer)


def written(told: Told) -> dict[str, str]:
    return {"kind": "interim", **{name: f"{text} {NOTE}" if text else "" for name, text in told.words.items()}}


def presented(campaign: Campaign, kind: str, words: Mapping[str, str]) -> CampaignReport:
    """The office writes it, its head presents it."""
    report = campaign_reports.begin(campaign, kind, actor=who("chuyenvien"))
    campaign_reports.write(report, words, actor=who("chuyenvien"), seen=(report.version, report.content_hash))
    campaign_reports.present(CampaignReport.objects.get(pk=report.pk), actor=who("chanhvp"))
    return report


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LOCAL)
