"""The public's say, between the list and its signature: two working days, one comment."""

from nominations.demo.acts import who
from nominations.demo.story import at
from nominations.models import ConsolidatedList, Consultation
from nominations.services import consultations
from nominations.walkthrough.moments import Moment

QUESTION = "Ai biết thông tin cần xem xét về tập thể, cá nhân trong danh sách thì gửi ý kiến, ghi rõ sự việc (hư cấu)."
SAID = {
    "name": "Bàn Thị Hư Cấu", "contact": "thư tới Tổ dân phố số 4 (hư cấu)",
    "text": "Đề nghị xem lại: sáng kiến này là của cả tổ, không phải của riêng một người (hư cấu).",
}  # fmt: skip
FOUND = "Đã làm việc với đơn vị: biên bản họp bình xét ghi rõ phần việc của từng người (hư cấu)."


def listen(target: ConsolidatedList, moment: Moment) -> Consultation:
    """Returns the period, ended, with its comment considered."""
    with moment(at(20, 8, 16), "Chánh Văn phòng mở lấy ý kiến công khai về danh sách"):
        written = {"question": QUESTION, "working_days": 2, "holds_signing": True}
        period = consultations.prepare(target, written, actor=who("chuyenvien"))
        consultations.consult(period, actor=who("chanhvp"))
    with moment(at(21, 8, 20), "Một người dân gửi ý kiến qua cổng công khai"):
        line = target.nominations.order_by("pk").first()
        comment = consultations.hand_in(period, line, SAID, code="HUCAU20138")
    with moment(at(22, 8, 10), "Văn phòng Sở xác minh, ghi kết quả xem xét"):
        consultations.consider(comment, actor=who("chuyenvien"), reason=FOUND)
    with moment(at(23, 8, 8), "Hết thời gian lấy ý kiến; lãnh đạo được báo"):
        consultations.end_consulting(period, actor=who("chanhvp"))
    return period
