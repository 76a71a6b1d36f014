"""What was found, by the words and the address under which a reader knows it."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from organisation.models import Mandate, Unit
from search.kinds import Kind


def url_of(found: Any) -> str:
    """Its page; a unit has none, and leads to what is found of it."""
    if isinstance(found, Unit):
        return f"{reverse('search')}?{urlencode({'q': f'đơn vị:{found.code}'})}"
    return found.get_absolute_url()


def title_of(found: Any) -> str:
    named = found.account if isinstance(found, Mandate) else found
    return f"{named}" or _("(chưa ghi tên)")


def code_of(kind: Kind, found: Any) -> str:
    """A short name, a number; empty where there is none."""
    if kind.name == "unit":
        return found.short_name
    return getattr(found, "code" if kind.code == "hs" else "receipt_number", "")


def place_of(kind: Kind, found: Any) -> str:
    """Where it belongs: its code, unit and campaign, as far as it knows them."""
    parts = [getattr(found, name) for name in ("unit", "campaign") if name in kind.related]
    return " · ".join(f"{part}" for part in (code_of(kind, found), *parts) if part)
