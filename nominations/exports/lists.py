"""The columns of each list that leaves the desk, and what stands in them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Assignment, Campaign, Inspection
from campaigns.permissions import Roles
from campaigns.shown.progress import holder, said_of, timing, wanted
from campaigns.standing import results_of
from nominations.exports import finding
from nominations.exports.finding import Asked
from nominations.exports.sheets import Row, Sheet
from nominations.models import Article, Decision, Delivery, Nomination, PastAward, Publication, UnitLetter
from organisation.models import Unit

CHUNK = 500
Column = tuple[Any, int]


@dataclass(frozen=True)
class Listed:
    """A list: the name of its file, its title, columns, its rows in the database and, of some of them, their cells."""

    name: str
    title: Any
    columns: Sequence[Column]
    found: Callable[..., QuerySet[Any] | None]
    cells: Callable[[list[Any]], Iterable[Row]]
    page: str  # the route that shows it

    def rows(self, roles: Roles, asked: Asked, now: datetime, campaign: Campaign | None = None) -> QuerySet[Any] | None:
        return self.found(roles, asked, now, *([campaign] if campaign else []))

    def sheet(self, rows: QuerySet[Any], told: Callable[[int], None] = lambda _done: None) -> Sheet:
        """The table, a chunk of rows at a time; `told` hears after each how many chunks are done."""
        return Sheet(self.name, self.title, self.columns, self._chunks(rows, told))

    def _chunks(self, rows: QuerySet[Any], told: Callable[[int], None]) -> Iterator[Row]:
        coming, done = rows.iterator(CHUNK), 0
        while chunk := list(islice(coming, CHUNK)):
            yield from self.cells(chunk)
            done += 1
            told(done)


def each(cells: Callable[[Any], Row]) -> Callable[[list[Any]], Iterable[Row]]:
    return lambda chunk: map(cells, chunk)


def _nomination(one: Nomination) -> Row:
    return [
        one.code, one.get_honorific_display(), one.full_name, one.get_kind_display(), one.position, one.unit.name,
        str(one.award_form or ""), one.get_state_display(),
    ]  # fmt: skip


def _decision(one: Decision) -> Row:
    signer = one.signer.display_name if one.signer else ""
    return [
        one.notation, one.get_kind_display(), one.campaign.name, signer, one.signed_at, one.get_state_display()
    ]  # fmt: skip


def _past_award(one: PastAward) -> Row:
    return [
        one.get_honorific_display(), one.full_name, one.position, one.unit_name, one.unit.name if one.unit else "",
        one.award, one.money, one.decision_number, one.decided_on, one.authority, one.year,
    ]  # fmt: skip


def _unit(one: Unit) -> Row:
    above, merged = one.parent.name if one.parent else "", one.merged_into.name if one.merged_into else ""
    outside = _("có") if one.is_external else ""
    return [one.name, one.short_name, one.get_kind_display(), outside, above, one.valid_from, one.valid_to, merged]


def _publication(one: Publication) -> Row:
    by = one.posted_by.display_name if one.posted_by else ""
    return [
        one.title, one.get_kind_display(), one.channel, one.campaign.name, one.get_state_display(), one.since,
        one.posted_on, one.address, one.audience, by,
    ]  # fmt: skip


def _article(one: Article) -> Row:
    about = one.campaign.name if one.campaign else ""
    return [one.title, about, one.get_state_display(), one.written_by.display_name, one.published_at]


def _assignments(chunk: list[Assignment]) -> Iterator[Row]:
    results = results_of(Assignment.objects.filter(pk__in=[one.pk for one in chunk]))
    for result in sorted(results, key=lambda one: one.assignment.pk):
        task, verified, waiting = result.assignment, result.verified, result.waiting
        yield [
            task.code, task.get_kind_display(), task.title, holder(task), timing(task), task.deadline_phrase,
            task.due_at, wanted(task), said_of(verified, task) if verified else "",
            said_of(waiting, task) if waiting else "", _("có") if result.is_reached else "",
        ]  # fmt: skip


def _inspection(one: Inspection) -> Row:
    return [one.unit.name, one.matter, one.planned_on, one.get_state_display(), one.due_at]


def _letter(one: UnitLetter) -> Row:
    by = one.prepared_by.display_name if one.prepared_by else ""
    return [
        one.unit.name, one.title, one.get_kind_display(), one.get_state_display(), by, one.prepared_at, one.ended_at
    ]  # fmt: skip


def _recipient(one: Delivery) -> Row:
    return [
        one.recipient, one.get_purpose_display(), one.get_way_display(), one.sent_on, one.get_state_display(),
        one.received_at, one.read_at,
    ]  # fmt: skip


UNIT, STATE, CAMPAIGN = (_("Đơn vị"), 30), (_("Trạng thái"), 22), (_("Phong trào"), 40)
OF_ALL = {
    "nominations": Listed(
        "de-nghi-khen-thuong", _("Đề nghị khen thưởng"),
        ((_("Mã"), 14), (_("Ông/Bà"), 8), (_("Tên"), 30), (_("Đối tượng"), 14), (_("Chức vụ"), 24), UNIT,
         (_("Hình thức"), 24), STATE),
        finding.nominations, each(_nomination), "nominations",
    ),
    "decisions": Listed(
        "quyet-dinh", _("Quyết định khen thưởng"),
        ((_("Số, ký hiệu"), 20), (_("Loại"), 24), CAMPAIGN, (_("Người ký"), 24), (_("Ngày ký"), 20), STATE),
        finding.decisions, each(_decision), "decisions",
    ),
    "past-awards": Listed(
        "so-khen-thuong-cac-nam-truoc", _("Sổ khen thưởng các năm trước"),
        ((_("Ông/Bà"), 8), (_("Tên"), 30), (_("Chức vụ"), 24), (_("Đơn vị theo hồ sơ"), 30), (_("Đơn vị nay"), 30),
         (_("Hình thức"), 30), (_("Tiền thưởng (đồng)"), 16), (_("Số quyết định"), 20), (_("Ngày quyết định"), 14),
         (_("Cơ quan quyết định"), 30), (_("Năm"), 8)),
        finding.past_awards, each(_past_award), "past_awards",
    ),
    "units": Listed(
        "so-don-vi", _("Đơn vị"),
        ((_("Đơn vị"), 40), (_("Tên gọi tắt"), 20), (_("Loại"), 20), (_("Ở ngoài cơ quan"), 14), (_("Trực thuộc"), 36),
         (_("Thành lập từ ngày"), 16), (_("Hoạt động đến hết ngày"), 16), (_("Sáp nhập vào"), 36)),
        finding.units, each(_unit), "units",
    ),
    "publications": Listed(
        "dang-tin", _("Đăng tin trên các cổng"),
        ((_("Nội dung đăng"), 50), (_("Loại"), 18), (_("Nơi đăng"), 30), CAMPAIGN, STATE, (_("Cần đăng từ"), 20),
         (_("Ngày đăng"), 14), (_("Địa chỉ tin"), 50), (_("Người đọc"), 24), (_("Người đăng"), 24)),
        finding.publications, each(_publication), "publications",
    ),
    "articles": Listed(
        "tin-cong-khai", _("Tin công khai"),
        ((_("Tiêu đề"), 60), CAMPAIGN, STATE, (_("Người viết"), 24), (_("Đăng lúc"), 20)),
        finding.articles, each(_article), "articles",
    ),
}  # fmt: skip
OF_CAMPAIGNS = {
    "assignments": Listed(
        "nhiem-vu-chi-tieu", _("Nhiệm vụ, chỉ tiêu của phong trào"),
        ((_("Mã"), 14), (_("Loại"), 14), (_("Nội dung"), 50), (_("Đơn vị"), 30), (_("Khi nào"), 18),
         (_("Thời hạn theo kế hoạch"), 26), (_("Thời điểm cuối"), 20), (_("Yêu cầu"), 18), (_("Đã xác nhận"), 18),
         (_("Chờ xác nhận"), 18), (_("Đã đạt"), 8)),
        finding.assignments, _assignments, "campaign_assignments",
    ),
    "inspections": Listed(
        "kiem-tra", _("Kiểm tra việc thực hiện"),
        (UNIT, (_("Nội dung kiểm tra"), 60), (_("Ngày kiểm tra"), 14), STATE, (_("Hạn khắc phục"), 20)),
        finding.inspections, each(_inspection), "campaign_inspections",
    ),
    "letters": Listed(
        "thu-gui-don-vi", _("Thư gửi đơn vị"),
        (UNIT, (_("Tiêu đề"), 60), (_("Loại thư"), 18), STATE, (_("Người soạn"), 24), (_("Soạn lúc"), 20),
         (_("Gửi hoặc bỏ lúc"), 20)),
        finding.letters, each(_letter), "letters",
    ),
    "recipients": Listed(
        "noi-nhan", _("Nơi nhận"),
        ((_("Nơi nhận"), 40), (_("Gửi để làm gì"), 18), (_("Cách gửi"), 18), (_("Ngày gửi"), 14), STATE,
         (_("Nhận lúc"), 20), (_("Đọc lúc"), 20)),
        finding.recipients, each(_recipient), "campaign_recipients",
    ),
}  # fmt: skip
LISTS = OF_ALL | OF_CAMPAIGNS
