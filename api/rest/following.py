"""Following what happens: who one is, what waits, what changed since, and the files themselves."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from api.rest.bearer import Bearer
from api.rest.kinds import KINDS, Kind
from api.rest.reading import LARGEST, MOST, USUAL, body
from api.rest.shapes.base import described
from api.rest.shapes.filing import Whoami
from api.states import Scope
from nominations import inbox
from nominations.desk.filing.attachments import as_download
from nominations.selectors import attachments_for
from organisation.states import Role
from workflows.models import Leaf, Subject

FIRST_PAGE = _("Trang đầu của trang “Việc cần làm”; phần còn lại hiện ra khi phần này đã làm xong.")
IN_ORDER = _("Theo thứ tự của nhật ký chung, cấp sau khi đã ghi: ai theo dõi từ đầu thì không sót sự kiện nào.")
READ = {"auth": Bearer(Scope.READ)}
BY_TYPE: dict[str, Kind] = {kind.model.object_type(): kind for kind in KINDS if issubclass(kind.model, Subject)}


def me(request: HttpRequest) -> HttpResponse:
    token = request.auth
    found = {
        "name": request.user.full_name,
        "organisation": request.user.organisation,
        "roles": [role.value for role in Role if request.roles.any_of(role)],
        "scopes": token.scopes,
        "expires_at": token.expires_at,
    }
    return body(described(found, Whoami, roles=request.roles, actor=request.user).model_dump(mode="json"))


class Waiting(Schema):
    """One line of the inbox."""

    kind: str = Field(description=_("Loại đối tượng, như trong địa chỉ."))
    id: int
    title: str = Field(description=_("Tên gọi."))
    state: str = Field(description=_("Trạng thái."))
    due_at: datetime | None = Field(description=_("Hạn; null khi không nêu."))
    held_by: str | None = Field(description=_("Người đang giữ việc."))
    href: str = Field(description=_("Địa chỉ đối tượng."))


class Worklist(Schema):
    to_file: list[Waiting] = Field(description=_("Danh sách của đơn vị còn phải soạn, bổ sung hoặc nộp."))
    to_review: list[Waiting] = Field(description=_("Hồ sơ chờ Văn phòng thẩm định, hạn gần trước."))
    lists: list[Waiting] = Field(description=_("Danh sách tổng hợp chờ tài khoản này."))
    amendments: list[Waiting] = Field(description=_("Quyết định hủy bỏ, thay thế chờ ký hoặc ban hành."))


def worklist(request: HttpRequest) -> HttpResponse:
    """The first page of the desk's inbox; what is beyond it comes up as this is worked off."""
    roles = request.roles
    to_file, _further = inbox.page_of(inbox.dossiers_to_file(roles))
    to_review, _further = inbox.page_of(inbox.dossiers_to_review(roles))
    lists = inbox.lists_to_handle(roles).select_related("campaign").order_by("pk")[: inbox.PAGE]
    amendments = inbox.amendments_to_handle(roles).select_related("campaign", "amends").defer("paper")
    return body({
        "to_file": [_waiting(one) for one in inbox.waiting(to_file)],
        "to_review": [_waiting(one) for one in inbox.waiting(to_review)],
        "lists": [_waiting(one) for one in inbox.waiting(list(lists))],
        "amendments": [
            _waiting(inbox.Waiting(one, None, None)) for one in amendments.order_by("pk")[: inbox.PAGE]
        ],
    })  # fmt: skip


def _waiting(one: inbox.Waiting) -> dict[str, Any]:
    document = one.document
    kind = BY_TYPE[document.object_type()]
    found = {
        "kind": kind.path, "id": document.pk, "title": str(document), "state": document.state, "due_at": one.due_at,
        "held_by": str(one.owner) if one.owner else None, "href": f"/api/v1/{kind.path}/{document.pk}",
    }  # fmt: skip
    return Waiting(**found).model_dump(mode="json")


class Change(Schema):
    """One event of the trail, without its words."""

    sequence: int = Field(description=_("Thứ tự trong nhật ký chung; gửi số lớn nhất đã nhận trong after."))
    kind: str = Field(description=_("Loại đối tượng, như trong địa chỉ."))
    id: int = Field(description=_("Đối tượng."))
    verb: str = Field(description=_("Thao tác."))
    source: str = Field(description=_("Trạng thái trước."))
    target: str = Field(description=_("Trạng thái sau."))
    version: int = Field(description=_("Phiên bản nội dung lúc đó."))
    act_id: str = Field(description=_("Các sự kiện cùng một lần thực hiện có chung mã này."))
    at: datetime = Field(description=_("Thời điểm."))
    href: str = Field(description=_("Địa chỉ đối tượng."))


class Changes(Schema):
    items: list[Change] = Field(description=_("Cũ nhất trước."))
    next: int = Field(description=_("Gửi trong after lần sau; không đổi khi chưa có gì mới."))


class Since(Schema):
    after: int = Field(0, ge=0, le=LARGEST, description=_("Chỉ những sự kiện sau số này."))
    limit: int = Field(USUAL, ge=1, le=MOST, description=_("Số sự kiện mỗi lần."))


def changes(request: HttpRequest, asked: Since = Query(...)) -> HttpResponse:  # noqa: B008
    """By the index of the one log, which is given after the commit: whoever follows it misses none."""
    seen = Q(pk=None)
    for object_type, kind in BY_TYPE.items():
        visible = kind.visible(request.roles).order_by().filter(pk=OuterRef("event__object_id"))
        seen |= Q(event__object_type=object_type) & Exists(visible)
    leaves = Leaf.objects.filter(seen, index__gte=asked.after).select_related("event").defer("hash").order_by("index")
    items = [_change(leaf) for leaf in leaves[: asked.limit]]
    return body({"items": items, "next": items[-1]["sequence"] if items else asked.after})


def _change(leaf: Leaf) -> dict[str, Any]:
    event, kind = leaf.event, BY_TYPE[leaf.event.object_type]
    return Change(
        sequence=leaf.index + 1, kind=kind.path, id=event.object_id, verb=event.verb, source=event.source,
        target=event.target, version=event.version, act_id=str(event.act_id), at=event.at,
        href=f"/api/v1/{kind.path}/{event.object_id}",
    ).model_dump(mode="json")  # fmt: skip


def attachment_content(request: HttpRequest, pk: int) -> FileResponse:
    return as_download(get_object_or_404(attachments_for(request.roles), pk=pk))


def add_all(router: Router) -> None:
    binary = {"200": {"description": "OK", "content": {"*/*": {"schema": {
        "type": "string", "format": "binary"}}}}}  # fmt: skip
    lines: tuple[tuple[str, Any, Any, Any, Any], ...] = (
        ("/me", me, Whoami, _("Mã này là của ai, được làm gì"), None),
        ("/worklist", worklist, Worklist, _("Việc cần làm của tài khoản"), {"description": FIRST_PAGE}),
        ("/changes", changes, Changes, _("Những gì đã thay đổi, theo thứ tự"), {"description": IN_ORDER}),
        ("/attachments/{int:pk}/content", attachment_content, None, _("Tải tệp"), {"responses": binary}),
    )
    for path, view, shape, summary, extra in lines:
        router.add_api_operation(
            path, ["GET"], view, response={200: shape}, operation_id=view.__name__, summary=summary,
            url_name=f"api_{view.__name__}", tags=[path.split("/")[1]], openapi_extra=extra, **READ,
        )  # fmt: skip
