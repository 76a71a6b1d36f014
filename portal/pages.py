"""The pages of the public portal."""

from csp.decorators import csp_replace
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from nominations.desk.paging import before_of, onward_of
from nominations.models import Decision
from organisation.formfields import CleanCharField
from organisation.text import fold
from portal.answering import linked, page, public
from portal.published import (
    honoured,
    named_like,
    news,
    open_consultations,
    page_of,
    page_of_news,
    public_campaigns,
    public_deadlines,
    public_decisions,
)

FEW = 5
MOST = 100  # campaigns or decisions on one page
FRAMED = 20  # names in the list for other sites


class SearchForm(forms.Form):
    q = CleanCharField(label=_("Tên hoặc từ cần tìm"), max_length=120, required=False)


@public
def front(request: HttpRequest) -> HttpResponse:
    return page(
        request, "portal/public/front.html", campaigns=public_campaigns()[:FEW], news=news()[:FEW],
        decisions=public_decisions()[:FEW], deadlines=public_deadlines()[:FEW], form=SearchForm(),
        consultations=open_consultations()[:FEW],
    )  # fmt: skip


@public
def campaigns(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/public/campaigns.html", campaigns=public_campaigns()[:MOST])


@public
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(public_campaigns(), pk=pk)
    return page(
        request, "portal/public/campaign.html", campaign=found, rounds=found.rounds.all(),
        decisions=public_decisions().filter(campaign=found)[:MOST], news=news().filter(campaign=found)[:FEW],
        consultations=open_consultations().filter(campaign=found)[:FEW],
    )  # fmt: skip


@public
def news_list(request: HttpRequest) -> HttpResponse:
    form, text = _asked(request)
    found = news().filter(search_key__contains=fold(text)) if fold(text) else news()
    rows, before = page_of_news(found, before_of(request))
    return page(
        request, "portal/public/news.html", rows=rows, form=form, text=text,
        older=linked(request, q=text, before=before) if before else "",
        newer=linked(request, q=text) if request.GET.get("before") else "",
    )  # fmt: skip


@public
def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(news().select_related("organisation", "campaign").defer("campaign__plan"), pk=pk)
    return page(request, "portal/public/article.html", article=found)


@public
def honoured_list(request: HttpRequest) -> HttpResponse:
    """Everybody honoured by a decision in force; and the decisions, each with a page to share."""
    form, text = _asked(request)
    rows, onward = page_of(named_like(honoured(), text), onward_of(request))
    first = not request.GET.get("onward")
    return page(
        request, "portal/public/honoured.html", rows=rows, form=form, text=text,
        decisions=public_decisions()[:FEW] if first and not text else (),
        older=linked(request, q=text, onward=onward) if onward else "",
        newer="" if first else linked(request, q=text),
    )  # fmt: skip


@public
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of one decision, made for sharing."""
    found = _decision(pk)
    rows, onward = page_of(_of(found), onward_of(request))
    return page(
        request, "portal/public/decision.html", decision=found, rows=rows,
        older=linked(request, onward=onward) if onward else "",
        newer=linked(request) if request.GET.get("onward") else "",
    )  # fmt: skip


@require_safe
@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@public
def embed(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of one decision inside another site; the only page that may be framed."""
    found = _decision(pk)
    rows, onward = page_of(_of(found), None, FRAMED)
    return page(request, "portal/public/embed.html", decision=found, rows=rows, more=onward is not None)


def _decision(pk: int) -> Decision:
    found = public_decisions().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _of(found: Decision):  # type: ignore[no-untyped-def]
    return honoured().filter(consolidated_list=found.consolidated_list_id)


def _asked(request: HttpRequest) -> tuple[SearchForm, str]:
    """A search that cannot be read finds everything, and says why."""
    form = SearchForm(request.GET)
    return form, form.cleaned_data["q"] if form.is_valid() else ""
