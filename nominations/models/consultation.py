from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.models.consolidated_list import ConsolidatedList
from nominations.states import ConsultationState as S
from organisation.calendar import add_working_days, end_of_day
from organisation.models import Organisation
from workflows.canonical import spelt
from workflows.models import Subject
from workflows.verbs import verb

QUESTION = 2000  # characters


class Consultation(Subject):
    """A period in which everybody may read who is proposed in a list, and comment to the office (lấy ý kiến công khai).

    No law asks for it before a Giấy khen (docs/decisions/public-consultation.md); the office sets its length.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="consultations")
    consolidated_list = models.ForeignKey(ConsolidatedList, on_delete=models.PROTECT, related_name="consultations")
    question = models.TextField(_("nội dung lấy ý kiến"), max_length=QUESTION)
    working_days = models.PositiveSmallIntegerField(_("số ngày làm việc"))
    holds_signing = models.BooleanField(_("chưa ký khi chưa xem xét hết ý kiến"), default=False)
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"), null=True, blank=True)
    closes_at = models.DateTimeField(_("hết hạn lúc"), null=True, blank=True)
    state = FSMField(_("trạng thái"), default=S.DRAFTED, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("đợt lấy ý kiến công khai")
        verbose_name_plural = _("đợt lấy ý kiến công khai")
        constraints = [
            models.UniqueConstraint(
                fields=["consolidated_list"],
                condition=Q(state__in=["drafted", "open"]),
                name="list_is_asked_about_once",
            )
        ]
        indexes = [models.Index(fields=["campaign", "-id"], name="consultations_by_campaign")]

    def __str__(self) -> str:
        return _("Lấy ý kiến công khai: %(list)s") % {"list": self.consolidated_list}

    def get_absolute_url(self) -> str:
        return reverse("consultation", args=[self.pk])

    @property
    def due_at(self) -> datetime | None:
        return self.closes_at if self.state == S.OPEN else None

    def takes_comments(self, at: datetime) -> bool:
        """Is the list public at that moment, and may everybody comment?"""
        open_until = self.due_at
        return open_until is not None and open_until >= at and self.consolidated_list.awaits_decision

    def content(self) -> dict[str, Any]:
        return {
            "consolidated_list": str(self.consolidated_list_id),
            "question": self.question,
            "working_days": str(self.working_days),
            "holds_signing": spelt(self.holds_signing),
        }

    @verb(
        source=S.DRAFTED, target=S.OPEN, label=_("Mở lấy ý kiến công khai"), past=_("đã mở lấy ý kiến công khai"),
        guards=("list_awaits_decision",), writes=("opened_at", "closes_at"), reads=("consolidated_list",),
        effects=("tell_proposed",), tone="ok",
    )  # fmt: skip
    def consult(self, act: Any) -> None:
        """The day of opening is not counted."""
        self.opened_at = act.at
        self.closes_at = end_of_day(add_working_days(localdate(act.at), self.working_days))

    @verb(
        source=S.OPEN, target=S.ENDED, label=_("Kết thúc lấy ý kiến"), past=_("đã kết thúc lấy ý kiến công khai"),
        guards=("period_is_over",), effects=("tell_leaders",), tone="ok",
    )  # fmt: skip
    def end_consulting(self, act: Any) -> None: ...

    @verb(
        source=[S.DRAFTED, S.OPEN], target=S.CALLED_OFF, label=_("Hủy lấy ý kiến"),
        past=_("đã hủy lấy ý kiến công khai"), reason=True, tone="bad",
    )  # fmt: skip
    def call_off(self, act: Any) -> None: ...
