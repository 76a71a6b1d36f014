"""Keyset pages: the address names the key before which a page begins."""

from django.http import HttpRequest

MOST_DIGITS = 18  # of a key


def before_of(request: HttpRequest) -> int | None:
    """The key in the address; nonsense means the first page."""
    text = request.GET.get("before", "")
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
