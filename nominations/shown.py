"""The trail as a person reads it: verbs, states and content parts in words."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.permissions import OVERSEERS, Roles
from campaigns.states import Progress
from nominations.models import Nomination, Override
from nominations.states import ReturnReason
from organisation.models import SigningAuthority
from organisation.states import Role
from workflows.audit import words_of
from workflows.content import Part
from workflows.models import AuditEvent, Subject
from workflows.verbs import verbs_of

PARTS = {
    "unit": _("Đơn vị"),
    "round": _("Đợt"),
    "kind": _("Đối tượng"),
    "full_name": _("Họ và tên / tên tập thể"),
    "honorific": _("Ông/Bà"),
    "position": _("Chức vụ"),
    "is_leader": _("Lãnh đạo hay người trực tiếp"),
    "sub_unit": _("Phòng, tổ, đội"),
    "head_count": _("Số người"),
    "award_form": _("Hình thức đề nghị"),
    "overview": _("Sơ lược"),
    "achievements": _("Thành tích đạt được"),
    "earlier_awards": _("Đã được khen thưởng"),
    "attachments": _("Tệp đính kèm"),
    "letter_number": _("Số, ký hiệu văn bản"),
    "letter_date": _("Ngày văn bản"),
    "letter_note": _("Nội dung đề nghị"),
    "nominations": _("Danh sách đề nghị"),
    "lines": _("Các dòng của danh sách"),
    "note": _("Ý kiến của Văn phòng"),
    "campaign": _("Phong trào"),
    "number": _("Lần trình"),
    "name": _("Tên"),
    "sha256": _("SHA-256"),
    "encoding": _("Chữ trong tệp"),
    "columns": _("Các cột"),
    "fates": _("Số dòng"),
    "chosen": _("Đã chọn"),
    "code": _("Mã"),
    "plan": _("Kế hoạch"),
    "settings": _("Thiết đặt"),
    "symbol": _("Ký hiệu"),
    "year": _("Năm"),
    "paper": _("Văn bản"),
    "pdf": _("Tệp PDF (SHA-256)"),
    "nomination": _("Đề nghị khen thưởng"),
    "revocation": _("Quyết định hủy bỏ"),
    "what": _("Thu hồi gì"),
    "amount": _("Số tiền"),
    "due_on": _("Hạn nộp lại"),
    "purpose": _("Gửi để"),
    "recipient": _("Nơi nhận"),
    "title": _("Tiêu đề"),
    "text": _("Nội dung"),
    "summary": _("Tóm tắt"),
    "body": _("Nội dung"),
    "channel": _("Nơi đăng"),
    "assignment": _("Nhiệm vụ, chỉ tiêu"),
    "as_of": _("Số liệu đến ngày"),
    "value": _("Kết quả"),
    "part_values": _("Kết quả từng mục"),
    "progress": _("Tiến độ"),
    "words": _("Thuyết minh"),
    "held_on": _("Ngày tổ chức, ban hành"),
    "place": _("Địa điểm"),
    "participants": _("Số người tham gia"),
    "manner": _("Hình thức"),
    "programme": _("Chương trình"),
    "attendance": _("Đơn vị tham dự"),
    "indicators": _("Chỉ tiêu riêng của đơn vị"),
    "on_behalf_of": _("Báo cáo thay cho"),
    "matter": _("Nội dung kiểm tra"),
    "planned_on": _("Ngày kiểm tra"),
    "inspectors": _("Thành phần đoàn kiểm tra"),
    "findings": pgettext_lazy("đơn vị", "Kết quả kiểm tra"),
    "to_mend": _("Yêu cầu khắc phục"),
    "mend_by": _("Hạn khắc phục"),
    "follow_up": _("Kết quả khắc phục"),
    "lessons": _("Bài học kinh nghiệm"),
}
VALUES = {
    "ong": _("Ông"),
    "ba": _("Bà"),
    "leader": _("Lãnh đạo, quản lý"),
    "direct": _("Người trực tiếp"),
    "individual": _("Cá nhân"),
    "collective": _("Tập thể"),
    "household": _("Hộ gia đình"),
    "struck": _("đã gạch"),
    **dict(Progress.choices),
    "certificate": _("Giấy khen, hiện vật"),
    "money": _("Tiền thưởng"),
}
OVERRIDE = Override._meta.model_name
CAPACITIES = {
    **dict(Role.choices),
    "invited": _("Người được mời"),
    "system": _("Hệ thống"),
}
SHORT = 12  # digits of a hash that a reader compares


def shown_events(events: Sequence[AuditEvent]) -> list[dict[str, Any]]:
    """The events as the timeline component takes them; one query for all their words, one for authorities."""
    words = words_of(events)
    wanted = {part for event in events for part in event.authority.split() if part.isdecimal()}
    found = SigningAuthority.objects.filter(pk__in=wanted)
    authorities = {str(row.pk): f"{row.get_form_display()} – {row.basis}" for row in found} if wanted else {}
    return [_shown(event, words.get(event.payload_hash), authorities) for event in events]


def _shown(event: AuditEvent, words: dict | None, authorities: dict[str, str]) -> dict[str, Any]:
    model = apps.get_model(event.object_type)
    described = verbs_of(model).get(event.verb)  # None: an altered event is shown as it stands
    states = dict(model._meta.get_field("state").choices)
    return {
        "event": event,
        "label": described.label if described else event.verb,
        "tone": described.tone if described else "bad",
        "actor": (words or {}).get("actor", _("(đã xóa theo yêu cầu)")),
        "capacity": CAPACITIES.get(event.capacity, event.capacity),
        "on_behalf_of": event.on_behalf_of,
        "authority": "; ".join(filter(None, (_basis(part, authorities) for part in event.authority.split()))),
        "at": event.at,
        "source": states.get(event.source, event.source) if event.source != event.target else "",
        "target": states.get(event.target, event.target),
        "reason": (words or {}).get("reason", ""),
        "data": (words or {}).get("data", {}),
        "notes": _notes((words or {}).get("data", {})),
        "hash": event.hash,
    }


def _basis(part: str, authorities: dict[str, str]) -> str:
    """A signing authority, or the override under which a duty was set aside."""
    kind, _slash, number = part.partition("/")
    return _("vượt quyền số %(number)s") % {"number": number} if kind == OVERRIDE else authorities.get(part, "")


def for_reader(events: Sequence[dict[str, Any]], subject: Subject, roles: Roles) -> list[dict[str, Any]]:
    """Why a case is on hold (discipline, inspection, a complaint: NĐ 152/2025) is not the unit's to read."""
    if not isinstance(subject, Nomination) or roles.on_campaign(
        subject.campaign_id, subject.organisation_id, *OVERSEERS
    ):
        return list(events)
    withheld = {"reason": _("Lý do chỉ Văn phòng và lãnh đạo được xem.")}
    return [event | withheld if event["event"].verb == "hold" else event for event in events]


