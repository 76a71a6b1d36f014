"""The news of the public portal as its publisher writes it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nominations.desk.acting import VerbForm, new_key
from nominations.desk.paging import before_of
from nominations.exports import finding
from nominations.models import Article
from nominations.models.article import LIMITS
from nominations.selectors import articles_for, publishing_campaigns_for
from nominations.services import articles as services
from nominations.shown import shown_events
from organisation.formfields import CleanCharField
from organisation.states import Role
from workflows import content
from workflows.audit import history_of
from workflows.engine import offers

PAGE = 50


class ArticleForm(forms.Form):
    title = CleanCharField(label=gettext_lazy("Tiêu đề"), max_length=LIMITS["title"])
    summary = CleanCharField(
        label=gettext_lazy("Tóm tắt"), max_length=LIMITS["summary"],
        help_text=gettext_lazy("Một hai câu; đứng trong danh sách tin và trong nguồn tin Atom, RSS."),
    )  # fmt: skip
    body = CleanCharField(
        label=gettext_lazy("Nội dung"), multiline=True, max_length=LIMITS["body"],
        help_text=gettext_lazy("Dòng trống ngăn các đoạn. Không ghi dữ liệu cá nhân ngoài họ tên, đơn vị, hình thức."),
    )  # fmt: skip
    campaign = forms.ModelChoiceField(
        label=gettext_lazy("Phong trào"), queryset=None, required=False,
        empty_label=gettext_lazy("Không thuộc phong trào nào"),
    )  # fmt: skip

    def __init__(self, *args: Any, campaigns: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]


class EditForm(ArticleForm, VerbForm):
    reason = None  # type: ignore[assignment] # a draft needs none


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    before = before_of(request)
    found = finding.articles(request.roles, request.GET, request.now)
    page = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    context = {
        "page": page[:PAGE], "writes": request.roles.any_of(Role.PUBLISHER),
        "older": f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else "", "newer": "?" if before else "",
    }  # fmt: skip
    return render(request, "publishing/articles.html", context)


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    offered = offers(found, request.user, roles=request.roles)
    if any(offer.is_open for offer in offered):
        content.keep(found)
    context = {
        "article": found, "offers": offered, "can_edit": found.is_editable and _writes(request, found),
        "events": shown_events(list(history_of(found).order_by("-seq"))),
    }  # fmt: skip
    return render(request, "publishing/article.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def article_new(request: HttpRequest) -> HttpResponse:
    """What was typed stays on the page until it is sound."""
    if request.user.organisation_id not in request.roles.organisation_ids(Role.PUBLISHER):
        raise Http404
    form = ArticleForm(request.POST or None, campaigns=_campaigns(request))
    if request.method == "POST" and form.is_valid():
        made = services.begin(request.user.organisation, form.cleaned_data, actor=request.user)
        messages.success(request, _("Đã lưu tin. Tin chưa lên cổng cho đến khi ông/bà đăng."))
        return redirect(made)
    return render(request, "publishing/article_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def article_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    if not _writes(request, found):
        raise Http404
    if request.method != "POST" and not found.is_editable:
        return redirect(found)
    begun = {name: getattr(found, name) for name in services.WRITTEN}
    form = EditForm(request.POST or None, initial=begun, campaigns=_campaigns(request))
    if request.method == "POST" and form.is_valid():
        written = {name: form.cleaned_data[name] for name in services.WRITTEN}
        services.write(found, written, actor=request.user, seen=form.seen())
        messages.success(request, _("Đã lưu tin."))
        return redirect(found)
    context = {"article": found, "subject": found, "form": form, "key": new_key()}
    return render(request, "publishing/article_form.html", context, status=422 if form.errors else 200)


def _campaigns(request: HttpRequest) -> Any:
    return publishing_campaigns_for(request.roles).defer("plan").order_by("-pk")


def _writes(request: HttpRequest, found: Article) -> bool:
    return found.organisation_id in request.roles.organisation_ids(Role.PUBLISHER)


def _found(request: HttpRequest, pk: int) -> Article:
    return get_object_or_404(
        articles_for(request.roles).select_related("campaign", "organisation", "written_by"), pk=pk
    )
