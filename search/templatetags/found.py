"""Tags of what was found: `{% load found %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from nominations.templatetags.desk import KINDS_OF_FILES
from search import shown
from search.kinds import Kind

register = template.Library()
register.simple_tag(shown.url_of, name="hit_url")
register.simple_tag(shown.title_of, name="hit_title")
register.simple_tag(shown.place_of, name="hit_place")


@register.simple_tag
def querystring_of(**asked: str) -> str:
    """The part of an address behind its question mark; the template escapes it."""
    return urlencode(asked)


@register.inclusion_tag("exports/links.html")
def take_away_found(kind: Kind, typed: str) -> dict[str, Any]:
    """Links to what was found of that kind as a file."""
    query = urlencode({"q": typed})
    urls = {form: reverse("search_export", args=[kind.name, form]) for form in KINDS_OF_FILES}
    return {"links": [(KINDS_OF_FILES[form], f"{url}?{query}") for form, url in urls.items()]}
