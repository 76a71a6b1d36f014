"""What the office said when it sent something back, for the unit to mend."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from nominations.models import Nomination
from nominations.shown import PARTS, shown_events
from nominations.states import NominationState
from workflows.content import snapshot
from workflows.models import AuditEvent, Subject


def returns_of(subjects: Sequence[Subject]) -> dict[int, dict[str, Any]]:
    """The latest return of each that stands returned, by its key, as the timeline shows an event; two queries."""
    wanted = [subject for subject in subjects if subject.state == NominationState.RETURNED]
    if not wanted:
        return {}
    events = AuditEvent.objects.filter(
        object_type=wanted[0].object_type(), object_id__in=[subject.pk for subject in wanted], verb="send_back"
    ).order_by("seq")
    latest = {event.object_id: event for event in events}
    return {shown["event"].object_id: shown for shown in shown_events(list(latest.values()))}


def to_mend(nomination: Nomination, returned: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The fields that were marked, each as the component of missing things takes it; done when it changed since."""
    before, now = snapshot(returned["event"].content_hash) or {}, nomination.content()
    edit = reverse("nomination_edit", args=[nomination.pk])
    return {
        name: {"label": PARTS.get(name, name), "url": f"{edit}#id_{name}", "done": before.get(name) != now.get(name)}
        for name in returned["data"].get("fields", ())
    }
