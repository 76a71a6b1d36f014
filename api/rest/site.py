"""The whole API, version 1."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI

from api.rest import following, problems, reading, verbs, writing
from api.rest.document import document

api = NinjaAPI(
    title="Vinh Danh",
    version="1",
    description=_(
        "Đọc và thực hiện các việc khen thưởng bằng chương trình: cùng quyền xem, cùng thao tác, cùng nhật ký như trên "
        "trang. Gửi kèm Authorization: Bearer kèm mã truy cập."
    ),
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
)
problems.register(api)
for part in (following, reading, writing, verbs):
    part.add_all(api.default_router)


@api.get("/openapi.json", auth=None, include_in_schema=False, url_name="api_document")
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the library's signature
    """The document tells of nobody: it needs no token."""
    return JsonResponse(document(api), json_dumps_params={"ensure_ascii": False})
