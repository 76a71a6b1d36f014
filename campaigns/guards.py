"""Why a report on a duty or target must wait: each guard `(subject, act)` yields reasons a person can read."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _

from campaigns.figures import as_text
from campaigns.models import Assignment, Campaign, CampaignReport, Inspection, ProgressReport
from campaigns.plan.schema.work import Asks
from campaigns.states import CampaignReportKind, CampaignState, InspectionState, Progress

RUNNING = (CampaignState.LAUNCHED, CampaignState.NOMINATIONS_CLOSED)


def says_what_units_do(campaign: Campaign, act: Any) -> Iterator[str]:  # noqa: ARG001
    """Enough for a leader to decide on: from when to when, who takes part, what is asked of them."""
    if campaign.starts_on is None or campaign.ends_on is None:
        yield _("Kế hoạch chưa ghi rõ phong trào từ ngày nào đến ngày nào.")
    if not campaign.participations.exists():
        yield _("Kế hoạch chưa có đơn vị nào tham gia.")
    if not (campaign.rounds.exists() or campaign.assignments.exists()):
        yield _("Kế hoạch chưa giao nhiệm vụ, chỉ tiêu nào và chưa có đợt đề nghị nào.")
    if campaign.starts_on and (gone := _ended_before(campaign, campaign.starts_on)):
        yield _("Thời hạn ở trước ngày phát động %(first)s: %(what)s.") % {
            "first": _day(campaign.starts_on), "what": "; ".join(gone),
        }  # fmt: skip


def _ended_before(campaign: Campaign, first: date) -> list[str]:
    """What would be late before the campaign begins: an older plan's dates, left as they were."""
    begins = make_aware(datetime.combine(first, time.min))
    rounds = campaign.rounds.filter(closes_at__lt=begins).values_list("name", flat=True)
    tasks = campaign.assignments.filter(stands=True, due_at__lt=begins).values_list("code", flat=True)
    return [*rounds, *dict.fromkeys(tasks)]


def was_laid_before_the_leaders(campaign: Campaign, act: Any) -> Iterator[str]:  # noqa: ARG001
    """A plan that was drafted here is submitted first; one loaded from a file was issued as it stands."""
    if campaign.state == CampaignState.DRAFT and campaign.drafted_by_id:
        yield _("Văn phòng đang soạn kế hoạch này và chưa trình.")


def takes_reports(report: ProgressReport, act: Any) -> Iterator[str]:  # noqa: ARG001
    yield from why_no_report(report.assignment)


def says_how_far(report: ProgressReport, act: Any) -> Iterator[str]:  # noqa: ARG001
    """A target has its figure, every part of it too; a duty its progress."""
    if report.assignment.is_target:
        missing = [code for code, _name in report.assignment.parts if code not in report.part_values]
        if missing:
            yield _("Chưa ghi kết quả của mục: %(parts)s. Chưa làm được thì ghi 0.") % {"parts": ", ".join(missing)}
        elif report.value is None:
            yield _("Chưa ghi kết quả.")
        else:
            yield from why_no_such_figure(report.assignment, [report.value, *report.figures.values()])
    elif not report.progress:
        yield _("Chưa chọn tiến độ.")


def says_as_of(report: ProgressReport, act: Any) -> Iterator[str]:
    """The day stands within the campaign and is not one to come."""
    if report.as_of is None:
        yield _("Chưa ghi số liệu tính đến ngày nào.")
    else:
        yield from why_not_as_of(report.assignment, report.as_of, localtime(act.at).date())


def says_particulars(report: ProgressReport, act: Any) -> Iterator[str]:
    """What is done is told with what its task asks for: a launch with day, place and people, a plan with its file."""
    if report.progress not in (Progress.DONE, Progress.DONE_EARLY):
        return
    asks, today = report.assignment.asks, localtime(act.at).date()
    if asks == Asks.LAUNCH:
        yield from _launch(report, today)
    elif asks == Asks.EVENT:
        yield from _event(report, today)
    elif asks == Asks.PLAN:
        yield from _own_plan(report, today)


def _launch(report: ProgressReport, today: date) -> Iterator[str]:
    if report.held_on is None:
        yield _("Chưa ghi ngày phát động.")
    else:
        yield from why_not_as_of(report.assignment, report.held_on, today)
    if not report.place:
        yield _("Chưa ghi địa điểm phát động.")
    if not report.participants:
        yield _("Chưa ghi số người tham gia.")


def _event(report: ProgressReport, today: date) -> Iterator[str]:
    """While it is still to come its day may be unknown, or lie ahead."""
    if report.held_on is None:
        yield _("Chưa ghi ngày tổ chức.")
    elif report.held_on > today:
        yield _("Ngày tổ chức %(day)s chưa tới; chưa thể ghi là đã hoàn thành.") % {"day": _day(report.held_on)}
    if not report.participants:
        yield _("Chưa ghi số người tham gia.")
    elif (came := sum(count for _code, _name, count in report.attendance)) > report.participants:
        yield _("Các đơn vị cộng lại có %(came)s người dự, nhiều hơn số người tham gia (%(all)s).") % {
            "came": came, "all": report.participants
        }  # fmt: skip


def _own_plan(report: ProgressReport, today: date) -> Iterator[str]:
    if report.held_on is None:
        yield _("Chưa ghi ngày ban hành kế hoạch.")
    elif report.held_on > today:
        yield _("Ngày ban hành %(day)s chưa tới.") % {"day": _day(report.held_on)}
    if not report.evidence.exists():
        yield _("Chưa gửi tệp kế hoạch.")


