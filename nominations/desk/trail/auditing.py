"""What every page of the auditor's desk has: it is hers alone, it can only be read, and it goes on by key."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from nominations.desk.paging import before_of
from nominations.desk.trail.finding import KINDS, audited, is_auditor

PAGE = 25
KEPT_BY_ADMINISTRATORS = {"organisation.mandate", "nominations.erasure"}
View = Callable[..., HttpResponse]


def for_auditors(view: View) -> View:
    """To everybody else the page does not exist; to an auditor it can only be read."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_auditor(request.roles):
            raise Http404
        return require_safe(view)(request, *args, **kwargs)

    return guarded


def audited_object(request: HttpRequest, label: str, pk: int) -> Any:
    """The object of that kind and key that the auditor answers for; to her, anything else is missing."""
    if label not in KINDS:
        raise Http404
    return get_object_or_404(audited(KINDS[label], request.roles), pk=pk)


def has_page(label: str) -> bool:
    """Has an auditor a page of the object itself, beside its history?"""
    return label not in KEPT_BY_ADMINISTRATORS


def keyset_page(request: HttpRequest, rows: QuerySet[Any], key: str = "pk") -> tuple[list[Any], dict[str, str]]:
    """One page, newest first, with the addresses of the next one and of the first, and the filters alone (`asked`)."""
    before = before_of(request)
    if before:
        rows = rows.filter(**{f"{key}__lt": before})
    page = list(rows.order_by(f"-{key}")[: PAGE + 1])
    query = request.GET.copy()
    query.pop("before", None)
    asked = query.urlencode()
    last = page[PAGE - 1] if len(page) > PAGE else None
    query["before"] = "" if last is None else str(last[key] if isinstance(last, dict) else last.pk)
    older = f"?{query.urlencode()}" if query["before"] else ""
    return page[:PAGE], {"older": older, "newer": f"?{asked}" if before else "", "asked": asked}
