"""Auditors write nothing: their whole desk is drawn by a role that may write the session and the log of looks alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from nominations.desk.trail.urls import urlpatterns
from nominations.models import ConsolidatedList, Dossier, Nomination
from tests.factories import World, make_world, signed
from tests.nominations.desk import signed_in
from tests.roles.conftest import Become, role_names
from workflows import outbox
from workflows.models import AuditEvent, Bundle
from workflows.seals import bundles
from workflows.seals.checkpoints import seal

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]

WRITTEN = ("django_session", "usersessions_usersession", "workflows_access")  # by looking at a page


@pytest.fixture
def desk(become: Become) -> Iterator[tuple[World, Client]]:
    """A signed and sealed campaign with a packed bundle, and the auditor's browser.

    The connection is the auditors' role, which may also read what the site needs to know the account by.
    """
    world = make_world()
    signed(world)
    bundles.order(world.auditor)
    while outbox.drain():
        pass
    seal()
    client = signed_in(world.auditor)
    who = connection.ops.quote_name(role_names()["auditor"])
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {who}")
        cursor.execute(f"GRANT INSERT, UPDATE, DELETE ON {', '.join(WRITTEN)} TO {who}")
    with become("auditor"):
        yield world, client


def addresses(world: World) -> dict[str, list[list[Any]]]:
    """The arguments of each page that a route of the desk has here."""
    act = AuditEvent.objects.filter(verb="sign").first().act_id
    objects = [(model._meta.label_lower, model.objects.first().pk) for model in (Dossier, Nomination, ConsolidatedList)]
    (_, dossier), _, (_, listed) = objects
    campaign, made = world.campaign.pk, Bundle.objects.get().pk
    about = (
        ([], "trail", "trail_upkeep", "trail_looks", "trail_bundle"),
        ([act], "trail_act"),
        ([campaign], "trail_check", "trail_stages", "trail_anomalies"),
        ([made], "trail_bundle_made", "trail_bundle_file", "trail_bundle_checkpoint"),
        ([dossier], "dossier_map", "dossier_bpmn"),
        ([listed], "list_map", "list_bpmn"),
    )
    found: dict[str, list[list[Any]]] = {route: [args] for args, *routes in about for route in routes}
    found |= {route: [[*one] for one in objects] for route in ("trail_object", "trail_object_looks")}
    return found | {
        "trail_export": files([], "events", "looks"),
        "trail_campaign_export": files([campaign], "stages", "anomalies"),
        "trail_object_export": [args for one in objects for args in files([*one], "history", "looks")],
    }


def files(about: list[Any], *whats: str) -> list[list[Any]]:
    return [[*about, what, form] for what in whats for form in ("csv", "xlsx")]


def status(client: Client, url: str) -> int:
    answer = client.get(url)
    answer.getvalue()  # of a stream, while the role is there
    return answer.status_code


def test_auditors_desk_is_drawn_by_a_role_that_cannot_write(desk: tuple[World, Client]):
    world, client = desk
    pages = addresses(world)
    urls = [reverse(route, args=args) for route, each in pages.items() for args in each]

    seen = {url: status(client, url) for url in [*urls, f"{reverse('trail')}?q=nguyen"]}

    assert sorted(pages) == sorted(route.name for route in urlpatterns)
    assert {url: found for url, found in seen.items() if found != 200} == {}
