"""A paper set in type: PDF/A-2a and PDF/UA-1, through templates/typst/paper.typ."""

from io import BytesIO

import segno

from documents.fonts import Typeface
from documents.paper import Check, Paper
from documents.typesetting import compile_pdf


def render_pdf(paper: Paper, *, typeface: Typeface | None = None) -> bytes:
    """The paper with its annexes as one file; equal papers give equal bytes.

    Number and date, where not yet given, leave room to be written by hand. A draft is marked "BẢN DỰ THẢO" on every
    page. Never draws a signature or a seal. Raises MissingGlyph when a character cannot be printed.
    """
    return _set(paper, typeface, {})


def render_places(paper: Paper, *, typeface: Typeface | None = None) -> bytes:
    """The paper with empty places for number, date, signatures and seal: what `documents.signing.form` makes a form."""
    return _set(paper, typeface, {"places": "empty"})


def _set(paper: Paper, typeface: Typeface | None, inputs: dict[str, str]) -> bytes:
    data = paper.as_data() | {"check": drawn(paper.check) if paper.check else None}
    return compile_pdf("paper.typ", data, timestamp=paper.dated, typeface=typeface, inputs=inputs)


def drawn(check: Check) -> dict[str, str]:
    """The address with its QR code as SVG."""
    code = BytesIO()
    segno.make(check.address, error="m", micro=False).save(code, kind="svg", xmldecl=False, border=2)
    return {"address": check.address, "event_hash": check.event_hash, "qr": code.getvalue().decode()}
