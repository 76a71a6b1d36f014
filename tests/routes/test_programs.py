"""Programs meet what the pages show and do what the desk does: the same table, asked with tokens."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from api.rest.kinds import KINDS, Kind
from api.rest.shapes.base import tag_of
from api.rest.site import api
from api.services.tokens import make_token
from api.states import Scope
from tests.routes.asking import ON_A_DAY, Asker, Forgiving, written
from tests.routes.table import EACH_ROUTE, ROWS, Row, members
from tests.routes.test_table import asked_of
from workflows import clock
from workflows.verbs import verbs_of

pytestmark = pytest.mark.django_db

PAGES = {  # whose page shows what of which kind
    "campaign": "campaign", "dossier": "dossier", "nomination": "nomination", "consolidated_list": "list",
    "decision": "decision", "letter": "letter", "original": "original", "progress_report": "report",
    "attachment": "attachment", "campaign_report": "campaign_report", "inspection": "inspection",
    "publication": "publication", "article": "article", "delivery": "delivery",
    "consultation": "consultation", "comment": "comment",
}  # fmt: skip
VERBS = {
    "dossier_verb": "dossier", "nomination_verb": "nomination", "list_verb": "list", "decision_verb": "decision",
    "original_verb": "original", "override_verb": "override", "letter_verb": "letter", "progress_verb": "report",
    "recovery_verb": "recovery", "report_verb": "campaign_report", "inspection_verb": "inspection",
    "publication_verb": "publication", "article_verb": "article", "delivery_verb": "delivery",
    "consultation_verb": "consultation", "comment_verb": "comment",
}  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}
BARRED = {*members(["barred"])}
READS = [row for row in ROWS if row.route in PAGES]
ACTS = [row for row in ROWS if row.route.partition(":")[0] in VERBS]


class Programs:
    """Everybody's program; `told` undoes what the request did."""

    def __init__(self, asker: Asker) -> None:
        self.asker, self.client = asker, Client()
        self.secrets = {
            name: make_token(user, name="Hư cấu", scopes=list(Scope.values), days=1)[1]
            for name, user in asker.stage.people.items()
        }

    def bearer(self, person: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secrets[person]}"} if person in self.secrets else {}

    def told(self, person: str, method: str, path: str, sent: Any = None, tag: str = "") -> int | str:
        headers = self.bearer(person) | ({"If-Match": tag} if tag else {})
        written.tables.clear()
        with transaction.atomic(), connection.execute_wrapper(written):
            answer = getattr(self.client, method)(
                f"/api/v1/{path}", *([json.dumps(sent)] if sent is not None else []), headers=headers,
                **({"content_type": "application/json"} if sent is not None else {}),
            )  # fmt: skip
            answer.getvalue()
            transaction.set_rollback(True)
        tables = [table for table in written.tables if table != "api_token"]
        return (
            f"{answer.status_code} that wrote {tables}" if answer.status_code >= 400 and tables else answer.status_code
        )


@contextmanager
def forgiving() -> Iterator[None]:
    """A refusal inside the transaction of a test spoils no more of it than the request."""
    plainly = api.on_exception

    def forgiven(request: Any, error: Exception) -> Any:
        Forgiving(lambda request: None).process_exception(request, error)
        return plainly(request, error)

    api.on_exception = forgiven
    yield
    del api.on_exception


@pytest.fixture(scope="module")
def programs(asker: Asker) -> Iterator[Programs]:
    with transaction.atomic(), forgiving():
        yield Programs(asker)
        transaction.set_rollback(True)


def as_program(person: str, page: int | str, *, is_signature: bool = False) -> int | str:
    """What a program is answered where the page answers so; a signature is refused before its guards are asked."""
    if person in BARRED:
        return 401
    if is_signature and page in (302, 409):
        return 403
    return 200 if page == 302 else page


@pytest.mark.parametrize("row", READS, ids=str)
def test_program_reads_what_the_page_shows(asker: Asker, programs: Programs, row: Row):
    path = f"{BY_NAME[PAGES[row.route]].path}/{asker.subject(row).pk}"
    people = asked_of(row, "get")

    told = {person: programs.told(person, "get", path) for person in people}

    assert told == {person: as_program(person, page) for person, page in row.expected("get", people).items()}


@pytest.mark.parametrize("row", ACTS, ids=str)
def test_program_acts_as_the_desk_does(asker: Asker, programs: Programs, row: Row):
    route, _colon, verb = row.route.partition(":")
    kind = BY_NAME[VERBS[route]]
    subject = kind.model._default_manager.get(pk=asker.subject(row).pk)
    people = asked_of(row, "post")
    sent: dict[str, Any] = {"reason": "Lý do (hư cấu)."}
    if row.route in ON_A_DAY:
        sent["day"] = localdate(clock.now()).isoformat()
    if row.route == "delivery_verb:send":
        sent["way"] = "post"
    if row.route == "publication_verb:publish":
        sent["address"] = "https://cong.example/tin/1"

    told = {
        person: programs.told(person, "post", f"{kind.path}/{subject.pk}/{verb}", sent, tag_of(subject))
        for person in people
    }

    is_signature = verbs_of(kind.model)[verb].fresh
    expected = row.expected("post", people)
    assert told == {person: as_program(person, page, is_signature=is_signature) for person, page in expected.items()}


def test_every_verb_of_the_api_is_compared():
    served = {f"{kind.name}:{verb}" for kind in KINDS for verb in kind.verbs}
    compared = {f"{VERBS[row.route.partition(':')[0]]}:{row.route.partition(':')[2]}" for row in ACTS}

    assert served - compared == {"nomination:send_back"}  # a page of its own: tests/api/test_verbs.py


def test_every_page_compared_is_there():
    assert {row.route for row in EACH_ROUTE if row.route in PAGES} == set(PAGES)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
def test_page_of_a_kind_costs_the_same_for_any_number_of_rows(programs: Programs, kind: Kind):
    sizes, costs = {}, {}
    for limit in (3, 1, 3):  # the first notes when the token was used
        with CaptureQueriesContext(connection) as asked:
            answer = programs.client.get(f"/api/v1/{kind.path}?limit={limit}", headers=programs.bearer("auditor"))
        sizes[limit], costs[limit] = len(answer.json()["items"]), len(asked)

    assert (sizes[1], sizes[3] > 1, costs[1]) == (1, True, costs[3])
