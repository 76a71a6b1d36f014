"""Entering many units by a list: each row stands on the page as a form, with its fate, before anything is written."""

from difflib import get_close_matches
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from nominations.desk.powers.ticked import TickedRow, count_of, list_file, rows_in
from nominations.importing.past import units_by_name
from nominations.sheets.units import COLUMNS, ListedUnit, units_of
from organisation.formfields import CleanCharField
from organisation.models import Organisation, Unit
from organisation.services import units as services
from organisation.states import Role, UnitKind
from organisation.text import fold
from organisation.uploads import RefusedUpload

TOO_MANY = gettext_lazy("Tệp có %(count)s đơn vị, mỗi lần nhập tối đa %(most)s. Hãy tách danh sách.")
ROW = "row:"  # a parent that is entered by the same list
FIRST_WORDS = {
    "van phong": UnitKind.OFFICE, "phong": UnitKind.DIVISION, "thanh tra": UnitKind.INSPECTORATE,
    "ban": UnitKind.BOARD, "trung tam": UnitKind.CENTRE, "cong ty": UnitKind.ENTERPRISE,
    "doanh nghiep": UnitKind.ENTERPRISE, "chi nhanh": UnitKind.BRANCH, "cum": UnitKind.CLUSTER,
    "khoi": UnitKind.CLUSTER, "xa": UnitKind.LOCALITY, "phuong": UnitKind.LOCALITY,
}  # fmt: skip


class UnitFileForm(forms.Form):
    use_required_attribute = False

    file = list_file(
        gettext_lazy("Tệp danh sách đơn vị"),
        gettext_lazy("Excel, LibreOffice hoặc CSV, tối đa 100 đơn vị; cột tên đơn vị, mã, loại, trực thuộc."),
    )


class DocumentForm(forms.Form):
    use_required_attribute = False

    document = CleanCharField(
        label=gettext_lazy("Theo văn bản"), max_length=200,
        help_text=gettext_lazy("Số, ký hiệu, ngày và cơ quan ban hành; cho mọi đơn vị của danh sách."),
    )  # fmt: skip


class Register:
    """What every row is compared with; read once."""

    def __init__(self, organisation: Organisation) -> None:
        self.units = {unit.pk: unit for unit in Unit.objects.filter(organisation=organisation)}
        self.codes = {unit.code for unit in self.units.values()}
        self.by_name = {fold(unit.name): unit for unit in self.units.values()}
        self.names = units_by_name(organisation.pk)


