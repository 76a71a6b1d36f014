"""What was found of one kind, as a file: the newest, as many as the page counts."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nominations.exports.rows import Row, Sheet
from nominations.exports.sheets import MEDIA, sent
from search.asking import read
from search.desk.searching import answer_of, typed_of
from search.finding import MOST, kind_named
from search.kinds import Kind
from search.shown import code_of, title_of, url_of


@require_safe
def search_export(request: HttpRequest, kind: str, form: str) -> HttpResponseBase:
    """`?q=` as the page has it; a slip is forgiven as there."""
    known = kind_named(kind)
    if known is None or form not in MEDIA:
        raise Http404
    typed, _wrong = typed_of(request)
    found, _slip, _older = answer_of(request, read(typed), known, MOST)
    rows = [_row(request, known, hit.object) for one in found for hit in one.hits]
    columns = (
        (_("Kết quả"), 50), (_("Mã"), 16), (_("Đơn vị"), 30), (_("Phong trào"), 40), (_("Trạng thái"), 22),
        (_("Địa chỉ"), 40),
    )  # fmt: skip
    title = _("%(kind)s: tìm “%(typed)s”") % {"kind": known.label, "typed": typed}
    return sent(Sheet(f"tim-kiem-{known.name}", title, columns, rows, request.user), form)


def _row(request: HttpRequest, kind: Kind, found: Any) -> Row:
    unit, campaign = (getattr(found, name) if name in kind.related else "" for name in ("unit", "campaign"))
    state = found.get_state_display() if kind.state else ""
    address = request.build_absolute_uri(url_of(found))
    return [title_of(found), code_of(kind, found), f"{unit or ''}", f"{campaign or ''}", state, address]
