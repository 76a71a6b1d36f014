"""Where files of past awards come in, and which came before; what each column is; the file as it came."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.permissions import OFFICE
from nominations.desk.histories.forms import HistoryColumnsForm, HistoryForm
from nominations.desk.paging import before_of
from nominations.selectors import histories_for, own_histories_for
from nominations.services import histories as services
from organisation.downloads import saved_as
from organisation.models import Organisation
from organisation.states import Role
from organisation.uploads import RefusedUpload

PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def histories(request: HttpRequest) -> HttpResponse:
    """Newest first, in keyset pages; to the office with the form for another file."""
    bodies = request.roles.organisation_ids(*OFFICE)
    if not bodies and (request.method == "POST" or not request.roles.organisation_ids(Role.AUDITOR)):
        raise Http404
    form = HistoryForm(*([request.POST, request.FILES] if request.method == "POST" else [])) if bodies else None
    if form and form.is_bound and form.is_valid():
        body = Organisation.objects.filter(pk__in=bodies).order_by("pk")[0]
        try:
            found = services.take_history(body, form.cleaned_data["file"], actor=request.user)
        except RefusedUpload as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("history_columns", found.pk)
    before = before_of(request)
    earlier = histories_for(request.roles).select_related("uploaded_by").order_by("-pk")
    page = list((earlier.filter(pk__lt=before) if before else earlier)[: PAGE + 1])
    context = {
        "form": form, "page": page[:PAGE], "newer": "?" if before else "",
        "older": f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else "",
    }  # fmt: skip
    return render(request, "histories/histories.html", context, status=422 if form and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def history_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What is chosen here is remembered for the organisation's next file."""
    found = get_object_or_404(own_histories_for(request.roles).select_related("organisation"), pk=pk)
    if not found.is_open and request.method != "POST":
        return redirect(found)
    read = services.read_again(found)
    form = HistoryColumnsForm(request.POST or None, read=read, chosen=found.encoding)
    if request.method == "POST" and form.is_valid():
        services.settle(found, encoding=form.encoding(), headings=form.headings(), actor=request.user)
        return redirect(found)
    context = {"found": found, "form": form, "tables": form.shown(), "read": read}
    return render(request, "histories/columns.html", context, status=422 if form.errors else 200)


@require_safe
def history_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was sent. A browser that would show it all the same may run nothing in it."""
    found = get_object_or_404(histories_for(request.roles), pk=pk)
    return saved_as(FileResponse(found.file.open("rb"), content_type=found.content_type), found.name)
