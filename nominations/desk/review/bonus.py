"""Whether money goes with a campaign's awards, and by which figures: set by the head of the office, off by default."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from campaigns.models import Campaign
from campaigns.states import SubjectKind
from documents.money import known_salaries
from documents.official import written_count
from nominations.bonus import faults_in, newest, salaries_of
from nominations.models import BonusRule
from nominations.papers.payment import written_multiplier
from nominations.selectors import bonus_campaigns_for
from nominations.services import bonus as services
from nominations.states import RoundingWay
from organisation.formfields import CleanCharField, DateField
from workflows.errors import StaleContent

SPARE = 2  # rows of base salaries for what a later decree sets
USUAL_SOURCE = "Nghị định số 91/2017/NĐ-CP, Điều 68"
SOURCE = 300


class Multiplier(forms.DecimalField):
    """ "0,3", "0.3"; nothing is None."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 8, "autocomplete": "off"})
        super().__init__(required=False, max_digits=6, decimal_places=3, widget=widget, **options)

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(str(value or "").strip().replace(",", ".") or None)


class Dong(forms.IntegerField):
    """ "1.150.000", "1150000"; nothing is None."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 14, "autocomplete": "off"})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> int | None:
        return super().to_python("".join(str(value or "").replace(".", "").split()) or None)


class BonusForm(forms.Form):
    """One row for each form of commendation and kind of nominee, one for each base salary, the rounding."""

    is_on = forms.BooleanField(label=gettext_lazy("Có tiền thưởng kèm theo khen thưởng"), required=False)
    rounding_way = forms.ChoiceField(label=gettext_lazy("Cách làm tròn"), choices=RoundingWay.choices)
    rounding_to = Dong(label=gettext_lazy("Làm tròn đến (đồng)"), min_value=1)
    rounding_source = CleanCharField(label=gettext_lazy("Căn cứ làm tròn"), max_length=SOURCE, required=False)

    def __init__(self, *args: Any, campaign: Campaign, last: BonusRule | None, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.campaign, self.today = campaign, today
        self.forms = [(form, kind) for form in campaign.award_forms.order_by("pk") for kind in form.subject_kinds]
        salaries = salaries_of(last) if last else known_salaries()
        self.salaries = range(len(salaries) + SPARE)
        self.initial |= self._said_by(last)
        for form, kind in self.forms:
            known = self._rate_of(last, form.pk, kind)
            self.fields[f"multiplier-{form.pk}-{kind}"] = Multiplier(
                label=_("Hệ số"), initial=written_multiplier(Decimal(known["multiplier"])) if known else ""
            )
            self.fields[f"source-{form.pk}-{kind}"] = CleanCharField(
                label=_("Căn cứ"), max_length=SOURCE, required=False, initial=known.get("source", "")
            )
        for place in self.salaries:
            known = salaries[place] if place < len(salaries) else None
            self.fields[f"since-{place}"] = DateField(
                label=_("Áp dụng từ ngày"), required=False, initial=f"{known.since:%d/%m/%Y}" if known else ""
            )
            self.fields[f"amount-{place}"] = Dong(
                label=_("Mức lương cơ sở (đồng)"), required=False, initial=written_count(known.amount) if known else ""
            )
            self.fields[f"decree-{place}"] = CleanCharField(
                label=_("Căn cứ"), max_length=SOURCE, required=False, initial=known.source if known else ""
            )

    @staticmethod
    def _rate_of(rule: BonusRule | None, form: int, kind: str) -> dict[str, Any]:
        rows = rule.rates if rule else []
        return next((row for row in rows if (row["form"], row["kind"]) == (form, kind)), {})

    @staticmethod
    def _said_by(rule: BonusRule | None) -> dict[str, Any]:
        usual = rule or BonusRule(rounding_source=USUAL_SOURCE)
        return {
            "is_on": usual.is_on, "rounding_way": usual.rounding_way, "rounding_source": usual.rounding_source,
            "rounding_to": written_count(usual.rounding_to),
        }  # fmt: skip

    def rate_rows(self) -> list[dict[str, Any]]:
        """Each form and kind with its fields, for the page."""
        return [
            {
                "form": form, "kind": SubjectKind(kind).label, "multiplier": self[f"multiplier-{form.pk}-{kind}"],
                "source": self[f"source-{form.pk}-{kind}"],
            }
            for form, kind in self.forms
        ]  # fmt: skip

    def salary_rows(self) -> list[Any]:
        return [[self[f"{name}-{place}"] for name in ("since", "amount", "decree")] for place in self.salaries]

    def clean(self) -> None:
        for place in self.salaries:
            since, amount = (self.cleaned_data.get(f"{name}-{place}") for name in ("since", "amount"))
            typed = not self.errors.keys() & {f"since-{place}", f"amount-{place}"}
            if typed and (since is None) != (amount is None):
                missing = "since" if since is None else "amount"
                self.add_error(f"{missing}-{place}", _("Hãy ghi đủ ngày áp dụng và mức lương, hoặc để trống cả hai."))
        if not self.errors:
            for fault in dict.fromkeys(faults_in(self.rule(), self.today)):
                self.add_error(None, fault)

    def rule(self) -> BonusRule:
        """What was typed, not saved."""
        said = self.cleaned_data
        rates = [
            {
                "form": form.pk, "kind": kind, "multiplier": str(said[f"multiplier-{form.pk}-{kind}"]),
                "source": said[f"source-{form.pk}-{kind}"],
            }
            for form, kind in self.forms if said[f"multiplier-{form.pk}-{kind}"] is not None
        ]  # fmt: skip
        salaries = [
            {
                "since": said[f"since-{place}"].isoformat(), "amount": said[f"amount-{place}"],
                "source": said[f"decree-{place}"],
            }
            for place in self.salaries if said[f"since-{place}"]
        ]  # fmt: skip
        return BonusRule(
            campaign=self.campaign, is_on=said["is_on"], rates=rates, salaries=salaries,
            rounding_to=said["rounding_to"], rounding_way=said["rounding_way"],
            rounding_source=said["rounding_source"],
        )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def bonus(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed stays on the page until it is sound; once a decision is signed the page only shows."""
    campaign = get_object_or_404(bonus_campaigns_for(request.roles), pk=pk)
    last = newest(campaign)
    told = {"campaign": campaign, "last": last, "today": localdate(request.now)}
    form = BonusForm(request.POST or None, **told)
    if form.is_bound and form.is_valid() and _saved(request, form):
        return redirect(campaign)
    seen = request.POST.get("seen", "") if form.is_bound else str(last.pk if last else "")
    settled = services.is_settled(campaign)
    for field in form.fields.values():
        field.disabled = settled
    context = {
        "campaign": campaign, "form": form, "last": last, "seen": seen, "planned": _planned(campaign),
        "settled": settled,
    }  # fmt: skip
    return render(request, "review/bonus.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, form: BonusForm) -> bool:
    try:
        kept = services.write(form.rule(), actor=request.user, seen=request.POST.get("seen", ""))
    except StaleContent:
        form.add_error(None, _("Có người vừa đổi tiền thưởng của phong trào. Hãy tải lại trang để xem rồi hãy lưu."))
        return False
    words = _("Đã bật tiền thưởng cho phong trào.") if kept.is_on else _("Phong trào không có tiền thưởng.")
    messages.success(request, words)
    return True


def _planned(campaign: Campaign) -> dict[str, Any]:
    """What the plan's office decided on money, and why; nothing where it did not."""
    stated = (campaign.plan.get("settings") or {}).get("bonus")
    return stated if isinstance(stated, dict) else {}
