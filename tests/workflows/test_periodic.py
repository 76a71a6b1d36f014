import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from workflows.models import JobSlot
from workflows.periodic import once


@pytest.mark.django_db
def test_job_is_done_once_in_its_slot():
    done: list[str] = []

    answers = [once("digest", slot, lambda slot=slot: done.append(slot)) for slot in ("1", "1", "2", "1")]

    assert (answers, done) == ([True, False, True, False], ["1", "2"])


@pytest.mark.django_db
def test_failed_job_is_free_again():
    done: list[int] = []
    with pytest.raises(ZeroDivisionError):
        once("digest", "1", lambda: 1 // 0)

    assert (once("digest", "1", lambda: done.append(1)), done) == (True, [1])


@pytest.mark.django_db
@pytest.mark.parametrize(("ends_in", "answer"), [(timedelta(minutes=1), False), (timedelta(seconds=-1), True)])
def test_slot_of_one_who_died_is_free_when_the_lease_ends(ends_in: timedelta, answer: bool):
    JobSlot.objects.create(job="digest", slot="1", lease_until=Now() + ends_in)

    assert once("digest", "1", lambda: None) is answer


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_beats_at_once_do_the_job_once():
    done: list[int] = []
    start = threading.Barrier(8)

    def beat() -> None:
        start.wait()
        once("digest", "1", lambda: done.append(1))
        connection.close()

    beats = [threading.Thread(target=beat) for _ in range(8)]
    for each in beats:
        each.start()
    for each in beats:
        each.join()

    assert done == [1]
