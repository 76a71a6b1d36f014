"""Files in pieces, as the protocol tus 1.0.0 says: creation, expiration, checksum, termination.

PATCH and DELETE come as POST with X-HTTP-Method-Override, which the protocol provides for: this site's pages speak no
other methods. Reasons: docs/decisions/resumable-uploads.md.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nominations.desk.filing.access import own_dossiers, own_nominations
from nominations.desk.filing.forms import LetterForm, NominationForm
from nominations.models import Dossier, Nomination, Upload
from nominations.selectors import uploads_of
from nominations.services.uploads import BeyondTheEnd, OtherOffset, begin_upload, forget, take_piece
from organisation.formfields import CleanCharField
from organisation.uploads import RefusedUpload
from workflows.errors import NotAllowed

TUS = "1.0.0"
MOST_PIECE = 4 * 1024 * 1024
PIECE_TYPE = "application/offset+octet-stream"
CHECKSUMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}  # the protocol asks for the first
WRONG_CHECKSUM = 460
View = Callable[[HttpRequest, int], HttpResponse]


class UploadForm(forms.Form):
    """What a program announces of a file, in its headers."""

    filename = CleanCharField(max_length=255)
    kind = forms.ChoiceField()
    mark = CleanCharField(max_length=64, required=False)
    size = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, Any]]) -> None:
        super().__init__(*args)
        self.fields["kind"].choices = kinds


def in_tus(view: View) -> View:
    """Only to programs that say which version they speak; every answer says ours."""

    @wraps(view)
    def answered(request: HttpRequest, pk: int) -> HttpResponse:
        answer = view(request, pk)
        answer["Tus-Resumable"] = TUS
        answer["Cache-Control"] = "private, no-store"
        return answer

    return answered


@require_POST
@in_tus
def dossier_uploads(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = get_object_or_404(own_dossiers(request.roles), pk=pk)
    return _begun(request, dossier, None, LetterForm.kinds)


@require_POST
@in_tus
def nomination_uploads(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = get_object_or_404(own_nominations(request.roles), pk=pk)
    return _begun(request, nomination.dossier, nomination, NominationForm.kinds)


def _begun(
    request: HttpRequest, dossier: Dossier, nomination: Nomination | None, kinds: Sequence[tuple[str, Any]]
) -> HttpResponse:
    """201 with the upload's address; the same file once more leads to what the sender left unfinished."""
    if (other := _other_version(request)) is not None:
        return other
    said = _metadata(request.headers.get("Upload-Metadata", ""))
    form = UploadForm({**said, "size": request.headers.get("Upload-Length")}, kinds=kinds)
    if not form.is_valid():
        return _refused(400, _("Trình duyệt gửi tệp không đúng cách. Hãy tải lại trang rồi chọn lại tệp."))
    told = form.cleaned_data
    try:
        made = begin_upload(
            dossier, nomination, name=told["filename"], kind=told["kind"], mark=told["mark"], size=told["size"],
            actor=request.user,
        )  # fmt: skip
    except (RefusedUpload, NotAllowed) as refusal:
        return _refused(422, _words(refusal))
    return _told(made, 201, Location=reverse("upload", args=[made.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@in_tus
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file of one's own came; its next piece, or its end."""
    found = get_object_or_404(uploads_of(request.user), pk=pk)
    if (other := _other_version(request)) is not None:
        return other
    if found.expires_at <= request.now:
        return _refused(410, _("Phần đã tải để quá lâu nên đã bỏ. Hãy chọn lại tệp để tải từ đầu."))
    if request.method != "POST":
        return _told(found, 200)
    meant = request.headers.get("X-HTTP-Method-Override", "").upper()
    if meant == "DELETE":
        forget(found)
        return HttpResponse(status=204)
    if meant != "PATCH" or request.content_type != PIECE_TYPE:
        return HttpResponse(status=405 if meant != "PATCH" else 415)
    return _taken(request, found)


def _taken(request: HttpRequest, found: Upload) -> HttpResponse:
    offset = request.headers.get("Upload-Offset", "")
    piece = request.read(MOST_PIECE + 1)
    if not (offset.isascii() and offset.isdecimal() and len(offset) < 12):
        return HttpResponse(status=400)
    if len(piece) > MOST_PIECE:
        return HttpResponse(status=413)
    if (wrong := _checked(request.headers.get("Upload-Checksum"), piece)) is not None:
        return HttpResponse(status=wrong)
    return _kept(request, found, piece, int(offset))


def _kept(request: HttpRequest, found: Upload, piece: bytes, offset: int) -> HttpResponse:
    version = found.nomination.version if found.nomination else None
    try:
        made = take_piece(found, piece, offset=offset, actor=request.user)
    except OtherOffset:
        return _told(get_object_or_404(uploads_of(request.user), pk=found.pk), 409)
    except BeyondTheEnd:
        return _told(found, 413)
    except (RefusedUpload, NotAllowed) as refusal:
        return _refused(422, _words(refusal))
    answer = _told(found, 204)
    if made and made.nomination and made.nomination.version != version:
        answer["Content-Version"] = made.nomination.version  # what the open form must know to be saved further on
    return answer


def _checked(header: str | None, piece: bytes) -> int | None:
    """The status of a piece that is not what its sender says."""
    if header is None:
        return None
    name, _space, told = header.partition(" ")
    if name not in CHECKSUMS:
        return 400
    right = base64.b64encode(CHECKSUMS[name](piece).digest()).decode()
    return None if told.strip() == right else WRONG_CHECKSUM


def _metadata(header: str) -> dict[str, str]:
    """`name base64,name base64`; what cannot be read is left out, and the form says what is missing."""
    said = {}
    for pair in header.split(","):
        name, _space, value = pair.strip().partition(" ")
        try:
            said[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError):
            continue
    return said


def _other_version(request: HttpRequest) -> HttpResponse | None:
    if request.headers.get("Tus-Resumable") == TUS:
        return None
    return HttpResponse(
        status=412,
        headers={
            "Tus-Version": TUS, "Tus-Extension": "creation,expiration,checksum,termination",
            "Tus-Max-Size": str(settings.UPLOAD_LIMIT), "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
        },
    )  # fmt: skip


def _told(found: Upload, status: int, **headers: str) -> HttpResponse:
    answer = HttpResponse(status=status, headers=headers)
    answer["Upload-Offset"], answer["Upload-Length"] = str(found.received), str(found.size)
    answer["Upload-Expires"] = http_date(found.expires_at.timestamp())
    return answer


def _refused(status: int, words: str) -> JsonResponse:
    return JsonResponse({"message": words}, status=status)


def _words(refusal: RefusedUpload | NotAllowed) -> str:
    return " ".join(refusal.reasons) if isinstance(refusal, NotAllowed) else str(refusal)
