"""Which column holds what: guessed, corrected, and remembered for the unit's next file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations.desk.importing.access import own_import
from nominations.desk.importing.forms import ColumnsForm
from nominations.services.imports import read_again, settle


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_import(request, pk)
    if found.applied_at and (request.method != "POST" or not found.file):
        return redirect(found)
    read = read_again(found)
    form = ColumnsForm(request.POST or None, read=read, chosen=found.encoding)
    if request.method == "POST" and form.is_valid():
        settle(found, encoding=form.encoding(), headings=form.headings(), actor=request.user)
        return redirect(found)
    context = {"found": found, "dossier": found.dossier, "form": form, "tables": form.shown(), "read": read}
    return render(request, "importing/columns.html", context, status=422 if form.errors else 200)
