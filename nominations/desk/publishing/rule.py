"""How often a campaign's news is to be published, and whether the public portal names those honoured."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nominations.models import PublicationRule
from nominations.publishing import newest, rule_of
from nominations.selectors import boards_for
from nominations.services import publications as services
from organisation.states import Role
from workflows.errors import StaleContent

LONGEST = 365  # days


class RuleForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("Số ngày giữa hai lần đăng tin"), min_value=1, max_value=LONGEST,
        help_text=gettext_lazy("Quá số ngày này mà chưa đăng thì nhắc; chưa đăng tiếp thì nhắc lại sau từng ấy ngày."),
    )  # fmt: skip
    names_honoured = forms.BooleanField(
        label=gettext_lazy("Công bố danh sách khen thưởng trên cổng công khai"), required=False,
        help_text=gettext_lazy("Chỉ gồm họ tên, đơn vị và hình thức khen thưởng, theo quyết định đang có hiệu lực."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def publication_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who oversee the campaign read it, the head of the office writes."""
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    writes = bool(request.roles.on_campaign(campaign.pk, campaign.organisation_id, Role.OFFICE_HEAD))
    if request.method == "POST" and not writes:
        raise Http404
    last = newest(campaign)
    rule = rule_of(campaign, last)
    form = RuleForm(request.POST or None, initial={"days": rule.days, "names_honoured": rule.names_honoured})
    if request.method == "POST" and form.is_valid():
        try:
            services.write_rule(
                PublicationRule(campaign=campaign, **form.cleaned_data), actor=request.user,
                seen=request.POST.get("seen", ""),
            )  # fmt: skip
        except StaleContent:
            form.add_error(None, _("Có người vừa đổi quy định này. Hãy tải lại trang để xem rồi hãy lưu."))
        else:
            messages.success(request, _("Đã lưu quy định đăng tin."))
            return redirect("publication_rule", pk=pk)
    context = {
        "campaign": campaign, "rule": rule, "last": last, "writes": writes, "form": form,
        "seen": request.POST.get("seen", "") if form.errors else str(last.pk if last else ""),
    }  # fmt: skip
    return render(request, "publishing/rule.html", context, status=422 if form.errors else 200)
