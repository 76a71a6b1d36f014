"""Set-based writes: one statement for one row or a thousand, one round trip for statements that belong together.

PostgreSQL gets many rows as arrays (`unnest`) and several statements in a pipeline; SQLite, which has no round trips
to save, gets `executemany`.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from itertools import repeat
from operator import eq
from typing import Any

from django.db import connection
from django.db.models import AutoField, DateTimeField, Field, JSONField, Model, UUIDField

Row = Sequence[Any]
ADAPTED = (DateTimeField, JSONField, UUIDField)  # the driver takes every other value as it is


@cache
def _fields(model: type[Model], columns: tuple[str, ...]) -> list[Field]:
    return [model._meta.get_field(column) for column in columns]


@cache
def _adapters(model: type[Model], columns: tuple[str, ...]) -> list[tuple[int, Callable]]:
    found = enumerate(_fields(model, columns))
    return [(place, field.get_db_prep_save) for place, field in found if isinstance(_own(field), ADAPTED)]


def _own(field: Field) -> Field:
    return field.target_field if field.is_relation else field


def _prepared(model: type[Model], columns: tuple[str, ...], rows: Sequence[Row]) -> list[list[Any]]:
    adapters = _adapters(model, columns)
    prepared = [list(row) for row in rows]
    for row in prepared:
        for place, adapt in adapters:
            row[place] = adapt(row[place], connection)
    return prepared


def _cast(field: Field) -> str:
    return (field.rel_db_type(connection) if field.is_relation else field.db_type(connection)).split(" CHECK")[0]


def _arrays(fields: Sequence[Field]) -> str:
    return ", ".join(f"%s::{_cast(field)}[]" for field in fields)


@cache
def _insert_sql(
    model: type[Model],
    columns: tuple[str, ...],
    same: tuple[str, ...],
    *,
    known: bool,
    many: bool,
    vendor: str,  # noqa: ARG001
) -> str:
    own, shared = _fields(model, columns), _fields(model, same)
    names = ", ".join(f'"{field.column}"' for field in (*own, *shared))
    if many:
        values = ", ".join(["v.*", *(f"%s::{_cast(field)}" for field in shared)])
        source = f"SELECT {values} FROM unnest({_arrays(own)}) v"
    else:
        source = f"VALUES ({', '.join(['%s'] * len((*own, *shared)))})"
    return f'INSERT INTO "{model._meta.db_table}" ({names}) {source}{" ON CONFLICT DO NOTHING" if known else ""}'


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


class _Statement:
    """SQL with its parameters, for one execution or one a row; `expected` rows must be found."""

    def __init__(self, sql: str, runs: list[list[Any]], expected: int | None = None) -> None:
        self.sql, self.runs, self.expected = sql, runs, expected

    def execute(self, cursor: Any) -> None:
        if len(self.runs) == 1:
            cursor.execute(self.sql, self.runs[0])
        else:
            cursor.executemany(self.sql, self.runs)


def _insertion(
    model: type[Model], columns: Sequence[str], rows: Sequence[Row], *, same: Mapping[str, Any], known: bool
) -> _Statement:
    own, shared = tuple(columns), tuple(same)
    many = len(rows) > 1 and connection.vendor == "postgresql"
    sql = _insert_sql(model, own, shared, known=known, many=many, vendor=connection.vendor)
    values = _prepared(model, own, rows)
    (constant,) = _prepared(model, shared, [list(same.values())])
    if many:
        return _Statement(sql, [[*constant, *(list(column) for column in zip(*values, strict=True))]])
    return _Statement(sql, [[*row, *constant] for row in values])


def _change(model: type[Model], key: Sequence[str], columns: Sequence[str], rows: Sequence[Row]) -> _Statement:
    many = len(rows) > 1 and connection.vendor == "postgresql"
    sql = _update_sql(model, tuple(key), tuple(columns), many=many, vendor=connection.vendor)
    values = _prepared(model, (*columns, *key), rows)
    return _Statement(sql, [[list(column) for column in zip(*values, strict=True)]] if many else values, len(rows))


class Batch:
    """Writes that belong together, run in their order: on PostgreSQL in one round trip, however many."""

    def __init__(self) -> None:
        self._statements: list[_Statement] = []

    def insert(
        self,
        model: type[Model],
        columns: Sequence[str],
        rows: Sequence[Row],
        *,
        same: Mapping[str, Any] | None = None,
        known: bool = False,
    ) -> None:
        """Inserts the rows; `same` are columns equal in all; `known` skips rows whose unique key stands already."""
        if rows:
            self._statements.append(_insertion(model, columns, rows, same=same or {}, known=known))

    def update(self, model: type[Model], key: Sequence[str], columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Updates `columns` of the rows found by `key`; a row is its new values, then its keys. Each must be found."""
        if rows:
            self._statements.append(_change(model, key, columns, rows))

    def run(self) -> None:
        """Raises LookupError when an update did not find all its rows."""
        cursors = _run_together(self._statements)
        for cursor, statement in zip(cursors, self._statements, strict=True):
            if statement.expected is not None and cursor.rowcount != statement.expected:
                raise LookupError(f"{cursor.rowcount} of {statement.expected} rows: {statement.sql}")


def _run_together(statements: Sequence[_Statement]) -> list[Any]:
    cursors = [connection.cursor() for _ in statements]
    with ExitStack() as pipeline:
        if connection.vendor == "postgresql":
            pipeline.enter_context(connection.wrap_database_errors)
            pipeline.enter_context(connection.connection.pipeline())
        for cursor, statement in zip(cursors, statements, strict=True):
            statement.execute(cursor)
    return cursors


def read_together(*questions: tuple[str, Sequence[Any]]) -> list[list[tuple]]:
    """The rows of each statement, asked in order: on PostgreSQL in one round trip, each with a snapshot of its own."""
    return [cursor.fetchall() for cursor in _run_together([_Statement(sql, [list(p)]) for sql, p in questions])]


def insert_rows(model: type[Model], columns: Sequence[str], rows: Sequence[Row], *, ignore_known: bool = False) -> int:
    """Inserts the rows, returns how many were new. `ignore_known` skips those whose unique key stands already."""
    if not rows:
        return 0
    with connection.cursor() as cursor:
        _insertion(model, columns, rows, same={}, known=ignore_known).execute(cursor)
        return cursor.rowcount


def insert_alike(model: type[Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that name the same columns, but for those whose unique key stands already; other columns get their
    defaults. What all rows have in common is sent once: `bulk_create` takes three times as long."""
    if not rows:
        return
    named = {name: [row[name] for row in rows] for name in rows[0]}
    same = {name: column[0] for name, column in named.items() if all(map(eq, column, repeat(column[0])))}
    own = [name for name in named if name not in same]
    values = list(zip(*(named[name] for name in own), strict=True)) if own else [()]
    with connection.cursor() as cursor:
        _insertion(model, own, values, same=_defaults(model, set(named)) | same, known=True).execute(cursor)


def _defaults(model: type[Model], but: set[str]) -> dict[str, Any]:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    return {field.attname: field.get_default() for field in fields if field.attname not in but}


def keys_condition() -> str:
    """SQL that holds for the keys in one parameter, `keys_parameter(keys)`."""
    return "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"


def keys_parameter(keys: Sequence[int]) -> Any:
    return list(keys) if connection.vendor == "postgresql" else str(list(keys))
