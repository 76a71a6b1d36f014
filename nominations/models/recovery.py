from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.models.decision import Decision
from nominations.models.nomination import Nomination
from nominations.states import Recovered
from nominations.states import RecoveryState as S
from organisation.models import Organisation
from workflows.models import Subject
from workflows.verbs import verb


class Recovery(Subject):
    """What goes back after an award was revoked: the certificate, or the money that went with it.

    Luật Thi đua, khen thưởng 2022, Điều 93 khoản 2. It is asked for in the act that revokes, and ends when it came
    back or when the office says why it does not; noted wrongly, it is asked for again. Reasons stand in the trail
    alone, where they can be erased.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    revocation = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="recoveries")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="recoveries")
    what = models.CharField(_("thu hồi gì"), max_length=12, choices=Recovered.choices)
    amount = models.PositiveBigIntegerField(_("số tiền"), null=True, blank=True)  # đồng
    due_on = models.DateField(_("hạn nộp lại"), null=True, blank=True)  # where the signed paper names a time limit
    returned_on = models.DateField(_("ngày nộp lại"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = FSMField(_("trạng thái"), default=S.DRAFTED, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("việc thu hồi")
        verbose_name_plural = _("việc thu hồi")
        constraints = [
            models.UniqueConstraint(fields=["nomination", "what"], name="one_recovery_of_each"),
            models.CheckConstraint(
                condition=Q(what="certificate", amount=None) | Q(what="money", amount__isnull=False),
                name="money_has_its_amount",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "revocation"], condition=Q(state="outstanding"), name="recovery_waiting"
            )
        ]

    def __str__(self) -> str:
        return _("Thu hồi %(what)s của %(who)s") % {"what": self.get_what_display().lower(), "who": self.nomination}

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.revocation_id])

    def content(self) -> dict[str, Any]:
        return {
            "nomination": str(self.nomination_id),
            "revocation": str(self.revocation_id),
            "what": self.what,
            "amount": "" if self.amount is None else str(self.amount),
            "due_on": self.due_on.isoformat() if self.due_on else "",
        }

    @verb(
        source=S.DRAFTED, target=S.OUTSTANDING, label=_("Yêu cầu nộp lại"), past=_("đã yêu cầu nộp lại"),
        guards=("follows_a_revocation",), tone="warn",
    )  # fmt: skip
    def demand(self, act: Any) -> None: ...

    @verb(
        source=S.OUTSTANDING, target=S.RECOVERED, label=_("Ghi đã nộp lại"), past=_("đã ghi nhận nộp lại"),
        guards=("day_of_return_is_sound",), writes=("returned_on", "ended_by"), reads=("revocation",), tone="ok",
    )  # fmt: skip
    def note_return(self, act: Any) -> None:
        self.returned_on, self.ended_by_id = date.fromisoformat(act.data["day"]), act.actor.pk

    @verb(
        source=S.OUTSTANDING, target=S.WAIVED, label=_("Ghi không thu hồi"), past=_("đã ghi không thu hồi"),
        reason=True, writes=("ended_by",), tone="warn",
    )  # fmt: skip
    def waive(self, act: Any) -> None:
        self.ended_by_id = act.actor.pk

    @verb(
        source=[S.RECOVERED, S.WAIVED], target=S.OUTSTANDING, label=_("Mở lại việc thu hồi"),
        past=_("đã mở lại việc thu hồi"), reason=True, writes=("returned_on", "ended_by"), tone="warn",
    )  # fmt: skip
    def ask_again(self, act: Any) -> None:  # noqa: ARG002
        """What was noted was wrong: it is still to come back."""
        self.returned_on = self.ended_by_id = None
