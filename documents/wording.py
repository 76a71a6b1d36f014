"""The words of a paper as an office may edit them: a plain text in sections, with values to be filled in.

    [trích yếu]
    Về việc tặng {{ award }} cho {{ people }}

    [nội dung]
    # I. SỐ LIỆU
    Văn phòng Sở đã nhận {{ dossiers }} hồ sơ{% if late %}, trong đó {{ late }} hồ sơ nộp muộn{% endif %}.
    [[danh sách]]

A line is a paragraph. "# " and "## " begin headings, "Điều 1." an article, "> " a centred line, "[[name]]" stands for a
table that comes with the data. Values are filled in by Jinja of which only what `ALLOWED` names may be used: no call,
no assignment, no loop within a loop, so that a wording can neither reach beyond its values nor run for long.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from documents.paper import Block, Heading, Text

SECTIONS = ("trích yếu", "kính gửi", "căn cứ", "nội dung", "nơi nhận")
LONGEST = 40_000  # characters: some ten pages
FILTERS = ("upper", "lower", "capitalize", "length", "join", "first", "last")
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.If,
    nodes.For, nodes.Filter, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.CondExpr,
)  # fmt: skip
_SECTION = re.compile(r"\[([^\[\]]+)\]\s*$")
_BLOCK = re.compile(r"\[\[([^\[\]]+)\]\]$")
_ARTICLE = re.compile(r"(Điều \d+\.)\s+(.*)")


class BadWording(ValueError):
    """The wording cannot be used; `line` counts from 1, `reason` is worded for the one who edits it."""

    def __init__(self, line: int, reason: str):
        self.line, self.reason = line, reason
        super().__init__(_("Dòng %(line)d: %(reason)s") % {"line": line, "reason": reason})


def worded(source: str, values: Mapping[str, Any], blocks: Mapping[str, Block] | None = None) -> dict[str, list[str]]:
    """The lines of each section of `source` with `values` filled in; a section that is not there has none.

    Raises BadWording, naming the line, for what is not allowed, unknown sections, values and blocks, and bad syntax.
    """
    lines: dict[str, list[str]] = {name: [] for name in SECTIONS}
    for name, start, text in _sections(source):
        filled = _filled(text, start, values)
        lines[name] = [line for line in map(str.strip, filled.split("\n")) if line]
        for line in lines[name]:
            found = _BLOCK.match(line)
            if found and found[1] not in (blocks or {}):
                at = start + text[: max(text.find(line), 0)].count("\n")
                raise BadWording(at, _("không có bảng tên [[%(name)s]].") % {"name": found[1]})
    return lines


def as_blocks(lines: list[str], blocks: Mapping[str, Block] | None = None) -> list[Block]:
    """The lines of a section as what a paper is made of."""
    return [_block_of(line, blocks or {}) for line in lines]


def _block_of(line: str, blocks: Mapping[str, Block]) -> Block:
    if found := _BLOCK.match(line):
        return blocks[found[1]]
    if line.startswith("## "):
        return Heading(line[3:], level=2)
    if line.startswith("# "):
        return Heading(line[2:])
    if line.startswith("> "):
        return Text(line[2:], look="centred")
    if found := _ARTICLE.match(line):
        return Text(found[2], lead=found[1])
    return Text(line)


def _sections(source: str) -> Iterator[tuple[str, int, str]]:
    """Name, number of the first line, and text of each section."""
    if len(source) > LONGEST:
        raise BadWording(1, _("mẫu dài quá %(limit)d ký tự.") % {"limit": LONGEST})
    name, start, text = "", 1, []
    seen = set()
    for number, line in enumerate(source.splitlines(), start=1):
        found = _SECTION.match(line.strip())
        if not found:
            if not name and line.strip():
                raise BadWording(number, _("chữ đứng trước mục đầu tiên; hãy bắt đầu bằng [%s].") % SECTIONS[0])
            text.append(line)
            continue
        if name:
            yield name, start, "\n".join(text)
        name, start, text = found[1].strip().lower(), number + 1, []
        if name not in SECTIONS:
            known = ", ".join(f"[{section}]" for section in SECTIONS)
            raise BadWording(
                number, _("không có mục [%(name)s]; các mục là %(known)s.") % {"name": name, "known": known}
            )
        if name in seen:
            raise BadWording(number, _("mục [%(name)s] đã có ở trên.") % {"name": name})
        seen.add(name)
    if name:
        yield name, start, "\n".join(text)


def _filled(text: str, start: int, values: Mapping[str, Any]) -> str:
    """`text` with its values; `start` is the line of the wording that it begins at."""
    shifted = "\n" * (start - 1) + text
    try:
        parsed = _ENVIRONMENT.parse(shifted)
    except TemplateSyntaxError as fault:
        raise BadWording(fault.lineno, _("sai cú pháp; hãy xem lại các dấu {{ }} và {% %}.")) from fault
    _refuse_beyond_allowed(parsed)
    try:
        return _ENVIRONMENT.from_string(shifted).render(values)
    except UndefinedError as fault:
        named = re.search(r"'(\w+)' is undefined", str(fault.message))
        raise BadWording(
            _line_of(fault, start), _("không có giá trị tên “%s”.") % (named[1] if named else fault.message)
        ) from fault
    except (TemplateRuntimeError, TypeError, ValueError, LookupError) as fault:
        raise BadWording(_line_of(fault, start), _("không tính được biểu thức.")) from fault


def _refuse_beyond_allowed(template: nodes.Template) -> None:
    for node in template.find_all(nodes.Node):
        if not isinstance(node, ALLOWED):
            raise BadWording(node.lineno, _("“%(what)s” không được dùng trong mẫu.") % {"what": type(node).__name__})
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise BadWording(node.lineno, _("bộ lọc “%(what)s” không được dùng trong mẫu.") % {"what": node.name})
        if isinstance(node, nodes.For) and (node.recursive or _loops(node.body)):
            raise BadWording(node.lineno, _("không được lặp bên trong một vòng lặp."))


def _loops(body: list[nodes.Node]) -> bool:
    return any(isinstance(part, nodes.For) or part.find(nodes.For) for part in body)


def _line_of(fault: BaseException, start: int) -> int:
    """Jinja leaves the template's own lines in the traceback."""
    trace, line = fault.__traceback__, start
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _one_line(value: Any) -> Any:
    """A value is filled in as one line, whatever it holds: it cannot add paragraphs."""
    return " ".join(value.split()) if isinstance(value, str) else value


class _Values(ImmutableSandboxedEnvironment):
    """Looks names up in mappings and places in lists; an object's attributes are never reached."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, str) or (isinstance(argument, str) and not isinstance(obj, Mapping)):
            raise UndefinedError(str(argument))
        try:
            return obj[argument]
        except (LookupError, TypeError) as fault:
            raise UndefinedError(str(argument)) from fault

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self.getitem(obj, attribute)


_ENVIRONMENT = _Values(undefined=StrictUndefined, finalize=_one_line, keep_trailing_newline=True)
_ENVIRONMENT.globals.clear()
