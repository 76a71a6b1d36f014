"""The states of each machine of the award path, in order. Each machine is drawn in docs/workflows/."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NominationState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Đã nộp")
    UNDER_REVIEW = "under_review", _("Đang thẩm định")
    ELIGIBLE = "eligible", _("Đủ điều kiện")
    CONSOLIDATED = "consolidated", _("Đã tổng hợp")
    FORWARDED = "forwarded", _("Đã trình Giám đốc")
    APPROVED = "approved", _("Được phê duyệt")
    AWARDED = "awarded", _("Đã khen thưởng")
    RETURNED = "returned", _("Bị trả lại")
    INELIGIBLE = "ineligible", _("Không đủ điều kiện")
    WITHDRAWN = "withdrawn", _("Đã rút")
    DECLINED = "declined", _("Không được phê duyệt")
    ON_HOLD = "on_hold", pgettext_lazy("trạng thái", "Tạm dừng xem xét")
    REVOKED = "revoked", _("Bị hủy bỏ, thu hồi")


class DossierState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Đã nộp")
    RECEIVED = "received", _("Đang thẩm định")
    CHECKED = "checked", _("Đã thẩm định")
    CLOSED = "closed", _("Đã kết thúc")
    RETURNED = "returned", _("Bị trả lại")
    NIL = "nil", _("Không có đề nghị")


NOT_FILED = ("", DossierState.DRAFT, DossierState.RETURNED)  # "": nothing begun


class ListState(models.TextChoices):
    COMPILING = "compiling", _("Đang tổng hợp")
    FORWARDED = "forwarded", _("Đã trình Giám đốc")
    SIGNED = "signed", _("Đã ký")
    ISSUED = "issued", _("Đã ban hành")
    RETURNED = "returned", _("Giám đốc trả lại")
    CANCELLED = "cancelled", _("Đã hủy")


UNDECIDED = (ListState.COMPILING, ListState.FORWARDED, ListState.RETURNED)


class ConsultationState(models.TextChoices):
    """A period in which the public may comment on a list that is not decided yet."""

    DRAFTED = "drafted", pgettext_lazy("lấy ý kiến", "Đang chuẩn bị")
    OPEN = "open", _("Đang lấy ý kiến")
    ENDED = "ended", _("Đã kết thúc lấy ý kiến")
    CALLED_OFF = "called_off", pgettext_lazy("lấy ý kiến", "Đã hủy")


class CommentState(models.TextChoices):
    DRAFTED = "drafted", pgettext_lazy("ý kiến", "Đang gửi")
    RECEIVED = "received", pgettext_lazy("ý kiến", "Chưa xem xét")
    CONSIDERED = "considered", pgettext_lazy("ý kiến", "Đã xem xét")


class DecisionKind(models.TextChoices):
    AWARD = "award", _("Quyết định khen thưởng")
    REVOCATION = "revocation", _("Quyết định hủy bỏ khen thưởng")
    REPLACEMENT = "replacement", _("Quyết định thay thế")


class Ground(models.TextChoices):
    """Why an award is revoked: Luật Thi đua, khen thưởng 2022, Điều 93 khoản 2, by the letter of the point."""

    FALSE_DECLARATION = "a", _("Có hành vi gian dối trong việc kê khai công trạng, thành tích")
    FALSE_FILE = "b", _("Cung cấp thông tin sai sự thật hoặc làm giả hồ sơ, giấy tờ")
    UNLAWFUL_APPRAISAL = "c", _("Thẩm định, xét, duyệt, đề nghị khen thưởng trái quy định của pháp luật")
    VIOLATION = "d", _("Có kết luận, quyết định, bản án về vi phạm trong thời gian tính thành tích")


class DecisionState(models.TextChoices):
    DRAFTED = "drafted", _("Dự thảo")
    PROPOSED = "proposed", _("Đã trình ký")
    APPROVED = "approved", _("Đã duyệt")
    DROPPED = "dropped", _("Đã bỏ dự thảo")
    NUMBERED = "numbered", _("Đã cấp số")
    SIGNED = "signed", _("Đã ký")
    ISSUED = "issued", _("Đã ban hành")
    REVOKED = "revoked", _("Đã bị hủy bỏ")
    REPLACED = "replaced", _("Đã được thay thế")


class ErasureState(models.TextChoices):
    DRAFTED = "drafted", _("Đang lập")
    REQUESTED = "requested", _("Chờ xác nhận xóa")
    ERASED = "erased", _("Đã xóa")
    DECLINED = "declined", _("Đã từ chối")


class AttachmentKind(models.TextChoices):
    LETTER = "letter", _("Tờ trình, công văn đề nghị")
    MINUTES = "minutes", _("Biên bản họp bình xét")
    REPORT = "report", _("Báo cáo thành tích")
    EVIDENCE = "evidence", _("Minh chứng")


class ReturnReason(models.TextChoices):
    """Why a nomination goes back, coded so that it can be counted."""

    MISSING_PAPER = "missing_paper", _("Thiếu văn bản, giấy tờ")
    WRONG_NAME = "wrong_name", _("Sai họ tên, chức vụ, đơn vị")
    THIN_REPORT = "thin_report", _("Báo cáo thành tích sơ sài, thiếu số liệu")
    NOT_OF_CAMPAIGN = "not_of_campaign", _("Thành tích không thuộc phong trào")
    WRONG_FORM = "wrong_form", _("Hình thức đề nghị chưa phù hợp")
    DUPLICATE = "duplicate", _("Trùng với đề nghị khác")
    OTHER = "other", _("Lý do khác")


class OverrideState(models.TextChoices):
    """A duty that is overruled once, for one act of one person, by two people."""

    DRAFTED = "drafted", _("Đang soạn")
    REQUESTED = "requested", _("Chờ xác nhận")
    GRANTED = "granted", _("Đang có hiệu lực")
    USED = "used", _("Đã dùng")
    REFUSED = "refused", _("Không đồng ý")
    EXPIRED = "expired", _("Đã hết hạn")


class Duty(models.TextChoices):
    """The duties that may be overruled; that nobody acts on their own case is none of them."""

    FILED_BY = "filed_by", _("Đã nộp hồ sơ")
    REVIEWED_BY = "reviewed_by", _("Đã thẩm định")
    CREATED_BY = "created_by", _("Đã lập danh sách")
    FORWARDED_BY = "forwarded_by", _("Đã trình danh sách")


class LetterState(models.TextChoices):
    """A letter to a unit: written for a person who sends it, or lets it be."""

    BLANK = "blank", _("Chưa soạn")
    DRAFTED = "drafted", _("Chờ gửi")
    RELEASED = "released", _("Đã gửi")
    DROPPED = "dropped", _("Đã bỏ")


class Occasion(models.TextChoices):
    """On what occasion the office writes to the units."""

    URGING = "urging", _("Đôn đốc nộp danh sách")
    RESULT = "result", _("Thông báo kết quả")


class OriginalState(models.TextChoices):
    """The electronic original of a decision: first its signer's signature, then number, date and the body's."""

    PREPARED = "prepared", _("Chờ ký số")
    SIGNED = "signed", _("Đã ký số, chờ văn thư")
    SEALED = "sealed", _("Đã ký số đủ")
    WAIVED = "waived", _("Phát hành bản giấy")


class Signing(models.TextChoices):
    """Whose signature an order gives; the value is the verb of the original."""

    SIGNER = "sign_file", _("Ký số của người có thẩm quyền")
    BODY = "seal_file", _("Ký số của cơ quan")


class RoundingWay(models.TextChoices):
    """How money is brought to whole multiples; `nearest` takes the half up."""

    UP = "up", _("Làm tròn lên")
    NEAREST = "nearest", _("Làm tròn đến mức gần nhất")
    DOWN = "down", _("Làm tròn xuống")


class RecoveryState(models.TextChoices):
    """What an award's holder has to give back once it is revoked."""

    DRAFTED = "drafted", _("Đang lập")
    OUTSTANDING = "outstanding", _("Chưa thu hồi")
    RECOVERED = "recovered", _("Đã thu hồi")
    WAIVED = "waived", _("Không thu hồi")


