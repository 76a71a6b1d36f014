"""Every row of every table as text, as a dump of the database would hold it."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from organisation.text import fold


def dumped() -> Iterator[tuple[str, str]]:
    """Each table with each value, folded: no accent or case hides a name."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from ((table, fold(_plain(value))) for value in row)


def _plain(value: Any) -> str:
    """JSON as a person reads it: SQLite keeps accents as escapes."""
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return json.dumps(json.loads(value), ensure_ascii=False)
        except ValueError:
            return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def tables_that_name(name: str) -> set[str]:
    return {table for table, text in dumped() if fold(name) in text}
