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
from nominations.models.nomination import Nomination
from nominations.states import CommentState
from nominations.states import ConsultationState as S
from organisation.calendar import add_working_days, end_of_day
from organisation.models import Organisation
from workflows.canonical import spelt
from workflows.models import Subject
from workflows.verbs import verb

QUESTION = 2000  # characters
LIMITS = {"name": 120, "contact": 200, "text": 4000}  # characters of what a reader sends


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


class Comment(Subject):
    """What somebody, who needs no account, told the office in that period.

    Who it was stands outside the content, so that neither the trail nor its snapshots keep it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="comments")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, null=True, blank=True, related_name="comments")
    code = models.CharField(_("mã ý kiến"), max_length=16, unique=True, editable=False)
    name = models.CharField(_("họ và tên"), max_length=LIMITS["name"])
    contact = models.CharField(_("cách liên hệ"), max_length=LIMITS["contact"])
    text = models.TextField(_("ý kiến"), max_length=LIMITS["text"])
    received_at = models.DateTimeField(_("nhận lúc"), null=True, blank=True)
    finding = models.TextField(_("kết quả xem xét"), blank=True)
    considered_at = models.DateTimeField(_("xem xét lúc"), null=True, blank=True)
    considered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = FSMField(
        _("trạng thái"), default=CommentState.DRAFTED, choices=CommentState.choices, protected=True, editable=False
    )

    class Meta:
        verbose_name = _("ý kiến công khai")
        verbose_name_plural = _("ý kiến công khai")
        indexes = [models.Index(fields=["consultation", "state", "-id"], name="comments_by_period")]

    def __str__(self) -> str:
        return _("Ý kiến %(code)s") % {"code": self.code}

    def get_absolute_url(self) -> str:
        return reverse("comment", args=[self.pk])

    def content(self) -> dict[str, Any]:
        return {
            "consultation": str(self.consultation_id),
            "nomination": str(self.nomination_id or ""),
            "code": self.code,
            "text": self.text,
        }

    @verb(
        source=CommentState.DRAFTED, target=CommentState.RECEIVED, label=_("Nhận ý kiến"), past=_("đã nhận ý kiến"),
        guards=("comments_are_taken",), writes=("received_at",), reads=("consultation",),
        effects=("tell_considerers",),
    )  # fmt: skip
    def hand_in(self, act: Any) -> None:
        self.received_at = act.at

    @verb(
        source=[CommentState.RECEIVED, CommentState.CONSIDERED], target=CommentState.CONSIDERED,
        label=_("Ghi kết quả xem xét"), past=_("đã xem xét ý kiến"), reason=True, reads=("nomination",),
        writes=("finding", "considered_at", "considered_by"), tone="ok",
    )  # fmt: skip
    def consider(self, act: Any) -> None:
        """The reason is the finding; a later one takes its place, and the trail keeps both."""
        self.finding, self.considered_at, self.considered_by_id = act.reason, act.at, act.actor.pk
