from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.models.consultation import Consultation
from nominations.models.nomination import Nomination
from nominations.states import CommentState as S
from organisation.models import Organisation
from workflows.models import Subject
from workflows.verbs import verb

LIMITS = {"name": 120, "contact": 200, "text": 4000}  # characters of what a reader sends


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
    state = FSMField(_("trạng thái"), default=S.DRAFTED, choices=S.choices, protected=True, editable=False)

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
        source=S.DRAFTED, target=S.RECEIVED, label=_("Nhận ý kiến"), past=_("đã nhận ý kiến"),
        guards=("comments_are_taken",), writes=("received_at",), reads=("consultation",),
        effects=("tell_considerers",),
    )  # fmt: skip
    def hand_in(self, act: Any) -> None:
        self.received_at = act.at

    @verb(
        source=[S.RECEIVED, S.CONSIDERED], target=S.CONSIDERED,
        label=_("Ghi kết quả xem xét"), past=_("đã xem xét ý kiến"), reason=True, reads=("nomination",),
        writes=("finding", "considered_at", "considered_by"), tone="ok",
    )  # fmt: skip
    def consider(self, act: Any) -> None:
        """The reason is the finding; a later one takes its place, and the trail keeps both."""
        self.finding, self.considered_at, self.considered_by_id = act.reason, act.at, act.actor.pk
