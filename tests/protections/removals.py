"""What is taken away, and which tests must then fail. Every deploy check is added from the code itself."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SIGNIN, ROUTES = "tests/config/signin", "tests/routes"


@dataclass(frozen=True)
class Removal:
    """Of the file a function (`Class.method` for a method) does nothing any more but `instead`."""

    path: str
    function: str
    instead: str
    tests: str
    on_postgres: bool = False

    def __str__(self) -> str:
        return f"{self.path}::{self.function}"

    def of(self, source: str) -> str:
        """The file's text with the function's body replaced."""
        node: ast.AST = ast.parse(source)
        for name in self.function.split("."):
            (node,) = [one for one in ast.iter_child_nodes(node) if getattr(one, "name", "") == name]
        assert isinstance(node, ast.FunctionDef)
        lines = source.splitlines(keepends=True)
        indent = " " * node.body[0].col_offset
        body = [f"{indent}{line}\n" for line in self.instead.splitlines()]
        return "".join([*lines[: node.body[0].lineno - 1], *body, *lines[node.body[-1].end_lineno :]])


@dataclass(frozen=True)
class Omission:
    """A line of the file is missing."""

    path: str
    line: str
    tests: str
    on_postgres: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.line}"

    def of(self, source: str) -> str:
        """The file's text without the line."""
        assert source.count(self.line) == 1
        return source.replace(self.line, "")


UNVERIFIED = """claims = jwt.decode(token, options={"verify_signature": False})
return Claims(claims["iss"], str(claims["sub"]))"""
SETTINGS = "config/settings.py"
ELSEWHERE = {"sqlite_is_for_demonstrations", "processes_share_a_broker"}  # not tested where their neighbours are
BY_HAND: list[Removal | Omission] = [
    # The matrix: who may do what.
    Removal(
        "workflows/rules.py", "permits", "act.capacity = act.capacity or 'x'\nreturn True", f"{ROUTES}/test_table.py"
    ),
    Removal("config/signin/middleware.py", "SignInFirst.process_view", "return None", f"{ROUTES}/test_table.py"),
    Removal(
        "nominations/consulting.py", "public_was_heard", "yield from ()", "tests/nominations/test_consultations.py"
    ),
    Removal("nominations/selectors.py", "comments_for", "return Comment.objects.all()", f"{ROUTES}/test_table.py"),
    Removal("portal/commenting.py", "CommentForm.clean_website", 'return ""', "tests/portal/test_commenting.py"),
    Removal("nominations/selectors.py", "dossiers_for", "return Dossier.objects.all()", f"{ROUTES}/test_table.py"),
    Removal("nominations/selectors.py", "decisions_for", "return Decision.objects.all()", f"{ROUTES}/test_table.py"),
    # The canaries: what a page may not tell.
    Removal(
        "nominations/selectors.py", "nominations_for", "return Nomination.objects.all()", f"{ROUTES}/test_pages.py"
    ),
    Removal("campaigns/selectors.py", "reports_for", "return ProgressReport.objects.all()", f"{ROUTES}/test_table.py"),
    Removal("organisation/selectors.py", "accounts_for", "return User.objects.all()", f"{ROUTES}/test_pages.py"),
    # Signing in.
    Removal("config/signin/lockout.py", "refuse_locked", "return", f"{SIGNIN}/test_lockout.py"),
    Removal("config/signin/lockout.py", "count_failure", "return", f"{SIGNIN}/test_lockout.py"),
    Removal("config/signin/lockout.py", "_failed_often", "return False", f"{SIGNIN}/test_lockout.py"),
    Removal("config/signin/factors.py", "spend", "return", f"{SIGNIN}/test_second_factor.py"),
    Removal("config/signin/factors.py", "lacks_factor", "return False", f"{SIGNIN}/test_second_factor.py"),
    Removal("config/signin/openid.py", "_verified", UNVERIFIED, f"{SIGNIN}/test_openid.py"),
    # Sessions.
    Removal("config/signin/sessions.py", "keep_or_end", "return", f"{SIGNIN}/test_sessions.py"),
    Removal("config/signin/sessions.py", "is_fresh", "return True", f"{SIGNIN}/test_step_up.py"),
    Removal("config/signin/sessions.py", "end_other_sessions", "return", SIGNIN),
    Removal("config/signin/sessions.py", "begin", "return", SIGNIN),
    # Files in pieces: whose, and whether they came as they were sent.
    Removal(
        "nominations/selectors.py",
        "uploads_of",
        'return Upload.objects.select_related("dossier", "nomination")',
        "tests/nominations/test_uploads.py",
    ),
    Removal("nominations/desk/filing/uploads.py", "_checked", "return None", "tests/nominations/test_uploads.py"),
    Removal("nominations/exports/sheets.py", "harmless", "return text", "tests/nominations/test_exports.py"),
    Removal("nominations/consulting.py", "may_know_writer", "return True", "tests/nominations/test_exported_lists.py"),
    # What every answer carries.
    Omission(SETTINGS, '"django.middleware.csrf.CsrfViewMiddleware",', f"{ROUTES}/test_requests.py"),
    Omission(SETTINGS, '"django.middleware.clickjacking.XFrameOptionsMiddleware",', f"{ROUTES}/test_headers.py"),
]


def removals() -> list[Removal | Omission]:
    return [*BY_HAND, *_deploy_checks()]


def _deploy_checks() -> Iterator[Removal]:
    for path in sorted((TOP / "config/checks").glob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and _is_deploy_check(node):
                on_postgres = (path.stem == "database") != (node.name in ELSEWHERE)
                tests = "tests/roles/test_deploy.py" if on_postgres else "tests/config/test_deploy.py"
                yield Removal(str(path.relative_to(TOP)), node.name, "return\nyield", tests, on_postgres)


def _is_deploy_check(node: ast.FunctionDef) -> bool:
    return any(isinstance(by, ast.Call) and ast.unparse(by.func) == "deploy_check" for by in node.decorator_list)
