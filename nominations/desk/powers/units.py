"""The register of units: administrators write it, auditors read it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from campaigns.permissions import Roles
from nominations.exports import finding
from organisation.formfields import CleanCharField, DateField
from organisation.models import Organisation, Unit, UnitChange
from organisation.selectors import inside
from organisation.services import units as services
from organisation.states import Role, UnitKind
from organisation.text import fold
from workflows.errors import StaleContent


class UnitForm(forms.Form):
    """A unit as the register has it. The body's own unit stays at the top, whatever is typed."""

    use_required_attribute = False

    name = CleanCharField(label=gettext_lazy("Tên đơn vị"), max_length=200)
    short_name = CleanCharField(
        label=gettext_lazy("Tên gọi tắt"), max_length=80, required=False,
        help_text=gettext_lazy("Dùng ở bảng và danh sách hẹp."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Loại đơn vị"), choices=UnitKind.choices)
    is_external = forms.BooleanField(label=gettext_lazy("Ở ngoài cơ quan (doanh nghiệp, địa phương)"), required=False)
    parent = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Trực thuộc"), required=False, empty_label=gettext_lazy("— không —")
    )
    led_by = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Đơn vị làm đầu mối"), required=False,
        empty_label=gettext_lazy("— không —"), help_text=gettext_lazy("Đơn vị đứng đầu của cụm, khối thi đua."),
    )  # fmt: skip
    valid_from = DateField(label=gettext_lazy("Thành lập từ ngày"), required=False)
    valid_to = DateField(
        label=gettext_lazy("Hoạt động đến hết ngày"), required=False,
        help_text=gettext_lazy("Sau ngày này không mời vào kế hoạch mới, không giao vai trò mới; hồ sơ cũ giữ nguyên."),
    )  # fmt: skip
    merged_into = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Sáp nhập vào"), required=False, empty_label=gettext_lazy("— không —")
    )
    document = CleanCharField(
        label=gettext_lazy("Theo văn bản"), max_length=200,
        help_text=gettext_lazy("Số, ký hiệu, ngày và cơ quan ban hành."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisation_id: int, unit: Unit | None = None, **more: Any) -> None:
        initial = {name: getattr(unit, name) for name in services.FIELDS} if unit else {}
        super().__init__(*args, initial=initial, **more)
        self.organisation_id, self.unit = organisation_id, unit
        others = Unit.objects.filter(organisation=organisation_id).exclude(pk=unit.pk if unit else None)
        for name in ("parent", "led_by", "merged_into"):
            self.fields[name].queryset = others  # type: ignore[attr-defined]
        if unit and unit.is_body:
            for name in ("is_external", "parent", "led_by", "valid_to", "merged_into"):
                del self.fields[name]
        elif unit is None:
            for name in ("valid_to", "merged_into"):
                del self.fields[name]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = Unit.objects.filter(organisation=self.organisation_id).exclude(pk=self.unit.pk if self.unit else None)
        if fold(name) in {fold(known) for known in others.values_list("name", flat=True)}:
            raise forms.ValidationError(_("Trong sổ đã có đơn vị tên này."))
        return name

    def clean_parent(self) -> Unit | None:
        above = self.cleaned_data["parent"]
        if above and self.unit and above.pk in inside(self.unit):
            raise forms.ValidationError(_("Đơn vị này đang trực thuộc chính đơn vị được sửa."))
        return above

    def clean(self) -> None:
        said = self.cleaned_data
        first, last = said.get("valid_from"), said.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Ngày cuối phải từ ngày thành lập trở đi."))
        if said.get("merged_into") and not last:
            self.add_error("valid_to", _("Đơn vị sáp nhập vào đơn vị khác thì phải ghi ngày hoạt động cuối cùng."))
        nowhere = not said.get("parent") and not said.get("is_external")
        if "parent" in self.fields and nowhere and "parent" not in self.errors:
            self.add_error("parent", _("Đơn vị trong cơ quan phải trực thuộc cơ quan hoặc một đơn vị khác."))

    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in services.FIELDS if name in self.cleaned_data}


@require_http_methods(["GET", "HEAD", "POST"])
def units(request: HttpRequest) -> HttpResponse:
    """Every unit in the register's order, closed ones too; to an administrator with the form for a new one."""
    here = _organisation(request.roles)
    writes = here.pk in request.roles.organisation_ids(Role.ADMINISTRATOR)
    if request.method == "POST" and not writes:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    form = UnitForm(request.POST or None, organisation_id=here.pk) if writes else None
    if request.method == "POST" and form and form.is_valid():
        unit = services.enter(here, form.written(), form.cleaned_data["document"], actor=request.user)
        messages.success(request, _("Đã ghi vào sổ: %(unit)s.") % {"unit": unit})
        return redirect("unit", unit.pk)
    rows = finding.units(request.roles, request.GET, request.now)
    context = {"form": form, "rows": rows, "today": localtime(request.now).date()}
    return render(request, "powers/units.html", context, status=422 if form and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit with the pages of its book, the last first."""
    found = get_object_or_404(_register(request.roles).select_related("parent", "led_by", "merged_into"), pk=pk)
    writes = found.organisation_id in request.roles.organisation_ids(Role.ADMINISTRATOR)
    if request.method == "POST" and not writes:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    form = UnitForm(request.POST or None, organisation_id=found.organisation_id, unit=found) if writes else None
    if request.method == "POST" and form and form.is_valid() and _changed(request, found, form):
        return redirect("unit", pk)
    pages = found.changes.select_related("noted_by")
    context = {
        "unit": found, "form": form, "pages": [(page, _lines(page)) for page in pages],
        "seen": request.POST.get("seen", "") if form and form.errors else services.mark_of(found),
    }  # fmt: skip
    return render(request, "powers/unit.html", context, status=422 if form and form.errors else 200)


def _changed(request: HttpRequest, found: Unit, form: UnitForm) -> bool:
    try:
        page = services.change(
            found, form.written(), form.cleaned_data["document"], actor=request.user, seen=request.POST.get("seen", "")
        )
    except StaleContent:
        form.add_error(None, _("Có người vừa sửa đơn vị này. Hãy tải lại trang để xem rồi hãy lưu."))
        return False
    messages.success(request, _("Đã ghi thay đổi vào sổ.") if page else _("Không có gì thay đổi so với sổ."))
    return True


def _register(roles: Roles) -> QuerySet[Unit]:
    return Unit.objects.filter(organisation__in=roles.organisation_ids(Role.ADMINISTRATOR, Role.AUDITOR))


def _organisation(roles: Roles) -> Organisation:
    """The one whose register the account writes or reads; to anybody else there is no such page."""
    organisation = finding.register_of(roles)
    if organisation is None:
        raise Http404
    return organisation


def _lines(page: UnitChange) -> list[tuple[Any, str, str]]:
    """What the page says: the field by its name, what stood before, what stands since."""
    return [
        (Unit._meta.get_field(name).verbose_name, *page.said[name]) for name in services.FIELDS if name in page.said
    ]
