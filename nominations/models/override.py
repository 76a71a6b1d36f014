from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.states import Duty
from nominations.states import OverrideState as S
from organisation.models import Organisation
from workflows.models import Subject
from workflows.verbs import verb, verbs_of

TOLD = ("tell_overseers",)


class Override(Subject):
    """Break-glass: one duty of one person on one object is set aside for one verb, once, within hours.

    Who needs it asks with a reason, another person who decides confirms; both stand in the chain, and so does the use.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="overrides")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    verb_name = models.CharField(_("thao tác"), max_length=40)
    duty = models.CharField(_("trách nhiệm được bỏ qua"), max_length=20, choices=Duty.choices)
    reason = models.TextField(_("lý do"))
    hours = models.PositiveSmallIntegerField(_("số giờ có hiệu lực"), default=24)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = FSMField(_("trạng thái"), default=S.DRAFTED, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("yêu cầu vượt quyền khẩn cấp")
        verbose_name_plural = _("yêu cầu vượt quyền khẩn cấp")
        constraints = [
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=24), name="override_lasts_a_day_at_most"),
            models.CheckConstraint(
                condition=Q(confirmer=None) | ~Q(confirmer=F("asker")), name="override_takes_two_people"
            ),
        ]
        indexes = [models.Index(fields=["kind", "object_id"], name="override_by_object")]

    def __str__(self) -> str:
        return _("Vượt quyền số %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("override", args=[self.pk])

    @classmethod
    def in_force(cls, askers: Iterable[int], verb_name: str, at: datetime) -> "models.QuerySet[Override]":
        """What may be used for that verb at that moment."""
        found = cls._default_manager.filter(state=S.GRANTED, asker__in=askers, verb_name=verb_name, expires_at__gt=at)
        return found.select_related("kind")

    @property
    def subject(self) -> Subject:
        """The object that the act is on."""
        return cast(Subject, self.kind.model_class()._default_manager.get(pk=self.object_id))

    @property
    def lasting(self) -> timedelta:
        return timedelta(hours=self.hours)

    @property
    def verb_label(self) -> str:
        return str(verbs_of(self.kind.model_class())[self.verb_name].label)

    def content(self) -> dict[str, Any]:
        return {
            "asker": self.asker.username,
            "object": f"{self.kind.app_label}.{self.kind.model}/{self.object_id}",
            "verb": self.verb_name,
            "duty": self.duty,
            "reason": self.reason,
            "hours": str(self.hours),
        }

    @verb(
        source=S.DRAFTED, target=S.REQUESTED, label=_("Xin vượt quyền"), past=_("đã được đề nghị"), reason=True,
        guards=("reason_is_told", "nobody_acts_on_their_own_case", "is_forbidden_by_the_duty"),
        effects=("tell_confirmers",), fresh=True, tone="warn",
    )  # fmt: skip
    def ask(self, act: Any) -> None: ...

    @verb(
        source=S.REQUESTED, target=S.GRANTED, label=_("Xác nhận"), past=_("đã được xác nhận"),
        guards=("is_in_time", "nobody_acts_on_their_own_case", "confirmed_by_another_person"),
        writes=("confirmer", "expires_at"), effects=TOLD, fresh=True, tone="warn",
    )  # fmt: skip
    def confirm(self, act: Any) -> None:
        self.confirmer_id, self.expires_at = act.actor.pk, act.at + self.lasting

    @verb(
        source=S.REQUESTED, target=S.REFUSED, label=_("Không đồng ý"), past=_("không được đồng ý"), reason=True,
        effects=TOLD, tone="bad",
    )  # fmt: skip
    def refuse(self, act: Any) -> None: ...

    @verb(
        source=S.GRANTED, target=S.USED, label=_("Dùng"), past=_("đã được dùng"), guards=("is_in_time",),
        writes=("expires_at",), effects=TOLD, tone="bad",
    )  # fmt: skip
    def use(self, act: Any) -> None:
        self.expires_at = act.at

    @verb(
        source=[S.REQUESTED, S.GRANTED], target=S.EXPIRED, label=_("Chấm dứt"), past=_("đã chấm dứt"),
        writes=("expires_at",), effects=TOLD,
    )  # fmt: skip
    def end(self, act: Any) -> None:
        self.expires_at = min(self.expires_at, act.at)
