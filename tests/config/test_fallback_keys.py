"""A new SECRET_KEY: what the old one signed holds while it stands among the fallbacks."""

import pytest
from django.core import signing

from notifications import feed
from notifications.models import Mailbox
from tests.factories import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def token():
    return feed.open_feed(make_world().unit_head)


def test_address_outlives_the_key_that_signed_it(token, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a-new-one", [settings.SECRET_KEY]

    assert feed.owner_of(token) == Mailbox.objects.get()


def test_address_ends_with_the_key_that_signed_it(token, settings):
    settings.SECRET_KEY = "a-new-one"

    with pytest.raises(signing.BadSignature):
        feed.owner_of(token)
