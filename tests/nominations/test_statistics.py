"""A year counted as the yearly returns ask for it; what nobody recorded stays empty."""

import io

import pytest
from python_calamine import CalamineWorkbook

from documents.official import written_count
from nominations.models import Decision
from nominations.services import decisions, dossiers
from nominations.statistics import Statistics, statistics_of
from organisation.models import Unit
from tests.factories import (
    World,
    checked,
    found_eligible,
    head_of,
    make_dossier,
    make_nomination,
    make_world,
    put_forward,
)
from tests.nominations.bonus import switched_on
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import queries, words
from tests.nominations.test_revocations import in_force
from workflows import clock
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


COLLECTIVE = {"kind": "collective", "full_name": "Tổ Hư Cấu", "honorific": "", "position": "", "is_leader": None,
              "head_count": 7}  # fmt: skip


def issued(world: World) -> Decision:
    decision = decisions.sign(put_forward(world), actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    return Decision.objects.get(pk=decision.pk)


def year_of(world: World) -> int:
    return Decision.objects.filter(organisation=world.organisation).latest("pk").year


def counted(world: World, who: str = "office_head") -> Statistics:
    return statistics_of(year_of(world), roles_of(world.people[who], clock.now()))


def honoured(world: World, **fields: object) -> Decision:
    """One nominee in an issued decision."""
    dossier = make_dossier(world)
    make_nomination(world, dossier, **fields)
    dossiers.submit(dossier, actor=head_of(world, dossier))
    found_eligible(world, dossier)
    return issued(world)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"is_leader": True}, "leaders"),
        ({"is_leader": False}, "direct"),
        ({"honorific": "ba"}, "women"),
        (COLLECTIVE, "collectives"),
    ],
)
def test_award_counts_by_whom_it_went_to(world, fields, name):
    honoured(world, **fields)

    assert counted(world).every.figures[name] == 1


def test_collective_of_an_enterprise_is_told_apart(world):
    Unit.objects.filter(pk=world.units[0].pk).update(kind="enterprise")
    honoured(world, **COLLECTIVE)

    assert counted(world).every.figures["enterprises"] == 1


def test_award_counts_under_the_name_of_its_form(world):
    honoured(world)

    assert [(str(line.label), line.figures["total"]) for line in counted(world).awards] == [("Giấy khen", 1)]


def test_award_that_is_only_signed_does_not_count(world):
    checked(world)
    decisions.sign(put_forward(world), actor=world.director)

    found = counted(world)

    assert (found.every.figures["total"], found.decisions[0].figures["total"]) == (0, 0)


def test_revoked_award_does_not_count_and_its_decision_is_told(world):
    in_force(world, honoured(world))

    found = counted(world)

    assert (found.every.figures["total"], [line.figures["total"] for line in found.decisions]) == (0, [1, 1, 0, 1])


def test_other_year_does_not_count(world):
    honoured(world)

    found = statistics_of(year_of(world) + 1, roles_of(world.office_head, clock.now()))

    assert found.every.figures["total"] == 0


def test_award_of_another_organisation_does_not_count(world):
    honoured(world)
    other = make_world()

    found = statistics_of(year_of(world), roles_of(other.office_head, clock.now()))

    assert found.every.figures["total"] == 0


def test_money_is_what_the_decisions_pay(world):
    switched_on(world)
    decision = honoured(world)

    amount = written_count(counted(world).every.figures["money"])

    assert amount in page(signed_in(world.office_head), decision.get_absolute_url())


def test_money_is_empty_where_none_goes_with_awards(world):
    honoured(world)

    assert counted(world).every.figures["money"] is None


def test_campaign_counts_by_how_long_it_runs(world):
    found = statistics_of(2013, roles_of(world.office_head, clock.now()))

    assert [line.figures["total"] for line in found.campaigns] == [1, 0, 0, 0, 0]


def test_campaign_without_an_end_is_told_apart(world):
    type(world.campaign).objects.filter(pk=world.campaign.pk).update(ends_on=None)

    found = statistics_of(2013, roles_of(world.office_head, clock.now()))

    assert found.campaigns[-1].figures["total"] == 1


def test_mode_that_nobody_records_is_empty(world):
    honoured(world)

    assert [line.figures["total"] for line in counted(world).modes] == [1, *[None] * 6]


# The page


def test_page_shows_the_year_asked_for(world):
    said = words(page(signed_in(world.office_head), "/statistics/?year=2013"))

    assert "Thống kê thi đua, khen thưởng năm 2013" in said


@pytest.mark.parametrize("year", ["", "x", "99999", "²"])
def test_year_that_is_none_shows_the_one_that_runs(world, year):
    said = words(page(signed_in(world.office_head), f"/statistics/?year={year}"))

    assert f"Thống kê thi đua, khen thưởng năm {clock.now().year}" in said


def test_unit_finds_no_such_page(world):
    assert signed_in(world.unit_head).get("/statistics/").status_code == 404


def test_workbook_holds_what_the_page_shows_and_leaves_the_unknown_empty(world):
    honoured(world)

    answer = signed_in(world.office_head).get(f"/statistics/statistics.xlsx?year={year_of(world)}")

    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = {row[1]: row[2] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)}
    assert (rows["Giấy khen"], rows["Đột xuất"]) == (1, "")


@pytest.mark.parametrize(("kind", "begins"), [("csv", "\ufeff".encode()), ("ods", b"PK"), ("pdf", b"%PDF")])
def test_year_leaves_in_every_form(world, kind, begins):
    answer = signed_in(world.office_head).get(f"/statistics/statistics.{kind}")

    assert b"".join(answer.streaming_content).startswith(begins)


def test_form_that_no_file_has_is_not_found(world):
    assert signed_in(world.office_head).get("/statistics/statistics.docx").status_code == 404


def test_page_costs_the_same_for_one_award_and_for_three():
    costs = []
    for count in (1, 3):
        world = make_world(count)
        switched_on(world)
        for unit in range(count):
            checked(world, unit, count)
        issued(world)
        costs.append(queries(signed_in(world.office_head), f"/statistics/?year={year_of(world)}"))

    assert costs[0] == costs[1]
