"""A plan as a person reads it: sections of items, each with its words, its details in Vietnamese, and its source line.

Everything of the plan is shown; what it does not state says so.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

NOT_STATED = "not_stated"
SECTIONS = (
    ("bases", _("Căn cứ")),
    ("amendments", _("Văn bản sửa đổi")),
    ("commemorations", _("Ngày kỷ niệm")),
    ("purposes", _("Mục đích")),
    ("requirements", _("Yêu cầu")),
    ("themes", _("Chủ đề thi đua")),
    ("scope", _("Phạm vi, đối tượng")),
    ("subjects", _("Đối tượng khen thưởng")),
    ("rounds", _("Đợt đề nghị")),
    ("award_forms", _("Hình thức khen thưởng")),
    ("quotas", _("Chỉ tiêu khen thưởng")),
    ("criteria", _("Tiêu chuẩn")),
    ("papers", _("Hồ sơ")),
    ("council", _("Hội đồng")),
    ("conferral", _("Trao thưởng")),
    ("duties", _("Nhiệm vụ")),
    ("targets", _("Chỉ tiêu")),
    ("events", _("Sự kiện")),
    ("children", _("Kế hoạch chi tiết")),
    ("reports", _("Chế độ báo cáo")),
    ("publications", _("Công bố")),
    ("actors", _("Cơ quan, đơn vị, cá nhân liên quan")),
    ("recipients", _("Nơi nhận")),
    ("signatory", _("Người ký")),
    ("slips", _("Chỗ nghi sai sót của bản sao")),
)
LABELS = {
    "what": _("Nội dung"), "owners": _("Thực hiện"), "deadline": _("Thời hạn"), "when": _("Thời gian"),
    "indicator": _("Chỉ tiêu"), "operator": _("So với mức"), "value": _("Mức"), "measure": _("Đơn vị đo"),
    "out_of": _("Tính trên"), "total": _("Tổng số"), "baseline": _("Gốc so sánh"), "items": _("Gồm"),
    "place": _("Địa bàn"), "role": _("Vai trò"), "purpose": _("Nội dung căn cứ"), "issuer": _("Cơ quan ban hành"),
    "number": _("Số, ký hiệu"), "issued": _("Ngày ban hành"), "span": _("Khoảng thời gian"), "years": _("Số năm"),
    "launched_by": _("Nơi phát động"), "nominators": _("Đơn vị đề nghị"), "subjects": _("Đối tượng"),
    "opens": _("Bắt đầu nhận"), "route": _("Trình tự"), "senders": _("Bên gửi"), "recipients": _("Bên nhận"),
    "through": _("Qua"), "content": _("Nội dung"), "frequency": _("Định kỳ"), "interval": _("Khoảng cách"),
    "channel": _("Nơi đăng"), "audience": _("Người đọc"), "definition": _("Định nghĩa"), "reference": _("Dẫn chiếu"),
    "forms": _("Hình thức"), "organisers": _("Đơn vị tổ chức"), "composition": _("Thành phần"),
    "quorum": _("Số dự họp tối thiểu"), "threshold": _("Tỷ lệ tán thành"), "ballot": _("Cách biểu quyết"),
    "meeting": _("Họp"), "ceremony": _("Lễ trao tặng"), "bonus": _("Tiền thưởng"),
    "certificate_number": _("Số vào sổ"), "results_published": _("Công khai kết quả"), "name": _("Tên"),
    "position": _("Chức vụ"), "capacity": _("Thể thức ký"), "suspected": _("Có lẽ là"), "why": _("Vì"),
    "bodies": _("Cơ quan, đơn vị"), "capacities": _("Tư cách"), "also": _("Cách viết khác"), "actor": _("Là"),
    "decider": _("Người quyết định"), "level": _("Cấp"), "plan": _("Kế hoạch"), "sub_items": _("Gồm"),
}  # fmt: skip
HIDDEN = {"id", "phrase", "line", "kind", "style", "first", "anniversary", "issuer_actor", "duties", "bases", "timing"}


def sections(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each section with its items; a section that the plan leaves out has none."""
    names = {actor["id"]: actor["phrase"] for actor in plan.get("actors") or [] if isinstance(actor, dict)}
    names |= {row["id"]: row["name"] for row in plan.get("subjects") or [] if isinstance(row, dict)}
    for key, label in SECTIONS:
        value = plan.get(key, NOT_STATED)
        rows = [value] if isinstance(value, dict) else value
        items = [] if value == NOT_STATED else [item(row, names) for row in rows]
        if items or value == NOT_STATED:
            yield {"key": key, "label": label, "items": items}


