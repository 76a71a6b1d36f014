"""Long work: told part by part, by one worker at a time, and stopped between two parts."""

from datetime import timedelta

import pytest

from tests.factories import make_world
from workflows import clock, work
from workflows.models import Bundle

pytestmark = pytest.mark.django_db


def ordered() -> Bundle:
    return Bundle.objects.create(ordered_by=make_world().auditor, ordered_at=clock.now())


def taken() -> Bundle:
    found = work.take_up(Bundle, ordered().pk, total=4)
    assert found is not None
    return found


def test_page_reads_how_far_it_is():
    work.advance(taken(), 2)

    assert Bundle.objects.values_list("done", "total").get() == (2, 4)


def test_cancelled_work_stops_before_its_next_part():
    made = taken()
    work.cancel(made)

    with pytest.raises(work.Stopped):
        work.advance(made, 1)


def test_cancelled_work_is_not_taken_up():
    made = ordered()
    work.cancel(made)

    assert work.take_up(Bundle, made.pk, total=4) is None


def test_work_cancelled_at_the_last_moment_keeps_no_result():
    made = taken()
    work.cancel(made)

    with pytest.raises(work.Stopped):
        work.finish(made, sha256="f" * 64)
    assert Bundle.objects.values_list("sha256", "done_at").get() == ("", None)


def test_finished_work_is_not_cancelled():
    made = taken()
    work.finish(made)

    assert (work.cancel(made), Bundle.objects.get().cancelled_at) == (False, None)


def test_worker_that_was_taken_for_dead_is_not_heard():
    made = taken()
    with clock.moved_to(clock.now() + work.LONGEST + timedelta(seconds=1)):
        work.take_up(Bundle, made.pk, total=4)

    with pytest.raises(work.Stopped):
        work.advance(made, 1)
