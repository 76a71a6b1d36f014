"""What PostgreSQL says of a role: the questions that `install_guards` and the deploy checks ask."""

from dataclasses import dataclass

from django.db import connections

FACTS = """
SELECT r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
               AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER')),
       EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid),
       has_schema_privilege(r.oid, current_schema(), 'CREATE'),
       has_database_privilege(r.oid, current_database(), 'CREATE, TEMPORARY')
  FROM pg_roles r WHERE r.rolname = %s
"""


@dataclass(frozen=True)
class Powers:
    """What a role may beyond its grants; a role that runs the site has none of them."""

    superuser: bool
    create_roles: bool
    create_databases: bool
    replication: bool
    bypass_row_security: bool
    owns_tables: bool
    member_of_a_role: bool
    create_in_schema: bool
    create_in_database: bool

    def names(self) -> list[str]:
        return [name for name, has in vars(self).items() if has]


def powers(role: str, using: str = "default") -> Powers | None:
    """None when there is no such role."""
    with connections[using].cursor() as cursor:
        cursor.execute(FACTS, [role])
        found = cursor.fetchone()
        return Powers(*found) if found else None


def current(using: str = "default") -> str:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])
