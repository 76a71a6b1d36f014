"""An administrative paper as data: its parts as Nghị định 30/2020/NĐ-CP orders them, its content block by block.

One description, two forms of it: `documents.pdf` sets it in type, `documents.word` writes it for an office to edit.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from documents.official import (
    HANOI,
    Letterhead,
    SignatureBlock,
    closed,
    punctuated,
    recipients_as_data,
    written_number,
)

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
MANY_COLUMNS = 7  # a table with more is set smaller
FILLS_A_PAGE = 2000  # characters that could: beyond, only the last paragraph stays with the signer


@dataclass(frozen=True)
class Text:
    """A paragraph; `lead` stands before it in bold ("Điều 1.")."""

    text: str
    lead: str = ""
    look: Literal["", "bold", "italic", "centred"] = ""

    def as_data(self) -> dict[str, Any]:
        return {"block": "text", **asdict(self)}


@dataclass(frozen=True)
class Heading:
    """The title of a part: "I. TITLE", within it "1. Title" and "1.1. Title"; number and letters are the caller's."""

    text: str
    level: Literal[1, 2, 3] = 1

    def as_data(self) -> dict[str, Any]:
        return {"block": "heading", **asdict(self)}


@dataclass(frozen=True)
class Column:
    """`share` of the width, against the others', 0 for as little as figures need.

    Neighbours with the same `over` stand under that common heading.
    """

    heading: str
    share: float = 1.0
    align: Literal["left", "center", "right"] = "left"
    over: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of texts, one for each column. A row that is one text is a heading across all columns."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str] | str]
    total: Sequence[str] = ()  # a last row in bold

    def __post_init__(self) -> None:
        lines = [row for row in (*self.rows, self.total) if row and not isinstance(row, str)]
        if wrong := next((row for row in lines if len(row) != len(self.columns)), None):
            raise ValueError(f"A row of {len(wrong)} texts in a table of {len(self.columns)} columns: {list(wrong)}")

    @property
    def size(self) -> int:
        """Of the letters, in points."""
        return 11 if len(self.columns) > MANY_COLUMNS else 13

    def as_data(self) -> dict[str, Any]:
        return {
            "block": "table",
            "columns": [asdict(column) for column in self.columns],
            "overs": [list(span) for span in self.overs()] if any(column.over for column in self.columns) else [],
            "rows": [row if isinstance(row, str) else list(row) for row in self.rows],
            "total": list(self.total),
            "size": self.size,
        }

    def overs(self) -> list[tuple[str, int]]:
        """The common headings from left to right with how many columns each spans; "" where a column has none."""
        spans: list[tuple[str, int]] = []
        for column in self.columns:
            if column.over and spans and spans[-1][0] == column.over:
                spans[-1] = (column.over, spans[-1][1] + 1)
            else:
                spans.append((column.over, 1))
        return spans


Block = Text | Heading | Table
NUMBER = Column("TT", 0, "center")  # as narrow as its figures
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True)
class Annex:
    """What goes with a paper on pages of its own (Mẫu 2.1). Several are numbered "Phụ lục I", "Phụ lục II".

    `issuer` ends the reference line "(Kèm theo Quyết định số … ngày … của …)"; `paper` begins it.
    """

    title: str
    issuer: str
    body: Sequence[Block]
    paper: str = "Quyết định"
    landscape: bool = False


@dataclass(frozen=True)
class Check:
    """Where a reader checks the paper: an address, and the hash of the signature in the log."""

    address: str
    event_hash: str


@dataclass(frozen=True)
class Copy:
    """What makes a print a certified copy on paper (Mẫu 3.1): it stands under a line behind the paper's last part.

    Who copies is named without the body above it, and numbers its copies in a series of their own.
    """

    letterhead: Letterhead  # symbol "SY-STTTT"
    signature: SignatureBlock
    recipients: Sequence[str] = ()
    form: Literal["SAO Y", "SAO LỤC", "TRÍCH SAO"] = "SAO Y"

    def as_data(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "letterhead": self.letterhead.as_data(),
            "signature": self.signature.as_data(),
            "recipients": recipients_as_data(self.recipients),
        }


