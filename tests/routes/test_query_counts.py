"""Every page with rows costs the same number of queries for one row and for three."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from campaigns.models import Round
from nominations.models import ConsolidatedList, Decision, Dossier, Nomination
from nominations.services import decisions, dossiers, lists, overrides
from nominations.services import nominations as noms
from notifications.models import Message
from organisation.models import Mandate
from organisation.services import appoint, mandates
from organisation.states import Role
from tests.factories import (
    World,
    checked,
    forwarded,
    make_dossier,
    make_nomination,
    make_user,
    make_world,
    open_campaign,
    put_forward,
    signed,
    submitted,
)
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import first_of, queries, received
from workflows import clock
from workflows.audit import history_of
from workflows.models import AuditEvent

pytestmark = pytest.mark.django_db

IN_OFFICE_HOURS = datetime(2026, 11, 25, 3, tzinfo=UTC)  # a Wednesday, ten o'clock in Vietnam


# What grows: each makes so many rows and gives what the page is about


def drafted(world: World, rows: int) -> Dossier:
    dossier = make_dossier(world)
    for _ in range(rows):
        make_nomination(world, dossier, full_name="Nguyễn Thị Hư Cấu")
    return dossier


def drafted_first(world: World, rows: int) -> Nomination:
    return first_of(drafted(world, rows))


def returned(world: World, rows: int) -> Dossier:
    dossier = received(world, count=rows)
    for nomination in dossier.nominations.all():
        noms.send_back(nomination, actor=world.office_reviewer, codes=["other"], reason="Bổ sung (hư cấu).")
    dossiers.send_back(dossier, actor=world.office_reviewer, reason="Bổ sung (hư cấu).")
    return dossier


def judged(world: World, rows: int) -> Dossier:
    """Nothing is left for the guards of `check_off` to name."""
    dossier = received(world, count=rows)
    for nomination in dossier.nominations.all():
        noms.mark_eligible(nomination, actor=world.office_reviewer)
    return dossier


def judged_first(world: World, rows: int) -> Nomination:
    """One of a dossier in which no report reads like another."""
    found = first_of(judged(world, rows))
    Nomination.objects.update(report_key="")
    return found


def filed_by_each(world: World, rows: int) -> None:
    for place in range(rows):
        submitted(world, place, 1)


def filed_at_once(world: World, rows: int) -> AuditEvent:
    return history_of(submitted(world, count=rows)).get()


def begun_in_each_round(world: World, rows: int) -> None:
    for round_ in divided(world, rows).rounds.all():
        dossiers.open_dossier(round_, world.units[0], actor=world.unit_officer)


def compiled(world: World, rows: int) -> ConsolidatedList:
    for place in range(rows):
        checked(world, place, 1)
    return lists.compile_list(world.campaign, actor=world.office_reviewer)


def forwarded_one_by_one(world: World, rows: int) -> list[ConsolidatedList]:
    found = []
    for place in range(rows):
        checked(world, place, 1)
        found.append(put_forward(world))
    return found


def struck(world: World, rows: int) -> ConsolidatedList:
    target = forwarded(world, rows + 1)
    gone = list(target.nominations.order_by("pk")[:rows])
    lists.strike(target, gone, actor=world.director, reason="Lý do (hư cấu).")
    return target


def decided_one_by_one(world: World, rows: int) -> None:
    for target in forwarded_one_by_one(world, rows):
        decisions.sign(target, actor=world.director)


def issued(world: World, rows: int) -> Decision:
    decision = signed(world, rows)
    decisions.issue(decision, actor=world.records_clerk)
    return decision


def handed_over(world: World, rows: int) -> Dossier:
    dossier = received(world, count=1)
    for _ in range(rows):
        dossiers.release(dossier, actor=world.office_reviewer)
        dossiers.claim(dossier, actor=world.office_reviewer)
    return dossier


def looked_at_each(world: World, rows: int) -> None:
    """Each dossier opened by the office, and one more that was hidden from it."""
    for place in range(rows):
        signed_in(world.office_reviewer).get(submitted(world, place, 1).get_absolute_url())
        signed_in(world.unit_officer).get(submitted(make_world()).get_absolute_url())


def looked_into(world: World, rows: int) -> Dossier:
    dossier = received(world, count=rows)
    for nomination in dossier.nominations.all():
        signed_in(world.office_reviewer).get(nomination.get_absolute_url())
    return dossier


def told(world: World, rows: int) -> None:
    for place in range(rows):
        Message.objects.create(recipient=world.unit_officer, act_id=f"{place:032x}", title="A", created_at=clock.now())


def launched(world: World, rows: int) -> None:
    for place in range(1, rows):
        open_campaign(world, f"phong-trao-{place}")


def divided(world: World, rows: int) -> Any:
    for place in range(1, rows):
        Round.objects.create(campaign=world.campaign, code=f"dot-{place}", name="Đợt", closes_at=clock.now())
    return world.campaign


def enrolled(world: World, rows: int) -> None:
    """So many accounts in the book, and as many that are not."""
    for place in range(2 * rows):
        account = make_user(world.organisation, f"nguoi-{world.root.pk}-{place}", f"Người Hư Cấu {place}")
        appoint(account, Role.UNIT_OFFICER, world.units[0])
        if place % 2:
            mandates.enrol(account, actor=world.administrator)


def empowered(world: World, rows: int) -> Mandate:
    """An account that serves so many units."""
    account = make_user(world.organisation, f"nguoi-{world.root.pk}", "Người Hư Cấu")
    for unit in world.units[:rows]:
        appoint(account, Role.UNIT_OFFICER, unit)
    return mandates.enrol(account, actor=world.administrator)


def asked_for_each(world: World, rows: int) -> None:
    """Somebody asks to review what the same person put forward, line by line."""
    reviewer, reason = world.office_reviewer, "Không còn ai khác xem được hôm nay (hư cấu)."
    dossier = received(world, count=rows)
    dossier.nominations.update(filed_by=reviewer)
    for nomination in dossier.nominations.all():
        overrides.ask(nomination, "mark_eligible", actor=reviewer, reason=reason, hours=1)


PAGES: list[tuple[str, str, Callable[[World, int], Any]]] = [
    ("/", "office_reviewer", filed_by_each),
    ("/", "unit_officer", begun_in_each_round),
    ("/", "director", forwarded_one_by_one),
    ("/messages/", "unit_officer", told),
    ("/campaigns/", "unit_officer", launched),
    ("/campaigns/{0.pk}/", "unit_officer", divided),
    ("/nominations/", "unit_officer", drafted),
    ("/nominations/?q=nguyen", "unit_officer", drafted),
    ("/nominations/", "office_reviewer", filed_by_each),
    ("/nominations/{0.pk}/", "office_reviewer", judged_first),
    ("/nominations/{0.pk}/edit/", "unit_officer", drafted_first),
    ("/dossiers/{0.pk}/", "unit_officer", drafted),
    ("/dossiers/{0.pk}/", "unit_officer", returned),
    ("/dossiers/{0.pk}/", "director", judged),
    ("/dossiers/{0.pk}/review/", "office_reviewer", judged),
    ("/dossiers/{0.pk}/map/", "unit_officer", handed_over),
    ("/campaigns/{0.campaign_id}/board/", "office_head", compiled),
    ("/lists/{0.pk}/compiling/", "office_reviewer", compiled),
    ("/lists/{0.pk}/", "director", compiled),
    ("/lists/{0.pk}/", "director", forwarded),
    ("/lists/{0.pk}/", "auditor", forwarded),
    ("/lists/{0.pk}/", "director", struck),
    ("/lists/{0.pk}/map/", "director", forwarded),
    ("/decisions/", "director", decided_one_by_one),
    ("/decisions/{0.pk}/", "records_clerk", issued),
    ("/decisions/{0.pk}/", "unit_head", issued),
    ("/trail/", "auditor", filed_by_each),
    ("/trail/?q=nguoi", "auditor", filed_at_once),
    ("/trail/acts/{0.act_id}/", "auditor", filed_at_once),
    ("/trail/nominations.dossier/{0.pk}/", "auditor", handed_over),
    ("/trail/?unit=phong", "auditor", filed_by_each),
    ("/trail/looks/", "auditor", looked_at_each),
    ("/trail/looks/?q=nguoi", "auditor", looked_at_each),
    ("/trail/nominations.dossier/{0.pk}/looks/", "auditor", looked_into),
    ("/trail/stages/{0.campaign_id}/", "auditor", handed_over),
    ("/trail/stages/{0.campaign_id}/", "auditor", judged),
    ("/trail/anomalies/{0.campaign_id}/", "auditor", judged),
    ("/trail/anomalies/{0.campaign_id}/", "auditor", issued),
    ("/trail/check/{0.campaign_id}/", "auditor", handed_over),
    ("/accounts/", "administrator", enrolled),
    ("/accounts/{0.pk}/", "administrator", empowered),
    ("/overrides/", "auditor", asked_for_each),
    ("/overrides/", "office_head", asked_for_each),
]


def shown(case: Any) -> str:
    return getattr(case, "__name__", case)


@pytest.mark.parametrize(("address", "reader", "grown"), PAGES, ids=shown)
def test_page_costs_the_same_for_one_row_and_for_three(address: str, reader: str, grown: Callable[[World, int], Any]):
    costs = {}
    with clock.moved_to(IN_OFFICE_HOURS):  # else a page of oddities shows more at night
        for rows in (1, 3):
            world = make_world(rows)
            subject = grown(world, rows)
            costs[rows] = queries(signed_in(world.people[reader]), address.format(subject))

    assert costs[3] == costs[1]
