"""A file that leaves the site: saved under its name, kept by nobody on the way, run by no browser."""

from typing import TypeVar

from django.http.response import HttpResponseBase

from organisation.uploads import content_disposition

Answer = TypeVar("Answer", bound=HttpResponseBase)


def saved_as(answer: Answer, name: str) -> Answer:
    """The answer with the headers of a download. A browser that would show it all the same may run nothing in it."""
    answer["Content-Disposition"] = content_disposition(name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
