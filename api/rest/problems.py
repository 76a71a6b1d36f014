"""Refusals as RFC 9457 problem details, in the language that was asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from nominations.shown import shown_parts
from organisation.uploads import RefusedUpload
from workflows import content
from workflows.errors import KeyReused, NotAllowed, NotFresh, NotPermitted, StaleContent

MEDIA_TYPE = "application/problem+json"
TYPES = "/api/#problem-"  # where the reference page explains each
Handler = Callable[[HttpRequest, Any], HttpResponse]


@dataclass(frozen=True)
class Problem:
    """One kind of refusal: its name in `type`, its status, its title and what a program does about it."""

    name: str
    status: int
    title: Any
    advice: Any


PROBLEMS = {problem.name: problem for problem in (
    Problem("unreadable", 400, gettext_lazy("Không đọc được yêu cầu"), gettext_lazy(
        "Thân yêu cầu không phải JSON, hoặc không đúng kiểu đã khai.")),
    Problem("token", 401, gettext_lazy("Cần mã truy cập"), gettext_lazy(
        "Gửi kèm Authorization: Bearer …; mã có thể đã hết hạn hoặc đã bị thu hồi.")),
    Problem("scope", 403, gettext_lazy("Mã truy cập không có phạm vi này"), gettext_lazy(
        "Tạo mã khác có phạm vi cần dùng.")),
    Problem("second-factor", 403, gettext_lazy("Tài khoản chưa có bước xác thực thứ hai"), gettext_lazy(
        "Vai trò của tài khoản bắt buộc có bước xác thực thứ hai; chủ tài khoản cài xong thì mã dùng được.")),
    Problem("duty", 403, gettext_lazy("Không được phép"), gettext_lazy(
        "Người thực hiện vướng nguyên tắc tách bạch trách nhiệm; việc này của người khác.")),
    Problem("signature", 403, gettext_lazy("Phải ký trên trang"), gettext_lazy(
        "Việc này là chữ ký: người có thẩm quyền đăng nhập lại và ký trên trang, mã truy cập không thay được.")),
    Problem("missing", 404, gettext_lazy("Không tìm thấy"), gettext_lazy(
        "Không có, hoặc tài khoản không được xem; hai trường hợp trả lời như nhau.")),
    Problem("not-allowed", 409, gettext_lazy("Chưa thực hiện được"), gettext_lazy(
        "Đọc reasons: mọi lý do được nêu cùng lúc.")),
    Problem("key-reused", 409, gettext_lazy("Idempotency-Key đã dùng"), gettext_lazy(
        "Mã này đã đi với một yêu cầu khác; mỗi yêu cầu một mã.")),
    Problem("stale", 412, gettext_lazy("Nội dung đã thay đổi"), gettext_lazy(
        "Đọc lại đối tượng, xem changes, rồi gửi ETag mới trong If-Match.")),
    Problem("too-large", 413, gettext_lazy("Yêu cầu quá lớn"), gettext_lazy("Chia nhỏ, hoặc gửi thành tệp.")),
    Problem("invalid", 422, gettext_lazy("Dữ liệu chưa hợp lệ"), gettext_lazy(
        "Đọc errors: từng mục, kèm số thứ tự dòng khi gửi nhiều dòng.")),
    Problem("unseen", 428, gettext_lazy("Thiếu If-Match"), gettext_lazy(
        "Không ai quyết định trên nội dung mình chưa xem: gửi ETag của đối tượng trong If-Match.")),
    Problem("too-many", 429, gettext_lazy("Quá nhiều yêu cầu"), gettext_lazy(
        "Chờ số giây ghi ở Retry-After.")),
)}  # fmt: skip


class Refused(Exception):
    """A refusal of the API itself."""

    def __init__(self, name: str, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(name)
        self.name, self.detail, self.headers, self.more = name, detail, headers or {}, more


def answer(request: HttpRequest, name: str, detail: str = "", **more: Any) -> HttpResponse:
    problem = PROBLEMS[name]
    body = {
        "type": TYPES + name,
        "title": str(problem.title),
        "status": problem.status,
        "detail": detail or str(problem.advice),
        "request_id": request.id,
        **more,
    }
    return JsonResponse(body, status=problem.status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    response = answer(request, refusal.name, refusal.detail, **refusal.more)
    for name, value in refusal.headers.items():
        response[name] = value
    return response


def no_token(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return refused(request, Refused("token", headers={"WWW-Authenticate": 'Bearer realm="Vinh Danh"'}))


def missing(request: HttpRequest, _error: Exception | None = None) -> HttpResponse:
    return answer(request, "missing")


def not_permitted(request: HttpRequest, refusal: NotPermitted) -> HttpResponse:
    """Words mean a separated duty, which the log names; without words the object is as good as missing."""
    if not str(refusal):
        return missing(request)
    request.forbidden_by = refusal.rule
    return answer(request, "duty", str(refusal))


def not_allowed(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    reasons = [str(reason) for reason in refusal.reasons]
    return answer(request, "not-allowed", " ".join(reasons), reasons=reasons)


def stale(request: HttpRequest, refusal: StaleContent) -> HttpResponse:
    changed = content.changes_since(refusal.subject, refusal.seen_hash) or []
    changes = [{name: str(words) for name, words in part.items()} for part in shown_parts(changed)]
    return answer(request, "stale", str(refusal), changes=changes)


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refused(request, unsound(_told(error.errors)))


def unsound(errors: Sequence[dict[str, Any]]) -> Refused:
    return Refused("invalid", errors=list(errors))


def _told(errors: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """pydantic's findings: where, and in words of ours."""
    return [{"field": _place(one["loc"]), "message": _words(one)} for one in errors]


def _place(path: Sequence[Any]) -> str:
    """The way into the body; by which name our code takes the body is nobody's business."""
    return ".".join(str(part) for part in path[2 if path[0] == "body" else 1 :])


def _words(error: dict[str, Any]) -> str:
    known = {
        "missing": _("Thiếu mục này."),
        "extra_forbidden": _("Không có mục tên như vậy."),
        "string_type": _("Phải là chuỗi ký tự."),
        "string_too_long": _("Dài quá mức cho phép."),
        "string_too_short": _("Không được để trống."),
        "list_type": _("Phải là danh sách."),
        "too_long": _("Nhiều phần tử quá mức cho phép."),
        "too_short": _("Phải có ít nhất một phần tử."),
    }
    return known.get(error["type"], _("Giá trị không hợp lệ."))


def simple(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the library itself refuses: a body that is no JSON, or too much of it."""
    too_large = isinstance(error.__cause__ or error.__context__, RequestDataTooBig)
    return answer(request, "too-large" if too_large else "unreadable")


HANDLERS: dict[type[Exception], Handler] = {
    Refused: refused,
    AuthenticationError: no_token,
    HttpError: simple,
    ValidationError: invalid,
    Http404: missing,
    NotPermitted: not_permitted,
    NotAllowed: not_allowed,
    NotFresh: lambda request, _error: answer(request, "signature"),
    StaleContent: stale,
    KeyReused: lambda request, error: answer(request, "key-reused", str(error)),
    RefusedUpload: lambda request, error: refused(request, unsound([{"field": "file", "message": str(error)}])),
}


def register(api: NinjaAPI) -> None:
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
