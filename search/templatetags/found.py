"""Tags of what was found: `{% load found %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from nominations.templatetags.desk import KINDS_OF_FILES
from organisation.models import Mandate, Unit
from search.kinds import Kind

register = template.Library()


@register.simple_tag
def querystring_of(**asked: str) -> str:
    """The part of an address behind its question mark; the template escapes it."""
    return urlencode(asked)


@register.simple_tag
def hit_url(found: Any) -> str:
    """The page of what was found; a unit has none, and leads to what is found of it."""
    if isinstance(found, Unit):
        return f"{reverse('search')}?{urlencode({'q': f'đơn vị:{found.code}'})}"
    return found.get_absolute_url()


@register.simple_tag
def hit_title(found: Any) -> str:
    named = found.account if isinstance(found, Mandate) else found
    return f"{named}" or _("(chưa ghi tên)")


@register.simple_tag
def hit_place(kind: Kind, found: Any) -> str:
    """Where it belongs: its code, unit and campaign, as far as it knows them."""
    parts = [getattr(found, name) for name in ("unit", "campaign") if name in kind.related]
    return " · ".join(f"{part}" for part in (hit_code(kind, found), *parts) if part)


def hit_code(kind: Kind, found: Any) -> str:
    """By what people name it: a short name, a number; empty where there is none."""
    if kind.name == "unit":
        return found.short_name
    return getattr(found, "code" if kind.code == "hs" else "receipt_number", "")


@register.inclusion_tag("exports/links.html")
def take_away_found(kind: Kind, typed: str) -> dict[str, Any]:
    """Links to what was found of that kind as a file."""
    query = urlencode({"q": typed})
    urls = {form: reverse("search_export", args=[kind.name, form]) for form in KINDS_OF_FILES}
    return {"links": [(KINDS_OF_FILES[form], f"{url}?{query}") for form, url in urls.items()]}