@dataclass(frozen=True)
class Paper:
    """All that an administrative paper says. Punctuation at the ends of lines is put right when printed.

    Without a `kind` it is an official letter (Mẫu 1.5), whose subject stands under its number. With an `authority` it
    is a decision (Mẫu 1.2): grounds, "QUYẾT ĐỊNH:", articles. Two signers (minutes, Mẫu 1.9) stand side by side over
    the recipients.
    """

    letterhead: Letterhead
    kind: str  # "TỜ TRÌNH"
    subject: str  # "Về việc tặng Giấy khen …"; a line feed is a line break
    body: Sequence[Block]
    addressees: Sequence[str] = ()
    authority: str = ""  # "GIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LÀO CAI"
    grounds: Sequence[str] = ()
    recipients: Sequence[str] = ()  # the last is "Lưu: VT, TĐKT"
    signatures: Sequence[SignatureBlock] = ()
    annexes: Sequence[Annex] = ()
    landscape: bool = False
    draft: bool = False
    check: Check | None = field(default=None)  # printed behind the rest, with the address as a QR code
    copy: Copy | None = None  # the paper is signed: its signers' room says so

    @property
    def title(self) -> str:
        """What the file calls itself: "Quyết định số 05/QĐ-STTTT về việc tặng Giấy khen …"."""
        head = self.letterhead
        numbered = f" số {written_number(head.number)}/{head.symbol}" if head.number else ""
        subject = f" {self.subject[:1].lower()}{self.subject[1:]}" if self.subject else ""
        copied = f" ({self.copy.form.lower()})" if self.copy else ""
        return f"{self.kind.capitalize() or 'Công văn'}{numbered}{subject}{copied}".replace("\n", " ")

    @property
    def dated(self) -> datetime:
        """Midnight of the paper's day in Vietnam, or 1970 while it has none: the only time that its files tell."""
        return midnight(self.letterhead.date)

    def closed_body(self) -> list[Block]:
        """The body with "./." where the text ends: at its last paragraph, if that is written and the paper signed."""
        *others, last = self.body or [Text("")]
        if isinstance(last, Text) and last.text and not last.text.endswith("…") and self.signatures:
            return [*others, Text(closed(last.text), last.lead, last.look)]
        return list(self.body)

    def as_data(self) -> dict[str, Any]:
        body = self.closed_body()
        return {
            "title": self.title,
            "draft": self.draft,
            "landscape": self.landscape,
            "letterhead": self.letterhead.as_data(),
            "kind": self.kind,
            "subject": self.subject,
            "addressees": addressed(self.addressees),
            "authority": self.authority,
            "grounds": punctuated(self.grounds),
            "body": [block.as_data() for block in body],
            "tail": kept_with_signer(body),
            "recipients": recipients_as_data(self.recipients),
            "signatures": [signature.as_data() for signature in self.signatures],
            "copy": self.copy.as_data() if self.copy else None,
            "annexes": [
                {
                    "title": annex.title,
                    "issuer": annex.issuer,
                    "paper": annex.paper,
                    "landscape": annex.landscape,
                    "body": [block.as_data() for block in annex.body],
                }
                for annex in self.annexes
            ],
        }


def midnight(day: date | None) -> datetime:
    """The first moment of `day` in Vietnam, or 1970."""
    return datetime.combine(day, time.min, tzinfo=HANOI) if day else UNDATED


def addressed(addressees: Sequence[str]) -> list[str]:
    """One addressee as it is; several as a list: "- …;", the last with a full stop (Phụ lục I, II.9a)."""
    return list(addressees) if len(addressees) < 2 else recipients_as_data(addressees)


def kept_with_signer(body: Sequence[Block]) -> int:
    """How many blocks at the end share the signer's page: the last article, or its last paragraph if it is long."""
    tail: list[Text] = []
    for block in reversed(body):
        if not isinstance(block, Text):
            break
        tail.append(block)
        if block.lead:
            break
    if tail and not tail[-1].lead:
        return 1
    return len(tail) if sum(len(block.text) for block in tail) < FILLS_A_PAGE else min(len(tail), 1)


def paragraphs(text: str) -> list[str]:
    """The lines of a text of several paragraphs."""
    return re.split(r"\s*\n\s*", text.strip())
