"""The year's figures of emulation and commendation, for whoever watches campaigns as a whole."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nominations.exports.rows import Sheet
from nominations.exports.sheets import MEDIA, sent
from nominations.selectors import boards_for
from nominations.statistics import COLUMNS, rows_of, statistics_of, years_for


class YearForm(forms.Form):
    year = forms.TypedChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].label = _("Năm")
        self.fields["year"].choices = [(year, str(year)) for year in years]


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    year, form = _asked(request)
    context = {
        "found": statistics_of(year, request.roles),
        "form": form,
        "columns": list(COLUMNS.values()),
        "now": request.now,
    }
    return render(request, "signing/statistics.html", context)


@require_safe
def statistics_sheet(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same as one table in a file; what the site cannot know is an empty cell."""
    year, _form = _asked(request)
    if kind not in MEDIA:
        raise Http404
    title = _("Thống kê thi đua, khen thưởng năm %(year)s") % {"year": year}
    columns = [(_("Phần"), 34), (_("Nội dung"), 44), *((label, 14) for label in COLUMNS.values())]
    sheet = Sheet(f"thong-ke-{year}", title, columns, rows_of(statistics_of(year, request.roles)), request.user)
    return sent(sheet, kind)


def _asked(request: HttpRequest) -> tuple[int, YearForm]:
    """The year in the address, else the one that runs; whoever watches no campaign finds no such page."""
    if not boards_for(request.roles).exists():
        raise Http404
    today = localtime(request.now).date()
    years = years_for(request.roles, today)
    form = YearForm(request.GET if "year" in request.GET else {"year": today.year}, years=years)
    return (form.cleaned_data["year"] if form.is_valid() else "") or today.year, form