def item(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """An item's words, details and lines."""
    details = [(LABELS[name], worded(value, names)) for name, value in row.items() if name in LABELS and value != []]
    title = row.get("phrase") or row.get("name") or ""
    lines = row.get("line", [])
    return {
        "id": row.get("id", ""),
        "title": "" if title == NOT_STATED else title,
        "details": [(label, words) for label, words in details if words and words != title],
        "lines": ", ".join(map(str, lines)) if isinstance(lines, list) else "",
    }


def worded(value: Any, names: dict[str, str]) -> Any:
    """A value in words: deadlines by their phrase, actors by name, what is not stated by saying so."""
    if value == NOT_STATED:
        return _("Kế hoạch không nêu")
    if value == "whole_scope":
        return _("Mọi đơn vị trong phạm vi kế hoạch")
    if isinstance(value, dict):
        stated = {name: part for name, part in value.items() if part not in (NOT_STATED, [])}
        words = stated.get("phrase") or "; ".join(str(worded(part, names)) for part in stated.values())
        return words or worded(NOT_STATED, names)
    if isinstance(value, list):
        return "; ".join(str(worded(part, names)) for part in value)
    return names.get(value) or said(value) if isinstance(value, str) else str(value)


def office_settings(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """What the office decided where the plan is silent, with by whom and why."""
    chosen = plan.get("settings") or {}
    return [
        {"name": SETTINGS.get(name, name), "value": _value(setting["value"]), **setting_words(setting)}
        for name, setting in chosen.items()
        if isinstance(setting, dict) and name in SETTINGS
    ]


def setting_words(setting: dict[str, Any]) -> dict[str, str]:
    return {"set_by": setting.get("set_by", ""), "why": setting.get("why", "")}


SETTINGS = {
    "award_forms": _("Hình thức khen thưởng"),
    "quotas": _("Chỉ tiêu khen thưởng"),
    "papers": _("Hồ sơ của đơn vị"),
    "report_parts": _("Các phần bắt buộc của báo cáo thành tích"),
    "late_lists": _("Danh sách nộp muộn"),
    "nil_returns": _("Báo không có đề nghị"),
    "counted_at": _("Cách tính thời điểm nộp"),
    "provisional_results": _("Kết quả chưa xác nhận"),
    "council_step": _("Bước Hội đồng"),
    "collective_definition": _("Thế nào là tập thể"),
    "report_interval": _("Khoảng cách báo cáo"),
    "publication_interval": _("Khoảng cách cập nhật tin"),
    "annex_order": _("Thứ tự phụ lục"),
    "bonus": _("Tiền thưởng"),
    "results_published": _("Công khai kết quả"),
}
WORDS = {
    "accept_with_reason": _("Nhận, ghi rõ nộp muộn và lý do"), "accept": _("Nhận"), "refuse": _("Không nhận"),
    "overview": _("Sơ lược"), "achievements": _("Thành tích đạt được"), "earlier_awards": _("Đã được khen thưởng"),
    NOT_STATED: _("Chưa đặt"),
    "sending": _("Lúc gửi"), "receipt": _("Lúc nhận được"),
    "once": _("Một lần"), "daily": _("Hằng ngày"), "weekly": _("Hằng tuần"), "monthly": _("Hằng tháng"),
    "quarterly": _("Hằng quý"), "yearly": _("Hằng năm"),
    ">": _("Lớn hơn"), ">=": _("Ít nhất"), "=": _("Bằng"), "<=": _("Nhiều nhất"), "<": _("Nhỏ hơn"),
    "report": _("Để báo cáo"), "action": _("Để thực hiện"), "information": _("Để biết"), "archive": _("Để lưu"),
    "register": _("Đăng ký"), "select": _("Bình xét"), "submit": _("Nộp"),
    "appraise": _("Thẩm định"), "consolidate": _("Tổng hợp"),
    "vote": _("Biểu quyết"), "forward": _("Trình"), "approve": _("Phê duyệt"),
    "present": _("Trao tặng"),
    "participants": _("Số người, tập thể tham gia"), "staff": _("Số cán bộ, người lao động"),
    "nominees": _("Số được đề nghị"), "registered": _("Số đăng ký"), "members": _("Số thành viên"),
    "head": _("Người đứng đầu ký"),
}  # fmt: skip
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def said(value: str) -> Any:
    """A word of the plan's file as people say it, a date as they write it; other texts stay as they are."""
    if ISO_DATE.fullmatch(value):
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    return WORDS.get(value, value)


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return value.get("name") or value.get("phrase") or "; ".join(str(_value(part)) for part in value.values())
    if isinstance(value, list):
        return "; ".join(str(_value(part)) for part in value)
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    return said(value) if isinstance(value, str) else value
