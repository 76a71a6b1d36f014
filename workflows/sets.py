"""Set-based writes: one statement for one row or a thousand.

PostgreSQL gets many rows as arrays (`unnest`); SQLite, which has no round trips to save, gets `executemany`.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

Row = Sequence[Any]


@cache
def _fields(model: type[Model], columns: tuple[str, ...]) -> list[Field]:
    return [model._meta.get_field(column) for column in columns]


def _prepared(fields: Sequence[Field], rows: Sequence[Row]) -> list[list[Any]]:
    return [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)] for row in rows
    ]


def _arrays(fields: Sequence[Field]) -> str:
    return ", ".join(f"%s::{_cast(field)}[]" for field in fields)


def _cast(field: Field) -> str:
    return (field.rel_db_type(connection) if field.is_relation else field.db_type(connection)).split(" CHECK")[0]


def _transposed(rows: Sequence[Row]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


@cache
def _insert_sql(model: type[Model], columns: tuple[str, ...], ignore_known: bool, *, many: bool, vendor: str) -> str:  # noqa: ARG001
    fields = _fields(model, columns)
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = f"SELECT * FROM unnest({_arrays(fields)})" if many else f"VALUES ({', '.join(['%s'] * len(fields))})"
    conflict = " ON CONFLICT DO NOTHING" if ignore_known else ""
    return f'INSERT INTO "{model._meta.db_table}" ({names}) {values}{conflict}'


class Batch:
    """Writes that belong together, run in their order: on PostgreSQL in one round trip (pipeline), however many."""

    def __init__(self) -> None:
        self._statements: list[tuple[str, list[list[Any]], bool, int | None]] = []

    def insert(self, model: type[Model], columns: Sequence[str], rows: Sequence[Row], *, known: bool = False) -> None:
        """Inserts the rows; `known` skips those whose unique key stands already."""
        if rows:
            sql, values, many = _insertion(model, tuple(columns), rows, ignore_known=known)
            self._statements.append((sql, values, many, None))

    def update(self, model: type[Model], key: Sequence[str], columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Updates `columns` of the rows found by `key`; a row is its new values, then its keys. Each must be found."""
        if rows:
            many = len(rows) > 1 and connection.vendor == "postgresql"
            sql = _update_sql(model, tuple(key), tuple(columns), many=many, vendor=connection.vendor)
            values = _prepared(_fields(model, (*columns, *key)), rows)
            self._statements.append((sql, values, many, len(rows)))

    def run(self) -> None:
        """Raises LookupError when an update did not find all its rows."""
        with ExitStack() as stack:
            if connection.vendor == "postgresql":
                stack.enter_context(connection.wrap_database_errors)
                stack.enter_context(connection.connection.pipeline())
            cursors = [stack.enter_context(connection.cursor()) for _ in self._statements]
            for cursor, (sql, values, many, _expected) in zip(cursors, self._statements, strict=True):
                _execute(cursor, sql, values, many=many)
        for cursor, (sql, _values, _many, expected) in zip(cursors, self._statements, strict=True):
            if expected is not None and cursor.rowcount != expected:
                raise LookupError(f"{cursor.rowcount} of {expected} rows: {sql}")


def read_together(*statements: tuple[str, Sequence[Any]]) -> list[list[tuple]]:
    """The rows of each statement, asked in order: on PostgreSQL in one round trip, each with a snapshot of its own."""
    with ExitStack() as stack:
        cursors = [stack.enter_context(connection.cursor()) for _ in statements]
        with ExitStack() as pipeline:
            if connection.vendor == "postgresql":
                pipeline.enter_context(connection.wrap_database_errors)
                pipeline.enter_context(connection.connection.pipeline())
            for cursor, (sql, params) in zip(cursors, statements, strict=True):
                cursor.execute(sql, params)
        return [cursor.fetchall() for cursor in cursors]


def insert_rows(model: type[Model], columns: Sequence[str], rows: Sequence[Row], *, ignore_known: bool = False) -> int:
    """Inserts the rows, returns how many were new. `ignore_known` skips those whose unique key stands already."""
    if not rows:
        return 0
    sql, values, many = _insertion(model, tuple(columns), rows, ignore_known=ignore_known)
    with connection.cursor() as cursor:
        _execute(cursor, sql, values, many=many)
        return cursor.rowcount


def _insertion(
    model: type[Model], columns: tuple[str, ...], rows: Sequence[Row], *, ignore_known: bool
) -> tuple[str, list[list[Any]], bool]:
    many = len(rows) > 1 and connection.vendor == "postgresql"
    sql = _insert_sql(model, columns, ignore_known, many=many, vendor=connection.vendor)
    return sql, _prepared(_fields(model, columns), rows), many


def _execute(cursor: Any, sql: str, values: list[list[Any]], *, many: bool) -> None:
    if many:
        cursor.execute(sql, _transposed(values))
    elif len(values) == 1:
        cursor.execute(sql, values[0])
    else:
        cursor.executemany(sql, values)


@cache
def _update_sql(model: type[Model], key: tuple[str, ...], columns: tuple[str, ...], *, many: bool, vendor: str) -> str:  # noqa: ARG001
    keys, changed = _fields(model, key), _fields(model, columns)
    table = model._meta.db_table
    if not many:
        sets = ", ".join(f'"{field.column}" = %s' for field in changed)
        return f'UPDATE "{table}" SET {sets} WHERE ' + " AND ".join(f'"{field.column}" = %s' for field in keys)
    names = ", ".join(f"v{position}" for position in range(len(changed) + len(keys)))
    sets = ", ".join(f'"{field.column}" = v{place}' for place, field in enumerate(changed))
    match = " AND ".join(f't."{field.column}" = v{place}' for place, field in enumerate(keys, len(changed)))
    return f'UPDATE "{table}" t SET {sets} FROM unnest({_arrays([*changed, *keys])}) AS v({names}) WHERE {match}'


def keys_condition() -> str:
    """SQL that holds for the keys in one parameter, `keys_parameter(keys)`."""
    return "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"


def keys_parameter(keys: Sequence[int]) -> Any:
    return list(keys) if connection.vendor == "postgresql" else str(list(keys))
