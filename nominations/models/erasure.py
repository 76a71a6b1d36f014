from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.models.nomination import Nomination
from nominations.states import ErasureState as S
from organisation.models import Organisation
from workflows.models import Subject
from workflows.verbs import verb


class LegalHold(models.Model):
    """Nothing of this nomination is erased while it stands: an inspection, a complaint, a case in court."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField(_("lý do"))
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(_("từ lúc"))
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(_("gỡ lúc"), null=True)

    class Meta:
        verbose_name = _("lệnh giữ dữ liệu")
        verbose_name_plural = _("lệnh giữ dữ liệu")
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None) | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="hold_is_lifted_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.reason


class Erasure(Subject):
    """Personal data removed on the person's request (Luật 91/2025/QH15): asked for by one, carried out by another.

    It names keys, never the person: what it says stays in the trail for ever.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="+")
    nominations = models.JSONField(default=list)  # keys: there is no cascade from what it empties
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    comments = models.JSONField(default=list)  # keys
    explanation = models.TextField(_("giải trình khi phong trào chưa kết thúc"), blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    state = FSMField(_("trạng thái"), default=S.DRAFTED, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("yêu cầu xóa dữ liệu cá nhân")
        verbose_name_plural = _("yêu cầu xóa dữ liệu cá nhân")

    def __str__(self) -> str:
        return _("Yêu cầu xóa dữ liệu số %(number)s") % {"number": self.pk}

    def content(self) -> dict[str, Any]:
        return {
            "nominations": [str(key) for key in self.nominations],
            "account": str(self.account_id or ""),
            "comments": [str(key) for key in self.comments],
            "explanation": self.explanation,
        }

    @verb(
        source=S.DRAFTED, target=S.REQUESTED, label=_("Đề nghị xóa"), past=_("đã đề nghị xóa dữ liệu cá nhân"),
        guards=("may_be_erased",), writes=("requested_by",), reason=True, tone="warn",
    )  # fmt: skip
    def request_erasure(self, act: Any) -> None:
        self.requested_by_id = act.actor.pk

    @verb(
        source=S.REQUESTED, target=S.ERASED, label=_("Xóa dữ liệu"), past=_("đã xóa dữ liệu cá nhân theo yêu cầu"),
        guards=("may_be_erased", "administrator_takes_part"), reason=True, tone="bad",
    )  # fmt: skip
    def erase(self, act: Any) -> None: ...

    @verb(
        source=S.REQUESTED, target=S.DECLINED, label=_("Từ chối xóa"), past=_("đã từ chối xóa dữ liệu cá nhân"),
        reason=True, tone="warn",
    )  # fmt: skip
    def decline_erasure(self, act: Any) -> None: ...
