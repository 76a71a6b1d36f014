"""Celery's workers and beat as threads of this process, for an installation of one machine."""

import logging
import threading
import time

import celery.worker.state
from celery.beat import EmbeddedService
from celery.worker import WorkController

from config.celery import app, make_app
from workflows import outbox
from workflows.lanes import Lane

THREADS = 2  # of each lane


class Background:
    """Workers, one a lane, and beat. Start them once in a process: Celery's wish to stop is one variable for all.

    WorkController is the worker without signal handlers and without a hand on stdout, which belong to the server here.
    It listens to its app's queues, so that each lane has an app.
    """

    def __init__(self) -> None:
        workers = {lane: _worker(lane) for lane in Lane}
        self._threads = [
            threading.Thread(target=worker.start, name=f"worker {lane}", daemon=True)
            for lane, worker in workers.items()
        ]
        self._beat = EmbeddedService(app, thread=True, scheduler_cls="celery.beat:Scheduler")

    def start(self) -> None:
        """Returns at once. A broker that is away is logged and tried again; work in the outbox waits for it."""
        for thread in self._threads:
            thread.start()
        self._beat.start()

    def stop(self, within: float) -> bool:
        """Waits until running effects are finished, at most `within` seconds; False when one was still running then."""
        end = time.monotonic() + within
        celery.worker.state.should_stop = 0  # an exit code, which the workers' loops read
        self._beat.service.stop()
        for _ in range(2):  # a loop looks up when a message comes, else every two seconds, and twice before it ends
            outbox.ring()
            time.sleep(0.1)
        for thread in self._threads:
            thread.join(max(0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)


def _worker(lane: Lane) -> WorkController:
    return WorkController(
        app=make_app(lane),
        hostname=f"{lane}@localhost",
        pool="threads",
        concurrency=THREADS,
        loglevel=logging.WARNING,
        without_gossip=True,
        without_heartbeat=True,
        without_mingle=True,
    )
