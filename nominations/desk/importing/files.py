"""Files that go out: the template, the list as a workbook, the file as it came."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from nominations.desk.filing.access import own_dossiers, readable_dossiers
from nominations.desk.filing.sheet import kinds_of
from nominations.desk.importing.access import own_import
from nominations.importing.workbook import list_of, template_of
from nominations.selectors import nominations_for
from nominations.sheets.gate import SheetKind
from nominations.states import NominationState
from organisation.downloads import saved_as
from organisation.text import fold


@require_safe
def import_template(request: HttpRequest, pk: int) -> HttpResponseBase:
    dossier = get_object_or_404(own_dossiers(request.roles), pk=pk)
    forms = list(dossier.campaign.award_forms.order_by("pk"))
    made = template_of(kinds_of(dossier.campaign), forms, campaign=dossier.campaign.name, unit=dossier.unit.name)
    return _workbook(made, "mau-danh-sach-de-nghi.xlsx")


@require_safe
def dossier_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list as the page shows it, without who was withdrawn."""
    dossier = get_object_or_404(readable_dossiers(request.roles), pk=pk)
    found = nominations_for(request.roles).filter(dossier=dossier).exclude(state=NominationState.WITHDRAWN)
    listed = found.select_related("award_form").order_by("pk")
    made = list_of(listed, campaign=dossier.campaign.name, unit=dossier.unit.name)
    return _workbook(made, f"danh-sach-{slugify(fold(dossier.unit.name))[:60]}-{dossier.pk}.xlsx")


def _workbook(made: bytes, name: str) -> HttpResponseBase:
    return saved_as(HttpResponse(made, content_type=SheetKind.XLSX.media_type), name)


@require_safe
def import_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was sent."""
    found = own_import(request, pk)
    if not found.file:
        raise Http404
    return saved_as(FileResponse(found.file.open("rb"), content_type=found.content_type), found.name)
