"""Celery's worker and beat as threads of this process, for an installation of one machine."""

import logging
import threading
import time

import celery.worker.state
from celery import Celery
from celery.beat import EmbeddedService
from celery.worker import WorkController

from workflows import outbox

THREADS = 2


class Background:
    """A running worker and beat. Start it once in a process: Celery's wish to stop is one variable for all workers.

    WorkController is the worker without signal handlers and without a hand on stdout, which belong to the server here.
    """

    def __init__(self, app: Celery) -> None:
        self._worker = WorkController(
            app=app,
            hostname="embedded@localhost",
            pool="threads",
            concurrency=THREADS,
            loglevel=logging.WARNING,
            without_gossip=True,
            without_heartbeat=True,
            without_mingle=True,
        )
        self._thread = threading.Thread(target=self._worker.start, name="worker", daemon=True)
        self._beat = EmbeddedService(app, thread=True, scheduler_cls="celery.beat:Scheduler")

    def start(self) -> None:
        """Returns at once. A broker that is away is logged and tried again; work in the outbox waits for it."""
        self._thread.start()
        self._beat.start()

    def stop(self, within: float) -> bool:
        """Waits until running effects are finished, at most `within` seconds; False when one was still running then."""
        end = time.monotonic() + within
        celery.worker.state.should_stop = 0  # an exit code, which the worker's loop reads
        self._beat.service.stop()
        for _ in range(2):  # the loop looks up when a message comes, else every two seconds, and twice before it ends
            outbox.ring()
            self._thread.join(0.1)
        self._thread.join(max(0, end - time.monotonic()))
        return not self._thread.is_alive()
