"""What tests of the office's pages share: a dossier under review, and forms as their pages send them."""

import re
import uuid
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nominations.models import Dossier, Nomination
from nominations.services import dossiers
from tests.factories import World, make_world, submitted
from workflows.models import Subject


def received(world: World, unit: int = 0, count: int = 2) -> Dossier:
    """A dossier that the office's reviewer holds."""
    dossier = submitted(world, unit, count)
    dossiers.receive(dossier, actor=world.office_reviewer)
    return dossier


def first_of(dossier: Dossier) -> Nomination:
    return dossier.nominations.order_by("pk").first()


def stranger() -> Any:
    """The reviewer of another organisation."""
    return make_world().office_reviewer


def seen(subject: Subject, **fields: Any) -> dict[str, Any]:
    """What every form carries of the subject as it stands now."""
    now = type(subject).objects.values("version", "content_hash").get(pk=subject.pk)
    return now | {"key": uuid.uuid4().hex} | fields


def post(client: Client, subject: Subject, verb: str, **fields: Any) -> HttpResponse:
    kind = {"nomination": "nominations", "dossier": "dossiers", "consolidatedlist": "lists"}[subject._meta.model_name]
    return client.post(f"/{kind}/{subject.pk}/{verb}/", seen(subject, **fields))


def state_of(subject: Subject) -> str:
    return type(subject).objects.values_list("state", flat=True).get(pk=subject.pk)


def queries(client: Client, url: str) -> int:
    """How many queries the page costs once sessions and content types are warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(asked)


def words(html: str) -> str:
    """The text of a page without its tags, in single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
