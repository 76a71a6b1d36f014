"""Tags of a plan's page: `{% load plan %}`."""

import re
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from campaigns.shown.abbreviations import spelt

register = template.Library()


@register.simple_tag(takes_context=True)
def spelt_out(context: Any, text: Any, lines: str = "") -> SafeString:
    """The text with the plan's abbreviations spelt out; `lines` are those it stands on, as the page writes them."""
    numbers = [int(number) for number in re.findall(r"\d+", lines)]
    pieces = spelt(str(text), context.get("abbreviations", ()), numbers)
    return format_html_join("", "{}", ((_markup(text, meaning),) for text, meaning in pieces))


def _markup(text: str, meaning: str) -> Any:
    return format_html_join("", '<abbr title="{}">{}</abbr>', [(meaning, text)]) if meaning else text
