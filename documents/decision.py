"""An award decision with its annexed list: Mẫu 1.2 and 2.1 of Nghị định 30/2020/NĐ-CP, Phụ lục III."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents import paper as papers
from documents.fonts import Typeface
from documents.official import Letterhead, SignatureBlock, written_count
from documents.paper import Block, Check, Column, Heading, Paper, Table, Text, paragraphs
from documents.pdf import render_pdf

COLUMNS = (
    (Column("Chức vụ", 1.2), "position"),
    (Column("Đơn vị", 1.5), "unit"),
    (Column("Thành tích", 1.6), "achievement"),
    (Column("Hình thức khen thưởng", 1.2), "award"),
)  # after number and name


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

    def as_paper(self) -> Paper:
        """The decision in the form that every paper has.

        Raises ValueError when there is nobody to award or no article.
        """
        if not any(group.rows for group in self.annex.groups):
            raise ValueError("A decision needs at least one row in its annex: there is nobody to award")
        if not self.articles or not all(article.strip() for article in self.articles):
            raise ValueError("A decision needs at least one article, and none may be empty")
        return Paper(
            letterhead=self.letterhead,
            kind="QUYẾT ĐỊNH",
            subject=self.subject,
            authority=self.authority,
            grounds=[*self.bases, self.proposer] if self.proposer else self.bases,
            body=articles(self.articles),
            recipients=self.recipients,
            signatures=[self.signature],
            annexes=[papers.Annex(self.annex.title, self.annex.issuer, list(_rows_of(self.annex)))],
            draft=self.draft,
            check=self.check,
        )


def render_decision(paper: DecisionPaper, *, typeface: Typeface | None = None) -> bytes:
    """The decision and its annex as one PDF; equal papers give equal bytes.

    This is the printable form: the annex's reference line "(Kèm theo Quyết định số … ngày … của …)" is filled in, which
    the decree asks of paper and spares electronic copies (Phụ lục I, III.1c). See `documents.pdf.render_pdf`.
    Raises ValueError when there is nobody to award or no article, MissingGlyph when a character cannot be printed.
    """
    return render_pdf(paper.as_paper(), typeface=typeface)


def articles(texts: Sequence[str]) -> list[Block]:
    """ "Điều 1. …", "Điều 2. …"; the further paragraphs of an article follow it."""
    body: list[Block] = []
    for number, text in enumerate(texts, start=1):
        first, *others = paragraphs(text)
        body += [Text(first, lead=f"Điều {number}."), *map(Text, others)]
    return body


def _rows_of(annex: Annex) -> Iterator[Block]:
    groups = [group for group in annex.groups if group.rows]
    for number, group in zip(papers.ROMAN, groups, strict=False):
        yield Heading(f"{number}. {group.kind.upper()} ({written_count(len(group.rows))})")
        yield _table_of(group)
    counted = [f"{written_count(len(group.rows)).zfill(2)} {group.kind}" for group in groups]
    yield Text(f"Danh sách gồm {', '.join(counted[:-1])}{' và ' if counted[1:] else ''}{counted[-1]}./.")


def _table_of(group: AnnexGroup) -> Table:
    filled = [(column, name) for column, name in COLUMNS if any(getattr(row, name) for row in group.rows)]
    return Table(
        columns=[papers.NUMBER, Column(group.name_heading, 1.7), *(column for column, _name in filled)],
        rows=[
            [str(index), f"{row.salutation} {row.name}".strip(), *(getattr(row, name) for _column, name in filled)]
            for index, row in enumerate(group.rows, start=1)
        ],
    )