def _notes(data: dict[str, Any]) -> list[str]:
    """What was marked beside the words: coded reasons, fields to mend."""
    known = dict(ReturnReason.choices)
    codes = [str(known.get(code, code)) for code in data.get("codes", ())]
    fields = [str(PARTS.get(name, name)) for name in data.get("fields", ())]
    posted = [data[name] for name in ("day", "address", "audience") if "address" in data and data.get(name)]
    named = ((_("Lý do"), codes), (_("Cần sửa"), fields), (_("Đã đăng"), posted))
    return [f"{label}: {'; '.join(words)}" for label, words in named if words]


def shown_value(value: Any, name: str = "") -> str:
    """A part of a content in words; lists one item a line."""
    if isinstance(value, list):
        return "\n".join(map(ITEMS.get(name, _shown_item), value))
    if isinstance(value, dict):
        return "\n".join(f"{name}: {shown_value(item)}" for name, item in value.items())
    return str(VALUES.get(value, value if value is not None else ""))


def _shown_item(item: Any) -> str:
    return " · ".join(str(VALUES.get(part, part)) for part in item if part) if isinstance(item, list) else str(item)


def _shown_line(row: Any) -> str:
    """A nomination in a list as a person names it, without the key and the hash that bind it."""
    if not isinstance(row, list):
        return str(row)  # altered: shown as it stands
    version, words = row[1:2], row[3:]
    edition = [_("bản %(version)s") % {"version": number} for number in version if number != "1"]
    return _shown_item([*words, *edition])


def _shown_file(text: str) -> str:
    name, _colon, sha256 = str(text).rpartition(":")
    return _("%(name)s, mã băm %(hash)s…") % {"name": name, "hash": sha256[:SHORT]}


ITEMS = {"nominations": _shown_line, "lines": _shown_line, "attachments": _shown_file}


def shown_parts(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Content parts as the diff component takes them; of a long list only the lines that differ."""
    return [
        {
            "label": PARTS.get(part.name, part.name),
            "old": shown_value(_unlike(part.old, part.new), part.name),
            "new": shown_value(_unlike(part.new, part.old), part.name),
        }
        for part in parts
    ]


def _unlike(value: Any, other: Any) -> Any:
    if not isinstance(value, list) or not isinstance(other, list):
        return value
    known = set(map(str, other))
    return [item for item in value if str(item) not in known]


def shown_content(body: dict[str, Any]) -> list[tuple[Any, str]]:
    """A whole content as pairs of label and value: what stood on the screen."""
    return [(PARTS.get(name, name), shown_value(value, name)) for name, value in body.items() if name != "salt"]
