"""Our own PDF, shown in the browser: it may load and run nothing."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def inline_pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; object-src 'none'; frame-ancestors 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer
