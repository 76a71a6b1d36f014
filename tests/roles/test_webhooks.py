"""A webhook is made, told and forgotten as the site's own role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from api.models import Attempt
from api.services.webhooks import forget_old, make_webhook
from api.tasks import deliver_webhooks
from tests.api.receiving import receiving
from tests.factories import make_world, submitted
from tests.roles.conftest import Become
from workflows.seals.sequencer import sequence

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]


def test_webhook_is_told_and_its_log_forgotten(become: Become, tmp_path, settings):
    with become("runtime"), receiving(tmp_path, settings) as receiver:
        world = make_world()
        make_webhook(world.office_reviewer, name="Hư cấu", url=receiver.url(), kinds=[], verbs=[])
        submitted(world)
        sequence()

        deliver_webhooks()
        Attempt.objects.update(at=timezone.now() - timedelta(days=31))

        assert (len(receiver.calls), forget_old()) == (1, 1)
