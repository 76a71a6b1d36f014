"""The house rules that a machine can hold, each as a small function from text to what is wrong with it."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

# Within an app, lowest first: a module imports only from those named before it. The names of CONTRIBUTING.md, and
# between them what an app has beside: text and bytes before the models, questions before the flows, shows at the end.
ORDER = (
    "states", "kinds", "doorbell", "smtp", "text", "swaps", "calendar", "formfields", "backends", "uploads",
    "downloads", "sheets",
    "passwords", "figures", "plan",
    "planned", "assigned", "asking",
    "models", "triggers", "matching", "finding",
    "quiet", "unsubscribing", "feed", "deadlines", "writing",
    "completeness", "bonus", "distribution", "consulting", "duties", "permissions", "grounds", "overruling", "guards",
    "selectors", "funnel", "checks", "board", "inbox", "traces", "shown", "standing", "tallies", "monitoring",
    "side_by_side", "launching", "reporting", "campaign_figures", "overview", "statistics", "recipients",
    "papers", "evidence", "notices", "reminders", "publishing", "letters", "importing",
    "flows",
    "services",
    "archive", "printing", "exports",
    "effects",
    "rest", "delivering",
    "desk", "checking", "receiving", "published", "answering", "commenting", "pages", "feeds",
    "urls", "templatetags", "admin", "tasks", "demo", "walkthrough", "management", "apps",
)  # fmt: skip
SORTED_APPS = ("notifications", "organisation", "campaigns", "nominations", "search", "portal", "api")
MOST_LINES = 400
MOST_LINES_OF_A_TEST = 500
MOST_LINES_OF_A_FUNCTION = 50
MOST_LINES_OF_A_TEMPLATE = 150
VAGUE = re.compile(r"(manager|helper|util)s?")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|Users|home)/\w|\b[A-Z]:\\Users\\")


def folders_of(page: str) -> list[str]:
    """The folders of docs/architecture.md's table, lowest first."""
    return re.findall(r"^\| `(\w+)/` \|", page, re.MULTILINE)


def imported(source: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import; `from a import b` is a.b, for b may be a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def relative_imports(source: str) -> list[str]:
    """Nobody can see from a dot which folder is meant."""
    return [f"{line}: {name}" for line, name in imported(source) if name.startswith(".")]


def imports_inside_functions(source: str) -> list[str]:
    return [
        f"{inner.lineno}: in {node.name}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


def imports_from_above(folder: str, source: str, folders: list[str]) -> list[str]:
    """Imports of a folder that stands below this one in the list; `folders` is lowest first."""
    closed = folders[folders.index(folder) + 1 :]
    return [f"{line}: {name}" for line, name in imported(source) if name.split(".")[0] in closed]


def imports_out_of_order(app: str, module: str, source: str) -> list[str]:
    """Imports, within an app, of a module that ORDER names after this one, or does not name."""
    if module not in ORDER:
        return [f"{app}.{module} has no place in the order"]
    allowed = ORDER[: ORDER.index(module) + 1]
    parts = ((line, name, name.split(".")) for line, name in imported(source))
    return [f"{line}: {name}" for line, name, path in parts if path[0] == app and path[1] not in allowed]


def circles(imports: Mapping[str, set[str]]) -> list[str]:
    """Modules that import each other, directly or not; `imports` is each module's direct ones."""
    reached = {module: set(targets) for module, targets in imports.items()}
    for through in reached:
        for module in reached:
            if through in reached[module]:
                reached[module] |= reached[through]
    return sorted(module for module, targets in reached.items() if module in targets)


def long_functions(source: str, most: int = MOST_LINES_OF_A_FUNCTION) -> list[str]:
    return [
        f"{node.name}: {lines} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > most
    ]


def too_long(text: str, most: int) -> list[str]:
    lines = len(text.splitlines())
    return [f"{lines} lines, at most {most}"] if lines > most else []


def written_states(source: str) -> list[str]:
    """Places that write a state: an attribute, a keyword of a write, a name among written fields."""
    return [f"{node.lineno}: {ast.unparse(node)}" for node in ast.walk(ast.parse(source)) if _writes_state(node)]


def _writes_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "state" and isinstance(node.ctx, ast.Store | ast.Del)
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name == "setattr":
        return any(isinstance(argument, ast.Constant) and argument.value == "state" for argument in node.args)
    if name in ("bulk_update", "save", "store"):
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        return any(isinstance(part, ast.Constant) and part.value == "state" for one in given for part in ast.walk(one))
    return name in ("update", "create", "get_or_create", "update_or_create") and any(
        keyword.arg == "state" for keyword in node.keywords
    )


def own_signals(source: str) -> list[str]:
    """Signals defined, sent or listened to; only Django's own `post_migrate` has no other way."""
    return [
        f"{line}: {name}"
        for line, name in imported(source)
        if name.startswith("django.dispatch") or (".signals." in name and not name.endswith(".signals.post_migrate"))
    ]


def vague_names(path: Path) -> list[str]:
    """Folders and modules whose name says nothing of what is in them."""
    return [part for part in path.with_suffix("").parts if VAGUE.fullmatch(part)]


def machine_paths(text: str) -> list[str]:
    """Lines that name a folder of somebody's own machine."""
    return [
        f"{number}: {line.strip()[:80]}"
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
