"""Tags of what was found: `{% load found %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

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
    parts = [getattr(found, "code", "") if kind.code == "hs" else getattr(found, "receipt_number", "")]
    parts += [getattr(found, name) for name in ("unit", "campaign") if name in kind.related]
    if kind.name == "unit":
        parts = [found.short_name]
    return " · ".join(f"{part}" for part in parts if part)
