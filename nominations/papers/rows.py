"""Nominees as rows of a table: the same order, names and words on every paper."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from documents.official import written_count
from documents.paper import NUMBER, ROMAN, Block, Column, Heading, Table
from nominations.models import Dossier, Nomination
from nominations.papers.decision import GROUPS, IN_ORDER, SALUTATIONS
from nominations.states import NominationState

BRIEF = 400  # characters of a report in a table
LEADS = {True: "Lãnh đạo", False: "Trực tiếp", None: ""}
OUTCOMES = {
    NominationState.ELIGIBLE: "Đủ điều kiện",
    NominationState.CONSOLIDATED: "Đủ điều kiện",
    NominationState.FORWARDED: "Đủ điều kiện",
    NominationState.APPROVED: "Được phê duyệt",
    NominationState.AWARDED: "Được khen thưởng",
    NominationState.INELIGIBLE: "Không đủ điều kiện",
    NominationState.DECLINED: "Không được phê duyệt",
    NominationState.RETURNED: "Trả lại để bổ sung",
    NominationState.ON_HOLD: "Tạm dừng xem xét",
    NominationState.REVOKED: "Đã hủy bỏ, thu hồi",
}  # on paper always in Vietnamese, whatever language the reader has chosen


def in_order(nominations: QuerySet[Nomination]) -> list[Nomination]:
    """Those that stand, in the order of the papers."""
    stand = nominations.exclude(state=NominationState.WITHDRAWN)
    return list(stand.select_related("unit", "award_form").order_by(*IN_ORDER))


def lines_of(dossier: Dossier, seen: QuerySet[Nomination] | None = None) -> list[Nomination]:
    """Those of the dossier that its reader may see: what a unit begins after a return is its own until it files."""
    return in_order((Nomination.objects.all() if seen is None else seen).filter(dossier=dossier))


def named(nomination: Nomination) -> str:
    """ "Ông Giàng A Páo", "Phòng Bưu chính, Viễn thông"."""
    return f"{SALUTATIONS.get(nomination.honorific, '')} {nomination.full_name}".strip()


def placed(nomination: Nomination) -> str:
    """Position and part of the unit."""
    return ", ".join(filter(None, [nomination.position, nomination.sub_unit]))


def form_of(nomination: Nomination) -> str:
    return nomination.award_form.name if nomination.award_form else ""


def brief(text: str) -> str:
    """A report as a table has room for it, cut after a word."""
    line = " ".join(text.split())
    return line if len(line) <= BRIEF else line[:BRIEF].rpartition(" ")[0] + "…"


def counted(nominations: Iterable[Nomination]) -> str:
    """ "02 tập thể và 03 cá nhân"."""
    kinds = [nomination.kind for nomination in nominations]
    words = [f"{written_count(kinds.count(kind)).zfill(2)} {noun}" for kind, noun, _head in GROUPS if kind in kinds]
    return " và ".join(filter(None, [", ".join(words[:-1]), *words[-1:]])) or "không có đề nghị"


def proposed(nominations: Sequence[Nomination]) -> list[Block]:
    """ "I. TẬP THỂ (2)" with its table, "II. CÁ NHÂN (3)" with its own; a kind that nobody stands for is left out."""
    blocks: list[Block] = []
    filled = [(kind, noun) for kind, noun, _head in GROUPS if any(one.kind == kind for one in nominations)]
    for number, (kind, noun) in zip(ROMAN, filled, strict=False):
        rows = [one for one in nominations if one.kind == kind]
        blocks.append(Heading(f"{number}. {noun.upper()} ({written_count(len(rows))})"))
        blocks.append(_collectives(rows) if kind == "collective" else _people(rows))
    return blocks


def _collectives(rows: Sequence[Nomination]) -> Table:
    return Table(
        [
            NUMBER, Column("Tên tập thể", 2), Column("Số người", 0.6, "center"), Column("Tóm tắt thành tích", 3),
            Column("Hình thức đề nghị", 1.1), Column("Ghi chú", 0.8),
        ],
        [
            [str(index), one.full_name, str(one.head_count or ""), brief(one.achievements), form_of(one), ""]
            for index, one in enumerate(rows, start=1)
        ],
    )  # fmt: skip


def _people(rows: Sequence[Nomination]) -> Table:
    return Table(
        [
            NUMBER, Column("Họ và tên", 1.5), Column("Chức vụ, phòng, tổ", 1.5), Column("Lãnh đạo/ trực tiếp", 0.8),
            Column("Tóm tắt thành tích", 3), Column("Hình thức đề nghị", 1.1), Column("Ghi chú", 0.8),
        ],
        [
            [str(index), named(one), placed(one), LEADS[one.is_leader], brief(one.achievements), form_of(one), ""]
            for index, one in enumerate(rows, start=1)
        ],
    )  # fmt: skip
