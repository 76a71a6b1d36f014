"""Files go out as downloads only, to those who may see what they belong to."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Evidence
from nominations.desk.filing.access import gone_already, own_attachments
from nominations.models import Attachment
from nominations.selectors import attachments_for
from nominations.services.attachments import detach
from organisation.downloads import saved_as


@require_safe
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    return as_download(get_object_or_404(attachments_for(request.roles), pk=pk))


def as_download(found: Attachment | Evidence) -> FileResponse:
    """The file as it was sent."""
    return saved_as(FileResponse(found.file.open("rb"), content_type=found.content_type), found.name)


def attachment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_attachments(request.roles).filter(pk=pk).first()
    if found is None:
        return gone_already(request)
    back = _page_of(found)
    if request.method == "POST":
        detach(found, actor=request.user)
        messages.success(request, _("Đã xóa tệp %(name)s.") % {"name": found.name})
        return redirect(back)
    return render(request, "filing/attachment_remove.html", {"attachment": found, "back": back})


def _page_of(found: Attachment) -> str:
    """The place on the page that lists the file."""
    if found.nomination_id:
        return f"{reverse('nomination_edit', args=[found.nomination_id])}#files"
    return f"{reverse('dossier', args=[found.dossier_id])}#letter"
