"""Wakes the post: letters wait in the database, and a lost ring costs the seconds until the next beat."""

from celery import current_app

from workflows.doorbell import Doorbell


def _wake() -> None:
    current_app.send_task("notifications.tasks.deliver_letters", retry=False, ignore_result=True, expires=60)


ring = Doorbell(_wake).ring
