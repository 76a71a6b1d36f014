"""The API against its own document: what schemathesis thinks up, asked as each role of the world."""

from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, settings
from schemathesis import Case, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from api.rest.document import document
from api.rest.shapes.base import tag_of
from api.rest.site import api
from organisation.states import Role
from tests.routes.asking import Asker, written
from tests.routes.test_programs import Programs, forgiving
from workflows.models import Subject

pytestmark = pytest.mark.django_db

ASKED_AS = (
    "officer", "head", "reviewer", "office_head", "secretary", "member", "chair", "director", "deputy", "clerk",
    "publisher", "auditor", "administrator", "far_office_head",
)  # fmt: skip
DO_NOTHING = {"secretary", "member", "chair", "auditor", "administrator", "far_office_head"}
CHECKS = [
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_schema_conformance, checks.response_headers_conformance,
]  # fmt: skip
OF_PATH = {
    "campaigns": "campaign", "dossiers": "dossier", "nominations": "nomination", "attachments": "file", "lists": "list",
    "decisions": "decision", "originals": "original", "letters": "letter", "overrides": "override",
    "progress": "report", "recoveries": "recovery", "campaign-reports": "overview", "inspections": "inspection",
    "publications": "news", "articles": "article", "deliveries": "delivery",
}  # fmt: skip
FEW = settings(max_examples=2, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))

schema = openapi.from_dict(document(api))
schema.app = WSGIHandler()
schema.config.phases.coverage.enabled = False  # methods that are not spoken: tests/routes/test_table.py
schema.config.phases.examples.enabled = False


@pytest.fixture(scope="module")
def programs(asker: Asker) -> Iterator[Programs]:
    """The connection stays open between requests, as Django's own client sees to."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with transaction.atomic(), forgiving():
        yield Programs(asker)
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_role_is_asked_as():
    assert len(set(ASKED_AS) - {"far_office_head"}) == len(Role)


@schema.parametrize()
@FEW
def test_answers_are_those_of_the_document(asker: Asker, programs: Programs, case: Case):
    _about_something_real(asker, case)

    unlawful = [said for person in ASKED_AS if (said := _asked(programs, person, case))]

    assert unlawful == []


def _asked(programs: Programs, person: str, case: Case) -> str:
    """Checks the answer; what the account wrote that it may not, or empty."""
    written.tables.clear()
    with transaction.atomic(), connection.execute_wrapper(written):
        answer = case.call(headers={"Authorization": f"Bearer {programs.secrets[person]}"})
        transaction.set_rollback(True)
    case.validate_response(answer, checks=CHECKS)
    tables = [table for table in written.tables if table != "api_token"]
    if tables and (answer.status_code >= 400 or person in DO_NOTHING):
        return f"{person}: {answer.status_code} that wrote {tables}"
    return ""


def _about_something_real(asker: Asker, case: Case) -> None:
    """Keys thought up lead nowhere: most are changed for those of the world, with the tag of what stands there."""
    if "pk" not in (case.path_parameters or {}):
        return
    kind = OF_PATH.get(case.path.split("/")[3])
    known: list[Any] = [found for key, found in asker.stage.objects.items() if kind and key.split()[0] == kind]
    place = crc32(f"{case.path_parameters['pk']}{case.path}".encode()) % (len(known) + 1)
    if place == len(known):
        return
    found = type(known[place])._default_manager.get(pk=known[place].pk)
    case.path_parameters["pk"] = found.pk
    if "If-Match" in (case.headers or {}) and isinstance(found, Subject):
        case.headers["If-Match"] = tag_of(found)
