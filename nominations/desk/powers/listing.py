"""Inviting many people from a list: each row stands on the page as a form, with its fate, before anything is sent."""

from difflib import get_close_matches
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from nominations.desk.powers.forms import InviteForm, places_of
from nominations.desk.powers.ticked import TickedRow, count_of, list_file, rows_in
from nominations.importing.past import units_by_name
from nominations.sheets.people import COLUMNS, ListedPerson, people_of
from organisation.models import Organisation, Unit, User
from organisation.services import mandates as services
from organisation.states import Role
from organisation.text import fold
from organisation.uploads import RefusedUpload
from workflows.errors import NotAllowed

IN_UNITS = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
TOO_MANY = gettext_lazy("Tệp có %(count)s người, mỗi lần mời tối đa %(most)s. Hãy tách danh sách.")


class PeopleFileForm(forms.Form):
    use_required_attribute = False

    file = list_file(
        gettext_lazy("Tệp danh sách người dùng"),
        gettext_lazy("Excel, LibreOffice hoặc CSV, tối đa 100 người; cột họ tên, thư điện tử, đơn vị, "
                     "vai trò, chức vụ."),
    )  # fmt: skip


class Body:
    """What every row is compared with; read once."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.accounts = list(User.objects.filter(organisation=organisation).order_by("pk"))
        self.places = places_of(organisation.pk)
        self.units = {f"unit:{unit.pk}": unit for unit in Unit.objects.filter(organisation=organisation)}
        self.names = units_by_name(organisation.pk)
        self.root = next((key for key, unit in self.units.items() if unit.is_body), "")


class ListedForm(TickedRow, InviteForm):
    """One row. `take` is ticked where the person is new; who has an account already is named beside it."""

    take = forms.BooleanField(label=gettext_lazy("Mời"), required=False)

    def __init__(self, *args: Any, body: Body, **options: Any) -> None:
        self.body = body
        super().__init__(*args, organisation_id=body.organisation.pk, **options)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def places(self) -> list[tuple[str, str]]:
        return self.body.places

    def place_named(self, key: str) -> Unit:
        return self.body.units[key]

    def namesakes(self, name: str, email: str) -> list[User]:
        wanted, address = fold(name), email.strip().casefold()
        return [one for one in self.body.accounts if one.name_key == wanted or one.email.casefold() == address]


@require_http_methods(["GET", "HEAD", "POST"])
def invite_list(request: HttpRequest) -> HttpResponse:
    """First the file, then its rows to correct and tick; those ticked are invited together, or none is."""
    organisation = Organisation.objects.filter(pk__in=request.roles.organisation_ids(Role.ADMINISTRATOR)).first()
    if organisation is None:
        raise Http404
    if request.method != "POST":
        return _page(request, PeopleFileForm())
    if request.POST.get("rows"):
        return _invited(request, organisation)
    form = PeopleFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    body = Body(organisation)
    try:
        people = rows_in(form.cleaned_data["file"], COLUMNS, people_of, TOO_MANY)
    except RefusedUpload as refusal:
        form.add_error("file", str(refusal))
        return _page(request, form, status=422)
    return _page(request, form, _told(body, people))


def _told(body: Body, people: list[ListedPerson]) -> list[ListedForm]:
    """The rows with what they seem to mean, judged as they would be when they are sent."""
    found = []
    for place, person in enumerate(people):
        said = _typed(body, person)
        data = {f"{place}-{name}": value for name, value in said.items()} | {f"{place}-take": "on"}
        form = ListedForm(data, prefix=str(place), body=body)
        if not form.is_valid() and form.alike:
            del data[f"{place}-take"]  # there already: nobody is asked, unless somebody ticks it
            form = ListedForm(data, prefix=str(place), body=body)
        found.append(form)
    _tell_twice(found)
    return found


def _typed(body: Body, person: ListedPerson) -> dict[str, Any]:
    role = _role(person.role)
    unit = body.names.get(fold(person.unit))
    place = f"unit:{unit}" if unit else body.root if role and role not in IN_UNITS else ""
    return {
        "full_name": person.full_name, "honorific": person.honorific, "position": person.position,
        "email": person.email, "role": role, "place": place, "number": person.number,
    }  # fmt: skip


def _role(text: str) -> str:
    names = {fold(str(role.label)): role.value for role in Role} | {role.value: role.value for role in Role}
    close = get_close_matches(fold(text), names, n=1, cutoff=0.85) if text else []
    return names[close[0]] if close else ""


def _tell_twice(rows: list[ListedForm]) -> None:
    """One address is one account."""
    known: dict[str, ListedForm] = {}
    for form in rows:
        email = str(form["email"].value() or "").strip().casefold()
        if form.is_taken and email and known.setdefault(email, form) is not form:
            form.add_error("email", _("Thư điện tử này đã có ở dòng khác của danh sách."))


def _invited(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    body = Body(organisation)
    rows = [
        ListedForm(request.POST, prefix=str(place), body=body) for place in range(count_of(request.POST["rows"]))
    ]  # fmt: skip
    sound = all([form.is_valid() for form in rows])
    _tell_twice(rows)
    taken = [form for form in rows if form.is_taken]
    if not sound or any(form.errors for form in rows) or not taken:
        reason = "" if taken else _("Chưa chọn ai để mời.")
        return _page(request, PeopleFileForm(), rows, reason, status=422)
    try:
        with transaction.atomic():
            for form in taken:
                services.invite(organisation, actor=request.user, **form.invited())
    except NotAllowed as refusal:
        return _page(request, PeopleFileForm(), rows, " ".join(map(str, refusal.reasons)), status=409)
    words = ngettext("Đã gửi %(n)s lời mời.", "Đã gửi %(n)s lời mời.", len(taken))
    messages.success(request, words % {"n": len(taken)})
    return redirect("mandates")


def _page(
    request: HttpRequest, form: PeopleFileForm, rows: list[ListedForm] | None = None, reason: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    counts = {
        "wrong": sum(bool(row.errors) for row in rows or ()),
        "known": sum(bool(row.alike) and not row.is_taken for row in rows or ()),
    }
    context = {"form": form, "rows": rows, "counts": counts, "reason": reason}
    return render(request, "powers/invite_list.html", context, status=status)
