import threading
import time

from django.db import OperationalError

from workflows.leases import renewed


def test_block_that_hangs_is_renewed_no_longer() -> None:
    times: list[float] = []

    with renewed(lambda: times.append(time.monotonic()), every=0.01, longest=0.05):
        time.sleep(0.5)

    assert 0 < len(times) <= 5


def test_block_that_ended_is_renewed_no_longer() -> None:
    times: list[float] = []
    with renewed(lambda: times.append(time.monotonic()), every=0.01):
        pass

    time.sleep(0.1)

    assert times == []


def test_renewal_that_failed_is_tried_again() -> None:
    tried, again = [], threading.Event()

    def fail_once() -> None:
        tried.append(1)
        if len(tried) == 1:
            raise OperationalError("database is locked")
        again.set()

    with renewed(fail_once, every=0.01):
        assert again.wait(10)
