"""The columns of each list that leaves the desk, and what stands in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.permissions import Roles
from nominations.exports import cells, finding
from nominations.exports.finding import Asked
from nominations.exports.rows import Row, Sheet
from organisation.models import User

CHUNK = 500
Column = tuple[Any, int]


@dataclass(frozen=True)
class Listed:
    """A list: the name of its file, its title, columns, its rows in the database and, of some of them, their cells."""

    name: str
    title: Any
    columns: Sequence[Column]
    found: Callable[..., QuerySet[Any] | None]
    cells: cells.Cells
    page: str  # the route that shows it
    values: Sequence[str] = ()  # read instead of whole objects

    def rows(self, roles: Roles, asked: Asked, now: datetime, campaign: Campaign | None = None) -> QuerySet[Any] | None:
        return self.found(roles, asked, now, *([campaign] if campaign else []))

    def sheet(
        self,
        rows: QuerySet[Any],
        roles: Roles,
        whose: Campaign | User,
        told: Callable[[int], None] = lambda _done: None,
    ) -> Sheet:
        """The table, a chunk of rows at a time; `told` hears after each how many chunks are done."""
        return Sheet(self.name, self.title, self.columns, self._chunks(rows, roles, told), whose)

    def _chunks(self, rows: QuerySet[Any], roles: Roles, told: Callable[[int], None]) -> Iterator[Row]:
        rows = rows.values(*self.values) if self.values else rows
        coming, done = rows.iterator(CHUNK), 0
        while chunk := list(islice(coming, CHUNK)):
            yield from self.cells(chunk, roles)
            done += 1
            told(done)


UNIT, STATE, CAMPAIGN = (_("Đơn vị"), 30), (_("Trạng thái"), 22), (_("Phong trào"), 40)
TASKS = (
    (_("Mã"), 14), (_("Loại"), 14), (_("Nội dung"), 50), (_("Đơn vị"), 30), (_("Khi nào"), 18),
    (_("Thời hạn theo kế hoạch"), 26), (_("Thời điểm cuối"), 20), (_("Yêu cầu"), 18), (_("Đã xác nhận"), 18),
    (_("Chờ xác nhận"), 18), (_("Đã đạt"), 8),
)  # fmt: skip
OF_ALL = {
    "nominations": Listed(
        "de-nghi-khen-thuong", _("Đề nghị khen thưởng"),
        ((_("Mã"), 14), (_("Ông/Bà"), 8), (_("Tên"), 30), (_("Đối tượng"), 14), (_("Chức vụ"), 24), UNIT,
         (_("Hình thức"), 24), STATE),
        finding.nominations, cells.each(cells.nomination), "nominations", cells.NOMINATION,
    ),
    "decisions": Listed(
        "quyet-dinh", _("Quyết định khen thưởng"),
        ((_("Số, ký hiệu"), 20), (_("Loại"), 24), CAMPAIGN, (_("Người ký"), 24), (_("Ngày ký"), 20), STATE),
        finding.decisions, cells.each(cells.decision), "decisions",
    ),
    "past-awards": Listed(
        "so-khen-thuong-cac-nam-truoc", _("Sổ khen thưởng các năm trước"),
        ((_("Ông/Bà"), 8), (_("Tên"), 30), (_("Chức vụ"), 24), (_("Đơn vị theo hồ sơ"), 30), (_("Đơn vị nay"), 30),
         (_("Hình thức"), 30), (_("Tiền thưởng (đồng)"), 16), (_("Số quyết định"), 20), (_("Ngày quyết định"), 14),
         (_("Cơ quan quyết định"), 30), (_("Năm"), 8)),
        finding.past_awards, cells.each(cells.past_award), "past_awards",
    ),
    "units": Listed(
        "so-don-vi", _("Đơn vị"),
        ((_("Đơn vị"), 40), (_("Tên gọi tắt"), 20), (_("Loại"), 20), (_("Ở ngoài cơ quan"), 14), (_("Trực thuộc"), 36),
         (_("Thành lập từ ngày"), 16), (_("Hoạt động đến hết ngày"), 16), (_("Sáp nhập vào"), 36)),
        finding.units, cells.each(cells.unit), "units",
    ),
    "publications": Listed(
        "dang-tin", _("Đăng tin trên các cổng"),
        ((_("Nội dung đăng"), 50), (_("Loại"), 18), (_("Nơi đăng"), 30), CAMPAIGN, STATE, (_("Cần đăng từ"), 20),
         (_("Ngày đăng"), 14), (_("Địa chỉ tin"), 50), (_("Người đọc"), 24), (_("Người đăng"), 24)),
        finding.publications, cells.each(cells.publication), "publications",
    ),
    "articles": Listed(
        "tin-cong-khai", _("Tin công khai"),
        ((_("Tiêu đề"), 60), CAMPAIGN, STATE, (_("Người viết"), 24), (_("Đăng lúc"), 20)),
        finding.articles, cells.each(cells.article), "articles",
    ),
    "campaigns": Listed(
        "phong-trao-thi-dua", _("Phong trào thi đua"),
        ((_("Phong trào"), 60), (_("Thời gian"), 30), STATE, (_("Hạn nộp danh sách"), 40)),
        finding.campaigns, cells.each(cells.campaign), "campaigns",
    ),
    "own-assignments": Listed(
        "nhiem-vu-cua-don-vi", _("Nhiệm vụ, chỉ tiêu"), (CAMPAIGN, *TASKS),
        finding.own_assignments, cells.own_assignments, "assignments",
    ),
    "progress-queue": Listed(
        "bao-cao-cho-xac-nhan", _("Báo cáo chờ xác nhận"),
        ((_("Nội dung"), 50), CAMPAIGN, UNIT, (_("Kết quả"), 18), (_("Yêu cầu"), 18), (_("Nộp muộn"), 8),
         (_("Người báo cáo"), 24), (_("Nộp lúc"), 20)),
        finding.progress_queue, cells.each(cells.report), "progress_queue",
    ),
    "accounts": Listed(
        "tai-khoan", _("Tài khoản"),
        ((_("Họ và tên"), 30), (_("Chức vụ"), 24), (_("Tên đăng nhập"), 20), (_("Vai trò"), 40), STATE),
        finding.accounts, cells.each(cells.account), "mandates",
    ),
    "overrides": Listed(
        "vuot-quyen-khan-cap", _("Vượt quyền khẩn cấp"),
        ((_("Yêu cầu"), 20), (_("Việc"), 30), (_("Trách nhiệm được bỏ qua"), 40), (_("Người đề nghị"), 24),
         (_("Người xác nhận"), 24), (_("Đề nghị lúc"), 20), STATE),
        finding.overrides, cells.each(cells.override), "overrides",
    ),
    "originals": Listed(
        "van-ban-cho-ky-so", _("Văn bản chờ ký số"),
        ((_("Quyết định"), 40), CAMPAIGN, (_("Ký lúc"), 20), STATE),
        finding.originals, cells.each(cells.original), "originals",
    ),
}  # fmt: skip
OF_CAMPAIGNS = {
    "assignments": Listed(
        "nhiem-vu-chi-tieu", _("Nhiệm vụ, chỉ tiêu của phong trào"),
        TASKS, finding.assignments, cells.assignments, "campaign_assignments",
    ),
    "inspections": Listed(
        "kiem-tra", _("Kiểm tra việc thực hiện"),
        (UNIT, (_("Nội dung kiểm tra"), 60), (_("Ngày kiểm tra"), 14), STATE, (_("Hạn khắc phục"), 20)),
        finding.inspections, cells.each(cells.inspection), "campaign_inspections",
    ),
    "letters": Listed(
        "thu-gui-don-vi", _("Thư gửi đơn vị"),
        (UNIT, (_("Tiêu đề"), 60), (_("Loại thư"), 18), STATE, (_("Người soạn"), 24), (_("Soạn lúc"), 20),
         (_("Gửi hoặc bỏ lúc"), 20)),
        finding.letters, cells.each(cells.letter), "letters",
    ),
    "recipients": Listed(
        "noi-nhan", _("Nơi nhận"),
        ((_("Nơi nhận"), 40), (_("Gửi để làm gì"), 18), (_("Cách gửi"), 18), (_("Ngày gửi"), 14), STATE,
         (_("Nhận lúc"), 20), (_("Đọc lúc"), 20)),
        finding.recipients, cells.each(cells.recipient), "campaign_recipients",
    ),
    "board": Listed(
        "theo-doi-don-vi", _("Bảng theo dõi đơn vị"),
        (UNIT, (_("Tình trạng"), 22), (_("Nộp muộn"), 8), (_("Tập thể"), 8), (_("Cá nhân"), 8), (_("Nộp lúc"), 20),
         (_("Hạn nộp"), 20), (_("Người thẩm định"), 24), (_("Số lần nhắc"), 8), (_("Nhắc lần cuối"), 20)),
        finding.board, cells.board, "board",
    ),
    "comments": Listed(
        "y-kien-cong-khai", _("Ý kiến công khai"),
        ((_("Mã"), 14), (_("Danh sách"), 26), (_("Về ai"), 30), UNIT, (_("Ý kiến"), 60), (_("Nhận lúc"), 20), STATE,
         (_("Kết quả xem xét"), 40), (_("Xem xét lúc"), 20), (_("Họ và tên"), 26), (_("Cách liên hệ"), 30)),
        finding.comments, cells.comments, "campaign_consultations",
    ),
}  # fmt: skip
LISTS = OF_ALL | OF_CAMPAIGNS
