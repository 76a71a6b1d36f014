"""What the database counts of a campaign, beside what the rows say one by one."""

from datetime import date
from decimal import Decimal

import pytest

from campaigns.launching import Counted, counted
from campaigns.models import Assignment
from campaigns.monitoring import UNITS, burnups, deadlines, duties_by_unit, standing, stands
from campaigns.plan.schema.work import Asks
from campaigns.standing import results_of
from organisation.models import Unit
from tests.factories import World, handed_in, make_assignment, make_world, verified
from tests.nominations.test_launches import DUTY, LAUNCH, TOLD
from workflows import clock

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

JULY, AUGUST = date(2013, 7, 1), date(2013, 8, 1)


@pytest.fixture
def world() -> World:
    return make_world(3)


def target(world: World, unit: int, **fields: object) -> Assignment:
    return make_assignment(world, unit, **{"code": "T1", **fields})


def told(world: World) -> list:
    return stands(standing(world.campaign))


@pytest.mark.parametrize(
    ("operator", "values", "reached"),
    [(">", (79, 80, 81), 1), (">=", (79, 80, 81), 2), ("=", (79, 80, 81), 1), ("<=", (79, 80, 81), 2),
     ("<", (79, 80, 81), 1)],
)  # fmt: skip
def test_target_is_reached_as_each_row_says(world, operator, values, reached):
    for unit, value in enumerate(values):
        verified(world, unit, assignment=target(world, unit, operator=operator), value=Decimal(value))

    one_by_one = sum(one.is_reached for one in results_of(Assignment.objects.filter(campaign=world.campaign)))
    assert (told(world)[0].tally.reached, one_by_one) == (reached, reached)


def test_last_day_counts_and_not_the_last_report(world):
    task = target(world, 0)
    verified(world, assignment=task, as_of=AUGUST, value=Decimal(90))
    verified(world, assignment=task, as_of=JULY, value=Decimal(50))

    assert told(world)[0].tally.reached == 1


def test_mean_holds_from_day_to_day_and_counts_the_silent_as_nought(world):
    first, second, _silent = (target(world, unit) for unit in range(3))
    verified(world, assignment=first, as_of=JULY, value=Decimal("60.5"))
    verified(world, 1, assignment=second, as_of=AUGUST, value=Decimal(30))
    verified(world, assignment=first, as_of=AUGUST, value=Decimal(90))

    (one,) = burnups(world.campaign, told(world))

    assert one.verified == [(JULY, Decimal("20.17")), (AUGUST, Decimal(40))]


def test_what_waits_is_the_open_end_of_the_line(world):
    first, second, _silent = (target(world, unit) for unit in range(3))
    verified(world, assignment=first, as_of=JULY, value=Decimal(60))
    handed_in(world, 1, assignment=second, as_of=AUGUST, value=Decimal(30))

    (one,) = burnups(world.campaign, told(world))

    assert (one.now, one.provisional) == (Decimal(20), [(AUGUST, Decimal(30))])


def test_verified_alone_has_no_open_end(world):
    verified(world, assignment=target(world, 0), value=Decimal(60))

    assert burnups(world.campaign, told(world))[0].provisional == []


def test_units_are_told_apart_by_what_they_handed_in(world):
    tasks = [target(world, unit) for unit in range(3)]
    verified(world, assignment=tasks[0])
    handed_in(world, 1, assignment=tasks[1])

    tally = told(world)[0].tally
    assert (tally.units, tally.waiting, tally.silent) == (3, 1, 1)


def test_task_that_no_longer_stands_is_not_counted(world):
    verified(world, assignment=target(world, 0))
    Assignment.objects.update(stands=False)

    assert told(world) == []


def test_owner_outside_the_register_is_counted_apart(world):
    target(world, 0)
    Assignment.objects.update(unit=None, owner="Đảng bộ (hư cấu)")

    assert standing(world.campaign) == {"tasks": [], "outside": 1}


def test_launches_are_counted_as_each_row_says(world):
    code = {**DUTY, "code": "O1", "asks": "launch"}
    said = TOLD | LAUNCH
    verified(world, 0, assignment=make_assignment(world, 0, **code), **said)
    handed_in(world, 1, assignment=make_assignment(world, 1, **code), **said | {"participants": 6})
    make_assignment(world, 2, **code)

    found = counted(told(world), Asks.LAUNCH)

    assert found == Counted(units=3, verified=1, waiting=1, participants=24, said=30)


def test_deadline_tells_how_many_are_behind(world):
    past = clock.now().replace(year=2013, month=7, day=1)
    tasks = [target(world, unit, due_at=past) for unit in range(3)]
    verified(world, assignment=tasks[0], value=Decimal(90))

    ahead, behind = deadlines(told(world), clock.now())

    assert (ahead, [(one.open, one.units) for one in behind]) == ([], [(2, 3)])


# The units


def test_duties_of_a_unit_are_counted_by_how_far_they_are_verified(world):
    duty = {**DUTY, "asks": ""}
    verified(world, assignment=make_assignment(world, **duty), **TOLD)
    handed_in(world, assignment=make_assignment(world, **duty), **TOLD)
    target(world, 0)

    rows, onward = duties_by_unit(world.campaign)

    assert [(row.unit, row.counts["done"], row.counts[""], row.waiting) for row in rows] == [(world.units[0], 1, 1, 1)]
    assert onward is None


def test_units_come_in_pages_in_their_own_order(world):
    made = Unit.objects.bulk_create(
        Unit(
            organisation=world.organisation, code=f"more-{place}", name=f"Phòng {place}", kind="division", position=1,
            parent=world.root,
        )
        for place in range(UNITS + 1)
    )  # fmt: skip
    Assignment.objects.bulk_create(
        Assignment(campaign=world.campaign, unit=unit, code="O1", kind="duty", title="Nhiệm vụ hư cấu")
        for unit in reversed(made)
    )

    first, onward = duties_by_unit(world.campaign)
    second, end = duties_by_unit(world.campaign, onward)

    assert [row.unit for row in first + second] == made
    assert (len(first), end) == (UNITS, None)
