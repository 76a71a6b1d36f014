"""One door for one object or a thousand: all move or none does, and it asks as often for many as for one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext

from nominations.models import ConsolidatedList, Dossier, Nomination
from nominations.services import lists
from organisation.text import fold
from tests.factories import World, make_dossier, make_nomination, make_world
from tests.workflows.traces import traces
from workflows import content
from workflows.audit import events_of
from workflows.engine import perform
from workflows.errors import NotAllowed, NotPermitted
from workflows.models import AuditEvent

pytestmark = pytest.mark.django_db
LARGE = 100


def draft(world: World, count: int) -> Dossier:
    """A dossier whose nominations were copied from the first one, a thousand in a moment."""
    dossier = make_dossier(world)
    first = make_nomination(world, dossier)
    fields = {field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields}
    copies = [Nomination(**(fields | {"id": None, "full_name": f"Người Hư Cấu {n}"})) for n in range(1, count)]
    made = Nomination.objects.bulk_create(copies)
    prefetch_related_objects(made, "unit", "award_form", "attachments")
    for nomination in made:
        nomination.content_hash = nomination.compute_hash()
    Nomination.objects.bulk_update(made, ["content_hash"])
    return dossier


def submitted(world: World, count: int) -> Dossier:
    dossier = draft(world, count)
    perform(dossier, "submit", actor=world.unit_head)
    return dossier


def under_review(world: World, count: int) -> Dossier:
    dossier = submitted(world, count)
    perform(dossier, "receive", actor=world.office_reviewer)
    return dossier


def in_order(dossier: Dossier | ConsolidatedList) -> list[Nomination]:
    return list(dossier.nominations.order_by("pk"))


# All or nothing


@pytest.mark.postgres
@pytest.mark.parametrize(("count", "place"), [(2, 0), (2, 1), (1000, 999)])
def test_one_illegal_row_stops_them_all(count: int, place: int) -> None:
    world = make_world()
    nominations = in_order(under_review(world, count))
    perform(nominations[place], "mark_eligible", actor=world.office_reviewer)
    before = traces()

    with pytest.raises(NotAllowed), transaction.atomic():
        perform(nominations, "mark_eligible", actor=world.office_reviewer)

    assert traces() == before


@pytest.mark.postgres
def test_one_forbidden_row_stops_them_all() -> None:
    world = make_world()
    nominations = in_order(under_review(world, 2))
    Nomination.objects.filter(pk=nominations[1].pk).update(search_key=fold(world.office_reviewer.full_name))
    before = traces()

    with pytest.raises(NotPermitted), transaction.atomic():
        perform(nominations, "mark_eligible", actor=world.office_reviewer)

    assert traces() == before


@pytest.mark.postgres
def test_thousand_objects_move_in_one_act() -> None:
    world = make_world()
    dossier = under_review(world, 1000)

    act = perform(in_order(dossier), "mark_eligible", actor=world.office_reviewer)

    assert set(dossier.nominations.values_list("state", flat=True)) == {"eligible"}
    assert AuditEvent.objects.filter(act_id=act.id, verb="mark_eligible").count() == 1000


@pytest.mark.postgres
def test_object_given_twice_takes_one_step() -> None:
    world = make_world()
    (nomination,) = in_order(under_review(world, 1))

    perform([nomination, Nomination.objects.get()], "mark_eligible", actor=world.office_reviewer)

    steps = events_of("nominations.nomination", nomination.pk).values_list("verb", flat=True)
    assert list(steps) == ["submit", "receive", "mark_eligible"]


@pytest.mark.postgres
def test_objects_at_hand_show_where_they_stand_now() -> None:
    world = make_world()
    nominations = in_order(under_review(world, 3))[::-1]

    perform(nominations, "mark_eligible", actor=world.office_reviewer)

    kept = {nomination.pk: nomination.event_hash for nomination in Nomination.objects.all()}
    assert [(n.state, n.event_hash) for n in nominations] == [("eligible", kept[n.pk]) for n in nominations]


# How often it asks


def eligible(world: World, count: int) -> list[Nomination]:
    nominations = in_order(under_review(world, count))
    perform(nominations, "mark_eligible", actor=world.office_reviewer)
    perform(nominations[0].dossier, "check_off", actor=world.office_reviewer)
    return nominations


def on_a_list(world: World, count: int) -> ConsolidatedList:
    eligible(world, count)
    return lists.compile_list(world.campaign, actor=world.office_reviewer)


def forwarded(world: World, count: int) -> ConsolidatedList:
    consolidated = on_a_list(world, count)
    perform(consolidated, "forward", actor=world.office_head)
    return consolidated


def struck(world: World, count: int) -> list[Nomination]:
    nominations = list(forwarded(world, count).nominations.all())
    perform(nominations, "strike", actor=world.director, reason="Hư cấu")
    return nominations


def lines_of(begin: Callable[[World, int], Any]) -> Callable[[World, int], list[Nomination]]:
    return lambda world, count: in_order(begin(world, count))


BULK: dict[str, tuple[Callable[[World, int], Any], str]] = {
    "submit": (draft, "unit_head"),
    "receive": (submitted, "office_reviewer"),
    "withdraw": (submitted, "unit_officer"),
    "mark_eligible": (lines_of(under_review), "office_reviewer"),
    "find_ineligible": (lines_of(under_review), "office_reviewer"),
    "send_back": (lines_of(under_review), "office_reviewer"),
    "hold": (lines_of(under_review), "office_reviewer"),
    "consolidate": (eligible, "office_reviewer"),
    "set_aside": (lines_of(on_a_list), "office_reviewer"),
    "forward": (on_a_list, "office_head"),
    "cancel": (on_a_list, "office_head"),
    "strike": (lines_of(forwarded), "director"),
    "restore": (struck, "director"),
    "sign": (forwarded, "director"),
}
ALSO_ON_POSTGRES = dict.fromkeys(("submit", "sign"), pytest.mark.postgres)


@pytest.mark.parametrize("verb", [pytest.param(verb, marks=ALSO_ON_POSTGRES.get(verb, ())) for verb in BULK])
def test_door_asks_as_often_for_many_as_for_one(verb: str) -> None:
    begin, who = BULK[verb]
    asked = {}
    for count in (1, 3, LARGE):
        world = make_world()
        subjects = begin(world, count)
        data = {"consolidated_list": an_open_list(world).pk} if verb == "consolidate" else {}
        with CaptureQueriesContext(connection) as queries:
            perform(subjects, verb, actor=world.people[who], reason="Hư cấu", data=data)
        asked[count] = len(queries)

    assert len(set(asked.values())) == 1, asked


def an_open_list(world: World) -> ConsolidatedList:
    return content.create(
        ConsolidatedList(
            organisation=world.organisation, campaign=world.campaign, created_by=world.office_head,
            created_at=world.round.closes_at,
        )
    )  # fmt: skip
