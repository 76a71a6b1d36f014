"""What a unit files: its list, its letter, the minutes of its meeting, a nominee's achievement report."""

from django.db.models import QuerySet
from django.utils.timezone import localtime

from documents.official import SignatureBlock
from documents.paper import NUMBER, Annex, Column, Heading, Paper, Table, Text, paragraphs
from nominations.models import Dossier, Nomination
from nominations.papers.decision import GROUPS, lowered
from nominations.papers.heads import unit_letterhead, unit_signature, values_of
from nominations.papers.rows import counted, form_of, lines_of, named, placed, proposed
from nominations.papers.wordings import words_for


def nomination_list(dossier: Dossier, seen: QuerySet[Nomination] | None = None) -> Paper:
    """Danh sách đề nghị khen thưởng, in its two parts, with totals."""
    found = lines_of(dossier, seen)
    return Paper(
        letterhead=unit_letterhead(dossier.unit, day=dossier.letter_date),
        kind="DANH SÁCH",
        subject=f"Đề nghị khen thưởng {lowered(dossier.campaign.name)}",
        body=[*proposed(found), Text(f"Danh sách gồm {counted(found)}.")],
        signatures=[unit_signature(dossier.unit)],
        landscape=True,
    )


def proposal(dossier: Dossier, seen: QuerySet[Nomination] | None = None) -> Paper:
    """Tờ trình of a unit of the organisation; công văn of an enterprise, which is not under it."""
    found = lines_of(dossier, seen)
    outside = dossier.unit.is_external
    values = values_of(dossier) | {"số_lượng": counted(found), "nội_dung_thêm": dossier.letter_note}
    words = words_for(dossier.organisation, "proposal", values)
    symbol = dossier.letter_number or ("" if outside else "TTr")
    return Paper(
        letterhead=unit_letterhead(dossier.unit, symbol=symbol, day=dossier.letter_date),
        kind="" if outside else "TỜ TRÌNH",
        subject=f"V/v {_lower(words.subject)}" if outside else f"Về việc {_lower(words.subject)}",
        addressees=words.addressees,
        grounds=words.grounds,
        body=words.body,
        recipients=words.recipients,
        signatures=[unit_signature(dossier.unit)],
        annexes=[
            Annex(
                "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", dossier.unit.name, proposed(found),
                paper="Công văn" if outside else "Tờ trình", landscape=True,
            )
        ] if found else [],
    )  # fmt: skip


def unit_minutes(dossier: Dossier, seen: QuerySet[Nomination] | None = None) -> Paper:
    """Biên bản họp bình xét (Mẫu 1.9): what is known filled in, the meeting's own course left to be written."""
    found = lines_of(dossier, seen)
    nouns = {kind: noun for kind, noun, _heading in GROUPS}
    votes = Table(
        [
            NUMBER, Column("Tập thể, cá nhân", 2), Column("Đối tượng", 1), Column("Hình thức đề nghị", 1.2),
            Column("Tán thành", 0.8, over="Số phiếu"), Column("Không tán thành", 0.8, over="Số phiếu"),
            Column("Ý kiến khác", 1),
        ],
        [
            [str(index), named(one), nouns[one.kind].capitalize(), form_of(one), "", "", ""]
            for index, one in enumerate(found, start=1)
        ],
    )  # fmt: skip
    words = words_for(dossier.organisation, "unit_minutes", values_of(dossier), {"bảng biểu quyết": votes})
    return Paper(
        letterhead=unit_letterhead(dossier.unit, place=False),
        kind="BIÊN BẢN",
        subject=words.subject,
        body=words.body,
        recipients=words.recipients,
        signatures=[SignatureBlock("", ("THƯ KÝ",)), SignatureBlock("", ("CHỦ TỌA",))],
    )


def achievement_report(nomination: Nomination) -> Paper:
    """Báo cáo thành tích by campaign, in the parts that the award's form has; the head of the unit confirms it."""
    form, collective = form_of(nomination) or "…", nomination.is_collective
    facts = [
        ("Tên tập thể" if collective else "Họ và tên", named(nomination)),
        ("Chức vụ, phòng, tổ", placed(nomination)),
        ("Đơn vị", nomination.unit.name),
        ("Số người", str(nomination.head_count or "") if collective else ""),
    ]
    parts = (
        ("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH" if collective else "I. SƠ LƯỢC LÝ LỊCH", nomination.overview),
        ("II. THÀNH TÍCH ĐẠT ĐƯỢC", nomination.achievements),
        ("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG", nomination.earlier_awards or "Không có."),
    )
    body: list = []
    for number, (title, text) in enumerate(parts):
        body.append(Heading(title))
        if number == 0:
            body += [Text(value, lead=f"{label}:") for label, value in facts if value]
        body += [Text(line) for line in paragraphs(text) if line]
    author = SignatureBlock("" if collective else nomination.full_name, ("NGƯỜI BÁO CÁO",))
    head = unit_signature(nomination.unit)
    confirmed = SignatureBlock(head.name, head.position, "XÁC NHẬN CỦA")
    filed = nomination.dossier.submitted_at
    return Paper(
        letterhead=unit_letterhead(nomination.unit, day=localtime(filed).date() if filed else None),
        kind="BÁO CÁO THÀNH TÍCH",
        subject=f"Đề nghị tặng {form}\n({nomination.campaign.name})",
        body=body,
        signatures=[confirmed, author],
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
