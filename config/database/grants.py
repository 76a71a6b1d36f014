"""The grants of a role, as `access` means them, as SQL gives them and as PostgreSQL holds them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import connections
from django.db.models import AutoField, BigAutoField, Model, SmallAutoField

from config.database.access import OTHER_TABLES, access_of, tables

COUNTED = (AutoField, BigAutoField, SmallAutoField)  # identity columns: their numbers are the database's to give


@dataclass(frozen=True, order=True)
class Grant:
    """One privilege, on a table or, where `column` is not empty, on one of its columns."""

    table: str
    privilege: str
    column: str = ""

    def __str__(self) -> str:
        return (
            f"{self.privilege} ({self.column}) ON {self.table}" if self.column else f"{self.privilege} ON {self.table}"
        )


def runtime() -> set[Grant]:
    """What the site needs: INSERT and UPDATE by column, so that it chooses no key of its own."""
    found = {Grant(table, "SELECT") for table in OTHER_TABLES}
    for model in tables():
        found |= set(_of_runtime(model))
    return found


def _of_runtime(model: type[Model]) -> Iterator[Grant]:
    table, access = model._meta.db_table, access_of(model)
    yield Grant(table, "SELECT")
    for field in model._meta.local_concrete_fields:
        if access.insert and (access.numbered or not isinstance(field, COUNTED)):
            yield Grant(table, "INSERT", field.column)
        if access.update and not field.primary_key:
            yield Grant(table, "UPDATE", field.column)
    if access.update and all(field.primary_key for field in model._meta.local_concrete_fields):
        yield Grant(table, "UPDATE", model._meta.pk.column)  # else nobody could lock its rows
    if access.delete:
        yield Grant(table, "DELETE")


def auditor() -> set[Grant]:
    """Reading all that is not somebody's secret."""
    found = {Grant(table, "SELECT") for table, access in OTHER_TABLES.items() if access.audited}
    for model in tables():
        table, access = model._meta.db_table, access_of(model)
        columns = [field.column for field in model._meta.local_concrete_fields if field.name not in access.secret]
        if access.audited and access.secret:
            found |= {Grant(table, "SELECT", column) for column in columns}
        elif access.audited:
            found.add(Grant(table, "SELECT"))
    return found


GRANTS: dict[str, Callable[[], set[Grant]]] = {"runtime": runtime, "auditor": auditor}


def held(role: str, using: str = "default") -> set[Grant]:
    """What PostgreSQL lets the role do in this schema, itself or as anybody may; not what it owns."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            """
            WITH known AS (SELECT c.oid, c.relname, c.relacl FROM pg_class c
                           WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                             AND c.relnamespace = current_schema()::regnamespace),
                 who AS (SELECT oid FROM pg_roles WHERE rolname = %s UNION ALL SELECT 0)
            SELECT k.relname, a.privilege_type, '' FROM known k, aclexplode(k.relacl) a
             WHERE a.grantee IN (SELECT oid FROM who)
            UNION
            SELECT k.relname, a.privilege_type, t.attname FROM known k JOIN pg_attribute t ON t.attrelid = k.oid,
                   aclexplode(t.attacl) a WHERE a.grantee IN (SELECT oid FROM who)
            """,
            [role],
        )
        return {Grant(*row) for row in cursor.fetchall()}


def statements(
    role: str, wanted: Iterable[Grant], using: str = "default", *, called: Iterable[str] = ()
) -> Iterator[str]:
    """Takes everything from the role and gives it what is wanted and the functions it calls, in one transaction."""
    quoted = connections[using].ops.quote_name
    who, schema = quoted(role), quoted(schema_of(using))
    for kind in ("TABLES", "SEQUENCES", "ROUTINES"):
        yield f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {who}, PUBLIC"
    yield f"REVOKE ALL ON SCHEMA {schema} FROM {who}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {who}"
    for table, granted in groupby(sorted(wanted), key=lambda grant: grant.table):
        privileges = ", ".join(_privilege(*pair, quoted) for pair in groupby(granted, key=lambda one: one.privilege))
        yield f"GRANT {privileges} ON {schema}.{quoted(table)} TO {who}"
    for function in called:
        yield f"GRANT EXECUTE ON FUNCTION {schema}.{function} TO {who}"


def _privilege(privilege: str, granted: Iterable[Grant], quoted: Callable[[str], str]) -> str:
    columns = [quoted(grant.column) for grant in granted if grant.column]
    return f"{privilege} ({', '.join(columns)})" if columns else privilege


def of_the_database(using: str = "default") -> list[str]:
    """Nobody makes tables in the schema, nor temporary ones: a name of their own could stand before one of ours."""
    connection = connections[using]
    quoted = connection.ops.quote_name
    return [
        f"REVOKE CREATE ON SCHEMA {quoted(schema_of(using))} FROM PUBLIC",
        f"REVOKE TEMPORARY ON DATABASE {quoted(connection.settings_dict['NAME'])} FROM PUBLIC",
    ]


def schema_of(using: str = "default") -> str:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])
