"""Where a file comes in: what it may be, a template, the files that came before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations.desk.filing.access import own_dossiers
from nominations.desk.importing.forms import UploadForm
from nominations.models import Dossier
from nominations.services.imports import take_list
from organisation.uploads import RefusedUpload


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def import_list(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = get_object_or_404(own_dossiers(request.roles), pk=pk)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            found = take_list(dossier, form.cleaned_data["file"], actor=request.user)
        except RefusedUpload as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("import_columns", found.pk)
    return _page(request, dossier, form)


def _page(request: HttpRequest, dossier: Dossier, form: UploadForm) -> HttpResponse:
    earlier = dossier.imports.exclude(file="").select_related("uploaded_by").order_by("-pk")
    context = {"dossier": dossier, "form": form, "earlier": earlier}
    return render(request, "importing/upload.html", context, status=422 if form.errors else 200)
