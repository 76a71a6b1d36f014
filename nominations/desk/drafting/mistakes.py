"""A plan's mistakes in the reader's words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from campaigns.plan import Mistake, PlanError, messages
from campaigns.shown.labels import SECTIONS

FILL_IN = gettext_noop("Hãy điền mục này.")
IN_A_FORM = {
    messages.MISSING_KEY: FILL_IN,
    messages.MISSING_KEY_MAY_BE_UNSTATED: FILL_IN,
    messages.MUST_BE_STATED: FILL_IN,
    messages.UNREADABLE_DEADLINE: gettext_noop(
        "Không hiểu thời hạn “{phrase}”. Hãy ghi lại như ví dụ, hoặc chọn cách tính và ghi ngày ở phần “Chi tiết khác”."
    ),
    messages.NO_DAY: gettext_noop(
        "Thời hạn “{phrase}” chưa có ngày. Hãy ghi ngày, hoặc sự kiện mà thời hạn tính theo."
    ),
    messages.DAY_WITHOUT_BOUND: gettext_noop("Đã chọn “không định ngày” thì để trống ngày và sự kiện."),
    messages.DAY_AND_EVENT: gettext_noop("Chỉ ghi ngày hoặc sự kiện, không ghi cả hai."),
    messages.NO_DAYS: gettext_noop("Thời hạn tính theo sự kiện: hãy ghi rõ bao nhiêu ngày, trước hay sau."),
    messages.DISAGREES: gettext_noop("Không khớp với lời văn “{phrase}”; hãy sửa cho khớp hoặc để trống."),
    messages.UNKNOWN_ID: gettext_noop("Kế hoạch không có “{value}”. Hãy ghi tên trong danh sách, hoặc khai báo trước."),
    messages.UNKNOWN_CHOICE: gettext_noop("“{value}” không có trong các giá trị được chọn."),
    messages.DUPLICATE_ID: gettext_noop("Mã “{value}” đã dùng; mỗi mã chỉ dùng một lần trong kế hoạch."),
    messages.WRONG_STYLE: gettext_noop("Số “{number}” không đúng kiểu đánh số đã chọn; hãy sửa một trong hai."),
    messages.NO_LINE: gettext_noop("Đoạn trích chưa ghi số dòng của bản gốc."),
}


def lines_of(error: PlanError) -> Iterator[tuple[str, str]]:
    """Where, and what to do: the line and the field, or the section of another part of the plan."""
    for one in error.mistakes:
        yield _place(one.line, one.path), _words(one.text, one)


def words_in_a_form(mistake: Mistake) -> str:
    """What to do, for somebody who sees a field and no text."""
    return _words(IN_A_FORM.get(mistake.text, mistake.text), mistake)


def _words(text: str, mistake: Mistake) -> str:
    return _(text).format(**{name: _shown(value) for name, value in mistake.values.items()})


def _place(line: int, path: str) -> str:
    if line:
        where = _("Dòng %(line)s") % {"line": line}
    else:
        section = path.partition(".")[0].partition("[")[0]
        where = _("Mục “%(section)s”") % {"section": SECTIONS.get(section, section)}
    return f"{where}, {path}" if path else where


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return _(value) if isinstance(value, str) and value else str(value)
