"""Every version of a plan that somebody saved or acted on, and what each changed."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from campaigns.permissions import OVERSEERS
from campaigns.plan.writing import SECTIONS, Data, written
from campaigns.selectors import campaigns_for
from campaigns.shown.labels import SECTIONS as LABELS
from nominations.shown import shown_events
from workflows.audit import history_of
from workflows.content import snapshot
from workflows.models import AuditEvent

MOST = 200


@require_safe
def campaign_versions(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    events = list(history_of(found).order_by("-seq")[:MOST])
    rows = [(event.version, shown) for event, shown in zip(events, shown_events(events), strict=True)]
    return render(request, "drafting/versions.html", {"campaign": found, "rows": rows})


@require_safe
def campaign_version(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """What the version changed against the one before it."""
    found = _found(request, pk)
    steps = history_of(found).filter(version__lte=version).order_by("-version", "-seq")
    hashes = dict(reversed(steps.values_list("version", "content_hash")[:MOST]))
    if version not in hashes:
        raise Http404
    earlier = max((one for one in hashes if one < version), default=None)
    new = _plan(hashes[version])
    old = _plan(hashes[earlier]) if earlier else {}
    context = {
        "campaign": found, "version": version, "earlier": earlier, "event": shown_events([_saved(found, version)])[0],
        "is_kept": new is not None and old is not None, "parts": list(_changed(old or {}, new or {})),
    }  # fmt: skip
    return render(request, "drafting/version.html", context)


def _saved(campaign: Campaign, version: int) -> AuditEvent:
    """The first act on the version: as a rule, who saved it."""
    return history_of(campaign).filter(version=version)[0]


def _plan(content_hash: str) -> Data | None:
    """The plan as it stood then; None when it was not kept."""
    body = snapshot(content_hash)
    return body["plan"] if body else None


def _changed(old: Data, new: Data) -> Iterator[dict[str, Any]]:
    """The sections that differ, item by item where items have a name."""
    for section in SECTIONS:
        before, after = _items(old, section), _items(new, section)
        for name in dict.fromkeys([*after, *before]):
            if before.get(name) != after.get(name):
                label = f"{LABELS.get(section, section)} {name}".strip()
                yield {"label": label, "old": before.get(name, ""), "new": after.get(name, "")}


def _items(plan: Data, section: str) -> dict[str, str]:
    value = plan.get(section)
    if value is None:
        return {}
    if isinstance(value, list) and value and all(isinstance(one, dict) and _name(one) for one in value):
        return {_name(one): _words({section: [one]}, section) for one in value}
    return {"": _words(plan, section)}


def _name(item: Data) -> str:
    return str(item.get("id") or item.get("code") or "")


def _words(plan: Data, section: str) -> str:
    return written(plan, (section,)).partition(":")[2].strip()


def _found(request: HttpRequest, pk: int) -> Campaign:
    """A campaign that the reader oversees; another one looks missing."""
    found = get_object_or_404(campaigns_for(request.roles), pk=pk)
    if not request.roles.on_campaign(found.pk, found.organisation_id, *OVERSEERS):
        raise Http404
    return found
