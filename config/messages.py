"""Lets Babel collect texts from templates and code, so that translating needs no GNU gettext (locale/babel.cfg)."""

import ast
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from babel.messages.extract import extract_python as python_calls
from django.utils.translation.template import templatize

# What Django's own reader of templates leaves of a text: gettext('…'), ngettext('…', '…', …), pgettext('…', '…')
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?n?gettext|_)\(\s*({STRING}(?:\s*,\s*{STRING})*)", re.DOTALL)
ONE = re.compile(STRING, re.DOTALL)

# Django's own names for gettext; the others Babel knows
PLAIN = {
    "gettext_lazy": "gettext", "gettext_noop": "gettext", "ngettext_lazy": "ngettext", "pgettext_lazy": "pgettext",
    "npgettext_lazy": "npgettext",
}  # fmt: skip

Message = tuple[int, str, str | tuple[str, ...], list[str]]


def extract_django(source: BinaryIO, _keywords: Collection[str], _tags: Collection[str], **_: Any) -> Iterator[Message]:
    """Babel's extraction method for Django templates: (line, function, texts, comments) for each text."""
    code = templatize(source.read().decode())
    for call in CALL.finditer(code):
        name = "gettext" if call[1] == "_" else call[1]
        texts = tuple(ast.literal_eval(text) for text in ONE.findall(call[2]))
        yield code.count("\n", 0, call.start()) + 1, name, texts if len(texts) > 1 else texts[0], []


def extract_python(
    source: BinaryIO, keywords: Collection[str], tags: Collection[str], **given: Any
) -> Iterator[Message]:
    """Babel's extraction method for Python with Django's lazy functions."""
    for line, name, texts, comments in python_calls(source, [*keywords, *PLAIN], tags, given["options"]):
        yield line, PLAIN.get(name, name), texts, comments
