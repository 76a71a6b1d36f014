"""The downloaded flow is a sound BPMN 2.0 file: well-formed, its references lead somewhere, everything is drawn."""

from xml.etree import ElementTree

import pytest

from nominations.services import dossiers
from tests.factories import forwarded, make_world, submitted
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
REFERENCES = ("sourceRef", "targetRef", "bpmnElement", "default", "attachedToRef")


def filed(world):
    return f"/dossiers/{submitted(world).pk}/map.bpmn", world.unit_officer


def under_review(world):
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    return f"/dossiers/{dossier.pk}/map.bpmn", world.auditor


def before_the_director(world):
    return f"/lists/{forwarded(world).pk}/map.bpmn", world.director


@pytest.fixture(params=[filed, under_review, before_the_director], ids=lambda stage: stage.__name__)
def document(request):
    url, reader = request.param(make_world())
    return ElementTree.fromstring(signed_in(reader).get(url).content)


def test_bpmn_ids_are_unique(document):
    ids = [element.get("id") for element in document.iter() if element.get("id")]

    assert sorted(set(ids)) == sorted(ids)


def test_bpmn_references_lead_somewhere(document):
    ids = {element.get("id") for element in document.iter()}
    named = [element.get(name) for element in document.iter() for name in REFERENCES if element.get(name)]
    flows = [element.text for kind in ("incoming", "outgoing") for element in document.iter(f"{BPMN}{kind}")]

    assert [reference for reference in (*named, *flows) if reference not in ids] == []


def test_bpmn_draws_every_step_and_arrow_once(document):
    process = document.find(f"{BPMN}process")
    drawn = [element.get("bpmnElement") for element in document.iter() if element.get("bpmnElement")]

    assert sorted(drawn) == sorted([process.get("id"), *(child.get("id") for child in process if child.get("id"))])
