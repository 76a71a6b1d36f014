from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models.campaign import Campaign
from campaigns.states import CampaignReportKind
from campaigns.states import CampaignReportState as S
from organisation.models import Organisation
from workflows.models import Subject
from workflows.verbs import verb


class CampaignReport(Subject):
    """The office's report to the Director on how the campaign goes (định kỳ), or on how it went (tổng kết).

    Its figures are drawn from what stands verified and are live until it is presented; the act of presenting freezes
    them, and they stand in the trail with it. One report of a campaign is open at a time.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("loại báo cáo"), max_length=8, choices=CampaignReportKind.choices)
    assessment = models.TextField(_("đánh giá chung"), blank=True)
    difficulties = models.TextField(_("tồn tại, vướng mắc và nguyên nhân"), blank=True)
    lessons = models.TextField(_("bài học kinh nghiệm"), blank=True)
    proposals = models.TextField(_("kiến nghị, nhiệm vụ thời gian tới"), blank=True)
    figures = models.JSONField(_("số liệu"), default=dict)  # as nominations.campaign_figures draws them
    created_at = models.DateTimeField(_("mở lúc"))
    presented_at = models.DateTimeField(_("trình lúc"), null=True, blank=True)
    presented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("lãnh đạo trả lời lúc"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("ý kiến của lãnh đạo"), blank=True)
    state = FSMField(_("trạng thái"), default=S.DRAFT, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("báo cáo phong trào")
        verbose_name_plural = _("báo cáo phong trào")
        constraints = [
            models.UniqueConstraint(fields=["campaign"], condition=~Q(state="noted"), name="one_open_campaign_report"),
        ]
        indexes = [models.Index(fields=["campaign", "presented_at", "id"], name="campaign_reports_in_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.campaign.name}"

    def get_absolute_url(self) -> str:
        return reverse("campaign_report", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.state in (S.DRAFT, S.RETURNED)

    @property
    def is_final(self) -> bool:
        """Is it the final review?"""
        return self.kind == CampaignReportKind.FINAL

    def content(self) -> dict[str, Any]:
        return {
            "campaign": str(self.campaign_id),
            "kind": self.kind,
            "assessment": self.assessment,
            "difficulties": self.difficulties,
            "lessons": self.lessons,
            "proposals": self.proposals,
        }

    @verb(
        source=[S.DRAFT, S.RETURNED], target=S.PRESENTED, label=_("Trình lãnh đạo"), past=_("đã trình lãnh đạo"),
        guards=("judges_the_campaign", "comes_at_its_time"),
        writes=("figures", "presented_at", "presented_by", "answer"), effects=("tell_directors",), tone="ok",
    )  # fmt: skip
    def present(self, act: Any) -> None:
        self.figures, self.answer = act.data["figures"], ""
        self.presented_at, self.presented_by_id = act.at, act.actor.pk

    @verb(
        source=S.PRESENTED, target=S.DRAFT, label=_("Rút báo cáo về sửa"), past=_("đã rút báo cáo về"),
        writes=("presented_at",), tone="warn",
    )  # fmt: skip
    def take_back(self, act: Any) -> None:  # noqa: ARG002
        self.presented_at = None

    @verb(
        source=S.PRESENTED, target=S.NOTED, label=_("Ghi nhận báo cáo"), past=_("đã ghi nhận báo cáo"),
        writes=("answered_at", "answered_by", "answer"), effects=("tell_drafters",), tone="ok",
    )  # fmt: skip
    def note(self, act: Any) -> None:
        self.answered_at, self.answered_by_id, self.answer = act.at, act.actor.pk, act.reason

    @verb(
        source=S.PRESENTED, target=S.RETURNED, label=_("Trả lại Văn phòng"), past=_("đã trả lại Văn phòng"),
        reason=True, writes=("answered_at", "answered_by", "answer"), effects=("tell_drafters",), tone="bad",
    )  # fmt: skip
    def hand_back(self, act: Any) -> None:
        self.answered_at, self.answered_by_id, self.answer = act.at, act.actor.pk, act.reason


class ReportInterval(models.Model):
    """How often the office means to report: the plan says only "thường xuyên". The newest row of a campaign holds."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="report_intervals")
    days = models.PositiveSmallIntegerField(_("số ngày giữa hai báo cáo"))  # 0: none is asked for
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("nhịp báo cáo")
        verbose_name_plural = _("nhịp báo cáo")

    def __str__(self) -> str:
        return str(self.days)
