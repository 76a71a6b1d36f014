"""The deploy checks that ask PostgreSQL, and the command as an administrator runs it on a sound site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection

from config import celery
from tests import services
from tests.config.test_deploy import SOUND
from tests.roles.conftest import Become, role_names, signed_in_as

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]


def found(*numbers: int) -> set[int]:
    """Which of these checks complain."""
    ids = {message.id for message in run_checks(include_deployment_checks=True)}
    return {number for number in numbers if f"vinh_danh.D{number:02d}" in ids}


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


OF_THE_DATABASE = range(1, 7)


def test_sound_database_is_silent(become: Become):
    with become("runtime"):
        assert found(*OF_THE_DATABASE) == set()


def test_site_that_runs_as_superuser_is_found(become: Become):
    assert found(*OF_THE_DATABASE) == {3}


def test_site_that_may_become_the_owner_is_found(become: Become):
    execute(f'GRANT "{connection.settings_dict["USER"]}" TO "{role_names()["runtime"]}"')

    with become("runtime"):
        assert found(3) == {3}


def test_missing_guard_is_found(become: Become):
    execute("DROP TRIGGER workflows_leaf_guard_row ON workflows_leaf")

    with become("runtime"):
        assert found(*OF_THE_DATABASE) == {4}


def test_guard_that_is_switched_off_is_found(become: Become):
    execute("ALTER TABLE workflows_leaf DISABLE TRIGGER workflows_leaf_guard_stmt")

    with become("runtime"):
        assert found(*OF_THE_DATABASE) == {4}


@pytest.mark.parametrize(
    "grant",
    ["DELETE ON workflows_auditevent TO {}", "INSERT (id) ON workflows_auditevent TO {}",
     "TRUNCATE ON workflows_leaf TO {}", "UPDATE ON workflows_auditpayload TO PUBLIC"],
)  # fmt: skip
def test_grant_too_many_is_found(become: Become, grant: str):
    role = role_names()["runtime"]
    execute("GRANT " + grant.format(f'"{role}"'))

    with become("runtime"):
        assert found(*OF_THE_DATABASE) == {5}


def test_missing_grant_is_found(become: Become):
    execute(f'REVOKE INSERT ON workflows_outboxentry FROM "{role_names()["runtime"]}"')

    with become("runtime"):
        assert found(*OF_THE_DATABASE) == {6}


def test_database_that_does_not_answer_is_found(become: Become):
    with signed_in_as("nobody_of_that_name"):
        assert found(*OF_THE_DATABASE) == {1}


def test_broker_in_memory_is_found(become: Become):
    assert (found(23), celery.app.conf.broker_url) == ({23}, "memory://localhost")


def test_command_is_silent_on_a_sound_site(become: Become, tmp_path: Path):
    """With nothing but environment variables, as docs/operations.md says."""
    key = tmp_path / "seal.key"
    key.write_text(settings.SEAL_KEY)
    key.chmod(0o600)
    url = services.database_url(connection.settings_dict | {"USER": role_names()["runtime"], "PASSWORD": ""})
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")} | {
        "DATABASE_URL": url, "SECRET_KEY": SOUND["SECRET_KEY"], "ALLOWED_HOSTS": "thidua.example.vn", "HTTPS": "1",
        "TRUST_PROXY": "1", "TRUSTED_PROXY_COUNT": "1", "BROKER_URL": "redis://127.0.0.1:6379/0",
        "SEAL_KEY_FILE": str(key), "SEAL_ORIGIN": "thidua.example.vn", "SEAL_MAIL_TO": "kiemtra@example.vn",
        "EMAIL_URL": "smtp://127.0.0.1:25", "LOG_TO": "collected", "VAR_DIR": str(tmp_path / "var"),
    }  # fmt: skip
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    ran = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, ""), ran.stderr