class ListedUnitForm(TickedRow):
    """One row. `take` is ticked where the register has no unit of that name."""

    take = forms.BooleanField(label=gettext_lazy("Ghi vào sổ"), required=False)
    name = CleanCharField(label=gettext_lazy("Tên đơn vị"), max_length=200)
    short_name = CleanCharField(label=gettext_lazy("Tên gọi tắt"), max_length=80, required=False)
    code = CleanCharField(
        label=gettext_lazy("Mã"), max_length=40, required=False, help_text=gettext_lazy("Để trống thì lấy từ tên.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại đơn vị"), choices=[("", "—"), *UnitKind.choices])
    is_external = forms.BooleanField(label=gettext_lazy("Ở ngoài cơ quan (doanh nghiệp, địa phương)"), required=False)
    parent = forms.ChoiceField(label=gettext_lazy("Trực thuộc"), required=False)

    def __init__(self, *args: Any, register: Register, names: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.register, self.names = register, names
        own = f"{ROW}{self.prefix}"
        listed = [(f"{ROW}{place}", name) for place, name in enumerate(names) if name and f"{ROW}{place}" != own]
        known = [(str(unit.pk), unit.name) for unit in register.units.values()]
        self.fields["parent"].choices = [("", _("— không —")), *known, *listed]  # type: ignore[attr-defined]

    @property
    def known(self) -> Unit | None:
        return self.register.by_name.get(fold(str(self["name"].value() or "")))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if fold(name) in self.register.by_name:
            raise forms.ValidationError(_("Trong sổ đã có đơn vị tên này."))
        if [fold(other) for other in self.names].count(fold(name)) > 1:
            raise forms.ValidationError(_("Tên này đã có ở dòng khác của danh sách."))
        return name

    def clean_code(self) -> str:
        code = slugify(fold(self.cleaned_data["code"])).upper()
        if code and code in self.register.codes:
            raise forms.ValidationError(_("Mã này đã có trong sổ. Hãy ghi mã khác, hoặc để trống."))
        return code

    def clean(self) -> None:
        said = self.cleaned_data
        if not said.get("parent") and not said.get("is_external") and "parent" in said:
            self.add_error("parent", _("Đơn vị trong cơ quan phải trực thuộc một đơn vị."))


@require_http_methods(["GET", "HEAD", "POST"])
def unit_list(request: HttpRequest) -> HttpResponse:
    """First the file, then its rows to correct and tick; those ticked are entered together, or none is."""
    organisation = Organisation.objects.filter(pk__in=request.roles.organisation_ids(Role.ADMINISTRATOR)).first()
    if organisation is None:
        raise Http404
    if request.method != "POST":
        return _page(request, UnitFileForm())
    if request.POST.get("rows"):
        return _entered(request, organisation)
    form = UnitFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            listed = rows_in(form.cleaned_data["file"], COLUMNS, units_of, TOO_MANY)
            return _page(request, form, _told(Register(organisation), listed), DocumentForm())
        except RefusedUpload as refusal:
            form.add_error("file", str(refusal))
    return _page(request, form, status=422)


def _told(register: Register, listed: list[ListedUnit]) -> list[ListedUnitForm]:
    """The rows with what they seem to mean, judged as they would be when they are sent."""
    names = [unit.name for unit in listed]
    places = {fold(unit.name): place for place, unit in reversed(list(enumerate(listed)))}
    places |= {fold(unit.code): place for place, unit in enumerate(listed) if unit.code}
    found = []
    for place, unit in enumerate(listed):
        above = fold(unit.parent)
        parent = register.names.get(above) or (f"{ROW}{places[above]}" if above in places else "")
        said = {
            "name": unit.name, "short_name": unit.short_name, "code": unit.code, "number": unit.number,
            "kind": _kind(unit.kind, unit.name), "parent": str(parent),
        }  # fmt: skip
        said |= {} if fold(unit.name) in register.by_name else {"take": "on"}
        data = {f"{place}-{name}": value for name, value in said.items()}
        found.append(ListedUnitForm(data, prefix=str(place), register=register, names=names))
    return found


def _kind(text: str, name: str) -> str:
    """As the list says it, else by the words that the name begins with."""
    labels = {fold(str(kind.label)): kind.value for kind in UnitKind}
    close = get_close_matches(fold(text), labels, n=1, cutoff=0.8) if text else []
    if close:
        return labels[close[0]]
    said = fold(text or name)
    return next(
        (kind.value for words, kind in FIRST_WORDS.items() if said.startswith(words + " ") or said == words), ""
    )


def _entered(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    count = count_of(request.POST["rows"])
    register, document = Register(organisation), DocumentForm(request.POST)
    names = [request.POST.get(f"{place}-name", "") for place in range(count)]
    rows = [
        ListedUnitForm(request.POST, prefix=str(place), register=register, names=names) for place in range(count)
    ]  # fmt: skip
    sound = all([document.is_valid(), *[row.is_valid() for row in rows]])
    taken = {row.prefix: row for row in rows if row.is_taken}
    order = _in_order(taken) if sound else None
    if not order:
        reason = "" if taken else _("Chưa chọn đơn vị nào để ghi vào sổ.")
        return _page(request, UnitFileForm(), rows, document, reason, status=422)
    made: dict[str, Unit] = {}
    with transaction.atomic():
        for row in order:
            said = dict(row.cleaned_data)
            parent = said.pop("parent")
            above = made[parent.removeprefix(ROW)] if parent.startswith(ROW) else register.units.get(int(parent or 0))
            values = {name: said[name] for name in ("name", "short_name", "kind", "is_external")} | {"parent": above}
            paper = document.cleaned_data["document"]
            made[str(row.prefix)] = services.enter(organisation, values, paper, actor=request.user, code=said["code"])
    words = ngettext("Đã ghi %(n)s đơn vị vào sổ.", "Đã ghi %(n)s đơn vị vào sổ.", len(made))
    messages.success(request, words % {"n": len(made)})
    return redirect("units")


def _in_order(taken: dict[str | None, ListedUnitForm]) -> list[ListedUnitForm]:
    """Parents before what belongs to them; nothing, and the fault told, where that can't be."""
    waiting, order, done = dict(taken), [], set()
    while waiting:
        ready = [
            key for key, row in waiting.items()
            if not row.cleaned_data["parent"].startswith(ROW) or row.cleaned_data["parent"].removeprefix(ROW) in done
        ]  # fmt: skip
        if not ready:
            for row in waiting.values():
                row.add_error("parent", _("Đơn vị cấp trên không được ghi cùng lần này, hoặc hai đơn vị thuộc nhau."))
            return []
        order += [waiting.pop(key) for key in ready]
        done |= {*ready}
    return order


def _page(
    request: HttpRequest, form: UnitFileForm, rows: list[ListedUnitForm] | None = None,
    document: DocumentForm | None = None, reason: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    counts = {
        "wrong": sum(bool(row.errors) for row in rows or ()),
        "known": sum(bool(row.known) and not row.is_taken for row in rows or ()),
    }
    context = {"form": form, "rows": rows, "document": document, "counts": counts, "reason": reason}
    return render(request, "powers/unit_list.html", context, status=status)
