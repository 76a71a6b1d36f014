"""Draws each state machine from its code, as one page of Markdown with a Mermaid diagram and tables."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

from django.conf import settings
from django.db.models import Choices
from django.utils.module_loading import import_string
from django.utils.translation import override

from workflows.disagreements import human_tasks
from workflows.effects import registry
from workflows.rules import guard_of, permission_of
from workflows.verbs import Verb, subject_models, verbs_of

FOLDER = Path("docs", "workflows")


def pages() -> dict[Path, str]:
    """The page of every machine in the project, by its place in the project's folder."""
    with override("vi"):
        return {FOLDER / f"{_file(model)}.md": page(model) for model in subject_models()}


def stale() -> list[Path]:
    """The pages that are missing, out of date, or of a machine that is gone."""
    drawn = pages()
    known = {path.relative_to(settings.BASE_DIR) for path in (settings.BASE_DIR / FOLDER).glob("*.md")}
    return sorted(path for path in known | set(drawn) if path not in known or _kept(path) != drawn.get(path))


def _kept(path: Path) -> str:
    return (settings.BASE_DIR / path).read_text(encoding="utf-8")


def _file(model: Any) -> str:
    """The page is named like the file that declares the machine."""
    return model.__module__.rpartition(".")[2]


def page(model: Any) -> str:
    """The whole page, in the language that is active."""
    source = model.__module__.replace(".", "/") + ".py"
    parts = [
        f"# {model.__name__}",
        f"{_sentence(model._meta.verbose_name)} Drawn from `{source}` by `manage.py draw_workflows`: edit the code.",
        f"```mermaid\n{diagram(model)}\n```",
        _table(("verb", "from", "to", "who may", "only if", "then"), [_row(model, verb) for verb in _verbs(model)]),
        *_legend(model),
    ]
    if model.flow_name:
        parts += [
            f"## Human tasks\n\n`{model.flow_name}`: who must act next. One verb finishes one task.",
            _table(("task", "finished by"), [_task(node) for node in human_tasks(import_string(model.flow_name))]),
        ]
    return "\n\n".join(parts) + "\n"


def diagram(model: Any) -> str:
    """The machine as Mermaid: its states in order, one arrow for all verbs between the same two states."""
    field = model._meta.get_field("state")
    arrows: dict[tuple[str, str], list[str]] = {}
    for verb in _verbs(model):
        for source in verb.sources:
            arrows.setdefault((source, verb.target_from(source)), []).append(verb.name)
    lines = ["stateDiagram-v2", *(f'state "{state} · {label}" as {state}' for state, label in field.choices)]
    lines.append(f"[*] --> {field.default}")
    lines += [f"{source} --> {target}: {' / '.join(names)}" for (source, target), names in arrows.items()]
    left = {source for source, target in arrows if source != target}
    lines += [f"{state} --> [*]" for state, _label in field.choices if state not in left]
    return "\n    ".join(lines)


def _verbs(model: Any) -> Sequence[Verb]:
    return list(verbs_of(model).values())


def _row(model: Any, verb: Verb) -> tuple[str, ...]:
    permission = permission_of(model._meta.app_label, verb.name)
    who = [f"{role.label} (`{role.value}`)" for role in roles_named(permission, model)]
    conditions = ["a reason is given"] if verb.reason else []
    conditions += [f"`{name}`" for name in verb.guards]
    follows = [f"its items `{name}`" for name in verb.items] + [f"`{name}`" for name in verb.effects]
    return (
        f"`{verb.name}`<br>{verb.label}",
        ", ".join(verb.sources),
        verb.target or "as it was",
        "<br>".join([*who, *filter(None, [_first_line(permission)])]),
        "<br>".join(conditions),
        "<br>".join(follows),
    )


def _legend(model: Any) -> list[str]:
    """What the guards and effects of the table say of themselves."""
    app_label, verbs = model._meta.app_label, _verbs(model)
    guards = {name: guard_of(app_label, name) for verb in verbs for name in verb.guards}
    effects = {name: registry[f"{app_label}.{name}"] for verb in verbs for name in verb.effects}
    words = {name: _first_line(function) for name, function in {**guards, **effects}.items()}  # type: ignore[arg-type, call-overload]
    lines = [f"- `{name}`: {line}" for name, line in words.items() if line]
    return ["\n".join(lines)] if lines else []


def _task(node: Any) -> tuple[str, str]:
    return f"`{node.name}`<br>{node.task_title}", ", ".join(f"`{verb}`" for verb in node.verbs)


def _first_line(function: Callable) -> str:
    return (inspect.getdoc(function) or "").partition("\n")[0]


def _sentence(words: Any) -> str:
    text = str(words)
    return f"{text[:1].upper()}{text[1:]}."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def roles_named(permission: Callable, model: type) -> list[Any]:
    """The roles that a permission asks for when it is asked about this model, read from its source.

    Follows calls to other permissions, and of a branch on `isinstance(subject, …)` only the one that the model takes.
    """
    return sorted(set(_roles(permission, model)), key=lambda role: list(type(role)).index(role))  # type: ignore[arg-type, call-overload]


def _roles(function: Any, model: type) -> Iterator[Any]:
    known = function.__globals__
    body = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0].body  # type: ignore[attr-defined]
    for part in (part for statement in _taken(body, model, known) for part in ast.walk(statement)):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            value = getattr(known.get(part.value.id), part.attr, None)
        else:
            value = known.get(part.id) if isinstance(part, ast.Name) else None
        if isinstance(value, FunctionType) and value.__module__.endswith(".permissions") and value is not function:
            yield from _roles(value, model)
        yield from (role for role in (value if isinstance(value, tuple) else (value,)) if isinstance(role, Choices))


def _taken(body: Sequence[ast.stmt], model: type, known: dict[str, Any]) -> Iterator[ast.stmt]:
    """The statements that run for a subject of this model."""
    for statement in body:
        kind = _kind_asked(statement, known)
        if kind is None:
            yield statement
        elif issubclass(model, kind):
            yield from statement.body  # type: ignore[attr-defined]
            return
        else:
            yield from statement.orelse  # type: ignore[attr-defined]


def _kind_asked(statement: ast.stmt, known: dict[str, Any]) -> type | None:
    """The model in `if isinstance(subject, Model):`."""
    test = statement.test if isinstance(statement, ast.If) else None
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and test.func.id == "isinstance":
        return known.get(test.args[1].id) if isinstance(test.args[1], ast.Name) else None
    return None
