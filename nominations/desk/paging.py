"""Keyset pages: the address names the key before or after which a page begins; nonsense means the first page."""

from datetime import UTC, datetime

from django.http import HttpRequest

MOST_DIGITS = 18  # of a key


def before_of(request: HttpRequest) -> int | None:
    """`?before=`: the key before which the page begins."""
    return key_of(request.GET.get("before", ""))


def after_of(request: HttpRequest) -> tuple[datetime, int] | None:
    """`?after=`: the moment and key after which the page begins."""
    moment, _separator, pk = request.GET.get("after", "").rpartition("_")
    key = key_of(pk)
    try:
        return (datetime.fromisoformat(moment).astimezone(UTC), key) if key is not None else None
    except (ValueError, OverflowError):
        return None


def key_of(text: str) -> int | None:
    """A key as an address or a form names it; None for nonsense."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def onward_of(request: HttpRequest) -> int | None:
    """`?onward=`: the key after which the page begins."""
    return key_of(request.GET.get("onward", ""))
