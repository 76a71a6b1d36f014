"""Nominations by the hundred thousand: copies of one row under other names, past the guards, then indexed at once."""

from django.db import connection

from nominations.models import Nomination
from organisation.text import fold
from search.triggers import INDEX, install, rebuild
from search.triggers import uninstall as unindex
from tests.factories import World, make_dossier, make_nomination
from workflows import triggers

STEP = 48_271  # a prime: neighbours bear names far apart


class Crowd:
    """Everybody under review in one campaign; it only grows."""

    def __init__(self, world: World, names: list[str]) -> None:
        self.first = make_nomination(world, make_dossier(world))
        self.names = len(names)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE crowd_names (n bigint PRIMARY KEY, name text, folded text)")
            cursor.executemany(
                "INSERT INTO crowd_names VALUES (%s, %s, %s)",
                [(place, name, fold(name)) for place, name in enumerate(names)],
            )

    def grow(self, count: int) -> None:
        """Until there are `count`."""
        triggers.uninstall()
        unindex()
        with connection.cursor() as cursor:
            there = Nomination.objects.count()
            start = Nomination.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            cursor.execute(self._copied(), [start, start + count - there, self.first.pk])
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")
            rebuild()
        install()
        triggers.install()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")

    def _copied(self) -> str:
        own = {
            "id": "g.n", "full_name": "w.name", "search_key": "w.folded", "sort_key": "w.folded",
            "state": "'under_review'", "overview": "''", "achievements": "''",
        }  # fmt: skip
        columns = [field.column for field in Nomination._meta.concrete_fields]
        values = ", ".join(own.get(column, f't."{column}"') for column in columns)
        named = ", ".join(f'"{column}"' for column in columns)
        return (
            f"INSERT INTO nominations_nomination ({named}) "
            "WITH RECURSIVE g(n) AS (SELECT CAST(%s AS bigint) + 1 UNION ALL SELECT n + 1 FROM g WHERE n < %s) "
            f"SELECT {values} FROM g JOIN crowd_names w ON w.n = (g.n * {STEP}) %% {self.names} "
            "JOIN nominations_nomination t ON t.id = %s"
        )
