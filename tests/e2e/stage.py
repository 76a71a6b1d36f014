"""The demonstration, told once in a run and copied for every further test: to tell it takes five seconds."""

import sqlite3
from datetime import datetime

from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from nominations.demo import story
from nominations.demo.environment import TODAY
from tests.e2e.desk import settle
from workflows import clock

_told: list[tuple[sqlite3.Connection, datetime]] = []  # the database, and the site's time, when it had been told


def tell(settings: LazySettings) -> None:
    """Leaves the site as `make demo` does, on Monday 5 August 2013 soon after 8:30; its files stay between tests."""
    if _told:
        database, then = _told[0]
        connection.ensure_connection()
        database.backup(connection.connection)
        settings.CLOCK_OFFSET = then - timezone.now()
        return
    settings.CLOCK_OFFSET = TODAY - timezone.now()
    story.tell()
    settle()
    if connection.vendor == "sqlite":
        database = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(database)
        _told.append((database, clock.now()))
