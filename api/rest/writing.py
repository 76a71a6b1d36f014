"""Writing what is not filed yet: nominations one by one or many at once, and files. The desk's own forms clean it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Body, Field, File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import ConfigDict, create_model

from api.rest.bearer import Bearer
from api.rest.fields import NomineeForm
from api.rest.kinds import BY_NAME
from api.rest.problems import unsound
from api.rest.reading import LARGEST, body, told, whole
from api.rest.seen import IF_MATCH, seen_of, unchanged
from api.rest.shapes.filing import AttachmentShape, NominationLine, NominationWhole
from api.states import Scope
from campaigns.states import SubjectKind
from nominations.desk.filing.access import own_attachments, own_dossiers, own_nominations
from nominations.models import Dossier, Nomination
from nominations.models.nomination import LIMITS
from nominations.services.attachments import attach, detach, discard
from nominations.services.nominations import create_nomination, create_nominations, save_nomination
from nominations.states import AttachmentKind
from organisation.states import Honorific

MOST_ROWS = 500
WRITE = {"auth": Bearer(Scope.WRITE)}
NOMINATION, ATTACHMENT = BY_NAME["nomination"], BY_NAME["attachment"]
SEEN = {"openapi_extra": {"parameters": [IF_MATCH]}}
SEEN_DOSSIER = {"openapi_extra": {"parameters": [IF_MATCH | {"description": gettext_noop("ETag của hồ sơ.")}]}}


class _Sent(Schema):
    model_config = ConfigDict(extra="forbid")


def _text(name: str) -> tuple[Any, Any]:
    return str, Field("", max_length=LIMITS[name])


Nominee: Any = create_model(
    "Nominee", __base__=_Sent,
    full_name=(str, Field("", max_length=LIMITS["full_name"])),
    honorific=(Honorific | None, Field(None)),
    position=_text("position"), sub_unit=_text("sub_unit"),
    is_leader=(bool | None, Field(None)),
    head_count=(int | None, Field(None, ge=1, le=99_999)),
    award_form=(int | None, Field(None, ge=1, le=LARGEST, description=gettext_noop("Hình thức khen thưởng, theo id."))),
    overview=_text("overview"), achievements=_text("achievements"), earlier_awards=_text("earlier_awards"),
)  # fmt: skip
NewNominee: Any = create_model(
    "NewNominee", __base__=Nominee, kind=(SubjectKind, ...),
    full_name=(str, Field(min_length=1, max_length=LIMITS["full_name"])),
)  # fmt: skip


class NewNominees(_Sent):
    nominations: list[NewNominee] = Field(  # type: ignore[valid-type]
        min_length=1,
        max_length=MOST_ROWS,
        description=gettext_noop("Một dòng sai thì không dòng nào được ghi."),
    )


class Made(Schema):
    items: list[NominationLine] = Field(description=gettext_noop("Theo thứ tự đã gửi."))


def create(request: HttpRequest, pk: int, sent: NewNominee = Body(...)) -> HttpResponse:  # noqa: B008
    dossier = get_object_or_404(own_dossiers(request.roles), pk=pk)
    (row,) = _rows(dossier, [sent])
    with unchanged(seen_of(request), dossier):
        made = create_nomination(dossier, actor=request.user, **row)
    return whole(request, NOMINATION, NOMINATION.visible(request.roles).get(pk=made.pk), status=201)


def create_many(request: HttpRequest, pk: int, sent: NewNominees = Body(...)) -> HttpResponse:  # noqa: B008
    dossier = get_object_or_404(own_dossiers(request.roles), pk=pk)
    rows = _rows(dossier, sent.nominations, at="nominations")
    with unchanged(seen_of(request), dossier):
        made = create_nominations(dossier, rows, actor=request.user)
    found = NOMINATION.visible(request.roles).in_bulk([one.pk for one in made])
    lines = [told(request, NOMINATION, found[one.pk], NominationLine) for one in made]
    return body({"items": lines}, 201)


def edit(request: HttpRequest, pk: int, sent: Nominee = Body(...)) -> HttpResponse:  # noqa: B008
    nomination = get_object_or_404(own_nominations(request.roles), pk=pk)
    form = NomineeForm.of(nomination, sent.model_dump(exclude_unset=True, mode="json"))
    if faults := form.faults():
        raise unsound(faults)
    with unchanged(seen_of(request), nomination.dossier, nomination):
        save_nomination(nomination, actor=request.user, **form.written())
    return whole(request, NOMINATION, NOMINATION.visible(request.roles).get(pk=pk))


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = get_object_or_404(own_nominations(request.roles), pk=pk)
    with unchanged(seen_of(request), nomination.dossier, nomination):
        discard(nomination, actor=request.user)
    return HttpResponse(status=204)


def attach_to_dossier(
    request: HttpRequest, pk: int, file: File[UploadedFile], kind: Form[AttachmentKind] = AttachmentKind.LETTER
) -> HttpResponse:
    return _attached(request, get_object_or_404(own_dossiers(request.roles), pk=pk), None, file, kind)


def attach_to_nomination(
    request: HttpRequest, pk: int, file: File[UploadedFile], kind: Form[AttachmentKind] = AttachmentKind.EVIDENCE
) -> HttpResponse:
    nomination = get_object_or_404(own_nominations(request.roles), pk=pk)
    return _attached(request, nomination.dossier, nomination, file, kind)


def remove_attachment(request: HttpRequest, pk: int) -> HttpResponse:
    detach(get_object_or_404(own_attachments(request.roles), pk=pk), actor=request.user)
    return HttpResponse(status=204)


def _attached(
    request: HttpRequest, dossier: Dossier, nomination: Nomination | None, file: UploadedFile, kind: str
) -> HttpResponse:
    found = attach(dossier, nomination, file, kind=kind, actor=request.user)
    return body(told(request, ATTACHMENT, found, AttachmentShape), 201)


def _rows(dossier: Dossier, sent: list[Any], *, at: str = "") -> list[dict[str, Any]]:
    """What is to be written of each row; every fault of every row at once, by its place in what was sent."""
    award_forms = list(dossier.campaign.award_forms.all())
    rows, faults = [], []
    for place, one in enumerate(sent):
        begun = Nomination(kind=one.kind, campaign=dossier.campaign)
        fields = one.model_dump(exclude_unset=True, exclude={"kind"}, mode="json")
        form = NomineeForm.of(begun, fields, award_forms=award_forms, is_new=True)
        before = f"{at}.{place}." if at else ""
        faults += [fault | {"field": before + fault["field"]} for fault in form.faults()]
        rows.append(form.written() | {"kind": one.kind.value})
    if faults:
        raise unsound(faults)
    return rows


def add_all(router: Router) -> None:
    lines = (
        ("/dossiers/{int:pk}/nominations", "POST", create, {201: NominationWhole}, "dossier_nominations",
         gettext_noop("Thêm một đề nghị vào hồ sơ"), SEEN_DOSSIER),
        ("/dossiers/{int:pk}/nominations/bulk", "POST", create_many, {201: Made}, "dossier_nominations_bulk",
         gettext_noop("Thêm nhiều đề nghị cùng lúc"), SEEN_DOSSIER),
        ("/nominations/{int:pk}", "PATCH", edit, {200: NominationWhole}, "nomination",
         gettext_noop("Sửa đề nghị chưa nộp"), SEEN),
        ("/nominations/{int:pk}", "DELETE", remove, {204: None}, "nomination",
         gettext_noop("Bỏ đề nghị chưa nộp"), SEEN),
        ("/dossiers/{int:pk}/attachments", "POST", attach_to_dossier, {201: AttachmentShape}, "dossier_attachments",
         gettext_noop("Gửi tệp của hồ sơ"), {}),
        ("/nominations/{int:pk}/attachments", "POST", attach_to_nomination, {201: AttachmentShape},
         "nomination_attachments", gettext_noop("Gửi tệp của đề nghị"), {}),
        ("/attachments/{int:pk}", "DELETE", remove_attachment, {204: None}, "attachment", gettext_noop("Bỏ tệp"), {}),
    )  # fmt: skip
    for path, method, view, response, name, summary, more in lines:
        router.add_api_operation(
            path, [method], view, response=response, url_name=f"api_{name}", operation_id=view.__name__,
            summary=summary, tags=[path.split("/")[1]], **WRITE, **more,
        )  # fmt: skip
