"""Who holds a signed decision on paper holds the way to its proof: docs/decisions/qr-on-decisions.md."""

import json

import pytest
from django.conf import settings
from django.test import Client

from nominations.effects import store_pdf
from nominations.models import Decision
from tests.documents.reading import pages, scanned, shown
from tests.factories import World, make_world, signed
from tests.nominations.desk import signed_in
from workflows.audit import history_of
from workflows.canonical import canonical, sha256_hex
from workflows.seals.checkpoints import seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = make_world()
    store_pdf(signed(world))
    return world


def paper() -> tuple[Decision, list[str], str]:
    """The decision, what the codes of its last page say, and the text there without spaces."""
    decision = Decision.objects.get()
    last = pages(decision.pdf.open().read())[-1]
    return decision, scanned(last), shown(last)


def test_code_holds_the_address_where_anybody_checks_the_paper(world: World):
    decision, codes, _text = paper()

    assert codes == [f"{settings.SITE_URL}/check/{history_of(decision).get(verb='sign').hash}/"]


def test_hash_on_the_paper_is_that_of_the_signature_in_the_log(world: World):
    decision, _codes, text = paper()
    line = canonical(history_of(decision).get(verb="sign").leaf())

    assert text.count(f"thaotácký:{sha256_hex(line)}") == 1


def test_address_in_the_code_says_that_the_decision_is_genuine(world: World):
    decision, (address,), _text = paper()

    page = Client().get(address.removeprefix(settings.SITE_URL))

    assert (page.status_code, page.context["standing"].decision.pk) == (200, decision.pk)


def test_proof_is_about_the_decision(world: World):
    seal()
    decision = Decision.objects.get()

    proof = signed_in(world.director).get(f"/decisions/{decision.pk}/proof.json").json()

    event = json.loads(proof["event"])
    assert (event["object_type"], event["object_id"]) == ("nominations.decision", str(decision.pk))
