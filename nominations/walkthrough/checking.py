"""A database for one telling, and what stands in it afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils.timezone import localtime

from nominations.models import Nomination
from workflows.audit import check_chain, check_head, check_words, history_of, words_of
from workflows.models import AuditEvent
from workflows.verbs import subject_models


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database beside the configured one, dropped afterwards."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def trail() -> list[dict[str, Any]]:
    """All events in order, with their words."""
    events = list(AuditEvent.objects.select_related("actor").order_by("pk"))
    words = words_of(events)
    return [
        {name: str(value) for name, value in event.leaf().items()}
        | {"hash": event.hash, "at": localtime(event.at).isoformat(), "words": words.get(event.payload_hash)}
        for event in events
    ]


def faults() -> list[Any]:
    """What is wrong with any chain, its words, its snapshots or its object; an empty list when all is whole."""
    found: list[Any] = []
    for model in subject_models():
        for subject in model._default_manager.iterator():
            events = list(history_of(subject))
            found += check_chain(events) + check_words(events) + check_head(subject, events)
    return found


def totals() -> dict[str, int]:
    states = Nomination.objects.values_list("state", flat=True)
    return {state: list(states).count(state) for state in sorted(set(states))}
