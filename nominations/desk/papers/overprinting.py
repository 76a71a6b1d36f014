"""Certificates onto stock that already bears a frame: moved by what one printer is off, tried on a test sheet first.

How far belongs to a printer and a pack of stock, not to the office: it is kept in the browser beside that printer, in
a cookie that says nothing of anybody. Reasons: docs/decisions/overprint-in-the-browser.md.
"""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from documents.certificate import ZONES, Overprint, Reach, reach_of, render_certificates, render_test_sheet
from nominations.desk.signing.pdf import inline_pdf
from nominations.models import Decision
from nominations.papers.kinds import PAPERS, printed
from nominations.printing import is_long
from nominations.selectors import honouring_decisions_for

COOKIE = "overprint"
A_YEAR = 365 * 24 * 3600
ON_STOCK = {
    "nation": gettext_lazy("Quốc hiệu, tiêu ngữ"),
    "authority": gettext_lazy("Thẩm quyền"),
    "title": gettext_lazy("Tên hình thức khen thưởng"),
    "recipient": gettext_lazy("Người hoặc tập thể được tặng"),
    "achievement": gettext_lazy("Thành tích"),
    "decision": gettext_lazy("Số quyết định, số vào sổ"),
    "check": gettext_lazy("Mã kiểm tra"),
    "signature": gettext_lazy("Nơi, ngày, người ký"),
}  # every zone of documents.certificate
PRINTS = {
    "test": (render_test_sheet, "in-thu-giay-khen"),
    "stock": (render_certificates, "giay-khen-len-phoi"),
}


class Millimetres(forms.DecimalField):
    """A length as it is written: "1,5", "1.5", "−2"; nothing is none."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "text", "size": 8, "autocomplete": "off"})
        super().__init__(required=False, max_digits=6, decimal_places=2, widget=widget, **options)

    def to_python(self, value: Any) -> Decimal:
        written = str(value or "").strip().removesuffix("mm").strip().replace("\u2212", "-").replace(",", ".")
        return super().to_python(written or "0")


class OverprintForm(forms.Form):
    """How far to move, and what the stock bears already. Beyond the paper it says how far it may be."""

    right = Millimetres(
        label=gettext_lazy("Dịch sang phải (mm)"), help_text=gettext_lazy("Số âm: dịch sang trái. Ví dụ: 1,5 hoặc -2.")
    )
    down = Millimetres(
        label=gettext_lazy("Dịch xuống dưới (mm)"), help_text=gettext_lazy("Số âm: dịch lên trên. Ví dụ: 1,5 hoặc -2.")
    )
    borne = forms.MultipleChoiceField(
        label=gettext_lazy("Phôi đã in sẵn"), choices=list(ON_STOCK.items()), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("Những phần này không in nữa."),
    )  # fmt: skip

    def clean_borne(self) -> list[str]:
        borne = self.cleaned_data["borne"]
        if set(borne) == set(ZONES):
            raise ValidationError(_("Phôi đã in sẵn mọi phần thì không còn gì để in. Hãy bỏ bớt phần đã in sẵn."))
        return borne

    def clean(self) -> None:
        for way, reach in reach_of(self.cleaned_data.get("borne", ())).items():
            moved = self.cleaned_data.get(way)
            if moved is not None and not reach.least <= moved <= reach.most:
                self.add_error(way, refusal(way, moved, reach))

    def overprint(self) -> Overprint:
        said = self.cleaned_data
        return Overprint(float(said["right"]), float(said["down"]), tuple(said["borne"]))


WAYS = {
    "right": pgettext_lazy("dịch bản in", "Dịch sang phải"),
    "down": pgettext_lazy("dịch bản in", "Dịch xuống dưới"),
}


def refusal(way: str, moved: Decimal, reach: Reach) -> str:
    """The range, and what would leave the paper beyond it."""
    words = _("%(way)s chỉ được từ %(least)s đến %(most)s mm, không phải %(moved)s mm.") % {
        "way": WAYS[way], "least": shown(reach.least), "most": shown(reach.most), "moved": shown(moved),
    }  # fmt: skip
    zone = reach.before if moved < 0 else reach.behind
    if zone:
        words += " " + _("Xa hơn nữa thì phần “%(zone)s” ra ngoài tờ giấy.") % {"zone": ON_STOCK[zone]}
    return words


def shown(length: float | Decimal) -> str:
    """ "-2,5", "30"."""
    return number_format(f"{length:f}".rstrip("0").rstrip(".") if "." in f"{length:f}" else f"{length:f}")


@require_safe
def overprint(request: HttpRequest, pk: int) -> HttpResponse:
    """What was used last at this browser, to be changed, tried and printed."""
    return _page(request, _found(request, pk), OverprintForm(initial=kept(request)))


@require_safe
def overprint_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificates, or the test sheet; the form as it was typed, where the print would leave the paper.

    Of a long list only the test sheet is printed here; the rest is ordered.
    """
    decision = _found(request, pk)
    form = OverprintForm(request.GET)
    if not form.is_valid():
        return _page(request, decision, form, status=422)
    if request.GET.get("print") != "test" and is_long(decision):
        return _with_cookie(redirect(f"{reverse('print_runs', args=[pk])}?{_spelt(form)}"), form)
    render_it, name = PRINTS["test" if request.GET.get("print") == "test" else "stock"]
    kind = replace(PAPERS["certificates"], forms={"pdf": partial(render_it, overprint=form.overprint())})
    return _with_cookie(inline_pdf(printed(kind, decision, "pdf"), f"{name}-{pk}.pdf"), form)


def _with_cookie(answer: HttpResponse, form: OverprintForm) -> HttpResponse:
    answer.set_cookie(
        COOKIE, _spelt(form), max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return answer


def kept(request: HttpRequest) -> dict[str, Any]:
    """What the browser kept, where it still makes sense."""
    form = OverprintForm(QueryDict(request.COOKIES.get(COOKIE, "")))
    if not form.is_valid():
        return {"right": "0", "down": "0"}
    said = form.cleaned_data
    return {"right": shown(said["right"]), "down": shown(said["down"]), "borne": said["borne"]}


def _spelt(form: OverprintForm) -> str:
    said = QueryDict(mutable=True)
    said.update({"right": str(form.cleaned_data["right"]), "down": str(form.cleaned_data["down"])})
    said.setlist("borne", form.cleaned_data["borne"])
    return said.urlencode()


def _page(request: HttpRequest, decision: Decision, form: OverprintForm, status: int = 200) -> HttpResponse:
    return render(request, "papers/overprint.html", {"decision": decision, "form": form}, status=status)


def _found(request: HttpRequest, pk: int) -> Decision:
    return get_object_or_404(honouring_decisions_for(request.roles), pk=pk)
