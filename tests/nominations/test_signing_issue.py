"""Issuing a decision, its file, and who hears of it. Every name is invented."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nominations.effects import render_decision, store_pdf, tell_units
from nominations.models import ConsolidatedList, Decision, Dossier
from nominations.services import decisions, dossiers, lists
from nominations.services import nominations as noms
from notifications.models import Message
from tests.factories import World, checked, make_world, put_forward, signed, submitted
from workflows import clock, outbox
from workflows.audit import history_of
from workflows.canonical import sha256_hex
from workflows.errors import NotPermitted, StaleContent
from workflows.models import OutboxEntry

pytestmark = pytest.mark.django_db


def issued(world: World, consolidated: ConsolidatedList) -> Decision:
    decision = decisions.sign(consolidated, actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    return decision


def signed_for_unit_one_alone(world: World) -> ConsolidatedList:
    """Two units propose; the line of the second is struck."""
    checked(world, 0, 1)
    checked(world, 1, 1)
    consolidated = put_forward(world)
    struck = consolidated.nominations.filter(unit=world.units[1])
    lists.strike(consolidated, list(struck), actor=world.director, reason="Hư cấu")
    return consolidated


def answered_by_three():
    """One unit with an award, one whose nominee was not eligible, one with nobody to propose; the list is signed."""
    world = make_world(units=3)
    checked(world)
    other = submitted(world, unit=1, count=1)
    dossiers.receive(other, actor=world.office_reviewer)
    noms.find_ineligible(other.nominations.get(), reason="Ngoài đối tượng.", actor=world.office_reviewer)
    dossiers.check_off(other, actor=world.office_reviewer)
    nil = dossiers.open_dossier(world.round, world.units[2], actor=world.unit_officer_3)
    dossiers.declare_nil(nil, actor=world.unit_head_3)
    return world, decisions.sign(put_forward(world), actor=world.director)


@pytest.mark.parametrize(("hours", "states"), [(-1, ["closed", "closed", "nil"]), (1, ["closed"] * 3)])
def test_issue_closes_every_answered_dossier_of_the_round(hours, states):
    world, decision = answered_by_three()

    with clock.moved_to(world.round.closes_at + timedelta(hours=hours)):
        decisions.issue(decision, actor=world.records_clerk)

    assert list(Dossier.objects.order_by("pk").values_list("state", flat=True)) == states


def test_issue_makes_awards_and_closes_the_dossiers():
    world = make_world()
    decision = signed(world)

    decisions.issue(decision, actor=world.records_clerk)

    assert [line.state for line in decision.consolidated_list.nominations.all()] == ["awarded", "awarded"]
    assert Dossier.objects.get().state == "closed"


def test_issue_leaves_struck_lines_as_they_are():
    world = make_world()

    decision = issued(world, signed_for_unit_one_alone(world))

    states = decision.consolidated_list.nominations.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["awarded", "declined"]


def test_issue_keeps_open_a_dossier_that_still_waits_for_a_conclusion():
    world = make_world()
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    held, eligible = dossier.nominations.order_by("pk")
    noms.hold(held, actor=world.office_reviewer, reason="Đang xác minh (hư cấu)")
    noms.mark_eligible(eligible, actor=world.office_reviewer)
    dossiers.check_off(dossier, actor=world.office_reviewer)

    issued(world, put_forward(world))

    assert Dossier.objects.get().state == "checked"


def test_second_click_issues_once():
    world = make_world()
    decision, key = signed(world), uuid.uuid4().hex

    decisions.issue(decision, actor=world.records_clerk, key=key)
    again = decisions.issue(decision, actor=world.records_clerk, key=key)

    assert (again.repeated, history_of(decision).filter(verb="issue").count()) == (True, 1)


def test_issue_refused_on_a_decision_that_is_not_the_one_seen():
    world = make_world()
    decision = signed(world)

    with pytest.raises(StaleContent):
        decisions.issue(decision, actor=world.records_clerk, seen=(decision.version, "0" * 64))

    assert ConsolidatedList.objects.get().state == "signed"


@pytest.mark.parametrize("role", ["director", "office_head", "auditor", "unit_head"])
def test_nobody_but_the_records_clerk_issues(role):
    world = make_world()

    with pytest.raises(NotPermitted):
        decisions.issue(signed(world), actor=world.people[role])


def test_each_unit_hears_of_its_own_dossier():
    world = make_world()
    OutboxEntry.objects.all().delete()

    issued(world, signed_for_unit_one_alone(world))

    closed = OutboxEntry.objects.filter(effect="nominations.tell_unit", payload__verb="close")
    assert set(closed.values_list("object_id", flat=True)) == set(Dossier.objects.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_only_honoured_units_are_sent_to_the_decision():
    world = make_world()
    decision = issued(world, signed_for_unit_one_alone(world))

    outbox.drain()

    told = Message.objects.filter(url=decision.get_absolute_url()).values_list("recipient__username", flat=True)
    honoured = {world.unit_head.username, world.unit_officer.username}
    assert set(told) == honoured


# The file


def test_file_is_made_once_from_the_signed_data():
    world = make_world()
    decision = signed(world)
    entry = OutboxEntry.objects.get(effect="nominations.render_decision")

    render_decision(entry)
    render_decision(entry)

    decision = Decision.objects.get()
    _folders, names = default_storage.listdir(f"decisions/{decision.year}")
    assert decision.pdf.name == f"decisions/{decision.year}/{decision.pdf_sha256}.pdf"
    assert f"{decision.pdf_sha256}.pdf" in names
    assert sha256_hex(decision.pdf.read()) == decision.pdf_sha256


def test_two_makers_at_once_keep_one_file():
    world = make_world()
    one = signed(world)
    other = Decision.objects.get(pk=one.pk)

    store_pdf(one)
    store_pdf(other)

    _folders, names = default_storage.listdir(f"decisions/{one.year}")
    assert (other.pdf.name, len([name for name in names if name.startswith(one.pdf_sha256)])) == (one.pdf.name, 1)


def test_file_does_not_change_when_the_organisation_does():
    world = make_world()
    decision = signed(world)
    store_pdf(decision)

    world.organisation.superior = "UBND tỉnh Khác"
    world.organisation.save()
    later = Decision.objects.get(pk=decision.pk)
    later.pdf = ""
    store_pdf(later)

    assert later.pdf_sha256 == decision.pdf_sha256


def test_telling_three_units_costs_no_more_than_telling_one():
    asked = []
    for units in (1, 3):
        world = make_world(units)
        for unit in range(units):
            checked(world, unit, 1)
        issued(world, put_forward(world))
        entry = OutboxEntry.objects.filter(effect="nominations.tell_units").latest("pk")
        with CaptureQueriesContext(connection) as captured:
            tell_units(entry)
        asked.append(len(captured))

    assert asked[0] == asked[1]
