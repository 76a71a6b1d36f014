"""The office's report to the Director on a campaign (báo cáo, Nghị định 30/2020/NĐ-CP, Mẫu 1.4)."""

from dataclasses import replace

from django.utils.timezone import localtime
from django.utils.translation import override

from campaigns.models import CampaignReport
from campaigns.reporting import report_before
from documents.paper import NUMBER, Column, Paper, Table, paragraphs
from nominations.campaign_figures import Line, figures_of, lines_of
from nominations.papers.decision import lowered
from nominations.papers.heads import office_letterhead, office_signature
from nominations.papers.wordings import words_for


def campaign_report(report: CampaignReport) -> Paper:
    """Frozen figures once it is presented; before that those of this moment, without a date."""
    organisation, before = report.organisation, report_before(report)
    figures = figures_of(report.campaign) if report.is_editable else report.figures
    with override("vi"):  # a paper speaks Vietnamese, whoever prints it
        sections = lines_of(figures, before.figures if before else None)
    values = {
        "phong_trào": lowered(report.campaign.name),
        "cơ_quan": organisation.full_name or organisation.name,
        "người_đứng_đầu": organisation.head_title.capitalize(),
        "văn_phòng": organisation.office_name,
        "tổng_kết": report.is_final,
        "kỳ_trước": localtime(before.presented_at).strftime("%d/%m/%Y") if before and before.presented_at else "",
        "đánh_giá": "\n".join(paragraphs(report.assessment)),
        "tồn_tại": "\n".join(paragraphs(report.difficulties)),
        "bài_học": "\n".join(paragraphs(report.lessons)),
        "kiến_nghị": "\n".join(paragraphs(report.proposals)),
    }
    words = words_for(organisation, "campaign_report", values, {"bảng số liệu": _table(sections, bool(before))})
    head = office_letterhead(organisation, "BC")
    if report.presented_at:
        head = replace(head, date=localtime(report.presented_at).date())
    return Paper(
        letterhead=head,
        kind="BÁO CÁO",
        subject=words.subject,
        addressees=words.addressees,
        grounds=words.grounds,
        body=words.body,
        recipients=words.recipients,
        signatures=[office_signature(organisation)],
    )


def _table(sections: list[tuple[str, list[Line]]], compared: bool) -> Table:
    """Every figure in a row, under the name of its section where that begins."""
    rows, count = [], 0
    for title, lines in sections:
        for place, line in enumerate(lines):
            count += 1
            more = [line.before] if compared else []
            rows.append([str(count), "" if place else title, line.label, line.value, *more])
    columns = [NUMBER, Column("Nội dung", 1.3), Column("Chỉ tiêu", 3), Column("Số liệu", 1.3, "center")]
    return Table(columns + ([Column("Kỳ trước", 1.3, "center")] if compared else []), rows)
