from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models.campaign import Campaign
from campaigns.states import InspectionState as S
from organisation.calendar import end_of_day
from organisation.models import Organisation, Unit
from workflows.canonical import spelt
from workflows.models import Subject
from workflows.verbs import verb


class Inspection(Subject):
    """A check by the office of how a unit carries the campaign out (kiểm tra), what it found and what came of it.

    What one side still writes of it the other does not read: `campaigns.shown.inspections`.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspections")
    matter = models.TextField(_("nội dung kiểm tra"))
    planned_on = models.DateField(_("ngày kiểm tra"), null=True, blank=True)
    inspectors = models.TextField(_("thành phần đoàn kiểm tra"), blank=True)
    findings = models.TextField(_("kết quả kiểm tra"), blank=True)
    to_mend = models.TextField(_("yêu cầu khắc phục"), blank=True)
    mend_by = models.DateField(_("hạn khắc phục"), null=True, blank=True)
    follow_up = models.TextField(_("kết quả khắc phục"), blank=True)
    lessons = models.TextField(_("bài học kinh nghiệm"), blank=True)
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(_("thông báo lúc"), null=True, blank=True)
    mended_at = models.DateTimeField(_("báo cáo khắc phục lúc"), null=True, blank=True)
    mended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(_("kết luận lúc"), null=True, blank=True)
    state = FSMField(_("trạng thái"), default=S.PLANNED, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("cuộc kiểm tra")
        verbose_name_plural = _("cuộc kiểm tra")
        indexes = [models.Index(fields=["campaign", "state", "unit"], name="inspections_by_campaign")]

    def __str__(self) -> str:
        return _("Kiểm tra %(unit)s") % {"unit": self.unit}

    def get_absolute_url(self) -> str:
        return reverse("inspection", args=[self.pk])

    @property
    def due_at(self) -> datetime | None:
        """The last moment that is left for mending, as long as something is to be mended."""
        return end_of_day(self.mend_by) if self.state == S.TO_MEND and self.mend_by else None

    def content(self) -> dict[str, Any]:
        """The unit by the name that it bears now."""
        return {
            "unit": self.unit.name,
            "matter": self.matter,
            "planned_on": spelt(self.planned_on),
            "inspectors": self.inspectors,
            "findings": self.findings,
            "to_mend": self.to_mend,
            "mend_by": spelt(self.mend_by),
            "follow_up": self.follow_up,
            "lessons": self.lessons,
        }

    @verb(
        source=S.PLANNED, target=S.ANNOUNCED, label=_("Thông báo cho đơn vị"), past=_("đã thông báo kiểm tra"),
        guards=("says_when_and_who_inspects",), writes=("announced_at",), reads=("campaign",),
        effects=("tell_inspected",), tone="ok",
    )  # fmt: skip
    def announce(self, act: Any) -> None:
        self.announced_at = act.at

    @verb(
        source=S.ANNOUNCED, target=S.TO_MEND, label=_("Yêu cầu đơn vị khắc phục"),
        past=_("đã gửi kết quả kiểm tra và yêu cầu khắc phục"),
        guards=("day_of_inspection_has_come", "says_what_was_found", "says_what_to_mend"),
        effects=("tell_inspected",), tone="warn",
    )  # fmt: skip
    def record_findings(self, act: Any) -> None: ...

    @verb(
        source=S.TO_MEND, target=S.MENDED, label=_("Báo cáo đã khắc phục"), past=_("đã báo cáo kết quả khắc phục"),
        guards=("says_what_was_mended",), writes=("mended_at", "mended_by"), effects=("tell_inspectors",), tone="ok",
    )  # fmt: skip
    def mend(self, act: Any) -> None:
        self.mended_at, self.mended_by_id = act.at, act.actor.pk

    @verb(
        source=[S.ANNOUNCED, S.MENDED], target=S.SETTLED, label=_("Kết luận, kết thúc kiểm tra"),
        past=_("đã kết luận kiểm tra"),
        guards=("day_of_inspection_has_come", "says_what_was_found", "leaves_nothing_to_mend"),
        writes=("settled_at",), effects=("tell_inspected",), tone="ok",
    )  # fmt: skip
    def settle(self, act: Any) -> None:
        self.settled_at = act.at

    @verb(
        source=S.MENDED, target=S.TO_MEND, label=_("Yêu cầu khắc phục tiếp"), past=_("đã yêu cầu khắc phục tiếp"),
        reason=True, guards=("leaves_time_to_mend",), effects=("tell_inspected",), tone="bad",
    )  # fmt: skip
    def ask_more(self, act: Any) -> None: ...

    @verb(
        source=[S.PLANNED, S.ANNOUNCED], target=S.CALLED_OFF, label=_("Hủy cuộc kiểm tra"),
        past=_("đã hủy cuộc kiểm tra"), reason=True, effects=("tell_inspected",), tone="bad",
    )  # fmt: skip
    def call_off(self, act: Any) -> None: ...