class Recovered(models.TextChoices):
    CERTIFICATE = "certificate", _("Giấy khen, hiện vật")
    MONEY = "money", _("Tiền thưởng")


class PrintForm(models.TextChoices):
    """In which form the certificates of a long list are made."""

    PDF = "pdf", _("Giấy khen (PDF)")
    DOCX = "docx", _("Giấy khen (Word)")
    PROOF = "proof", _("Bản đọc soát giấy khen (PDF)")
    STOCK = "stock", _("Giấy khen in lên phôi (PDF)")


class PublicationKind(models.TextChoices):
    """What is made known on a portal."""

    PLAN = "plan", _("Kế hoạch")
    DECISION = "decision", _("Quyết định khen thưởng")
    REVOCATION = "revocation", _("Quyết định hủy bỏ khen thưởng")
    RESULTS = "results", _("Kết quả phong trào")
    NEWS = "news", _("Tin về phong trào")


class PublicationState(models.TextChoices):
    DUE = "due", _("Cần đăng")
    PUBLISHED = "published", _("Đã đăng")
    DROPPED = "dropped", _("Không đăng")


class ArticleState(models.TextChoices):
    DRAFT = "draft", _("Đang viết")
    PUBLISHED = "published", _("Đã đăng")
    WITHDRAWN = "withdrawn", _("Đã gỡ")


