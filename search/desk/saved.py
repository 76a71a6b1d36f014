"""Searches that an account keeps for itself."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from organisation.formfields import CleanCharField
from search.models import SavedSearch
from search.models.saved import MOST, NAME, QUERY


class SaveForm(forms.Form):
    name = CleanCharField(label=gettext_lazy("Tên"), max_length=NAME)
    query = CleanCharField(label=gettext_lazy("Nội dung tìm"), max_length=QUERY)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keeps the search under its name; the same name again takes the new search."""
    form = SaveForm(request.POST)
    own = SavedSearch.objects.filter(account=request.user)
    if not form.is_valid():
        messages.error(request, _("Chưa lưu được: hãy nhập nội dung tìm và một tên ngắn."))
        return redirect("search")
    name, query = form.cleaned_data["name"], form.cleaned_data["query"]
    if own.exclude(name=name).count() >= MOST:
        messages.error(request, _("Đã có %(most)s tìm kiếm được lưu; hãy bỏ bớt rồi lưu lại.") % {"most": MOST})
    else:
        SavedSearch.objects.update_or_create(account=request.user, name=name, defaults={"query": query})
        messages.success(request, _("Đã lưu tìm kiếm “%(name)s”.") % {"name": name})
    return redirect(f"{reverse('search')}?{urlencode({'q': query})}")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(SavedSearch, pk=pk, account=request.user).delete()
    messages.success(request, _("Đã bỏ tìm kiếm đã lưu."))
    return redirect("search")
