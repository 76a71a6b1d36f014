"""Wakes a drainer when a transaction has committed, without ever making the committer wait for a broker."""

import logging
import threading
import time
from collections.abc import Callable

from celery import current_app

from workflows.lanes import Lane

logger = logging.getLogger(__name__)
COALESCE = 0.02  # seconds: a thousand rings of one bulk act become a handful of messages


class Doorbell:
    """`ring` returns at once; a thread of its own calls `publish`, at most once for all rings within `COALESCE`.

    What `publish` raises is logged and forgotten: a lost ring costs the few seconds until the next beat.
    """

    def __init__(self, publish: Callable[[], object]) -> None:
        self._publish = publish
        self._rung = threading.Event()
        self._starting = threading.Lock()
        self._carrier: threading.Thread | None = None

    def ring(self) -> None:
        self._rung.set()
        with self._starting:
            if self._carrier is None or not self._carrier.is_alive():  # first ring, or a fork left the thread behind
                self._carrier = threading.Thread(target=self._carry, name="doorbell", daemon=True)
                self._carrier.start()

    def _carry(self) -> None:
        while self._rung.wait():
            time.sleep(COALESCE)
            self._rung.clear()
            try:
                self._publish()
            except Exception as error:  # whatever the broker's client library throws
                logger.warning("the outbox's bell was not heard: %s: %s", type(error).__name__, error)


def wake_a_worker(lane: Lane) -> None:
    """Puts one message on the lane's queue. It expires: when no worker listens, bells must not pile up."""
    current_app.send_task(
        "workflows.tasks.drain_outbox", [lane], queue=lane, retry=False, ignore_result=True, expires=60
    )
