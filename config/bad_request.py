"""What could not be read at all, most often for its size: a page, or the answer that the page's script expects."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: 413 for too much, 400 for the rest; nothing was written."""
    status = 413 if isinstance(exception, TOO_MUCH) else 400
    message = _too_much() if status == 413 else _("Hãy quay lại, tải lại trang rồi gửi lần nữa.")
    if not request.accepts("text/html"):
        return JsonResponse({"message": message}, status=status)
    return render(request, "errors/400.html", {"message": message, "status": status}, status=status)


def _too_much() -> str:
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    return _("Phần chữ gửi lên nhiều hơn %(limit)s MB. Hãy rút ngắn, hoặc gửi thành tệp đính kèm.") % {"limit": limit}
