"""What the office writes: the checking sheet of a list, summary and submission to the Director, letters."""

from collections import defaultdict
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.timezone import localtime

from documents.official import Letterhead, written_count
from documents.paper import NUMBER, Annex, Block, Column, Heading, Paper, Table, Text, paragraphs
from nominations.completeness import missing_from
from nominations.models import ConsolidatedList, Dossier, Nomination, UnitLetter
from nominations.papers.decision import lowered
from nominations.papers.heads import body_letterhead, office_letterhead, office_signature, values_of
from nominations.papers.rows import OUTCOMES, counted, form_of, in_order, lines_of, named, proposed
from nominations.papers.wordings import words_for
from nominations.selectors import totals_by_unit
from nominations.states import DossierState, NominationState

ADDRESSED = "Kính gửi:"


def checking_sheet(dossier: Dossier, seen: QuerySet[Nomination] | None = None) -> Paper:
    """Phiếu kiểm tra hồ sơ: what came in when, whether it is complete, and what was found on each nominee."""
    found = lines_of(dossier, seen)
    settings = dossier.campaign.settings
    rows = [
        [str(index), named(one), form_of(one), _lacking(one, settings), OUTCOMES.get(one.state, "Chưa kết luận"), ""]
        for index, one in enumerate(found, start=1)
    ]  # fmt: skip
    columns = [
        NUMBER, Column("Tập thể, cá nhân", 1.6), Column("Hình thức đề nghị", 1.2), Column("Hồ sơ", 1.4),
        Column("Kết quả kiểm tra", 1.2), Column("Ý kiến", 1.2),
    ]  # fmt: skip
    sent = localtime(dossier.submitted_at) if dossier.submitted_at else None
    values = values_of(dossier) | {
        "số_lượng": counted(found),
        "ngày_nhận": sent.strftime("%H:%M ngày %d/%m/%Y") if sent else "chưa nộp",
        "nộp_muộn": dossier.late_reason if dossier.is_late else "",
        "văn_bản": dossier.letter_number or "không ghi số",
    }
    blocks = {"bảng kiểm tra": Table(columns, rows)}
    words = words_for(dossier.organisation, "checking_sheet", values, blocks)
    return Paper(
        letterhead=office_letterhead(dossier.organisation, ""),
        kind="PHIẾU KIỂM TRA HỒ SƠ",
        subject=words.subject,
        body=words.body,
        signatures=[office_signature(dossier.organisation)],
    )


def _lacking(nomination: Nomination, settings: dict) -> str:
    return "; ".join(lack.words for lack in missing_from(nomination, settings=settings)) or "Đủ"


def summary(consolidated: ConsolidatedList) -> Paper:
    """Bảng tổng hợp: what each unit proposed, who proposed nobody or never answered, then every nominee."""
    return Paper(
        letterhead=office_letterhead(consolidated.organisation, ""),
        kind="BẢNG TỔNG HỢP",
        subject=f"Đề nghị khen thưởng {lowered(consolidated.campaign.name)}",
        body=_summed(consolidated),
        signatures=[office_signature(consolidated.organisation)],
        landscape=True,
    )


def submission(consolidated: ConsolidatedList) -> Paper:
    """Tờ trình of the office to the Director, with the summary behind it."""
    organisation, lines = consolidated.organisation, in_order(_lines_of(consolidated))
    dossiers = _dossiers_of(consolidated)
    answered = [one for one in dossiers if one.state != DossierState.DRAFT]
    values = {
        "phong_trào": lowered(consolidated.campaign.name),
        "cơ_quan": organisation.full_name or organisation.name,
        "người_đứng_đầu": organisation.head_title.capitalize(),
        "văn_phòng": organisation.office_name,
        "số_lượng": counted(lines),
        "số_hồ_sơ": len([one for one in answered if one.state != DossierState.NIL]),
        "không_đề_nghị": len([one for one in answered if one.state == DossierState.NIL]),
        "nộp_muộn": len([one for one in answered if one.is_late]),
        "không_đủ_điều_kiện": _refused(consolidated),
        "ý_kiến": consolidated.note,
        "hình_thức": ", ".join(sorted({form_of(one) for one in lines} - {""})),
    }
    words = words_for(organisation, "submission", values)
    return Paper(
        letterhead=_submitted(consolidated),
        kind="TỜ TRÌNH",
        subject=words.subject,
        addressees=words.addressees,
        grounds=words.grounds,
        body=words.body,
        recipients=words.recipients,
        signatures=[office_signature(organisation)],
        annexes=[
            Annex(
                "BẢNG TỔNG HỢP ĐỀ NGHỊ KHEN THƯỞNG", organisation.office_head or "Chánh Văn phòng",
                _summed(consolidated), paper="Tờ trình", landscape=True,
            )
        ],
    )  # fmt: skip