def why_no_such_figure(assignment: Assignment, values: Iterable[Decimal]) -> Iterator[str]:
    """The field of the form says so first; whatever comes another way is held to it here."""
    most = assignment.ceiling
    if any(value < 0 or (most is not None and value > most) for value in values):
        yield (
            _("Kết quả phải từ 0 đến %(most)s.") % {"most": as_text(most)} if most else _("Kết quả không thể là số âm.")
        )


def why_no_report(assignment: Assignment) -> Iterator[str]:
    """Reports are taken from launch until the campaign is concluded, on what the plan in force holds."""
    campaign = assignment.campaign
    if campaign.state not in RUNNING:
        yield _("Phong trào đang ở trạng thái “%(state)s”, không nhận báo cáo tiến độ.") % {
            "state": campaign.get_state_display()
        }
    if not assignment.stands:
        yield _("Kế hoạch đã sửa đổi không còn “%(what)s”; không báo cáo được nữa.") % {"what": assignment}


def why_not_as_of(assignment: Assignment, day: date, today: date) -> Iterator[str]:
    """From the first day of the campaign to its last, or to the task's own last moment where that comes later."""
    campaign = assignment.campaign
    ends = [campaign.ends_on, localtime(assignment.due_at).date() if assignment.due_at else None]
    last = max((end for end in ends if end), default=None)
    if campaign.starts_on and day < campaign.starts_on:
        yield _("Ngày %(day)s ở trước ngày phát động %(first)s.") % {
            "day": _day(day),
            "first": _day(campaign.starts_on),
        }
    elif day > today:
        yield _("Ngày %(day)s chưa tới; hãy ghi ngày đã có số liệu.") % {"day": _day(day)}
    elif campaign.ends_on and last and day > last:
        yield _("Ngày %(day)s ở sau ngày cuối cùng của phong trào và của việc này, %(last)s.") % {
            "day": _day(day), "last": _day(last),
        }  # fmt: skip


def judges_the_campaign(report: CampaignReport, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not report.assessment:
        yield _("Chưa viết đánh giá chung.")
    if report.is_final and not report.lessons:
        yield _("Báo cáo tổng kết phải có bài học kinh nghiệm.")


def comes_at_its_time(report: CampaignReport, act: Any) -> Iterator[str]:
    """Interim reports while the campaign runs; the final review after its last day, and before it is archived."""
    campaign = report.campaign
    yield from why_no_campaign_report(campaign, report.kind)
    if report.is_final and campaign.ends_on and localtime(act.at).date() <= campaign.ends_on:
        yield _("Phong trào kết thúc ngày %(last)s; sau ngày đó mới trình báo cáo tổng kết.") % {
            "last": _day(campaign.ends_on)
        }


def why_no_campaign_report(campaign: Campaign, kind: str) -> Iterator[str]:
    fitting = (*RUNNING, CampaignState.CONCLUDED) if kind == CampaignReportKind.FINAL else RUNNING
    if campaign.state not in fitting:
        yield _("Phong trào đang ở trạng thái “%(state)s”, không lập báo cáo này.") % {
            "state": campaign.get_state_display()
        }


def why_no_inspection(campaign: Campaign) -> Iterator[str]:
    """Inspections are planned and announced while the campaign runs; what one has found is mended later too."""
    if campaign.state not in RUNNING:
        yield _("Phong trào đang ở trạng thái “%(state)s”, không lập hoặc thông báo kiểm tra.") % {
            "state": campaign.get_state_display()
        }


def says_when_and_who_inspects(inspection: Inspection, act: Any) -> Iterator[str]:
    yield from why_no_inspection(inspection.campaign)
    if inspection.planned_on is None:
        yield _("Chưa ghi ngày kiểm tra.")
    elif inspection.planned_on < localtime(act.at).date():
        yield _("Ngày kiểm tra %(day)s đã qua; hãy ghi ngày khác rồi thông báo.") % {"day": _day(inspection.planned_on)}
    if not inspection.inspectors:
        yield _("Chưa ghi thành phần đoàn kiểm tra.")


def day_of_inspection_has_come(inspection: Inspection, act: Any) -> Iterator[str]:
    if inspection.planned_on and inspection.planned_on > localtime(act.at).date():
        yield _("Ngày kiểm tra %(day)s chưa tới.") % {"day": _day(inspection.planned_on)}


def says_what_was_found(inspection: Inspection, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not inspection.findings:
        yield _("Chưa ghi kết quả kiểm tra.")


def says_what_to_mend(inspection: Inspection, act: Any) -> Iterator[str]:
    if not inspection.to_mend:
        yield _("Chưa ghi yêu cầu khắc phục. Không có gì phải khắc phục thì kết luận luôn.")
    yield from leaves_time_to_mend(inspection, act)


def leaves_time_to_mend(inspection: Inspection, act: Any) -> Iterator[str]:
    if inspection.mend_by is None:
        yield _("Chưa ghi hạn khắc phục.")
    elif inspection.mend_by < localtime(act.at).date():
        yield _("Hạn khắc phục %(day)s đã qua; hãy ghi hạn mới.") % {"day": _day(inspection.mend_by)}


def leaves_nothing_to_mend(inspection: Inspection, act: Any) -> Iterator[str]:  # noqa: ARG001
    """What the office asked for is first mended by the unit."""
    if inspection.state == InspectionState.ANNOUNCED and inspection.to_mend:
        yield _("Đã ghi yêu cầu khắc phục; hãy yêu cầu đơn vị khắc phục rồi mới kết luận.")


def says_what_was_mended(inspection: Inspection, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not inspection.follow_up:
        yield _("Chưa ghi kết quả khắc phục.")


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
