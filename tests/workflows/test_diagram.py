from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from campaigns import permissions as campaign_permissions
from campaigns.models import Campaign
from nominations import permissions
from nominations.models import ConsolidatedList, Decision, Dossier, Nomination
from organisation.states import Role
from workflows.diagram import diagram, pages, roles_named, stale
from workflows.verbs import subject_models, verbs_of

OFFICE = [Role.OFFICE_REVIEWER, Role.OFFICE_HEAD]
LEADERS = [Role.DIRECTOR, Role.DEPUTY_DIRECTOR]


@pytest.fixture
def project(settings: Any, tmp_path: Path) -> Path:
    """A project's folder without any page yet."""
    settings.BASE_DIR = tmp_path
    return tmp_path / "docs" / "workflows"


def test_pages_in_docs_are_what_the_code_says() -> None:
    assert stale() == []


@pytest.mark.parametrize("model", list(subject_models()))
def test_page_names_every_verb_and_state(model: Any) -> None:
    text = pages()[Path("docs", "workflows", model.__module__.rpartition(".")[2] + ".md")]

    assert [name for name in verbs_of(model) if f"| `{name}`<br>" not in text] == []
    assert [state for state, _ in model._meta.get_field("state").choices if f" as {state}\n" not in text] == []


def test_diagram_joins_the_verbs_between_two_states() -> None:
    assert "    received --> received: release / claim\n" in diagram(Dossier)


def test_diagram_begins_and_ends() -> None:
    lines = [line.strip() for line in diagram(Decision).splitlines()]

    assert [line for line in lines if "[*]" in line] == [
        "[*] --> drafted", "dropped --> [*]", "revoked --> [*]", "replaced --> [*]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("permission", "model", "roles"),
    [
        (permissions.can_submit, Dossier, [Role.UNIT_HEAD]),
        (permissions.can_withdraw, Nomination, [Role.UNIT_OFFICER, Role.UNIT_HEAD]),
        (permissions.can_receive, Dossier, OFFICE),
        (permissions.can_send_back, Nomination, OFFICE),
        (permissions.can_send_back, ConsolidatedList, LEADERS),
        (permissions.can_sign, ConsolidatedList, LEADERS),
        (permissions.can_issue, Decision, [Role.RECORDS_CLERK]),
        (campaign_permissions.can_launch, Campaign, [Role.OFFICE_HEAD, *LEADERS]),
    ],
)
def test_roles_are_those_the_permission_asks_for(permission: Any, model: type, roles: list[Role]) -> None:
    assert roles_named(permission, model) == roles


def test_check_of_missing_pages_fails_and_writes_nothing(project: Path) -> None:
    with pytest.raises(CommandError, match=r"dossier\.md"):
        call_command("draw_workflows", "--check")

    assert not project.exists()


def test_command_writes_every_page(project: Path, capsys: pytest.CaptureFixture) -> None:
    call_command("draw_workflows")

    assert len(list(project.iterdir())) == len(list(subject_models()))
    assert stale() == []


def test_command_mends_an_edited_page_and_removes_a_strange_one(project: Path) -> None:
    call_command("draw_workflows")
    (project / "dossier.md").write_text("edited")
    (project / "gone.md").write_text("of a machine that is gone")
    assert stale() == [Path("docs/workflows/dossier.md"), Path("docs/workflows/gone.md")]

    call_command("draw_workflows")

    assert stale() == []
    assert not (project / "gone.md").exists()
