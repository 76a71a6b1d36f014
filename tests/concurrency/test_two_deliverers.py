"""Two workers that look for a webhook to tell at the same moment, and one that was killed in the middle of a call."""

from datetime import timedelta

import pytest
from django.utils import timezone

from api.delivering.turns import deliver
from api.models import Attempt, Webhook
from api.services.webhooks import make_webhook
from tests.api.receiving import receiving
from tests.concurrency.test_deciders import at_once
from tests.factories import make_world, submitted
from workflows.seals.sequencer import sequence

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def receiver(tmp_path, settings):
    with receiving(tmp_path, settings) as server:
        yield server


@pytest.fixture
def webhook(receiver):
    world = make_world()
    made, _secret = make_webhook(world.office_reviewer, name="Hư cấu", url=receiver.url(), kinds=[], verbs=[])
    submitted(world)
    sequence()
    return made


def test_workers_at_once_make_one_call(receiver, webhook):
    at_once([deliver] * 4)

    assert (len(receiver.calls), Attempt.objects.count()) == (1, 1)


def test_call_of_a_worker_that_died_is_made_again(receiver, webhook):
    Webhook.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    held = deliver()
    Webhook.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert (held, deliver(), len(receiver.calls)) == (False, True, 1)
