"""An award decision with its annexed list: Mẫu 1.2 and 2.1 of Nghị định 30/2020/NĐ-CP, Phụ lục III."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import segno

from documents.fonts import Typeface
from documents.official import (
    Letterhead,
    SignatureBlock,
    closed,
    punctuated,
    recipients_as_data,
    written_count,
    written_number,
)
from documents.typesetting import compile_pdf

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class AnnexRow:
    """One line of the list. A column that no row of its group fills is left out."""

    name: str
    salutation: str = ""  # "Ông" or "Bà"; "" for a collective
    position: str = ""
    unit: str = ""
    achievement: str = ""
    award: str = ""


@dataclass(frozen=True)
class AnnexGroup:
    """The rows of one kind of subject, in the order they are printed; a group without rows is left out."""

    kind: str  # "tập thể", "cá nhân"
    name_heading: str  # "Tên tập thể", "Họ và tên"
    rows: Sequence[AnnexRow] = ()


@dataclass(frozen=True)
class Annex:
    """The list that goes with the decision.

    `issuer` is the signer's office as the reference line names it: "Giám đốc Sở Thông tin và Truyền thông Lào Cai".
    """

    title: str
    issuer: str
    groups: Sequence[AnnexGroup]


@dataclass(frozen=True)
class Check:
    """Where a reader checks the paper: an address, and the hash of the signature in the log."""

    address: str
    event_hash: str


@dataclass(frozen=True)
class DecisionPaper:
    """All that an award decision says. Punctuation at the ends of lines is put right when printed."""

    letterhead: Letterhead
    subject: str  # "Về việc tặng Giấy khen …"; a line feed is a line break
    authority: str  # "GIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LÀO CAI"
    bases: Sequence[str]  # "Căn cứ …", "Thực hiện …", "Xét …"
    articles: Sequence[str]  # without "Điều 1."; a line feed starts a new paragraph
    recipients: Sequence[str]  # the last is "Lưu: VT, TĐKT"
    signature: SignatureBlock
    annex: Annex
    proposer: str = ""  # "Theo đề nghị của Chánh Văn phòng Sở"
    draft: bool = False
    check: Check | None = None  # printed behind the annex, with the address as a QR code

    @property
    def title(self) -> str:
        """What the file calls itself: "Quyết định số 05/QĐ-STTTT về việc tặng Giấy khen …"."""
        head = self.letterhead
        numbered = f" số {written_number(head.number)}/{head.symbol}" if head.number else ""
        return f"Quyết định{numbered} {self.subject[:1].lower()}{self.subject[1:]}".replace("\n", " ")


def render_decision(paper: DecisionPaper, *, typeface: Typeface | None = None) -> bytes:
    """The decision and its annex as one PDF/A-2a, PDF/UA-1 file; equal papers give equal bytes.

    This is the printable form: the annex's reference line "(Kèm theo Quyết định số … ngày … của …)" is filled in, which
    the decree asks of paper and spares electronic copies (Phụ lục I, III.1c). Number and date, where not yet given,
    leave room to be written by hand. `draft` marks every page "BẢN DỰ THẢO". Never draws a signature or a seal.

    The file is dated midnight of the paper's day in Vietnam, or 1970 while the paper has none.
    Raises ValueError when there is nobody to award or no article, MissingGlyph when a character cannot be printed.
    """
    if not any(group.rows for group in paper.annex.groups):
        raise ValueError("A decision needs at least one row in its annex: there is nobody to award")
    if not paper.articles or not all(article.strip() for article in paper.articles):
        raise ValueError("A decision needs at least one article, and none may be empty")
    day = paper.letterhead.date
    stamp = datetime.combine(day, time.min, tzinfo=HANOI) if day else UNDATED
    return compile_pdf("decision.typ", _as_data(paper), timestamp=stamp, typeface=typeface)


def _as_data(paper: DecisionPaper) -> dict[str, Any]:
    *articles, last = [re.split(r"\s*\n\s*", article.strip()) for article in paper.articles]
    grounds = [*paper.bases, paper.proposer] if paper.proposer else paper.bases
    return {
        "title": paper.title,
        "draft": paper.draft,
        "letterhead": paper.letterhead.as_data(),
        "subject": paper.subject,
        "authority": paper.authority,
        "grounds": punctuated(grounds),
        "articles": [*articles, [*last[:-1], closed(last[-1])]],
        "recipients": recipients_as_data(paper.recipients),
        "signature": paper.signature.as_data(),
        "annex": _annex_as_data(paper.annex),
        "check": _check_as_data(paper.check) if paper.check else None,
    }


def _check_as_data(check: Check) -> dict[str, str]:
    drawn = BytesIO()
    segno.make(check.address, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=2)
    return {"address": check.address, "event_hash": check.event_hash, "qr": drawn.getvalue().decode()}


def _annex_as_data(annex: Annex) -> dict[str, Any]:
    groups = [group for group in annex.groups if group.rows]
    counted = [f"{written_count(len(group.rows)).zfill(2)} {group.kind}" for group in groups]
    return {
        "title": annex.title,
        "issuer": annex.issuer,
        "groups": [
            {
                "title": f"{group.kind.upper()} ({written_count(len(group.rows))})",
                "name_heading": group.name_heading,
                "rows": [_row_as_data(row) for row in group.rows],
            }
            for group in groups
        ],
        "total": f"Danh sách gồm {', '.join(counted[:-1])}{' và ' if counted[1:] else ''}{counted[-1]}./.",
    }


def _row_as_data(row: AnnexRow) -> dict[str, str]:
    data = asdict(row)
    return data | {"name": f"{data.pop('salutation')} {row.name}".strip()}
