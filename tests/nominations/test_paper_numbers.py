"""Numbers of the office's own papers: the submission has one when it goes up, a letter when it goes out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from nominations.models import ConsolidatedList, NumberSeries, UnitLetter
from nominations.papers.office import submission, unit_letter
from nominations.services import letters, lists
from tests.factories import checked, forwarded, make_world
from workflows import clock
from workflows.errors import NotPermitted

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def world():
    return make_world(units=3)


def urged(world):
    return letters.prepare(world.round, actor=world.office_reviewer)


def released(world, drafts, **more):
    seen = {one.pk: (one.version, one.content_hash) for one in drafts}
    return letters.release_all(drafts, seen, actor=world.office_reviewer, **more)


def now(subject):
    return type(subject)._default_manager.get(pk=subject.pk)


def test_submission_is_numbered_and_dated_as_it_goes_to_the_director(world):
    head = submission(now(forwarded(world))).letterhead

    assert (head.number, head.date) == (1, localdate(clock.now()))


def test_submission_that_is_still_compiled_has_no_number(world):
    checked(world)
    target = lists.compile_list(world.campaign, actor=world.office_reviewer)

    assert submission(target).letterhead.number is None


def test_submission_that_goes_up_again_has_a_number_of_its_own(world):
    target = forwarded(world)
    lists.send_back(target, actor=world.director, reason="Hư cấu")
    lists.forward(now(target), actor=world.office_head)

    assert submission(now(target)).letterhead.number == 2


def test_submission_that_came_back_shows_no_number_until_then(world):
    target = forwarded(world)
    lists.send_back(target, actor=world.director, reason="Hư cấu")

    assert submission(now(target)).letterhead.number is None


def test_repeated_forward_takes_no_second_number(world):
    checked(world)
    target = lists.compile_list(world.campaign, actor=world.office_reviewer)
    for _again in range(2):
        lists.forward(now(target), actor=world.office_head, key="một")

    assert (now(target).submission_number, NumberSeries.objects.get(series="TTr-VP").last) == (1, 1)


def test_refused_forward_takes_no_number(world):
    checked(world)
    target = lists.compile_list(world.campaign, actor=world.office_reviewer)
    with pytest.raises(NotPermitted):
        lists.forward(target, actor=world.director)

    assert not NumberSeries.objects.filter(series="TTr-VP").exists()


def test_letters_of_one_act_are_numbered_in_a_row(world):
    released(world, urged(world))

    assert list(UnitLetter.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]


def test_letter_on_paper_bears_its_number_and_the_day_it_went_out(world):
    first = urged(world)[0]
    letters.release(first, actor=world.office_reviewer)
    head = unit_letter(now(first)).letterhead

    assert (head.number, head.date) == (1, localdate(clock.now()))


def test_letter_that_waits_has_no_number(world):
    assert unit_letter(urged(world)[0]).letterhead.number is None


def test_dropped_letter_takes_no_number(world):
    first, second, _third = urged(world)
    letters.drop(first, actor=world.office_reviewer, reason="Hư cấu")
    letters.release(second, actor=world.office_reviewer)

    assert (now(first).number, now(second).number) == (None, 1)


def test_letters_released_again_by_the_same_request_keep_their_numbers(world):
    drafts = urged(world)
    released(world, drafts, key="một")
    released(world, [now(one) for one in drafts], key="một")

    assert NumberSeries.objects.get(series="CV-VP").last == 3


def test_releasing_takes_as_many_queries_for_one_letter_and_three():
    costs = {}
    for units in (1, 3):
        world = make_world(units=units)
        drafts = urged(world)
        with CaptureQueriesContext(connection) as queries:
            released(world, drafts)
        costs[units] = len(queries)

    assert costs[1] == costs[3]


def test_lists_of_another_body_have_numbers_of_their_own(world):
    forwarded(world)
    other = forwarded(make_world())

    assert ConsolidatedList.objects.get(pk=other.pk).submission_number == 1
