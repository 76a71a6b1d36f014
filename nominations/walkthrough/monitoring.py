"""From the launch to the end of July: portals, launches in the units, progress, an inspection, a report."""

from datetime import date

from campaigns.models import Campaign, CampaignReport
from nominations.demo import inspections, publishing, reports
from nominations.demo.acts import who
from nominations.demo.progress import PEOPLE, Said, communes, launch, points
from nominations.demo.story import at
from nominations.services import campaign_reports, publications
from nominations.walkthrough.moments import Moment
from nominations.walkthrough.reporting import accept, file

LAUNCHES = (  # unit, day, place, people, manner
    ("PCNTT", (28, 5), "Phòng họp số 2 của Sở", 9, "Họp toàn phòng"),
    ("PBCVT", (28, 5), "Phòng Bưu chính, Viễn thông", 8, "Họp toàn phòng"),
    ("PBCXB", (29, 5), "Phòng họp số 1 của Sở", 6, "Họp toàn phòng"),
    ("TTS", (29, 5), "Phòng Thanh tra", 7, "Họp toàn đơn vị"),
    ("TTCNTT", (30, 5), "Hội trường Trung tâm", 24, "Hội nghị giao ban"),
)
CEREMONY = {
    "held_on": date(2013, 5, 25), "place": "Hội trường Sở Thông tin và Truyền thông", "participants": 120,
    "programme": "Đọc kế hoạch; các đơn vị ký giao ước thi đua.",
}  # fmt: skip
HALF_YEAR = (("PCNTT", "45"), ("TTS", "55"), ("TTCNTT", "48"), ("PBCXB", "42"), ("PBCVT", "50"), ("BDLC", "57"))


def until_the_lists(campaign: Campaign, moment: Moment) -> None:
    """What the plan orders before the lists are due; every figure is invented."""
    with moment(at(25, 5, 9), "Văn phòng Sở đặt lệ đăng tin và công khai danh sách khen thưởng"):
        publications.write_rule(publishing.names_honoured(campaign), actor=who("chanhvp"), seen="")
    with moment(at(27, 5, 10), "Đăng kế hoạch lên hai cổng thông tin, viết tin phát động"):
        publishing.post_waiting(campaign, date(2013, 5, 27))
        publishing.write(campaign, publishing.NEWS[0])
    with moment(at(28, 5, 16), "Văn phòng Sở ghi lễ phát động của Sở ngày 25/5/2013"):
        ceremony = file(campaign, Said("STTTT", "E0", (28, 5), progress="done", words="Đã phát động.", more=CEREMONY))
    with moment(at(31, 5, 16), "Các đơn vị phát động trong đơn vị mình"):
        launches = [file(campaign, _launched(*one)) for one in LAUNCHES]
    with moment(at(3, 6, 9), "Văn phòng Sở xác nhận việc phát động"):
        accept([ceremony, *launches])
    with moment(at(15, 6, 16), "Chi nhánh Viettel gửi kế hoạch triển khai của mình"):
        more = {"number": "215/KH", "held_on": date(2013, 6, 10)}
        words = "Đã ban hành kế hoạch triển khai của Chi nhánh."
        own = file(
            campaign, Said("VIETTEL", "O44", (15, 6), progress="done", words=words, more=more, file="ke-hoach.pdf")
        )
    with moment(at(28, 6, 16), "Các đơn vị báo cáo chỉ tiêu sáu tháng"):
        first = [file(campaign, Said(unit, "T1", (28, 6), value)) for unit, value in HALF_YEAR]
        first += [
            file(campaign, Said("VIETTEL", "T2", (28, 6), parts=communes("70", "35", "0"))),
            file(campaign, Said("VTLC", "T3", (28, 6), parts=points(3))),
        ]
    with moment(at(1, 7, 9), "Văn phòng Sở xác nhận số liệu sáu tháng"):
        accept([own, *first])
    with moment(at(3, 7, 9), "Văn phòng Sở báo cáo Giám đốc"):
        told = reports.STORY[0]
        report = reports.presented(campaign, "interim", reports.written(told))
    with moment(at(3, 7, 16), "Giám đốc có ý kiến"):
        campaign_reports.note(CampaignReport.objects.get(pk=report.pk), actor=who("giamdoc"), reason=told.answer)
    _inspected(campaign, moment)


def _launched(unit: str, day: tuple[int, int], place: str, people: int, manner: str) -> Said:
    words = "Đã phát động đến toàn thể cán bộ, người lao động."
    return Said(unit, "O42", (31, 5), progress="done", words=words, more=launch(day, place, people, manner))


def _inspected(campaign: Campaign, moment: Moment) -> None:
    with moment(at(4, 7, 10), "Văn phòng Sở thông báo kiểm tra Viễn thông Lào Cai"):
        (inspection,) = inspections.announced(campaign, ("VTLC",), day=date(2013, 7, 10)).values()
    with moment(at(11, 7, 10), "Kết luận kiểm tra, yêu cầu khắc phục"):
        inspections.found(inspection, mend_by=date(2013, 7, 25))
    with moment(at(24, 7, 10), "Viễn thông Lào Cai báo cáo đã khắc phục"):
        officer, head = PEOPLE["VTLC"]
        inspections.mended(inspection, officer=officer, head=head)
    with moment(at(26, 7, 10), "Văn phòng Sở kết thúc kiểm tra"):
        inspections.settled(inspection)
