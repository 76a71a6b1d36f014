"""The award path from a draft to an issued decision, through the services."""

import pytest

from nominations.models import Nomination
from nominations.services import decisions
from tests.factories import make_world, signed
from workflows.audit import check_chain, check_head, check_words, history_of

pytestmark = pytest.mark.django_db


def test_path_ends_with_awarded_nominations():
    world = make_world()

    decision = signed(world)
    decisions.issue(decision, actor=world.records_clerk)

    assert [n.state for n in Nomination.objects.all()] == ["awarded", "awarded"]


def test_path_leaves_whole_chains():
    world = make_world()

    decisions.issue(signed(world), actor=world.records_clerk)

    findings = []
    for nomination in Nomination.objects.all():
        events = list(history_of(nomination))
        findings += check_chain(events) + check_words(events) + check_head(nomination, events)
    assert findings == []
