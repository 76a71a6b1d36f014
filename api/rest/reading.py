"""Reading: pages by key, one object, the parts that were asked for."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema
from pydantic import create_model

from api.rest.bearer import Bearer
from api.rest.kinds import KINDS, Kind
from api.rest.problems import unsound
from api.rest.shapes.base import described, tag_of
from api.states import Scope
from organisation.text import fold
from workflows.models import Subject

MOST = 100
USUAL = 25
LARGEST = 2**63 - 1
WORD = r"^[a-z_]+$"
FILTERS: dict[str, tuple[Any, Any]] = {
    "state": (str | None, Field(None, max_length=32, pattern=WORD, description=gettext_noop("Chỉ trạng thái này."))),
    "kind": (str | None, Field(None, max_length=32, pattern=WORD, description=gettext_noop("Chỉ loại này."))),
    "q": (str | None, Field(None, max_length=120, pattern=r"^[^\x00]*$", description=gettext_noop(
        "Tìm theo tên, không cần dấu."))),
    **{
        name: (int | None, Field(None, ge=1, le=LARGEST, description=words))
        for name, words in {
            "campaign": gettext_noop("Chỉ của phong trào này."),
            "unit": gettext_noop("Chỉ của đơn vị này."),
            "round": gettext_noop("Chỉ của đợt này."),
            "dossier": gettext_noop("Chỉ của hồ sơ này."),
            "nomination": gettext_noop("Chỉ của đề nghị này."),
            "consultation": gettext_noop("Chỉ của đợt lấy ý kiến này."),
        }.items()
    },
}  # fmt: skip


class Parts(Schema):
    fields: str | None = Field(
        None, max_length=400, pattern=r"^[a-z0-9_,]*$",
        description=gettext_noop("Chỉ các mục này, cách nhau bằng dấu phẩy."),
    )  # fmt: skip


class Paged(Parts):
    cursor: str | None = Field(
        None, pattern=r"^\d{1,18}$", description=gettext_noop("Giá trị next của trang trước; bỏ trống là trang đầu.")
    )
    limit: int = Field(USUAL, ge=1, le=MOST, description=gettext_noop("Số dòng mỗi trang."))


def page_shape(name: str, line: type[Schema], next_is: Any = str | None) -> type[Schema]:
    """The shape of a page of lines."""
    following = Field(description=gettext_noop("Gửi trong cursor để đọc tiếp; null khi đã hết."))
    items = Field(description=gettext_noop("Mới nhất trước."))
    return create_model(f"{name.title()}Page", __base__=Schema, items=(list[line], items), next=(next_is, following))


def body(data: Any, status: int = 200) -> HttpResponse:
    return JsonResponse(data, status=status, safe=False, json_dumps_params={"ensure_ascii": False})


def wanted_parts(shape: type[Schema], asked: Parts) -> set[str] | None:
    """The names in `?fields=`; the key goes along. Nothing said: everything."""
    if not asked.fields:
        return None
    names = {name for name in asked.fields.split(",") if name}
    if unknown := sorted(names - {*shape.model_fields}):
        words = _("Không có mục “%(names)s”.") % {"names": ", ".join(unknown)}
        raise unsound([{"field": "fields", "message": words}])
    return names | {"id"}


def told(request: HttpRequest, kind: Kind, one: Any, shape: type[Schema], parts: set[str] | None = None) -> Any:
    """What the API says of the object to this account."""
    about = {"verbs": {*kind.verbs}, "path": f"/api/v1/{kind.path}"}
    shaped = described(one, shape, roles=request.roles, actor=request.user, **about)
    return shaped.model_dump(mode="json", include=parts)


def whole(request: HttpRequest, kind: Kind, one: Any, *, status: int = 200, parts: Any = None) -> HttpResponse:
    """The object, with the tag that the next verb names."""
    response = body(told(request, kind, one, kind.whole, parts), status)
    if isinstance(one, Subject):
        response["ETag"] = tag_of(one)
    return response


def narrowed(rows: QuerySet[Any], asked: Any) -> QuerySet[Any]:
    for name in FILTERS:
        value = getattr(asked, name, None)
        if value is None:
            continue
        rows = rows.filter(search_key__contains=fold(value)) if name == "q" else rows.filter(**{name: value})
    return rows


def page_of(rows: QuerySet[Any], asked: Paged) -> tuple[list[Any], str | None]:
    """One page, newest first, by key."""
    if asked.cursor:
        rows = rows.filter(pk__lt=int(asked.cursor))
    found = list(rows.order_by("-pk")[: asked.limit + 1])
    return found[: asked.limit], str(found[asked.limit - 1].pk) if len(found) > asked.limit else None


def add_reads(router: Router, kind: Kind) -> None:
    """GET /<kind>/ and GET /<kind>/{pk}."""
    asked_shape = create_model(
        f"{kind.name.title()}Asked", __base__=Paged, **{name: FILTERS[name] for name in kind.filters}
    )

    def index(request: HttpRequest, asked: asked_shape = Query(...)) -> HttpResponse:  # type: ignore[valid-type]  # noqa: B008
        parts = wanted_parts(kind.line, asked)
        found, following = page_of(narrowed(kind.visible(request.roles).defer(*kind.bulky), asked), asked)
        return body({
            "items": [told(request, kind, one, kind.line, parts) for one in found], "next": following,
        })  # fmt: skip

    def one(request: HttpRequest, pk: int, asked: Parts = Query(...)) -> HttpResponse:  # noqa: B008
        parts = wanted_parts(kind.whole, asked)
        return whole(request, kind, get_object_or_404(kind.visible(request.roles), pk=pk), parts=parts)

    about = {"auth": Bearer(Scope.READ), "tags": [kind.path]}
    router.add_api_operation(
        f"/{kind.path}", ["GET"], index, response=page_shape(kind.name, kind.line), url_name=f"api_{kind.path}",
        operation_id=f"{kind.path}_index", summary=kind.label, description=_INDEX, **about,
    )  # fmt: skip
    router.add_api_operation(
        f"/{kind.path}/{{int:pk}}", ["GET"], one, response=kind.whole, url_name=f"api_{kind.name}",
        operation_id=f"{kind.name}_read", summary=kind.label, description=_ONE, **about,
    )  # fmt: skip


_INDEX = gettext_noop("Những gì tài khoản được xem, mới nhất trước, từng trang theo con trỏ.")
_ONE = gettext_noop("Một đối tượng, kèm ETag và các thao tác đang mở.")


def add_all(router: Router) -> None:
    for kind in KINDS:
        add_reads(router, kind)
