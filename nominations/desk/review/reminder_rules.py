"""When those who have not filed are reminded: the rules in force with their days, and the campaign's own."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from campaigns.models import Campaign, ReminderRule, Round
from campaigns.permissions import OFFICE
from campaigns.services import reminder_rules as services
from campaigns.states import Audience
from nominations.reminders import day_of, rules_of
from nominations.selectors import boards_for
from organisation.formfields import CleanCharField
from organisation.states import Role
from workflows.errors import StaleContent
from workflows.models import Upkeep

MOST = 20
FARTHEST = 30  # working days on either side


class RuleForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("Số ngày làm việc so với hạn"), min_value=-FARTHEST, max_value=FARTHEST,
        help_text=gettext_lazy("Trước hạn ghi số âm, ví dụ -5; đúng ngày hết hạn ghi 0."),
    )  # fmt: skip
    audience = forms.ChoiceField(label=gettext_lazy("Nhắc ai"), choices=[("", "–"), *Audience.choices])
    wording = CleanCharField(label=gettext_lazy("Lời nhắc thêm"), max_length=500, required=False)


class Rules(forms.BaseFormSet):
    """The whole set: at least one, no two for the same people on the same day."""

    default_error_messages: ClassVar = {"too_many_forms": gettext_lazy("Có nhiều nhất %(num)d quy tắc.")}

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Xóa dòng này")

    def clean(self) -> None:
        if any(self.errors):
            return
        rules = self.rules()
        if not rules:
            raise ValidationError(_("Cần ít nhất một quy tắc; muốn bỏ quy tắc riêng, hãy trở về quy tắc thông thường."))
        said: dict[tuple[int, str], ReminderRule] = {}
        for rule in rules:
            if (rule.days, rule.audience) in said:
                raise ValidationError(_("Hai quy tắc trùng nhau: %(rule)s.") % {"rule": rule})
            said[rule.days, rule.audience] = rule

    def rules(self) -> list[ReminderRule]:
        """The rows that are filled in and stay."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        return [ReminderRule(days=row["days"], audience=row["audience"], wording=row["wording"]) for row in rows]


RuleFormSet = forms.formset_factory(
    RuleForm, formset=Rules, extra=3, max_num=MOST, validate_max=True, absolute_max=MOST, can_delete=True
)


@require_http_methods(["GET", "HEAD", "POST"])
def reminder_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """The office reads, its head writes; what was typed stays on the page until it is sound."""
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    writes = _holds(request, campaign, Role.OFFICE_HEAD)
    if not (writes or (request.method != "POST" and _holds(request, campaign, *OFFICE))):
        raise Http404
    form = None
    if request.method == "POST" and "usual" in request.POST:
        _save(request, campaign, [])
        return redirect("reminder_rules", pk=pk)
    if request.method == "POST":
        form = RuleFormSet(request.POST)
        if form.is_valid() and _save(request, campaign, form.rules()):
            return redirect("reminder_rules", pk=pk)
    return render(request, "review/reminder_rules.html", _page_of(campaign, form, writes=writes))


def _save(request: HttpRequest, campaign: Campaign, rules: list[ReminderRule]) -> bool:
    try:
        changed = services.replace(campaign, rules, actor=request.user, seen=request.POST.get("seen", ""))
    except StaleContent:
        messages.error(request, _("Có người vừa đổi các quy tắc này. Hãy tải lại trang để xem rồi hãy lưu."))
        return False
    messages.success(request, _("Đã lưu quy tắc nhắc hạn.") if changed else _("Quy tắc không có gì thay đổi."))
    return True


def _holds(request: HttpRequest, campaign: Campaign, *roles: Role) -> bool:
    return bool(request.roles.on_campaign(campaign.pk, campaign.organisation_id, *roles))


def _page_of(campaign: Campaign, form: Any, *, writes: bool) -> dict[str, Any]:
    rules = rules_of(campaign)
    own = [rule for rule in rules if rule.campaign_id]
    rounds = [one for one in campaign.rounds.all() if one.takes_nominations and one.closes_at]
    initial = [{"days": rule.days, "audience": rule.audience, "wording": rule.wording} for rule in rules]
    deeds = Upkeep.objects.filter(queue=ReminderRule._meta.label_lower, object_id=str(campaign.pk))
    return {
        "campaign": campaign, "rounds": rounds, "writes": writes, "own": own,
        "installation": not own and any(rule.pk for rule in rules),
        "rows": [(rule, [_day(rule, one) for one in rounds]) for rule in rules],
        "form": form if form is not None else RuleFormSet(initial=initial),
        "seen": services.mark_of(own) if form is None else form.data.get("seen", ""),
        "last": deeds.select_related("actor").order_by("-pk").first(),
    }  # fmt: skip


def _day(rule: ReminderRule, round_: Round) -> date | None:
    return day_of(rule, round_.closes_at) if round_.closes_at else None
