"""Lets Babel collect texts from templates, so that translating needs no GNU gettext."""

import ast
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from django.utils.translation.template import templatize

# What Django's own reader of templates leaves of a text: gettext('…'), ngettext('…', '…', …), pgettext('…', '…')
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?n?gettext|_)\(\s*({STRING}(?:\s*,\s*{STRING})*)", re.DOTALL)
ONE = re.compile(STRING, re.DOTALL)

Message = tuple[int, str, str | tuple[str, ...], list[str]]


def extract_django(source: BinaryIO, _keywords: Collection[str], _tags: Collection[str], **_: Any) -> Iterator[Message]:
    """Babel's extraction method for Django templates: (line, function, texts, comments) for each text."""
    code = templatize(source.read().decode())
    for call in CALL.finditer(code):
        name = "gettext" if call[1] == "_" else call[1]
        texts = tuple(ast.literal_eval(text) for text in ONE.findall(call[2]))
        yield code.count("\n", 0, call.start()) + 1, name, texts if len(texts) > 1 else texts[0], []
