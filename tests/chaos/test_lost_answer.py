"""The line to the database breaks after the commit and before its answer: nobody knows, and asking again is safe."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection

from nominations.models import Dossier
from nominations.services import dossiers
from notifications.models import Message
from tests.chaos.proxy import Proxy, proxy
from tests.factories import World, make_dossier, make_nomination, make_world
from workflows import outbox
from workflows.audit import history_of
from workflows.models import OutboxEntry

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]

COMMITTED = b"C\x00\x00\x00\x0bCOMMIT\x00"  # CommandComplete of PostgreSQL's protocol


@pytest.fixture
def line(transactional_db: None) -> Iterator[Proxy]:
    """The test's own connection goes through it; in the clear, so that a commit can be seen."""
    known = connection.settings_dict
    host, port = known["HOST"] or "127.0.0.1", int(known["PORT"] or 5432)
    connection.close()
    with proxy(f"{host}/.s.PGSQL.{port}" if host.startswith("/") else (host, port)) as server:
        options = {**known["OPTIONS"], "sslmode": "disable"}
        connection.settings_dict = {**known, "HOST": "127.0.0.1", "PORT": str(server.port), "OPTIONS": options}
        yield server
        connection.close()
    connection.settings_dict = known


@pytest.fixture
def world(line: Proxy) -> World:
    return make_world()


@pytest.fixture
def filed(line: Proxy, world: World) -> Dossier:
    """Filed, as the database knows and nobody else."""
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    line.cut_when = lambda answer: COMMITTED in answer
    with pytest.raises(OperationalError):
        dossiers.submit(dossier, actor=world.unit_head, key="3f0c")
    line.cut_when = lambda _answer: False
    connection.close()
    return Dossier.objects.get(pk=dossier.pk)


def test_act_whose_commit_was_not_answered_stands(filed: Dossier) -> None:
    assert filed.state == "submitted"


def test_same_request_again_counts_once(filed: Dossier, world: World) -> None:
    act = dossiers.submit(filed, actor=world.unit_head, key="3f0c")

    assert (act.repeated, [event.verb for event in history_of(filed)]) == (True, ["submit"])


def test_same_request_again_tells_everybody_once(filed: Dossier, world: World) -> None:
    dossiers.submit(filed, actor=world.unit_head, key="3f0c")
    while outbox.drain():
        pass

    about_it = Message.objects.filter(thread=f"nominations.dossier/{filed.pk}")
    people = ["office_head", "office_reviewer", "unit_officer"]
    assert Counter(about_it.values_list("recipient", flat=True)) == Counter(world.people[one].pk for one in people)
    effects = OutboxEntry.objects.filter(object_type="nominations.dossier", object_id=filed.pk)
    assert sorted(effects.values_list("effect", flat=True)) == [
        "nominations.seal", "nominations.tell_office", "nominations.tell_unit",
    ]  # fmt: skip
