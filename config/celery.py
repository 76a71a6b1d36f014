"""Celery: a bell and a clock. Work to do is never kept in the broker, so every message here may be lost.

For the same reason messages are acknowledged early: a task that kills its worker is not handed to the next one for
ever; the outbox counts attempts in the database instead. Measured failures: docs/operations.md.
"""

import os
from datetime import timedelta
from typing import Any

from celery import Celery
from kombu import Queue

from config import environment
from workflows.lanes import Lane

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

DRAIN = "workflows.tasks.drain_outbox"
DRAIN_EVERY = 3  # seconds between two ticks of each lane
EVERY = {  # seconds between two ticks
    "workflows.tasks.fire_timers": 60,
    "workflows.tasks.seal_trail": 300,
    "workflows.tasks.forget_bundles": 3600,
    "notifications.tasks.deliver_letters": 10,
    "notifications.tasks.send_digests": 600,
    "nominations.tasks.remind_units": 600,
    "nominations.tasks.remind_publishers": 600,
    "nominations.tasks.end_overrides": 60,
    "nominations.tasks.tell_seals": 600,
    "nominations.tasks.forget_archives": 3600,
    "nominations.tasks.forget_uploads": 3600,
    "nominations.tasks.forget_passphrases": 300,
    "nominations.tasks.keep_figures": 300,
    "api.tasks.deliver_webhooks": 15,
    "api.tasks.forget_attempts": 3600,
}
LANES = {  # of the tasks that are not quick
    "workflows.tasks.forget_bundles": Lane.LONG,
    "nominations.tasks.forget_archives": Lane.LONG,
    "nominations.tasks.forget_uploads": Lane.LONG,
    "nominations.tasks.keep_figures": Lane.LONG,
    "notifications.tasks.deliver_letters": Lane.OUTSIDE,
    "api.tasks.deliver_webhooks": Lane.OUTSIDE,
}


def transport_options(url: str) -> dict[str, Any]:
    """Options for the broker at `url`: quick in one process, never hanging on a broker that went silent."""
    scheme = url.split(":", 1)[0]
    if scheme == "memory":
        return {"polling_interval": 0.05}
    if scheme in {"redis", "rediss"}:
        return {
            "socket_connect_timeout": 3,
            "socket_timeout": 10,
            "socket_keepalive": True,
            "visibility_timeout": 600,
            "unacked_restore_throttle": 1,
        }
    return {"confirm_publish": True, "read_timeout": 10, "write_timeout": 10}


def schedule(every: dict[str, int]) -> dict[str, dict[str, Any]]:
    """Celery's beat_schedule. A tick that nobody heard before the next one expires."""
    drains = {f"{DRAIN} {lane}": _tick(DRAIN, DRAIN_EVERY, lane, queue=lane) for lane in Lane}
    return {**drains, **{task: _tick(task, seconds) for task, seconds in every.items()}}


def _tick(task: str, seconds: int, *words: str, **options: Any) -> dict[str, Any]:
    options = {"expires": seconds, **options}
    return {"task": task, "args": words, "schedule": timedelta(seconds=seconds), "options": options}


def make_app(*lanes: Lane) -> Celery:
    """An app whose workers listen to these lanes, unless they are told to listen to some of them only."""
    made = Celery("vinh_danh", set_as_current=False)
    made.conf.update(CONF, task_queues=[Queue(lane) for lane in lanes])
    made.autodiscover_tasks()
    return made


broker_url = environment.text("BROKER_URL", "memory://localhost")
CONF = dict(
    accept_content=["json"],
    beat_schedule=schedule(EVERY),
    broker_connection_max_retries=None,  # for ever
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=3,
    broker_transport_options=transport_options(broker_url),
    broker_url=broker_url,
    enable_utc=True,
    task_acks_late=False,
    task_default_queue=Lane.QUICK,
    task_ignore_result=True,
    task_routes={task: {"queue": lane} for task, lane in LANES.items()},
    task_serializer="json",
    task_time_limit=300,
    timezone="Asia/Ho_Chi_Minh",
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    worker_prefetch_multiplier=1,
    worker_soft_shutdown_timeout=5,
)
app = make_app(*Lane)
app.set_current()
app.set_default()  # threads other than the importing one find this app too