def _submitted(consolidated: ConsolidatedList) -> Letterhead:
    """With number and date once it went to the Director."""
    head = office_letterhead(consolidated.organisation, "TTr")
    if consolidated.is_open or not consolidated.forwarded_at:
        return head
    return replace(head, number=consolidated.submission_number, date=localtime(consolidated.forwarded_at).date())


def unit_letter(letter: UnitLetter) -> Paper:
    """A letter to one unit as it stands: urging, or the notice of results (công văn, Mẫu 1.5)."""
    lines = paragraphs(letter.text)
    addressed = [line.removeprefix(ADDRESSED).strip() for line in lines if line.startswith(ADDRESSED)]
    head = body_letterhead(letter.organisation, f"{letter.organisation.symbol}-VP")
    day = localtime(letter.ended_at).date() if letter.number and letter.ended_at else None
    return Paper(
        letterhead=replace(head, number=letter.number, date=day),
        kind="",
        subject=f"V/v {letter.title[:1].lower()}{letter.title[1:]}",
        addressees=addressed or [letter.unit.name],
        body=[
            Text(line) for line in lines if not line.startswith(ADDRESSED) and line != letter.organisation.office_name
        ],
        recipients=["Như trên", "Lãnh đạo cơ quan (b/c)", "Lưu: VT, VP"],
        signatures=[office_signature(letter.organisation, for_the_head=True)],
    )


def _lines_of(consolidated: ConsolidatedList):
    return consolidated.nominations.exclude(state=NominationState.DECLINED)


def _dossiers_of(consolidated: ConsolidatedList) -> list[Dossier]:
    """Every dossier of the rounds that the list's lines came from."""
    rounds = consolidated.nominations.values("dossier__round")
    return list(Dossier.objects.filter(round__in=rounds).select_related("unit").order_by("unit__position", "pk"))


def _refused(consolidated: ConsolidatedList) -> int:
    rounds = consolidated.nominations.values("dossier__round")
    return Nomination.objects.filter(dossier__round__in=rounds, state=NominationState.INELIGIBLE).count()


def _summed(consolidated: ConsolidatedList) -> list[Block]:
    lines = in_order(_lines_of(consolidated))
    dossiers = _dossiers_of(consolidated)
    nil = [one.unit.name for one in dossiers if one.state == DossierState.NIL]
    filed = {one.unit_id for one in dossiers if one.state != DossierState.DRAFT}
    units = consolidated.campaign.participations.select_related("unit")
    silent = [place.unit.name for place in units if place.unit_id not in filed]
    remarks = defaultdict(str, {one.unit_id: "Nộp muộn" for one in dossiers if one.is_late})
    return [
        Heading("A. SỐ LIỆU THEO ĐƠN VỊ"),
        _figures(consolidated, remarks),
        *([Text("; ".join(nil) + ".", lead="Đơn vị báo không có đề nghị:")] if nil else []),
        *([Text("; ".join(silent) + ".", lead="Đơn vị chưa gửi danh sách:")] if silent else []),
        Heading("B. DANH SÁCH ĐỀ NGHỊ"),
        *_details(lines),
        Text(f"Tổng cộng: {counted(lines)}."),
    ]


def _figures(consolidated: ConsolidatedList, remarks: dict[int, str]) -> Table:
    names = ("collectives", "individuals", "leaders", "direct", "women")
    rows = totals_by_unit(_lines_of(consolidated))
    columns = [
        NUMBER, Column("Đơn vị", 3), Column("Tập thể", 0.8, "center", "Số đề nghị"),
        Column("Cá nhân", 0.8, "center", "Số đề nghị"), Column("Lãnh đạo", 0.8, "center", "Trong số cá nhân"),
        Column("Trực tiếp", 0.8, "center", "Trong số cá nhân"), Column("Nữ", 0.6, "center", "Trong số cá nhân"),
        Column("Ghi chú", 1.5),
    ]  # fmt: skip
    sums = [written_count(sum(row[name] for row in rows)) for name in names]
    return Table(
        columns,
        [
            [str(index), row["unit__name"], *(written_count(row[name]) for name in names), remarks[row["unit_id"]]]
            for index, row in enumerate(rows, start=1)
        ],
        ["", "Tổng cộng", *sums, ""],
    )


def _details(lines: list[Nomination]) -> list[Block]:
    return [Heading(block.text, level=2) if isinstance(block, Heading) else block for block in proposed(lines)]
