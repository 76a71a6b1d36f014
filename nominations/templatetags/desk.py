"""Tags of the desk: `{% load desk %}`."""

from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from campaigns.models import Campaign, CampaignReport, Inspection, ProgressReport
from nominations.desk.acting import new_key
from nominations.desk.exporting.exports import asked_of
from nominations.desk.system import shown
from nominations.models import (
    Article,
    Comment,
    ConsolidatedList,
    Consultation,
    Decision,
    Delivery,
    Dossier,
    HistoryImport,
    Nomination,
    Original,
    Override,
    Publication,
    Recovery,
    UnitLetter,
)
from nominations.papers.awards import certificates
from nominations.papers.kinds import papers_of
from nominations.printing import is_long
from organisation import calendar
from organisation.models import Mandate
from workflows.engine import Offer
from workflows.models import Subject, Upkeep

register = template.Library()

TONES = {
    "draft": "neutral", "drafted": "neutral", "compiling": "neutral", "withdrawn": "neutral", "nil": "neutral",
    "closed": "neutral", "accepted": "ok", "archived": "neutral", "cancelled": "neutral", "dropped": "neutral",
    "submitted": "info", "under_review": "info", "received": "info", "consolidated": "violet", "forwarded": "violet",
    "numbered": "violet", "launched": "ok", "approved": "ok", "eligible": "ok", "checked": "ok", "signed": "ok",
    "awarded": "ok", "issued": "ok", "concluded": "ok", "returned": "warn", "on_hold": "warn",
    "nominations_closed": "warn", "invited": "info", "active": "ok", "deactivated": "neutral", "new": "neutral",
    "requested": "warn", "granted": "warn", "used": "bad", "refused": "neutral", "expired": "neutral",
    "blank": "neutral", "released": "ok", "outstanding": "warn", "recovered": "ok", "waived": "neutral",
    "prepared": "warn", "sealed": "ok", "presented": "violet", "noted": "ok", "due": "warn", "published": "ok",
    "planned": "neutral", "announced": "info", "to_mend": "warn", "mended": "violet", "settled": "ok",
    "called_off": "neutral", "sent": "info", "read": "ok", "stopped": "neutral",
    "open": "info", "ended": "ok", "considered": "ok", "uploaded": "warn", "brought_in": "ok", "undone": "neutral",
    "ineligible": "bad", "declined": "bad", "revoked": "bad", "replaced": "bad",
}  # fmt: skip
URLS = {
    Campaign: "campaign_verb",
    Dossier: "dossier_verb",
    Nomination: "nomination_verb",
    ConsolidatedList: "list_verb",
    Decision: "decision_verb",
    Original: "original_verb",
    Override: "override_verb",
    UnitLetter: "letter_verb",
    ProgressReport: "progress_verb",
    CampaignReport: "report_verb",
    Inspection: "inspection_verb",
    HistoryImport: "history_verb",
    Publication: "publication_verb",
    Article: "article_verb",
    Recovery: "recovery_verb",
    Delivery: "delivery_verb",
    Consultation: "consultation_verb",
    Comment: "comment_verb",
    Mandate: "mandate_verb",
}


PRINTED = {
    Campaign: "campaign_paper",
    Dossier: "dossier_paper",
    Nomination: "nomination_paper",
    ConsolidatedList: "list_paper",
    UnitLetter: "letter_paper",
    Decision: "decision_paper",
    CampaignReport: "report_paper",
}
KINDS_OF_FILES = {"xlsx": "Excel", "ods": "ODS", "csv": "CSV", "pdf": "PDF"}
ASKED_OVER = {Dossier: "dossier", Nomination: "nomination", ConsolidatedList: "list"}


@register.simple_tag
def ask_url(subject: Subject, verb: str) -> str:
    """Where to ask that the duty which closes the verb is set aside once."""
    return reverse("override_ask", args=[ASKED_OVER[type(subject)], subject.pk, verb])


@register.inclusion_tag("papers/papers.html", takes_context=True)
def papers(context: dict[str, Any], subject: Subject) -> dict[str, Any]:
    """The papers that the reader may print of the subject."""
    found = papers_of(subject, context["request"].roles)
    made_in_parts = {name for name, kind in found.items() if kind.draw is certificates}
    return {
        "papers": found,
        "ordered": made_in_parts if made_in_parts and is_long(subject) else (),
        "route": PRINTED[type(subject)],
        "subject": subject,
        "may_copy": context.get("may_copy", False),
    }


@register.inclusion_tag("exports/links.html", takes_context=True)
def take_away(
    context: dict[str, Any], what: str, campaign: Campaign | None = None, but: str = "", **about_what: Any
) -> dict[str, Any]:
    """Links to the list of this page as a file, as its address asks, and `about_what`; in every form `but` one."""
    query = urlencode(asked_of(context["request"]) | about_what)
    route, about = ("campaign_export", [campaign.pk]) if campaign else ("export", [])
    urls = {form: reverse(route, args=[*about, what, form]) for form in KINDS_OF_FILES if form != but}
    return {"links": [(KINDS_OF_FILES[form], f"{url}?{query}" if query else url) for form, url in urls.items()]}


@register.inclusion_tag("exports/links.html")
def take_statistics(year: int) -> dict[str, Any]:
    """Links to the year's figures as a file, in every form."""
    urls = {form: reverse("statistics_sheet", args=[form]) for form in KINDS_OF_FILES}
    return {"links": [(KINDS_OF_FILES[form], f"{url}?{urlencode({'year': year})}") for form, url in urls.items()]}


@register.inclusion_tag("components/chip.html")
def state_chip(subject: Subject) -> dict[str, Any]:
    """The subject's state as a chip in its tone."""
    return {"tone": state_tone(subject), "label": subject.get_state_display(), "icon": ""}


@register.filter
def touched(deed: Upkeep) -> str:
    """What a deed of an administrator was done to."""
    return shown.touched(deed)


@register.filter
def until_in_words(end: datetime) -> str:
    """Until when a power holds, with its last day."""
    return calendar.until_in_words(end)


@register.filter
def state_tone(subject: Subject) -> str:
    return TONES.get(subject.state, "neutral")


@register.inclusion_tag("desk/verb_form.html", takes_context=True)
def verb_form(context: Any, offer: Offer, subject: Subject, **more: Any) -> dict[str, Any]:
    """A verb as a button, or as a small form when words are wanted; `next` is where to go afterwards.

    `look` is the button's class, `ask` opens the form by a click, `reason_label` asks for the words,
    which `optional` leaves to the person.
    """
    return {
        "offer": offer,
        "subject": subject,
        "url": reverse(URLS[type(subject)], args=[subject.pk, offer.verb.name]),
        "ask_url": ask_url(subject, offer.verb.name) if offer.duty else "",
        "key": new_key(),
        "request": context.get("request"),
        "csrf_token": context.get("csrf_token"),
        **more,
    }


@register.filter
def offered(offers: list[Offer], name: str) -> Offer | None:
    """The offer of that verb, or None: `{% with offer=offers|offered:"submit" %}`."""
    return next((offer for offer in offers if offer.verb.name == name), None)
