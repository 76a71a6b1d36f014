"""Rows of a queue as the administrator may read them: what, for what or whom, and why not; never what was written."""

import re
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.services.bounces import RETURNED
from notifications.services.post import UNCERTAIN
from notifications.states import LetterKind
from workflows import clock
from workflows.models import OutboxEntry, Upkeep
from workflows.models.queue import QueueState as S
from workflows.queues import Queue

TONES = {S.WAITING: "info", S.RETRYING: "warn", S.DEAD: "bad", S.DONE: "ok", S.DROPPED: "neutral"}
CLASS = re.compile(r"^((?:[A-Za-z_]\w*\.)*[A-Z]\w*)(?:: (.*))?$", re.ASCII | re.MULTILINE)
PLACE = re.compile(r'^ +File "(?:.*/)?([\w.-]+/[\w.-]+)", line (\d+)', re.MULTILINE)
# Words of a machine about a machine or an address; those of other errors may quote a name or a letter
TELLING = re.compile(r"SMTP\w+|\w*Connection\w*Error|TimeoutError|OSError|gaierror|(?:\w+\.)*OperationalError")
LONGEST = 200
EFFECTS = {
    "nominations.tell_unit": gettext_lazy("Báo cho đơn vị"),
    "nominations.tell_office": gettext_lazy("Báo cho Văn phòng"),
    "nominations.tell_heads": gettext_lazy("Báo cho thủ trưởng đơn vị"),
    "nominations.tell_leaders": gettext_lazy("Báo cho lãnh đạo"),
    "nominations.tell_records": gettext_lazy("Báo cho văn thư"),
    "nominations.tell_considerers": gettext_lazy("Báo cho Văn phòng về ý kiến công khai"),
    "nominations.tell_proposed": gettext_lazy("Báo cho đơn vị có tên trong danh sách lấy ý kiến"),
    "nominations.tell_publishers": gettext_lazy("Báo cho người đăng tin"),
    "campaigns.tell_publishers": gettext_lazy("Báo cho người đăng tin"),
    "nominations.tell_units": gettext_lazy("Báo kết quả cho các đơn vị"),
    "nominations.remind_overdue": gettext_lazy("Nhắc đơn vị quá hạn nộp"),
    "campaigns.follow_deadlines": gettext_lazy("Tính lại hạn nộp"),
    "nominations.seal": gettext_lazy("Niêm phong nhật ký"),
    "nominations.render_decision": gettext_lazy("Lập văn bản quyết định"),
    "nominations.tell_confirmers": gettext_lazy("Báo cho người xác nhận vượt quyền"),
    "nominations.tell_overseers": gettext_lazy("Báo về vượt quyền"),
    "nominations.deliver_letters": gettext_lazy("Chuyển thư tới đơn vị"),
    "organisation.tell_auditors": gettext_lazy("Báo kiểm tra viên về tài khoản"),
    "organisation.tell_holder": gettext_lazy("Báo chủ tài khoản"),
    "organisation.send_invitation": gettext_lazy("Gửi lời mời"),
    "workflows.pack_bundle": gettext_lazy("Lập gói kiểm tra"),
    "nominations.pack_archive": gettext_lazy("Lập gói lưu trữ"),
    "nominations.sign_originals": gettext_lazy("Ký số văn bản"),
    "campaigns.tell_checkers": gettext_lazy("Báo cho người xác nhận báo cáo tiến độ"),
    "campaigns.tell_directors": gettext_lazy("Báo cho lãnh đạo về báo cáo phong trào"),
    "campaigns.tell_drafters": gettext_lazy("Báo cho Văn phòng về báo cáo phong trào"),
    "campaigns.tell_attenders": gettext_lazy("Báo cho các đơn vị về ngày tổ chức sự kiện"),
    "campaigns.tell_participants": gettext_lazy("Báo cho các đơn vị về việc phát động phong trào"),
    "campaigns.tell_inspected": gettext_lazy("Báo cho đơn vị được kiểm tra"),
    "campaigns.tell_inspectors": gettext_lazy("Báo cho Văn phòng về kết quả khắc phục"),
    "campaigns.tell_reporters": gettext_lazy("Báo cho đơn vị báo cáo tiến độ"),
    "nominations.tell_recipients": gettext_lazy("Nhắc đơn vị xác nhận văn bản"),
    "nominations.distribute": gettext_lazy("Gửi văn bản tới nơi nhận"),
    "campaigns.distribute": gettext_lazy("Gửi kế hoạch tới nơi nhận"),
    "nominations.export": gettext_lazy("Kết xuất danh sách nhiều dòng"),
    "nominations.print_certificates": gettext_lazy("In giấy khen của danh sách dài"),
    "workflows.timestamp": gettext_lazy("Xin dấu thời gian"),
    "workflows.anchor_in_folder": gettext_lazy("Lưu bản đối chiếu vào thư mục"),
    "workflows.anchor_by_mail": gettext_lazy("Gửi bản đối chiếu qua thư"),
}
LETTERS = {kind.value: kind.label for kind in LetterKind}


def why(error: str) -> str:
    """A kept error in one line without anybody's words: its class, its place in the code."""
    if not error or error in (RETURNED, UNCERTAIN):
        return error and _(error)
    found = CLASS.findall(error)
    name, words = found[-1] if found else (_("Lỗi không rõ"), "")
    places = PLACE.findall(error)
    where = f" ({places[-1][0]}:{places[-1][1]})" if places else ""
    return f"{name}: {words}"[:LONGEST] if words and TELLING.fullmatch(name) else f"{name}{where}"


def named(kind: str) -> str:
    """An effect or a kind of letter in words; one that no code knows any more as it is called."""
    return str({**EFFECTS, **LETTERS}.get(kind, kind))


def touched(deed: Upkeep) -> str:
    """What a deed of an administrator was done to."""
    return named(deed.kind) if deed.kind else _model(deed.queue)


def shown(queue: Queue, row: Any) -> dict[str, Any]:
    """One row in words; its times on the installation's clock."""
    state, moved = queue.state_of(row), clock.offset()
    is_entry, over = isinstance(row, OutboxEntry), getattr(row, queue.done) or row.dropped_at or row.dead_at
    return {
        "row": row,
        "state": state,
        "tone": TONES[state],
        "what": named(getattr(row, queue.kind)),
        "about": _object(row) if is_entry else row.address,
        "whose": "" if is_entry else row.recipient.full_name,
        "why": why(row.last_error),
        "next": row.available_at + moved if state in (S.WAITING, S.RETRYING) else None,
        "over": over + moved if over else None,
        "made": row.created_at + moved,
    }


def _object(entry: OutboxEntry) -> str:
    return f"{_model(entry.object_type)} {entry.object_id}"


def _model(label: str) -> str:
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return capfirst(label)
