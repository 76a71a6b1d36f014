"""What an administrator's forms ask: each verb of an account has one, and gives its service what was asked."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from nominations.desk.acting import VerbForm
from organisation.formfields import CleanCharField, DateField
from organisation.models import Mandate, SigningAuthority, Unit, User
from organisation.selectors import namesakes_of, standing_units
from organisation.services.mandates import Dates
from organisation.states import AuthorityForm, Honorific, Role
from workflows import clock

DOCUMENT_TYPES = (
    ("decision", _("Quyết định khen thưởng")),
    ("plan", _("Kế hoạch phát động")),
    ("copy", _("Bản sao văn bản")),
)
OF_CAMPAIGNS = {codename for codename, _label in Campaign._meta.permissions}
ROLES = [("", "—"), *Role.choices]


class PlainForm(VerbForm):
    """A change that says all by its name."""

    def __init__(self, *args: Any, mandate: Mandate, now: datetime, **options: Any) -> None:
        self.mandate, self.now = mandate, now
        super().__init__(*args, **options)

    def more(self) -> dict[str, Any]:
        return {}


class BasisForm(PlainForm):
    """A change that rests on a paper."""

    basis = CleanCharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Số, ký hiệu, ngày của văn bản, ví dụ 12/QĐ-STTTT, 05/01/2026."),
    )

    def more(self) -> dict[str, Any]:
        return {"basis": self.cleaned_data["basis"]}


class DatedForm(BasisForm):
    """A change with a first and a last day, both included."""

    starts_on = DateField(label=_("Từ ngày"), required=False, help_text=_("Để trống: có hiệu lực ngay."))
    ends_on = DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống: cho đến khi có thay đổi."))

    def dates(self) -> Dates:
        return Dates(self.cleaned_data["basis"], *self.bounds())

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        first, last = self.cleaned_data["starts_on"], self.cleaned_data["ends_on"]
        return (midnight(first) if first else None, midnight(last + timedelta(days=1)) if last else None)


class AppointForm(DatedForm):
    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLES)
    place = forms.ChoiceField(label=_("Ở đâu"))

    field_order = ["role", "place", "starts_on", "ends_on", "basis"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = places_of(self.mandate.organisation_id, campaigns=True)

    def clean(self) -> None:
        super().clean()
        check_place(self, self.cleaned_data.get("role", ""), self.cleaned_data.get("place", ""))

    def more(self) -> dict[str, Any]:
        place = place_named(self.cleaned_data["place"])
        return {"role": Role(self.cleaned_data["role"]), "place": place, "dates": self.dates()}


class DismissForm(BasisForm):
    grant = forms.ChoiceField(label=_("Vai trò thôi giao"), widget=forms.RadioSelect)

    field_order = ["grant", "basis"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.grants = {f"{grant._meta.model_name}:{grant.pk}": grant for grant in grants_of(self.mandate.account)}
        self.fields["grant"].choices = [
            (key, f"{Role(grant.permission.codename).label} – {grant.content_object}")
            for key, grant in self.grants.items()
        ]

    def more(self) -> dict[str, Any]:
        return {"grant": self.grants[self.cleaned_data["grant"]], **super().more()}


class EmpowerForm(DatedForm):
    document_type = forms.ChoiceField(label=_("Loại văn bản"), choices=DOCUMENT_TYPES)
    form = forms.ChoiceField(label=_("Hình thức ký"), choices=AuthorityForm.choices)
    position_title = CleanCharField(
        label=_("Chức vụ ghi trên văn bản"), max_length=120, help_text=_("Viết hoa như in trên văn bản: PHÓ GIÁM ĐỐC.")
    )
    on_behalf_of = CleanCharField(
        label=_("Ký thay cho"), max_length=120, required=False, help_text=_("Với KT., TM., TL., TUQ.: GIÁM ĐỐC.")
    )

    field_order = ["document_type", "form", "position_title", "on_behalf_of", "starts_on", "ends_on", "basis"]

    def clean(self) -> None:
        super().clean()
        stands_for = self.cleaned_data.get("form") not in (AuthorityForm.HEAD, AuthorityForm.Q)
        if stands_for and not self.cleaned_data.get("on_behalf_of"):
            self.add_error("on_behalf_of", _("Hình thức ký này phải ghi ký thay cho ai."))

    def more(self) -> dict[str, Any]:
        start, end = self.bounds()
        told = ("document_type", "form", "position_title", "on_behalf_of", "basis")
        values = {name: self.cleaned_data[name] for name in told}
        return {"authority": SigningAuthority(**values, valid_from=start or self.now, valid_to=end)}


class RevokeForm(BasisForm):
    authority = forms.ModelChoiceField(
        SigningAuthority.objects.none(), label=_("Quyền ký thu hồi"), widget=forms.RadioSelect, empty_label=None
    )

    field_order = ["authority", "basis"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["authority"].queryset = self.mandate.account.authorities.filter(valid_to=None) | (
            self.mandate.account.authorities.filter(valid_to__gt=self.now)
        )

    def more(self) -> dict[str, Any]:
        return {"authority": self.cleaned_data["authority"], **super().more()}


class LinkForm(BasisForm):
    other = forms.ModelChoiceField(User.objects.none(), label=_("Tài khoản của cùng một người"))

    field_order = ["other", "basis"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        others = User.objects.filter(organisation=self.mandate.organisation_id).exclude(pk=self.mandate.account_id)
        self.fields["other"].queryset = others.order_by("full_name", "pk")
        self.fields["other"].label_from_instance = lambda user: f"{user.full_name} ({user.username})"

    def more(self) -> dict[str, Any]:
        return {"other": self.cleaned_data["other"], **super().more()}


class ReasonForm(PlainForm):
    """A change that needs words and nothing else."""

    reason = CleanCharField(label=_("Lý do"), multiline=True, max_length=1000)

    def more(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class InviteForm(forms.Form):
    full_name = CleanCharField(label=_("Họ và tên"), max_length=120)
    honorific = forms.ChoiceField(label=_("Ông/Bà"), choices=Honorific.choices)
    position = CleanCharField(label=_("Chức vụ"), max_length=120, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=200, help_text=_("Liên kết đặt mật khẩu gửi tới đây."))
    role = forms.ChoiceField(label=_("Vai trò"), choices=ROLES)
    place = forms.ChoiceField(label=_("Ở đâu"))

    def __init__(self, *args: Any, organisation_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation_id = organisation_id
        self.fields["place"].choices = self.places()
        self.alike: list[User] = []

    def clean(self) -> None:
        super().clean()
        role, place = self.cleaned_data.get("role", ""), self.cleaned_data.get("place", "")
        check_place(self, role, place, self.place_named)
        self.alike = self._alike()
        if self.alike:
            answer = [("new", _("Là người khác, chỉ trùng họ tên hoặc thư điện tử"))]
            answer += [(str(one.pk), _("Cùng một người với tài khoản %s") % one.username) for one in self.alike]
            self.fields["person"] = forms.ChoiceField(
                label=_("Người được mời"), choices=answer, widget=forms.RadioSelect, required=False
            )
            self.answer = self.data.get("person", "")
            if self.answer not in dict(answer):
                self.add_error("person", _("Đã có tài khoản giống như vậy. Hãy cho biết có phải cùng một người không."))

    def _alike(self) -> list[User]:
        name, email = self.cleaned_data.get("full_name"), self.cleaned_data.get("email")
        return self.namesakes(name, email) if name and email else []

    def places(self) -> list[tuple[str, str]]:
        return places_of(self.organisation_id)

    def place_named(self, key: str) -> Any:
        return place_named(key)

    def namesakes(self, name: str, email: str) -> list[User]:
        return namesakes_of(self.organisation_id, full_name=name, email=email)

    def invited(self) -> dict[str, Any]:
        """What the service asks for."""
        person = {name: self.cleaned_data[name] for name in ("full_name", "honorific", "position", "email")}
        other = next((one for one in self.alike if str(one.pk) == self.answer), None)
        place, role = self.place_named(self.cleaned_data["place"]), Role(self.cleaned_data["role"])
        head = (other.same_person_as or other) if other else None
        return {"role": role, "place": place, "same_person_as": head, **person}


def midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def grants_of(account: User) -> list[Any]:
    """The roles as rows, on units first."""
    return [
        grant
        for grants in (account.unitgrant_set, account.campaigngrant_set)
        for grant in grants.select_related("permission", "content_object").order_by("pk")
    ]


def places_of(organisation_id: int, *, campaigns: bool = False) -> list[tuple[str, str]]:
    """Where a role may be held: the organisation itself, a unit that is not closed, or one campaign."""
    units = standing_units(organisation_id, localtime(clock.now()).date())
    found = [(f"unit:{unit.pk}", unit.name) for unit in units]
    if campaigns:
        running = Campaign.objects.filter(organisation=organisation_id).order_by("-pk")
        found += [(f"campaign:{one.pk}", _("Chỉ trong: %s") % one) for one in running]
    return found


def place_named(key: str) -> Unit | Campaign:
    kind, _colon, pk = key.partition(":")
    return (Unit if kind == "unit" else Campaign).objects.get(pk=int(pk))


def check_place(form: forms.Form, role: str, place: str, named: Callable[[str], Any] = place_named) -> None:
    """A unit's role belongs to the unit, all others to the organisation; a few may be held for one campaign only."""
    if not role or not place:
        return
    if place.startswith("campaign:"):
        if role not in OF_CAMPAIGNS:
            form.add_error("place", _("Vai trò này không giao riêng cho một phong trào."))
    elif role not in (Role.UNIT_OFFICER, Role.UNIT_HEAD):
        unit = named(place)
        if unit.parent_id is not None or unit.is_external:
            form.add_error("place", _("Vai trò này giao ở cấp cơ quan, không giao ở đơn vị trực thuộc."))
