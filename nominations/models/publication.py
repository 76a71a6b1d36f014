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
from nominations.states import PublicationKind
from nominations.states import PublicationState as S
from organisation.models import Organisation
from workflows.models import Subject
from workflows.verbs import verb

ADDRESS = 500  # characters


class Publication(Subject):
    """One thing to be made known on one of the portals that the plan names, and when, where and by whom it was.

    The portals are other people's machines: somebody posts there and notes it here. What was noted wrongly is put back
    with a reason and noted anew; the trail keeps both.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="publications")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="publications")
    kind = models.CharField(_("loại tin"), max_length=12, choices=PublicationKind.choices)
    channel = models.CharField(_("nơi đăng"), max_length=200)  # as the plan calls it
    title = models.CharField(_("nội dung đăng"), max_length=300)
    since = models.DateTimeField(_("cần đăng từ"))
    posted_on = models.DateField(_("ngày đăng"), null=True, blank=True)
    address = models.CharField(_("địa chỉ tin"), max_length=ADDRESS, blank=True)
    audience = models.CharField(_("người đọc"), max_length=300, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = FSMField(_("trạng thái"), default=S.DUE, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("tin cần đăng")
        verbose_name_plural = _("tin cần đăng")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "channel", "kind"], condition=Q(kind__in=("plan", "results")),
                name="one_publication_of_the_campaign",
            ),
            models.UniqueConstraint(
                fields=["decision", "channel"], condition=Q(decision__isnull=False),
                name="one_publication_of_a_decision",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["organisation", "since", "id"], condition=Q(state="due"), name="publication_queue"),
            models.Index(fields=["campaign", "channel", "posted_on"], name="publication_log"),
        ]

    def __str__(self) -> str:
        return f"{self.title} – {self.channel}"

    def get_absolute_url(self) -> str:
        return reverse("publication", args=[self.pk])

    def content(self) -> dict[str, Any]:
        return {"kind": self.kind, "channel": self.channel, "title": self.title}

    @verb(
        source=S.DUE, target=S.PUBLISHED, label=_("Ghi đã đăng"), past=_("đã đăng"), guards=("posting_is_sound",),
        writes=("posted_on", "address", "audience", "posted_by"), tone="ok",
    )  # fmt: skip
    def publish(self, act: Any) -> None:
        self.posted_on, self.posted_by_id = date.fromisoformat(act.data["day"]), act.actor.pk
        self.address, self.audience = act.data["address"], act.data["audience"]

    @verb(
        source=S.DUE, target=S.DROPPED, label=_("Không đăng"), past=_("đã ghi không đăng"), reason=True, tone="warn",
    )  # fmt: skip
    def leave_out(self, act: Any) -> None: ...

    @verb(
        source=[S.PUBLISHED, S.DROPPED], target=S.DUE, label=_("Đưa lại vào hàng chờ"),
        past=_("đã đưa lại vào hàng chờ"), reason=True, tone="warn",
    )  # fmt: skip
    def put_back(self, act: Any) -> None: ...


class PublicationRule(models.Model):
    """How soon the office wants things published, and whether its own portal names those honoured. The newest holds.

    Where there is none, the settings of the plan's file hold.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="publication_rules")
    days = models.PositiveSmallIntegerField(_("số ngày giữa hai lần đăng"))
    names_honoured = models.BooleanField(_("công bố danh sách khen thưởng"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("đặt lúc"))

    class Meta:
        verbose_name = _("quy định đăng tin")
        verbose_name_plural = _("quy định đăng tin")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["campaign", "-id"], name="publishing_in_force")]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.pk}"
