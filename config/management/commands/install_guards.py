"""Sets the triggers of the trail and, on PostgreSQL, what the site's and the auditors' roles may do."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections, transaction

from config.database import access, grants, roles
from workflows import triggers
from workflows.models import TreeHead

NOBODYS = {"create_in_schema", "create_in_database"}  # taken from everybody below


class Command(BaseCommand):
    help = "Installs the guards of the trail and the grants of the database roles. Run it as owner after each migrate."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default="default")
        parser.add_argument("--runtime", default=settings.DATABASE_RUNTIME_ROLE, help="the role that runs the site")
        parser.add_argument("--auditor", default=settings.DATABASE_AUDITOR_ROLE, help="the auditors' role")

    def handle(self, *, database: str, runtime: str, auditor: str, **_options: Any) -> None:
        connection = connections[database]
        if connection.vendor == "postgresql":
            self._refuse_others(database)
        with transaction.atomic(using=database):
            triggers.install(database)
            if triggers.missing(database):
                raise CommandError("The tables of the trail are not there. Run manage.py migrate first.")
            self.stdout.write(f"guards: {len(triggers.guarded_tables())} tables")
            TreeHead.objects.using(database).get_or_create(pk=1)  # the one row whose key is ours to choose
            if connection.vendor != "postgresql":
                self.stdout.write("roles: none, SQLite has no roles; whoever holds the file may take the guards off")
                return
            self._roles(database, {"runtime": runtime, "auditor": auditor})
        for label in access.unclassed():
            self.stderr.write(f"warning: {label} is not in config/database/access.py; see there")

    def _refuse_others(self, database: str) -> None:
        mine = roles.powers(roles.current(database), database)
        if mine is None or not (mine.superuser or mine.owns_tables):
            raise CommandError("Only the owner of the tables sets guards: name that role in DATABASE_URL.")

    def _roles(self, database: str, named: dict[str, str]) -> None:
        if len({*named.values(), roles.current(database)}) < len(named) + 1:
            raise CommandError("Owner, runtime and auditor must be three different roles.")
        with connections[database].cursor() as cursor:
            for statement in grants.of_the_database(database):
                cursor.execute(statement)
        for kind, role in named.items():
            self._role(database, kind, role)

    def _role(self, database: str, kind: str, role: str) -> None:
        made = self._made(database, role)
        powers = roles.powers(role, database)
        too_much = [name for name in powers.names() if name not in NOBODYS] if powers else []
        if too_much:
            raise CommandError(f"Role {role} may be no guard: it has {', '.join(too_much)}.")
        wanted, before = grants.GRANTS[kind](), grants.held(role, database)
        with connections[database].cursor() as cursor:
            for statement in grants.statements(role, wanted, database, called=access.CALLED.get(kind, ())):
                cursor.execute(statement)
        given, taken = sorted(wanted - before), sorted(before - wanted)
        self.stdout.write(f"{kind} {role}{' (made)' if made else ''}: {len(wanted)} grants, "
                          f"{len(given)} new, {len(taken)} taken back")  # fmt: skip
        for sign, changed in (("+", given), ("-", taken)):
            for grant in changed if len(changed) <= 20 else []:
                self.stdout.write(f"  {sign} {grant}")

    def _made(self, database: str, role: str) -> bool:
        """Makes the role when it is missing; it has no password yet, so nobody signs in with one."""
        if roles.powers(role, database):
            return False
        mine = roles.powers(roles.current(database), database)
        name = connections[database].ops.quote_name(role)
        if mine is None or not (mine.superuser or mine.create_roles):
            raise CommandError(f"There is no role {role}. As a superuser: CREATE ROLE {name} LOGIN PASSWORD '…'")
        with connections[database].cursor() as cursor:
            cursor.execute(f"CREATE ROLE {name} LOGIN")
        return True
