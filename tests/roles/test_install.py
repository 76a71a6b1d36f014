"""`manage.py install_guards`: sets everything, says what it did, and may be run again."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config.database import grants, roles
from config.database.grants import Grant
from tests.roles.conftest import Become, install, remove_roles, role_names, signed_in_as
from workflows import triggers

pytestmark = pytest.mark.django_db(transaction=True)


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a database without roles")
def test_database_without_roles_gets_its_guards(capsys):
    triggers.uninstall()

    call_command("install_guards")

    assert triggers.missing() == []


@pytest.mark.postgres_only
def test_roles_hold_just_what_they_should(become: Become):
    held = {kind: grants.held(role) for kind, role in role_names().items()}

    assert held == {"runtime": grants.runtime(), "auditor": grants.auditor()}


@pytest.mark.postgres_only
def test_second_run_changes_nothing(become: Become):
    assert install().count("0 new, 0 taken back") == 2


@pytest.mark.postgres_only
def test_grant_too_many_is_taken_back_and_named(become: Become):
    execute(f'GRANT DELETE ON workflows_auditevent TO "{role_names()["runtime"]}"')

    assert ("  - DELETE ON workflows_auditevent" in install(), grants.held(role_names()["runtime"])) == (
        True, grants.runtime(),
    )  # fmt: skip


@pytest.mark.postgres_only
def test_grant_to_everybody_is_taken_back(become: Become):
    execute("GRANT SELECT ON organisation_user TO PUBLIC")

    install()

    assert Grant("organisation_user", "SELECT") not in grants.held(role_names()["auditor"])


@pytest.mark.postgres_only
def test_guard_that_was_taken_off_comes_back(become: Become):
    triggers.uninstall()

    install()

    assert triggers.missing() == []


@pytest.mark.postgres_only
def test_roles_have_no_powers_beyond_their_grants(become: Become):
    assert [roles.powers(role).names() for role in role_names().values()] == [[], []]


@pytest.mark.postgres_only
@pytest.mark.parametrize("power", ["SUPERUSER", "CREATEROLE", "REPLICATION"])
def test_role_with_powers_of_its_own_is_refused(become: Become, power: str):
    execute(f'ALTER ROLE "{role_names()["runtime"]}" {power}')

    with pytest.raises(CommandError, match="may be no guard"):
        install()


@pytest.mark.postgres_only
def test_site_may_not_run_as_owner(become: Become):
    with pytest.raises(CommandError, match="three different roles"):
        install(runtime=roles.current())


@pytest.mark.postgres_only
def test_only_the_owner_sets_guards(become: Become):
    with signed_in_as(role_names()["runtime"]), pytest.raises(CommandError, match="owner of the tables"):
        install()


@pytest.mark.postgres_only
def test_role_that_cannot_be_made_is_asked_for(become: Become):
    owner = role_names()["runtime"]
    execute(f'GRANT "{roles.current()}" TO "{owner}"')

    with signed_in_as(owner), pytest.raises(CommandError, match="CREATE ROLE"):
        call_command("install_guards", runtime="nobody_yet", auditor="nobody_else")


@pytest.mark.postgres_only
def test_roles_are_made_where_they_are_missing(become: Become):
    remove_roles()

    assert install().count("(made)") == 2
