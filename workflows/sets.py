"""Set-based writes: one statement for one row or a thousand.

PostgreSQL gets the columns as arrays (`unnest`); SQLite, which has no round trips to save, gets `executemany`.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

Row = Sequence[Any]


def _fields(model: type[Model], columns: Sequence[str]) -> list[Field]:
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


def insert_rows(model: type[Model], columns: Sequence[str], rows: Sequence[Row], *, ignore_known: bool = False) -> int:
    """Inserts the rows, returns how many were new. `ignore_known` skips rows whose unique key stands already."""
    if not rows:
        return 0
    fields = _fields(model, columns)
    names = ", ".join(f'"{field.column}"' for field in fields)
    conflict = " ON CONFLICT DO NOTHING" if ignore_known else ""
    head = f'INSERT INTO "{model._meta.db_table}" ({names}) '
    values = _prepared(fields, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{head}SELECT * FROM unnest({_arrays(fields)}){conflict}", _transposed(values))
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"{head}VALUES ({marks}){conflict}", values)
        return cursor.rowcount


def update_rows(model: type[Model], key: Sequence[str], columns: Sequence[str], rows: Sequence[Row]) -> int:
    """Updates `columns` of the rows found by `key`, returns how many were found. A row is key values, then columns."""
    if not rows:
        return 0
    fields = _fields(model, [*key, *columns])
    keys, changed = fields[: len(key)], fields[len(key) :]
    table = model._meta.db_table
    values = _prepared(fields, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(f"v{position}" for position in range(len(fields)))
            sets = ", ".join(f'"{field.column}" = v{place}' for place, field in enumerate(changed, len(keys)))
            match = " AND ".join(f't."{field.column}" = v{place}' for place, field in enumerate(keys))
            cursor.execute(
                f'UPDATE "{table}" t SET {sets} FROM unnest({_arrays(fields)}) AS v({names}) WHERE {match}',
                _transposed(values),
            )
        else:
            sets = ", ".join(f'"{field.column}" = %s' for field in changed)
            match = " AND ".join(f'"{field.column}" = %s' for field in keys)
            cursor.executemany(
                f'UPDATE "{table}" SET {sets} WHERE {match}', [[*row[len(key) :], *row[: len(key)]] for row in values]
            )
        return cursor.rowcount
