"""The portal as a stranger walks it: of every text of every row no more than what is meant for everybody."""

from html import unescape

import pytest
from django.db import transaction
from django.urls import reverse

from portal.urls import PUBLIC
from tests.routes import canaries
from tests.routes.asking import PORTAL, Asker
from tests.routes.test_pages import everything_of

pytestmark = pytest.mark.django_db

MEANT = {  # for everybody, of what is published
    "campaigns.Campaign": {"name", "short_name", "period_phrase"},
    "campaigns.Round": {"name", "deadline_phrase"},
    "campaigns.AwardForm": {"name"},
    "organisation.Organisation": {"name", "full_name"},
    "organisation.Unit": {"name"},
    "nominations.Nomination": {"full_name"},
    "nominations.Decision": {"symbol"},
    "nominations.Consultation": {"question"},
    "nominations.Article": {"title", "summary", "body"},
}
ASKED = ("nominee", "anonymous", "director")  # somebody without a role, nobody, and somebody who may read more


def addresses(asker: Asker) -> list[str]:
    objects = asker.stage.objects
    found = [reverse(route) for route in sorted(PUBLIC - PORTAL.keys())]
    for route, kind in PORTAL.items():
        found += [reverse(route, args=[one.pk]) for key, one in objects.items() if key.split()[0] == kind]
    return [*found, f"{reverse('portal_honoured')}?q=nguyen", f"{reverse('portal_news')}?q=bai"]


@pytest.mark.parametrize("person", ASKED)
def test_nothing_is_read_but_what_is_meant_for_everybody(asker: Asker, person: str):
    with transaction.atomic():
        aviary = canaries.plant()
        met = set()
        for url in addresses(asker):
            answer = asker.ask(person, "get", url)
            if answer.status_code == 200:
                met |= aviary.met(unescape(everything_of(answer)))
        transaction.set_rollback(True)

    assert {(label, name) for label, _pk, name in met if name not in MEANT.get(label, ())} == set()
    assert {label for label, _pk, _name in met} == {*MEANT}
