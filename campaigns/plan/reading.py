"""The one way from a plan's file to a Plan."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from campaigns.plan import messages
from campaigns.plan.mistakes import Mistake, PlanError
from campaigns.plan.nodes import compose, decoded
from campaigns.plan.quotations import SourceText
from campaigns.plan.records import Name, Records
from campaigns.plan.schema.plan import Plan
from campaigns.plan.stated import Declares, RefersTo

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", re.ASCII)


def read_plan(path_or_text: Path | str) -> Plan:
    """Reads a plan from a file (Path) or from the text itself (str).

    From a file, the phrases are compared with the plan's text laid beside it, if `source` names one.
    Raises PlanError with every mistake found, or OSError if the file cannot be opened.
    """
    if isinstance(path_or_text, str):
        return _read(path_or_text, lambda _plan, _records: ())
    folder = path_or_text.parent
    return _read(
        decoded(path_or_text.read_bytes()), lambda plan, records: _source_mistakes(plan, folder, records)
    )  # fmt: skip


def read_with_source(text: str, source: str) -> Plan:
    """Reads a plan from its text, its phrases compared with the plan's own text; "": none was laid beside it.

    Raises PlanError, also where a text is named and none is there.
    """

    def compared(plan: Plan, records: Records) -> Iterator[Mistake]:
        if not source:
            yield Mistake(records.line_at("source"), "source", messages.NO_SUCH_SOURCE, {"name": str(plan.source)})
            return
        for fault in SourceText(source).faults(plan):
            yield Mistake(records.line_at(fault.path), fault.path, fault.text, fault.values)

    return _read(text, compared)


def _read(text: str, compared: Callable[[Plan, Records], Iterable[Mistake]]) -> Plan:
    records = Records()
    plan = records.read(compose(text), Plan)
    mistakes = [*records.mistakes, *_name_mistakes(records.names)]
    if isinstance(plan, Plan) and plan.source:
        mistakes += compared(plan, records)
    if mistakes:
        raise PlanError(mistakes)
    return plan


def text_beside(path: Path, plan: Plan) -> str:
    """The plan's own text, laid beside the file that the plan was read from; "" where it names none."""
    return decoded((path.parent / str(plan.source)).read_bytes()) if plan.source else ""


def line_of_field(text: str, path: str) -> int:
    """The line of a field of a plan that can be read, as a mistake names it: `units[VPS].name`."""
    records = Records()
    records.read(compose(text), Plan)
    return records.line_at(path)


def _name_mistakes(names: list[Name]) -> Iterator[Mistake]:
    """Ids written wrongly or twice, and references that lead nowhere."""
    first: dict[str, int] = {}
    declared: dict[str, set[str]] = {}
    for name in names:
        if not isinstance(name.mark, Declares):
            continue
        if not ID.fullmatch(name.value):
            yield Mistake(name.line, name.path, messages.BAD_ID, {"value": name.value})
        if name.mark.unique and name.value in first:
            values = {"value": name.value, "first": first[name.value]}
            yield Mistake(name.line, name.path, messages.DUPLICATE_ID, values)
        if name.mark.unique:
            first.setdefault(name.value, name.line)
        declared.setdefault(name.mark.section, set()).add(name.value)
    for name in names:
        if isinstance(name.mark, RefersTo) and not any(
            name.value in declared.get(section, ()) for section in name.mark.sections
        ):
            values = {"value": name.value, "sections": ", ".join(name.mark.sections)}
            yield Mistake(name.line, name.path, messages.UNKNOWN_ID, values)


def _source_mistakes(plan: Plan, folder: Path, records: Records) -> Iterator[Mistake]:
    """Phrases that do not stand in the plan's own text."""
    name = str(plan.source)
    if Path(name).name != name:
        yield Mistake(records.line_at("source"), "source", messages.BAD_SOURCE_NAME, {"name": name})
        return
    try:
        source = SourceText(decoded((folder / name).read_bytes()))
    except (OSError, PlanError):
        yield Mistake(records.line_at("source"), "source", messages.NO_SUCH_SOURCE, {"name": name})
        return
    for fault in source.faults(plan):
        yield Mistake(records.line_at(fault.path), fault.path, fault.text, fault.values)
