"""What people are told: the kinds of message, and for each verb and audience what is expected now.

An effect `tell_<audience>` on a verb puts the message; the row (audience, verb) here gives its kind and the request.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.permissions import LEADERS, OFFICE, UNIT
from nominations.permissions import DECIDERS
from notifications.kinds import Kind
from notifications.states import Channel
from organisation.states import Role

TO_ATTEST = Kind("nominations.to_attest", _("Danh sách chờ thủ trưởng xác nhận"), (Role.UNIT_HEAD,))
FILED = Kind("nominations.filed", _("Danh sách của đơn vị đã nộp, rút về hoặc gửi đi"), UNIT)
RECEIVED = Kind("nominations.received", _("Văn phòng nhận thẩm định"), UNIT)
RETURNED = Kind("nominations.returned", _("Hồ sơ bị trả lại để sửa"), UNIT, legal=True)
CHECKED = Kind("nominations.checked", _("Kết quả thẩm định"), UNIT)
RESULT = Kind("nominations.result", _("Kết quả khen thưởng"), UNIT, legal=True)
RESULT_LETTER = Kind(
    "nominations.result_letter", _("Thư thông báo kết quả của Văn phòng"), UNIT, legal=True, prose=True
)
URGING_LETTER = Kind("nominations.urging_letter", _("Thư đôn đốc của Văn phòng"), UNIT, prose=True)
OVERDUE = Kind("nominations.overdue", _("Nhắc hạn nộp"), UNIT, prose=True)
REMINDED = Kind("nominations.reminded", _("Nhắc trước hạn nộp"), UNIT, prose=True)
ESCALATED = Kind("nominations.escalated", _("Đơn vị quá hạn chưa nộp"), (Role.UNIT_HEAD, *OFFICE), prose=True)
ARRIVED = Kind("nominations.arrived", _("Hồ sơ mới nộp, nộp lại hoặc rút về"), OFFICE)
ANSWERED = Kind("nominations.answered", _("Lãnh đạo ký hoặc trả lại danh sách"), OFFICE)
TO_SIGN = Kind("nominations.to_sign", _("Danh sách trình ký"), LEADERS)
CONSULTED = Kind("nominations.consulted", _("Danh sách có người của đơn vị được lấy ý kiến công khai"), UNIT)
COMMENTED = Kind("nominations.commented", _("Ý kiến công khai về danh sách"), OFFICE, channel=Channel.DAILY)
HEARD = Kind("nominations.heard", _("Kết thúc lấy ý kiến công khai"), LEADERS)
TO_ISSUE = Kind("nominations.to_issue", _("Quyết định chờ ban hành"), (Role.RECORDS_CLERK,))
TO_PUBLISH = Kind("nominations.to_publish", _("Kế hoạch, quyết định cần đăng trên cổng thông tin"), (Role.PUBLISHER,))
UNPUBLISHED = Kind("nominations.unpublished", _("Nhắc tin quá hạn chưa đăng"), (Role.PUBLISHER,), prose=True)
TO_CONFIRM = Kind("nominations.to_confirm", _("Yêu cầu vượt quyền chờ xác nhận"), DECIDERS, legal=True)
REPORTED = Kind("nominations.reported", _("Báo cáo tiến độ mới nộp"), OFFICE)
VERIFIED = Kind("nominations.verified", _("Văn phòng xác nhận hoặc trả lại báo cáo tiến độ"), (*UNIT, *OFFICE))
FIXED = Kind("nominations.fixed", _("Ngày, nơi tổ chức sự kiện của phong trào"), UNIT)
INSPECTED = Kind("nominations.inspected", _("Kiểm tra đơn vị: thông báo, yêu cầu khắc phục, kết luận"), UNIT)
TO_MEND = Kind("nominations.to_mend", _("Nhắc hạn khắc phục sau kiểm tra"), (*UNIT, *OFFICE), prose=True)
MENDED = Kind("nominations.mended", _("Đơn vị báo cáo kết quả khắc phục sau kiểm tra"), OFFICE)
CAME = Kind("nominations.came", _("Văn bản đến chờ xác nhận"), (*UNIT, *OFFICE))
TO_ANSWER = Kind("nominations.to_answer", _("Báo cáo phong trào trình lãnh đạo"), LEADERS)
NOTED = Kind("nominations.noted", _("Lãnh đạo ghi nhận hoặc trả lại báo cáo phong trào"), OFFICE)
PLAN_TO_SIGN = Kind("nominations.plan_to_sign", _("Kế hoạch phong trào trình lãnh đạo"), LEADERS)
PLAN_ANSWERED = Kind("nominations.plan_answered", _("Lãnh đạo phê duyệt hoặc trả lại kế hoạch"), OFFICE)
LAUNCHED = Kind("nominations.launched", _("Phong trào mới phát động"), UNIT)
OVERRULED = Kind("nominations.overruled", _("Vượt quyền khẩn cấp"), (*DECIDERS, Role.AUDITOR), legal=True)
SEALED = Kind("workflows.sealed", _("Dấu niêm phong nhật ký"), (Role.AUDITOR,), channel=Channel.DAILY, prose=True)


@dataclass(frozen=True)
class Told:
    kind: Kind
    expected: Any = ""  # lazy text: what the recipient is to do now


TOLD = {  # (audience, verb)
    ("heads", "present"): Told(TO_ATTEST, _("Xem, xác nhận và nộp danh sách.")),
    ("unit", "submit"): Told(FILED),
    ("unit", "receive"): Told(RECEIVED),
    ("unit", "send_back"): Told(RETURNED, _("Sửa những điểm nêu trên rồi xác nhận và nộp lại.")),
    ("unit", "check_off"): Told(CHECKED, _("Xem kết luận đối với từng đề nghị.")),
    ("unit", "close"): Told(CHECKED),
    ("office", "submit"): Told(ARRIVED, _("Nhận thẩm định hồ sơ.")),
    ("office", "declare_nil"): Told(ARRIVED),
    ("office", "withdraw"): Told(ARRIVED),
    ("office", "send_back"): Told(ANSWERED, _("Xem lý do, chỉnh lại danh sách và trình lại.")),
    ("office", "sign"): Told(ANSWERED),
    ("leaders", "forward"): Told(TO_SIGN, _("Xem xét danh sách và ký quyết định hoặc trả lại Văn phòng.")),
    ("proposed", "consult"): Told(CONSULTED, _("Báo cho tập thể, cá nhân được đề nghị; sẵn sàng giải trình.")),
    ("considerers", "hand_in"): Told(COMMENTED, _("Xem ý kiến, xác minh và ghi kết quả xem xét.")),
    ("leaders", "end_consulting"): Told(HEARD, _("Xem kết quả lấy ý kiến trước khi ký quyết định.")),
    ("records", "sign"): Told(TO_ISSUE, _("Kiểm tra thể thức, đóng dấu và ban hành quyết định.")),
    ("records", "sign_file"): Told(TO_ISSUE, _("Kiểm tra chữ ký số, ký số của cơ quan rồi ban hành quyết định.")),
    ("units", "issue"): Told(RESULT, _("Báo kết quả cho tập thể, cá nhân được khen thưởng.")),
    ("leaders", "propose"): Told(TO_SIGN, _("Xem dự thảo quyết định, ký hoặc không ký.")),
    ("office", "turn_down"): Told(ANSWERED),
    ("office", "sign_amendment"): Told(ANSWERED),
    ("records", "sign_amendment"): Told(TO_ISSUE, _("Kiểm tra thể thức, đóng dấu và ban hành quyết định.")),
    ("units", "enact"): Told(RESULT, _("Báo cho tập thể, cá nhân có tên; nộp lại giấy khen, tiền thưởng đã nhận.")),
    ("publishers", "enact"): Told(TO_PUBLISH, _("Đăng quyết định và sửa tin về kết quả khen thưởng.")),
    ("units", "replace"): Told(RESULT, _("Xem quyết định thay thế và báo cho tập thể, cá nhân có tên.")),
    ("publishers", "replace"): Told(TO_PUBLISH, _("Đăng quyết định thay thế và sửa tin về kết quả khen thưởng.")),
    ("confirmers", "ask"): Told(TO_CONFIRM, _("Xem lý do rồi xác nhận hoặc không đồng ý.")),
    ("overseers", "confirm"): Told(OVERRULED),
    ("overseers", "refuse"): Told(OVERRULED),
    ("overseers", "use"): Told(OVERRULED),
    ("overseers", "end"): Told(OVERRULED),
    ("checkers", "submit"): Told(REPORTED, _("Kiểm tra số liệu, minh chứng rồi xác nhận hoặc trả lại.")),
    ("reporters", "accept"): Told(VERIFIED),
    ("reporters", "send_back"): Told(VERIFIED, _("Sửa theo lý do nêu trên rồi nộp lại.")),
    ("attenders", "accept"): Told(FIXED, _("Xem chương trình và bố trí người tham dự.")),
    ("inspected", "announce"): Told(INSPECTED, _("Chuẩn bị tài liệu và bố trí người làm việc với đoàn kiểm tra.")),
    ("inspected", "record_findings"): Told(INSPECTED, _("Khắc phục, ghi kết quả rồi báo cáo Văn phòng.")),
    ("inspected", "ask_more"): Told(INSPECTED, _("Khắc phục tiếp theo lý do nêu trên rồi báo cáo lại.")),
    ("inspected", "settle"): Told(INSPECTED),
    ("inspected", "call_off"): Told(INSPECTED),
    ("inspectors", "mend"): Told(MENDED, _("Xem kết quả khắc phục rồi kết luận hoặc yêu cầu khắc phục tiếp.")),
    ("recipients", "remind"): Told(CAME, _("Mở văn bản rồi xác nhận đã nhận hoặc đã đọc.")),
    ("directors", "present"): Told(TO_ANSWER, _("Xem báo cáo, ghi nhận hoặc trả lại Văn phòng.")),
    ("drafters", "note"): Told(NOTED),
    ("drafters", "hand_back"): Told(NOTED, _("Sửa theo lý do nêu trên rồi trình lại.")),
    ("directors", "submit"): Told(PLAN_TO_SIGN, _("Xem kế hoạch, phê duyệt hoặc trả lại Văn phòng.")),
    ("drafters", "send_back"): Told(PLAN_ANSWERED, _("Sửa theo lý do nêu trên rồi trình lại.")),
    ("drafters", "approve"): Told(PLAN_ANSWERED, _("Phát động phong trào.")),
    ("participants", "launch"): Told(LAUNCHED, _("Xem kế hoạch, nhiệm vụ, chỉ tiêu và hạn nộp danh sách của đơn vị.")),
    ("publishers", "approve"): Told(TO_PUBLISH, _("Đăng kế hoạch trên các cổng mà kế hoạch nêu.")),
    ("publishers", "conclude"): Told(TO_PUBLISH, _("Đăng kết quả phong trào trên các cổng mà kế hoạch nêu.")),
    ("publishers", "issue"): Told(TO_PUBLISH, _("Đăng quyết định trên cổng thông tin.")),
}  # fmt: skip
