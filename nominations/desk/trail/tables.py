"""What the auditor's pages show, as tables that leave the site: one function a table, the rows of the screen."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from nominations.desk.trail import anomalies, looks, stages
from nominations.desk.trail.finding import events_for, narrowed
from nominations.desk.trail.forms import LookForm, SearchForm
from nominations.desk.trail.reading import history, with_objects
from nominations.exports.rows import Sheet
from nominations.exports.sheets import MOST, TooLong
from workflows.audit import events_of
from workflows.models import Access, AuditEvent, Subject

CHUNK = 500
OBJECT, KIND, CODE = (_("Đối tượng"), 36), (_("Loại"), 18), (_("Mã"), 14)
EVENT = (
    (_("Lúc"), 20), (_("Việc đã làm"), 24), (_("Từ trạng thái"), 20), (_("Sang trạng thái"), 20),
    (_("Người thực hiện"), 24), (_("Tư cách"), 22), (_("Thay mặt"), 18), (_("Thẩm quyền"), 30),
    (_("Lý do, ghi chú"), 40), (_("Lượt việc"), 38), (_("Mã băm"), 24),
)  # fmt: skip
LOOK = (
    (_("Lúc"), 20), (_("Ai"), 24), (_("Cách"), 14), (_("Vì sao không được"), 40), OBJECT, KIND, (_("Trang"), 22),
    (_("Mã yêu cầu"), 34),
)  # fmt: skip


def _limited(found: QuerySet[Any], form: str) -> QuerySet[Any]:
    """Raises TooLong before the first row goes out, not after the last."""
    if found.order_by()[: MOST[form] + 1].count() > MOST[form]:
        raise TooLong(form)
    return found


def _by_chunks(found: QuerySet[Any], shown: Any) -> Iterator[dict[str, Any]]:
    """Newest first, a chunk at a time by key, so that memory stays small."""
    before = None
    while page := list((found.filter(pk__lt=before) if before else found).order_by("-pk")[:CHUNK]):
        yield from shown(page)
        before = page[-1].pk


def _event(row: dict[str, Any]) -> list[Any]:
    event, notes = row["event"], [*row["notes"], *([row["reason"]] if row["reason"] else [])]
    return [
        row["at"], row["label"], row["source"], row["target"], row["actor"], row["capacity"], row["on_behalf_of"],
        row["authority"], "\n".join(map(str, notes)), str(event.act_id), event.hash,
    ]  # fmt: skip


def events(request: HttpRequest, form: str) -> Sheet:
    asked = SearchForm(request.GET)
    found = narrowed(events_for(request.roles), asked.cleaned_data, request.roles) if asked.is_valid() else None
    found = _limited(AuditEvent.objects.none() if found is None else found, form)
    rows = (
        [str(row["object"]), row["kind"], getattr(row["object"], "code", ""), *_event(row)]
        for row in _by_chunks(found, with_objects)
    )
    return Sheet("nhat-ky", _("Nhật ký"), (OBJECT, KIND, CODE, *EVENT), rows)


def _look(row: dict[str, Any]) -> list[Any]:
    look = row["look"]
    return [row["at"], row["actor"], row["how"], row["why"], row["object"], row["kind"], look.route, look.request_id]


def _looks(found: QuerySet[Access], form: str, name: str) -> Sheet:
    rows = _by_chunks(_limited(found.select_related("actor"), form), looks.shown)
    return Sheet(name, _("Ai đã xem"), LOOK, map(_look, rows))


def all_looks(request: HttpRequest, form: str) -> Sheet:
    asked = LookForm(request.GET)
    found = looks.looks_for(request.roles)
    found = looks.narrowed(found, asked.cleaned_data, request.roles) if asked.is_valid() else found.none()
    return _looks(found, form, "nhat-ky-truy-cap")


def object_looks(request: HttpRequest, form: str, subject: Subject) -> Sheet:
    return _looks(looks.looks_at(subject, request.roles), form, _name("ai-da-xem", subject))


def object_history(_request: HttpRequest, form: str, subject: Subject) -> Sheet:
    """Each event with what had changed, old and new beside each other in words."""
    found = _limited(events_of(subject.object_type(), subject.pk), form)
    columns = ((_("Số thứ tự"), 10), *EVENT, (_("Thay đổi so với sự kiện trước"), 60))
    rows = ([row["event"].seq, *_event(row), _changes(row)] for row in history(list(found)))
    return Sheet(_name("lich-su", subject), _("Lịch sử"), columns, rows)


def _changes(row: dict[str, Any]) -> str:
    return "\n".join(f"{part['label']}: {part['old']} → {part['new']}" for part in row["parts"] or [])


def _name(start: str, subject: Subject) -> str:
    return f"{start}-{subject._meta.model_name}-{subject.pk}"


def campaign_stages(request: HttpRequest, form: str, campaign: Campaign) -> Sheet:
    columns = (
        OBJECT, KIND, (_("Giai đoạn"), 20), (_("Chờ ai"), 28), (_("Từ"), 20), (_("Đến"), 20),
        (_("Ngày làm việc"), 12), (_("Số giờ, kể cả ngày nghỉ"), 14), (_("Đang chờ"), 12),
    )  # fmt: skip
    found = stages.longest_first(stages.stays_of(campaign, request.now))
    if len(found) > MOST[form]:
        raise TooLong(form)
    rows = (
        [str(stay.document), stay.kind, stay.stage, stay.holder, stay.start, None if stay.is_open else stay.end,
         stay.days, stay.hours, _("có") if stay.is_open else ""]
        for stay in found
    )  # fmt: skip
    return Sheet(f"thoi-gian-xu-ly-{campaign.code}", _("Thời gian xử lý"), columns, rows)


def campaign_anomalies(_request: HttpRequest, form: str, campaign: Campaign) -> Sheet:
    columns = ((_("Dấu hiệu"), 30), (_("Vì sao được nêu"), 50), OBJECT, KIND, *EVENT)
    events = anomalies.events_in(campaign)
    found = [(rule, rule.find(events)) for rule in anomalies.RULES]
    if sum(rows[: MOST[form] + 1].count() for _rule, rows in found) > MOST[form]:
        raise TooLong(form)
    rows = (
        [rule.label, row["why"], str(row["object"]), row["kind"], *_event(row)]
        for rule, rows in found
        for row in _in_words(rule, rows)
    )
    return Sheet(f"viec-can-xem-{campaign.code}", _("Việc cần xem lại"), columns, rows)


def _in_words(rule: anomalies.Rule, rows: anomalies.Rows) -> Iterator[dict[str, Any]]:
    """Newest first, a chunk at a time out of one statement: to group the events anew for each would take for ever."""
    coming = rows.order_by("-key").iterator(CHUNK)
    while page := list(islice(coming, CHUNK)):
        yield from anomalies.in_words([(rule, page)])[0]
