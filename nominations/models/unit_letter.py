from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign, Round
from nominations.models.decision import Decision
from nominations.states import LetterState as S
from nominations.states import Occasion
from organisation.models import Organisation, Unit
from workflows.models import Subject
from workflows.verbs import verb

NAME = 200


class UnitLetter(Subject):
    """A letter of the office to one unit: urging to file in a round, or the result of a decision.

    It is written from the facts, and leaves when a person releases it; from then on it stands as it was sent.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(_("loại thư"), max_length=10, choices=Occasion.choices)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(_("tiêu đề"), max_length=NAME)
    text = models.TextField(_("nội dung"))
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    prepared_at = models.DateTimeField(_("soạn lúc"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("gửi hoặc bỏ lúc"), null=True, blank=True)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)  # of the công văn, once it went out
    drop_reason = models.TextField(_("lý do bỏ"), blank=True)
    state = FSMField(_("trạng thái"), default=S.BLANK, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("thư gửi đơn vị")
        verbose_name_plural = _("thư gửi đơn vị")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "round"], condition=Q(kind="urging", state__in=("blank", "drafted")),
                name="one_open_urging_letter",
            ),
            models.UniqueConstraint(
                fields=["unit", "decision"], condition=Q(kind="result") & ~Q(state="dropped"),
                name="one_result_letter_per_decision",
            ),
            models.CheckConstraint(
                condition=Q(kind="urging", round__isnull=False, decision=None)
                | Q(kind="result", decision__isnull=False, round=None),
                name="letter_has_its_occasion",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["campaign", "kind", "state", "-id"], name="letter_by_campaign")]

    def __str__(self) -> str:
        return _("Thư gửi %(unit)s") % {"unit": self.unit}

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.pk])

    def content(self) -> dict[str, Any]:
        return {"unit": self.unit.name, "kind": self.kind, "title": self.title, "text": self.text}

    @verb(
        source=S.BLANK, target=S.DRAFTED, label=_("Soạn thư"), past=_("đã soạn thư"),
        writes=("prepared_by", "prepared_at"), reads=("unit",),
    )  # fmt: skip
    def prepare(self, act: Any) -> None:
        self.prepared_by_id, self.prepared_at = act.actor.pk, act.at

    @verb(source=S.DRAFTED, target=S.DRAFTED, label=_("Sửa thư"), past=_("đã sửa thư"), reads=("unit",))
    def reword(self, act: Any) -> None: ...

    @verb(
        source=S.DRAFTED, target=S.RELEASED, label=_("Gửi thư"), past=_("đã gửi thư"),
        guards=("letter_still_holds",), writes=("ended_by", "ended_at"), effects=("deliver_letters",),
        reads=("decision",), tone="ok",
    )  # fmt: skip
    def release(self, act: Any) -> None:
        self.ended_by_id, self.ended_at = act.actor.pk, act.at

    @verb(
        source=S.DRAFTED, target=S.DROPPED, label=_("Bỏ thư"), past=_("đã bỏ thư"), reason=True,
        writes=("ended_by", "ended_at", "drop_reason"), tone="warn",
    )  # fmt: skip
    def drop(self, act: Any) -> None:
        self.ended_by_id, self.ended_at, self.drop_reason = act.actor.pk, act.at, act.reason
