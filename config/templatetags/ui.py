"""Tags of the design system: `{% load ui %}`. docs/design-system.md shows each with an example.

A tag only hands its parameters to the template of the same name in templates/components/. Block tags put what stands
between `{% card %}` and `{% endcard %}` into the component. Tones: neutral, info, warn, ok, bad, violet.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from config.word_diff import word_diff
from organisation.calendar import VIETNAM, time_left, weekday
from workflows import clock

register = template.Library()

SOON = timedelta(days=4)  # a deadline nearer than this is shown as near
LAST_MINUTE = time(23, 59)
INSTANT = timedelta(microseconds=1)

NOTICE_ICONS = {"info": "info", "ok": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}
MESSAGE_TONES = {"debug": "neutral", "info": "info", "success": "ok", "warning": "warn", "error": "bad"}


def _component(name: str, **context: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", context)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Lucide icon as ornament; words beside it carry the meaning."""
    return mark_safe(lucide(str(name), size=None, **{"class": "icon", "aria_hidden": "true"}))  # noqa: S308 - own SVG


@register.filter
def message_tone(level_tag: str) -> str:
    """The tone of a Django message."""
    return MESSAGE_TONES.get(level_tag, "info")


@register.filter
def notice_icon(tone: str) -> str:
    return NOTICE_ICONS.get(tone, "info")


# What frames a page


@register.inclusion_tag("components/crumbs.html")
def crumbs(*labels_and_urls: str) -> dict:
    """`{% crumbs "Việc" url1 "Hồ sơ" url2 "HS-01" %}`: pairs of label and url, then the label of this page."""
    pairs = zip(labels_and_urls[0:-1:2], labels_and_urls[1::2], strict=True)
    return {"links": list(pairs), "here": labels_and_urls[-1]}


@register.simple_block_tag
def page_head(content: str, title: str, lead: str = "", tone: str = "", label: str = "") -> str:
    return _component("page_head", title=title, lead=lead, tone=tone, label=label, content=content)


@register.simple_block_tag
def card(content: str, title: str = "", icon: str = "", id: str = "", flush: bool = False, level: int = 2) -> str:
    anchor = id or f"card-{slugify(title)}"
    return _component("card", content=content, title=title, icon=icon, id=anchor, flush=flush, level=level)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "", role: str = "") -> str:
    return _component("notice", content=content, tone=tone, title=title, role=role)


@register.simple_block_tag
def action_bar(content: str) -> str:
    return format_html('<div class="action-bar">{}</div>', content)


@register.simple_block_tag
def confirm(content: str, label: str, title: str = "", tone: str = "", icon: str = "") -> str:
    return _component("confirm", content=content, label=label, title=title, tone=tone, icon=icon)


# Where a thing stands


@register.inclusion_tag("components/chip.html")
def chip(tone: str, label: str, icon: str = "") -> dict:
    return {"tone": tone or "neutral", "label": label, "icon": icon}


@register.inclusion_tag("components/stepper.html")
def stepper(steps: Iterable, label: str = "") -> dict:
    return {"steps": steps, "label": label}


@register.inclusion_tag("components/timeline.html")
def timeline(events: Iterable) -> dict:
    return {"events": events}


@register.inclusion_tag("components/deadline.html")
def deadline(
    phrase: str, last: datetime | None, done: datetime | None = None, late: bool = False, compact: bool = False
) -> dict:
    """`phrase` as the plan words it, `last` the last moment in time (None where the plan states no day).

    A last moment one instant before the minute comes from "trước 17 giờ" and is shown as the hour it leaves out.
    `done` when it was done, if it was; `late` whether that counts as late (what was sent back may come again later).
    """
    shown = {"phrase": phrase, "last": last, "compact": compact, "tone": "neutral"}
    if not last:
        return shown
    local = last.astimezone(VIETNAM)
    text, tone = _kept(late) if done else _left(last, clock.now())
    whole_day = local.time().replace(second=0, microsecond=0) == LAST_MINUTE
    leaves_out = not whole_day and local.microsecond == time.max.microsecond
    until = last + INSTANT if leaves_out else last
    return shown | {
        "left": text, "tone": tone, "weekday": weekday(local.date()), "whole_day": whole_day,
        "leaves_out": leaves_out, "until": until,
    }  # fmt: skip


def _left(last: datetime, now: datetime) -> tuple[str, str]:
    tone = "bad" if now > last else "warn" if last - now < SOON else "neutral"
    return time_left(last, now), tone


def _kept(late: bool) -> tuple[str, str]:
    return (_("trễ hạn"), "bad") if late else (_("đúng hạn"), "ok")


@register.inclusion_tag("components/missing.html")
def missing(items: Iterable) -> dict:
    return {"items": items}


@register.inclusion_tag("components/diff.html")
def diff(parts: Iterable) -> dict:
    return {"parts": [_compared(part["label"], part["old"] or "", part["new"] or "") for part in parts]}


def _compared(label: str, old: str, new: str) -> dict:
    kind = "same" if old == new else "added" if not old else "removed" if not new else "changed"
    return {"label": label, "old": old, "new": new, "kind": kind, "runs": word_diff(old, new)}


# Lists and figures


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable, label: str, target: str = "") -> dict:
    return {"items": items, "label": label, "target": target}


@register.simple_block_tag
def filter_bar(content: str, action: str, label: str, target: str = "", active: bool = False) -> str:
    return _component("filter_bar", content=content, action=action, label=label, target=target, active=active)


@register.simple_block_tag
def bulk_bar(content: str, noun: str) -> str:
    return _component("bulk_bar", content=content, noun=noun)


@register.inclusion_tag("components/pager.html")
def pager(newer: str = "", older: str = "", summary: str = "", target: str = "") -> dict:
    return {"newer": newer, "older": older, "summary": summary, "target": target}


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str = "", url: str = "", label: str = "", icon: str = "inbox") -> dict:
    return {"title": title, "text": text, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("components/key_values.html")
def key_values(pairs: Iterable) -> dict:
    return {"pairs": pairs}


@register.inclusion_tag("components/stats.html")
def stats(items: Iterable) -> dict:
    return {"items": items}


@register.inclusion_tag("components/progress.html")
def progress(value: float, maximum: float, label: str, tone: str = "info") -> dict:
    return {"value": value, "maximum": maximum or 1, "of": maximum, "label": label, "tone": tone}


@register.inclusion_tag("components/files.html")
def files(items: Iterable) -> dict:
    return {"items": items}


@register.inclusion_tag("components/uploads.html")
def uploads(form: Any, url: str, page: str, unfinished: Iterable) -> dict:
    return {"form": form, "url": url, "page": page, "unfinished": unfinished}


# Forms


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, grow: bool = False, hint: bool = True) -> dict:
    """A form field with its label, help and errors, wired together for screen readers."""
    limit = getattr(bound.field, "max_length", None) if bound.widget_type == "textarea" else None
    described = [f"{bound.auto_id}_helptext"] if (bound.help_text and hint) or limit else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs = {"aria-describedby": " ".join(described)} if described else {}
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attrs),
        "described": attrs.get("aria-describedby", ""),
        "is_check": bound.widget_type == "checkbox",
        "is_secret": bound.widget_type == "password",
        "limit": limit,
        "grow": grow,
        "hint": hint,
    }


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: Any, title: str = "") -> dict:
    return {"form": form, "title": title}


@register.inclusion_tag("components/autosave.html")
def autosave_status(form_id: str, saved_at: datetime | None = None) -> dict:
    return {"form_id": form_id, "saved_at": saved_at}
