from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.models.decision import Decision
from nominations.states import DeliveryState as S
from nominations.states import Purpose, Way
from organisation.models import Organisation, Unit
from workflows.models import Subject
from workflows.verbs import verb

NAME = 400


class Delivery(Subject):
    """An issued document on its way to one recipient (nơi nhận): a campaign's plan, or, where it is named, a decision.

    A unit of the register gets it on the site, and says there that it has it. To anybody else the records clerk sends
    it, and notes how; or gives out a link, of which no more than a hash is kept, that works for some days.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="deliveries")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    recipient = models.CharField(_("nơi nhận"), max_length=NAME)
    purpose = models.CharField(_("để làm gì"), max_length=6, choices=Purpose.choices)
    way = models.CharField(_("cách gửi"), max_length=6, choices=Way.choices, blank=True)
    sent_on = models.DateField(_("ngày gửi"), null=True, blank=True)
    link_hash = models.CharField(max_length=64, blank=True, editable=False)  # of the one that works
    received_at = models.DateTimeField(_("nhận lúc"), null=True, blank=True)
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)
    state = FSMField(_("trạng thái"), default=S.PREPARED, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("việc gửi văn bản")
        verbose_name_plural = _("việc gửi văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "recipient"], condition=Q(decision=None), name="plan_goes_there_once"
            ),
            models.UniqueConstraint(fields=["decision", "recipient"], name="decision_goes_there_once"),
        ]
        indexes = [
            models.Index(fields=["unit"], condition=Q(state="sent"), name="delivery_unconfirmed"),
            models.Index(fields=["organisation"], condition=Q(state="prepared"), name="delivery_unsent"),
        ]

    def __str__(self) -> str:
        return _("Văn bản gửi %(whom)s") % {"whom": self.recipient}

    def get_absolute_url(self) -> str:
        return reverse("delivery", args=[self.pk])

    @property
    def paper_name(self) -> str:
        """What is sent."""
        return str(self.decision) if self.decision else _("Kế hoạch “%(name)s”") % {"name": self.campaign}

    @property
    def goes_outside(self) -> bool:
        """To somebody who does not meet it on the site."""
        return self.unit_id is None

    def content(self) -> dict[str, Any]:
        return {
            "campaign": str(self.campaign_id),
            "decision": str(self.decision_id or ""),
            "recipient": self.recipient,
            "purpose": self.purpose,
        }

    @verb(
        source=S.PREPARED, target=S.SENT, label=_("Ghi đã gửi"), past=_("đã gửi văn bản"),
        guards=("is_out", "sending_is_sound"), writes=("sent_on", "way"), reads=("decision", "campaign"), tone="ok",
    )  # fmt: skip
    def send(self, act: Any) -> None:
        self.sent_on, self.way = date.fromisoformat(act.data["day"]), act.data["way"]

    @verb(
        source=[S.PREPARED, S.SENT], target=S.SENT, label=_("Tạo đường dẫn có thời hạn"),
        past=_("đã tạo đường dẫn để nơi nhận mở văn bản"), guards=("is_out", "recipient_is_outside"),
        writes=("sent_on", "way", "link_hash"), reads=("decision", "campaign"), tone="ok",
    )  # fmt: skip
    def give_link(self, act: Any) -> None:
        """A new link, in place of the one before."""
        self.link_hash = act.data["link"]
        self.sent_on, self.way = self.sent_on or date.fromisoformat(act.data["day"]), self.way or Way.LINK

    @verb(
        source=[S.SENT, S.RECEIVED, S.READ], label=_("Hủy đường dẫn"), past=_("đã hủy đường dẫn"),
        guards=("has_a_link",), writes=("link_hash",), tone="warn",
    )  # fmt: skip
    def end_link(self, act: Any) -> None:  # noqa: ARG002
        self.link_hash = ""

    @verb(
        source=S.SENT, target=S.RECEIVED, label=_("Xác nhận đã nhận"), past=_("đã xác nhận đã nhận văn bản"),
        writes=("received_at",), reads=("unit",), tone="ok",
    )  # fmt: skip
    def acknowledge(self, act: Any) -> None:
        self.received_at = act.at

    @verb(
        source=[S.SENT, S.RECEIVED], target=S.READ, label=_("Xác nhận đã đọc"), past=_("đã xác nhận đã đọc văn bản"),
        writes=("received_at", "read_at"), reads=("unit",), tone="ok",
    )  # fmt: skip
    def mark_read(self, act: Any) -> None:
        """Who has read it has received it."""
        self.received_at, self.read_at = self.received_at or act.at, act.at

    @verb(
        source=S.SENT, label=_("Nhắc đơn vị xác nhận"), past=_("đã nhắc đơn vị xác nhận"),
        guards=("recipient_is_a_unit",), effects=("tell_recipients",), tone="warn",
    )  # fmt: skip
    def remind(self, act: Any) -> None: ...

    @verb(
        source=[S.PREPARED, S.SENT], target=S.STOPPED, label=_("Không gửi nữa"), past=_("đã thôi gửi văn bản"),
        reason=True, writes=("link_hash",), tone="bad",
    )  # fmt: skip
    def stop(self, act: Any) -> None:  # noqa: ARG002
        """A link that was given out works no more."""
        self.link_hash = ""