class DeliveryState(models.TextChoices):
    """How far an issued document has come to one of its recipients."""

    PREPARED = "prepared", pgettext_lazy("văn bản", "Chưa gửi")
    SENT = "sent", pgettext_lazy("văn bản", "Đã gửi")
    RECEIVED = "received", pgettext_lazy("văn bản", "Đã nhận")
    READ = "read", pgettext_lazy("văn bản", "Đã đọc")
    STOPPED = "stopped", _("Không gửi nữa")


class Purpose(models.TextChoices):
    """What a recipient gets a document for."""

    REPORT = "report", pgettext_lazy("nơi nhận", "Để báo cáo")
    ACT = "act", pgettext_lazy("nơi nhận", "Để thực hiện")
    KNOW = "know", pgettext_lazy("nơi nhận", "Để biết")
    FILE = "file", pgettext_lazy("nơi nhận", "Lưu")


class Way(models.TextChoices):
    """How a document goes to a recipient; the first two are the site's own."""

    SYSTEM = "system", _("Trên hệ thống này")
    LINK = "link", _("Đường dẫn có thời hạn")
    AXIS = "axis", _("Trục liên thông văn bản")
    POST = "post", _("Bưu điện")
    EMAIL = "email", _("Thư điện tử")
    HAND = "hand", _("Giao trực tiếp")


class HistoryState(models.TextChoices):
    """A file of past awards on its way into the register."""

    UPLOADED = "uploaded", _("Chưa nhập vào sổ")
    BROUGHT_IN = "brought_in", _("Đã nhập vào sổ")
    UNDONE = "undone", _("Đã hoàn tác")


class LineFate(models.TextChoices):
    """What a line of such a file is to the lines that stand in the register, or come before it in the file."""

    NEW = "new", pgettext_lazy("dòng nhập", "Thêm mới")
    LIKELY = "likely", _("Có thể cùng một người")
    SAME = "same", _("Đã có")
    ERROR = "error", _("Có lỗi")


class LineChoice(models.TextChoices):
    """What a person said about a line."""

    NONE = "", _("Chưa chọn")
    SAME_PERSON = "same", _("Cùng một người")
    ANOTHER = "another", _("Người khác")
    LEAVE = "leave", _("Không nhập")
