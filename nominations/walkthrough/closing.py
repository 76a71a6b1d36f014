"""From the issued decision to the final review: portals, the event, the last figures, the review."""

from dataclasses import replace
from datetime import date

from campaigns.models import Campaign, CampaignReport
from campaigns.services import campaigns
from nominations.demo import publishing, reports
from nominations.demo.acts import who
from nominations.demo.progress import NOTE, Said, communes, points
from nominations.demo.story import at
from nominations.services import campaign_reports
from nominations.walkthrough.moments import Moment
from nominations.walkthrough.reporting import accept, file

YEAR = (
    ("PCNTT", "88"), ("TTS", "92"), ("TTCNTT", "84"), ("PBCXB", "83"), ("PBCVT", "86"), ("BDLC", "81"),
    ("VIETTEL", "90"), ("VTLC", "85"),
)  # fmt: skip
EVENT = {
    "held_on": date(2013, 8, 28), "place": "Hội trường Trung tâm Hội nghị tỉnh", "number": "52/KH-STTTT",
    "programme": "Gặp mặt; giao lưu văn nghệ; thi đấu bóng chuyền.", "participants": 240,
}  # fmt: skip
REVIEW = {
    "kind": "final",
    "assessment": f"Phong trào hoàn thành các mục tiêu của kế hoạch; ba chỉ tiêu chính đều đạt. {NOTE}",
    "difficulties": f"Một số đơn vị phát động và báo cáo chậm. {NOTE}",
    "lessons": f"Giao chỉ tiêu bằng văn bản ngay khi phát động; đôn đốc trước hạn. {NOTE}",
    "proposals": f"Đề nghị tiếp tục phong trào trong quý IV. {NOTE}",
}


def until_the_review(campaign: Campaign, moment: Moment) -> CampaignReport:
    """Returns the final review, noted by the Director; the campaign is concluded. Every figure is invented."""
    with moment(at(26, 8, 9), "Đăng danh sách khen thưởng lên hai cổng thông tin"):
        publishing.post_waiting(campaign, date(2013, 8, 26))
        title, body = "Khen thưởng phong trào thi đua cao điểm", f"Danh sách đăng ở mục Danh sách khen thưởng. {NOTE}"
        publishing.write(campaign, replace(publishing.NEWS[1], day=26, month=8, title=title, body=body))
    with moment(at(27, 8, 9), "Văn phòng Sở khóa nhận đề nghị"):
        campaigns.close_nominations(Campaign.objects.get(pk=campaign.pk), actor=who("chanhvp"))
    with moment(at(29, 8, 16), "Buổi gặp mặt, giao lưu văn nghệ, thể thao đã tổ chức ngày 28/8/2013"):
        event = file(campaign, Said("STTTT", "O25", (29, 8), progress="done", words="Đã tổ chức.", more=EVENT))
    with moment(at(30, 8, 16), "Các đơn vị báo cáo kết quả cuối cùng của chỉ tiêu"):
        last = [file(campaign, Said(unit, "T1", (30, 8), value)) for unit, value in YEAR]
        last += [
            file(campaign, Said("VIETTEL", "T2", (30, 8), parts=communes("100", "100", "100"))),
            file(campaign, Said("VTLC", "T3", (30, 8), parts=points(10))),
        ]
    with moment(at(4, 9, 9), "Văn phòng Sở xác nhận kết quả cuối cùng"):
        accept([event, *last])
    return _reviewed(campaign, moment)


def _reviewed(campaign: Campaign, moment: Moment) -> CampaignReport:
    with moment(at(23, 9, 9), "Văn phòng Sở trình báo cáo tổng kết đợt thi đua"):
        review = reports.presented(campaign, "final", REVIEW)
    with moment(at(24, 9, 9), "Giám đốc ghi nhận báo cáo tổng kết"):
        words = "Đồng ý. Biểu dương các tập thể, cá nhân được khen thưởng (hư cấu)."
        campaign_reports.note(CampaignReport.objects.get(pk=review.pk), actor=who("giamdoc"), reason=words)
    with moment(at(25, 9, 9), "Kết thúc phong trào"):
        campaigns.conclude(Campaign.objects.get(pk=campaign.pk), actor=who("chanhvp"))
    with moment(at(26, 9, 9), "Đăng kết quả phong trào lên hai cổng thông tin"):
        publishing.post_waiting(campaign, date(2013, 9, 26))
    return CampaignReport.objects.get(pk=review.pk)
