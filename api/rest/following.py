"""Following what happens: who one is, what waits, what changed since, and the files themselves."""

from datetime import datetime
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from api.rest.bearer import Bearer
from api.rest.feed import BY_TYPE, Changes, feed_of, told
from api.rest.reading import LARGEST, MOST, USUAL, body
from api.rest.shapes.base import described
from api.rest.shapes.filing import Whoami
from api.states import Scope
from nominations import inbox
from nominations.desk.filing.attachments import as_download
from nominations.selectors import attachments_for
from organisation.states import Role

FIRST_PAGE = _("Trang đầu của trang “Việc cần làm”; phần còn lại hiện ra khi phần này đã làm xong.")
IN_ORDER = _("Theo thứ tự của nhật ký chung, cấp sau khi đã ghi: ai theo dõi từ đầu thì không sót sự kiện nào.")
READ = {"auth": Bearer(Scope.READ)}


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


class Since(Schema):
    after: int = Field(0, ge=0, le=LARGEST, description=_("Chỉ những sự kiện sau số này."))
    limit: int = Field(USUAL, ge=1, le=MOST, description=_("Số sự kiện mỗi lần."))


def changes(request: HttpRequest, asked: Since = Query(...)) -> HttpResponse:  # noqa: B008
    items = [told(leaf) for leaf in feed_of(request.roles, asked.after)[: asked.limit]]
    return body({"items": items, "next": items[-1]["sequence"] if items else asked.after})


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
