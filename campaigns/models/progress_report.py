from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.figures import as_text
from campaigns.models.assignment import Assignment
from campaigns.models.campaign import Campaign
from campaigns.plan.schema.work import Asks
from campaigns.states import Progress
from campaigns.states import ProgressState as S
from organisation.models import KeptFile, Organisation, Unit
from workflows.canonical import spelt
from workflows.models import Subject
from workflows.verbs import verb

PARTICULARS: dict[str, tuple[str, ...]] = {  # what a report states beside how far, by what its task asks for
    Asks.LAUNCH: ("held_on", "place", "participants", "manner"),
    Asks.EVENT: ("held_on", "place", "number", "programme", "participants"),
    Asks.PLAN: ("number", "held_on"),
}


class ProgressReport(Subject):
    """How far a unit has come with one duty or target on a day (báo cáo tiến độ).

    What it says is provisional until the office accepts it; from then on neither words nor files change, and a later
    report stands beside it. A unit writes one report on an assignment at a time.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="progress_reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="progress_reports")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    as_of = models.DateField(_("số liệu đến ngày"), null=True, blank=True)
    value = models.DecimalField(_("kết quả"), max_digits=14, decimal_places=2, null=True, blank=True)
    part_values = models.JSONField(_("kết quả từng mục"), default=dict)  # code of the part: figure as text
    progress = models.CharField(_("tiến độ"), max_length=12, choices=Progress.choices, blank=True)
    words = models.TextField(_("thuyết minh"), blank=True)
    held_on = models.DateField(_("ngày tổ chức, ban hành"), null=True, blank=True)
    place = models.CharField(_("địa điểm"), max_length=300, blank=True)
    participants = models.PositiveIntegerField(_("số người tham gia"), null=True, blank=True)
    manner = models.CharField(_("hình thức"), max_length=300, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    programme = models.TextField(_("chương trình"), blank=True)
    attendance = models.JSONField(_("đơn vị tham dự"), default=list, blank=True)  # of [unit's code, its name, people]
    indicators = models.JSONField(_("chỉ tiêu riêng"), default=list, blank=True)  # of [name, unit of measure, figure]
    created_at = models.DateTimeField(_("mở lúc"))
    submitted_at = models.DateTimeField(_("nộp lúc"), null=True, blank=True)
    submissions = models.PositiveSmallIntegerField(_("số lần nộp"), default=0)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("Văn phòng trả lời lúc"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = models.TextField(_("lý do trả lại"), blank=True)
    state = FSMField(_("trạng thái"), default=S.DRAFT, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("báo cáo tiến độ")
        verbose_name_plural = _("báo cáo tiến độ")
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=~Q(state="accepted"), name="one_open_report_per_assignment"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "submitted_at", "id"], condition=Q(state="submitted"), name="progress_queue"
            ),
            models.Index(fields=["campaign", "state", "unit"], name="progress_by_campaign"),
        ]

    def __str__(self) -> str:
        return _("Báo cáo %(code)s của %(unit)s") % {
            "code": self.assignment.code, "unit": self.on_behalf_of or self.unit
        }  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("progress_report", args=[self.pk])

    @property
    def on_behalf_of(self) -> str:
        """Whom the plan names and the register does not know: the office reports for them, as the body's own unit."""
        return "" if self.assignment.unit_id else self.assignment.owner

    @property
    def is_editable(self) -> bool:
        return self.state in (S.DRAFT, S.RETURNED)

    @property
    def is_late(self) -> bool:
        """Handed in after the last moment that the plan leaves."""
        due_at = self.assignment.due_at
        return bool(due_at and self.submitted_at and self.submitted_at > due_at)

    @property
    def figures(self) -> dict[str, Decimal]:
        """The value of each part that was reported."""
        return {code: Decimal(text) for code, text in self.part_values.items()}

    @property
    def fixes_the_day(self) -> bool:
        """Does it say of an event to come when or where it is held, and not what was accepted before?"""
        was_held = self.progress in (Progress.DONE, Progress.DONE_EARLY)
        if self.assignment.asks != Asks.EVENT or self.held_on is None or was_held:
            return False
        earlier = self.assignment.reports.filter(state=S.ACCEPTED, pk__lt=self.pk)  # one is open at a time
        before = earlier.order_by("pk").last()
        return before is None or (before.held_on, before.place) != (self.held_on, self.place)

    @property
    def brings_a_plan(self) -> bool:
        """Does it give the units the event's detailed plan, and not the file that was accepted before?"""
        sent = Evidence.objects.filter(report__assignment=self.assignment_id, report__state=S.ACCEPTED, is_plan=True)
        known = sent.exclude(report=self).values("sha256")
        return self.evidence.filter(is_plan=True).exclude(sha256__in=known).exists()

    def content(self) -> dict[str, Any]:
        """The unit and the task by the names that they bear now, the figures as text, each file by name and hash;
        the particulars only where the task asks for them, and what few reports have only where it is there."""
        particulars: dict[str, Any] = {
            name: spelt(getattr(self, name)) for name in PARTICULARS.get(self.assignment.asks, ())
        }
        if self.on_behalf_of:
            particulars["on_behalf_of"] = self.on_behalf_of
        if self.attendance:
            particulars["attendance"] = [f"{name}: {count}" for _code, name, count in self.attendance]
        if self.indicators:
            rows = self.indicators
            particulars["indicators"] = [f"{name}: {value} {measure}".strip() for name, measure, value in rows]
        if plans := [f"{file.name}:{file.sha256}" for file in self.evidence.all() if file.is_plan]:
            particulars["event_plan"] = plans
        return particulars | {
            "unit": self.unit.name,
            "assignment": str(self.assignment),
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "value": as_text(self.value),
            "part_values": [[code, text] for code, text in sorted(self.part_values.items())],
            "progress": self.progress,
            "words": self.words,
            "attachments": [f"{file.name}:{file.sha256}" for file in self.evidence.all()],
        }

    @verb(
        source=[S.DRAFT, S.RETURNED], target=S.SUBMITTED, label=_("Xác nhận và nộp"), past=_("đã nộp báo cáo"),
        guards=("takes_reports", "says_how_far", "says_as_of", "says_particulars"),
        writes=("submitted_at", "submissions", "reported_by", "return_reason"), effects=("tell_checkers",), tone="ok",
    )  # fmt: skip
    def submit(self, act: Any) -> None:
        self.submitted_at, self.reported_by_id, self.return_reason = act.at, act.actor.pk, ""
        self.submissions += 1

    @verb(
        source=S.SUBMITTED, target=S.DRAFT, label=_("Rút báo cáo về sửa"), past=_("đã rút báo cáo về"),
        writes=("submitted_at",), tone="warn",
    )  # fmt: skip
    def withdraw(self, act: Any) -> None:  # noqa: ARG002
        self.submitted_at = None

    @verb(
        source=S.SUBMITTED, target=S.ACCEPTED, label=_("Xác nhận kết quả"), past=_("đã xác nhận kết quả"),
        writes=("answered_at", "answered_by"), effects=("tell_reporters", "tell_attenders"), tone="ok",
    )  # fmt: skip
    def accept(self, act: Any) -> None:
        self.answered_at, self.answered_by_id = act.at, act.actor.pk

    @verb(
        source=S.SUBMITTED, target=S.RETURNED, label=_("Trả lại đơn vị"), past=_("đã trả lại đơn vị"), reason=True,
        writes=("answered_at", "answered_by", "return_reason"), effects=("tell_reporters",), tone="bad",
    )  # fmt: skip
    def send_back(self, act: Any) -> None:
        self.answered_at, self.answered_by_id, self.return_reason = act.at, act.actor.pk, act.reason


class Evidence(KeptFile):
    """A file that bears out a report; served only as a download to those who may see the report."""

    folder = "progress"

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="evidence")
    is_plan = models.BooleanField(_("kế hoạch chi tiết của sự kiện"), default=False)

    class Meta:
        verbose_name = _("minh chứng của báo cáo")
        verbose_name_plural = _("minh chứng của báo cáo")
        ordering = ["pk"]
