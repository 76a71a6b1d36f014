"""POST /<kind>/{pk}/<verb>: every verb of the machines that the desk serves, through the same services and forms."""

from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Body, Field, Router, Schema
from pydantic import ConfigDict, create_model

from api.rest.bearer import Bearer
from api.rest.kinds import KINDS, Kind
from api.rest.problems import unsound
from api.rest.reading import whole
from api.rest.seen import IF_MATCH, KEY, key_of, seen_of
from api.states import Scope
from nominations.desk.acting import VerbForm, carry_out
from nominations.desk.delivering.delivery import SentForm
from nominations.desk.publishing.queue import PostedForm
from nominations.desk.verbs import ReturnForm, SendBackForm
from nominations.distribution import OUTSIDE
from nominations.models.nomination import EDITABLE_FIELDS
from nominations.models.publication import ADDRESS
from nominations.states import ReturnReason
from workflows.verbs import Verb, verbs_of

LONGEST_REASON = 4_000
FieldToMend = Enum("FieldToMend", {name: name for name in EDITABLE_FIELDS}, type=str)  # type: ignore[misc]
CODES = Field(default_factory=list, max_length=20, description=_("Mã lý do trả lại."))
MEND = Field(default_factory=list, max_length=20, description=_("Các mục cần sửa."))
DAY = Field(description=_("Ngày nộp lại."))
WayOutside = Enum("WayOutside", {way.name: way.value for way in OUTSIDE}, type=str)  # type: ignore[misc]
SENT_ON = Field(description=_("Ngày gửi."))
WAY = Field(description=_("Cách gửi."))
POSTED = Field(description=_("Ngày đăng."))
ADDRESS_OF = Field(max_length=ADDRESS, description=_("Địa chỉ tin đã đăng."))
AUDIENCE = Field("", max_length=300, description=_("Người đọc."))
ALSO: dict[type[VerbForm], dict[str, tuple[Any, Any]]] = {  # what some verbs' forms take beside the reason
    VerbForm: {},
    SendBackForm: {"codes": (list[ReturnReason], CODES), "fields_to_mend": (list[FieldToMend], MEND)},
    ReturnForm: {"day": (date, DAY)},
    SentForm: {"day": (date, SENT_ON), "way": (WayOutside, WAY)},
    PostedForm: {"day": (date, POSTED), "address": (str, ADDRESS_OF), "audience": (str, AUDIENCE)},
}


class Sent(Schema):
    model_config = ConfigDict(extra="forbid")


def add_verb(router: Router, kind: Kind, verb: Verb) -> None:
    form_class = kind.forms.get(verb.name, VerbForm)
    sent_shape = _shape_of(kind, verb, form_class)
    is_needed = any(one.is_required() for one in sent_shape.model_fields.values())

    def act(request: HttpRequest, pk: int, sent: sent_shape = Body(... if is_needed else None)) -> HttpResponse:  # type: ignore[valid-type]  # noqa: B008
        request.verb = verb.name  # for the log of looks, should a duty forbid it
        subject = get_object_or_404(kind.visible(request.roles), pk=pk)
        form = _form(request, form_class, (sent or sent_shape()).model_dump(mode="json"))
        carry_out(subject, verb.name, kind.verbs, form, actor=request.user)
        left = kind.visible(request.roles).filter(pk=pk).first()
        return whole(request, kind, left) if left else HttpResponse(status=204)

    router.add_api_operation(
        f"/{kind.path}/{{int:pk}}/{verb.name}", ["POST"], act, response={200: kind.whole, 204: None},
        url_name=f"api_{kind.name}_verb", operation_id=f"{kind.name}_{verb.name}", summary=verb.label,
        description=_description(kind, verb), tags=[kind.path], auth=Bearer(Scope.ACT),
        openapi_extra={"parameters": [IF_MATCH, KEY]},
    )  # fmt: skip


def _shape_of(kind: Kind, verb: Verb, form_class: type[VerbForm]) -> type[Schema]:
    words = _("Lý do, ý kiến; ghi vào nhật ký.")
    reason: dict[str, Any] = {"max_length": LONGEST_REASON, "description": words}
    field = (str, Field(min_length=1, **reason)) if verb.reason else (str, Field("", **reason))
    name = f"{kind.name.title()}{verb.name.title().replace('_', '')}"
    return create_model(name, __base__=Sent, reason=field, **ALSO[form_class])


def _form(request: HttpRequest, form_class: type[VerbForm], sent: dict[str, Any]) -> VerbForm:
    """The desk's own form, so that texts are cleaned and refused alike."""
    version, content_hash = seen_of(request)
    form = form_class({**sent, "version": version, "content_hash": content_hash, "key": key_of(request)})
    if not form.is_valid():
        raise unsound(faults_of(form))
    return form


def faults_of(form: forms.Form) -> list[dict[str, str]]:
    names = {"key": "Idempotency-Key"}
    return [
        {"field": names.get(name, name), "message": str(words)} for name, all_ in form.errors.items() for words in all_
    ]


def _description(kind: Kind, verb: Verb) -> Any:
    states = dict(kind.model._meta.get_field("state").choices)
    return _Path([states[name] for name in verb.sources], states.get(verb.target, ""), is_signature=verb.fresh)


class _Path:
    """From which states to which, in the reader's language; worded when the document is drawn."""

    def __init__(self, sources: list[Any], target: Any, *, is_signature: bool) -> None:
        self.sources, self.target, self.is_signature = sources, target, is_signature

    def __str__(self) -> str:
        way = ", ".join(map(str, self.sources)) + (f" → {self.target}" if self.target else "")
        return f"{way}. {gettext(SIGNATURE)}" if self.is_signature else f"{way}."


SIGNATURE = _("Là chữ ký: API luôn trả lời 403, chỉ thực hiện được trên trang.")


def add_all(router: Router) -> None:
    for kind in KINDS:
        if kind.verbs:
            known = verbs_of(kind.model)
            for name in kind.verbs:
                add_verb(router, kind, known[name])
