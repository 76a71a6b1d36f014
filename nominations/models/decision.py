from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.models.consolidated_list import ConsolidatedList
from nominations.states import DecisionState as S
from organisation.models import Organisation
from workflows.models import Subject
from workflows.verbs import verb


class NumberSeries(models.Model):
    """Continuous numbers of one organisation, year and type of document (NĐ 30/2020, Điều 15)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year", "series"], name="one_series")]


class Decision(Subject):
    """A commendation decision. `paper` is the document's data as signed; the PDF is made from it alone."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="decisions")
    consolidated_list = models.OneToOneField(ConsolidatedList, on_delete=models.PROTECT, related_name="decision")
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    symbol = models.CharField(_("ký hiệu"), max_length=60)
    signed_at = models.DateTimeField(_("ký lúc"), null=True, blank=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(_("ban hành lúc"), null=True, blank=True)
    paper = models.JSONField(default=dict)
    pdf = models.FileField(upload_to="decisions/", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    state = FSMField(_("trạng thái"), default=S.DRAFTED, choices=S.choices, protected=True, editable=False)

    bulky = ("paper",)

    class Meta:
        verbose_name = _("quyết định")
        verbose_name_plural = _("quyết định")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "symbol", "number"], name="one_decision_per_number")
        ]

    def __str__(self) -> str:
        return _("Quyết định số %(notation)s") % {"notation": self.notation}

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.pk])

    @property
    def notation(self) -> str:
        """Số, ký hiệu: numbers under 10 take a leading zero (NĐ 30/2020, Phụ lục I, II.3)."""
        return f"{self.number:02d}/{self.symbol}" if self.number else f"…/{self.symbol}"

    def content(self) -> dict[str, Any]:
        return {"symbol": self.symbol, "year": str(self.year), "paper": self.paper, "pdf": self.pdf_sha256}

    @verb(
        source=S.DRAFTED, target=S.NUMBERED, label=_("Cấp số"), past=_("đã cấp số"), writes=("number", "signed_at"),
    )  # fmt: skip
    def assign_number(self, act: Any) -> None:
        self.number, self.signed_at = act.data["number"], act.at

    @verb(
        source=S.NUMBERED, target=S.SIGNED, label=_("Ký"), past=_("đã ký"), writes=("signer",),
        effects=("render_decision",), fresh=True, tone="ok",
    )  # fmt: skip
    def sign(self, act: Any) -> None:
        self.signer_id = act.actor.pk

    @verb(
        source=S.SIGNED, target=S.ISSUED, label=_("Ban hành"), past=_("đã ban hành"), writes=("issued_at",), tone="ok"
    )
    def issue(self, act: Any) -> None:
        self.issued_at = act.at

    @verb(
        source=S.ISSUED, target=S.REVOKED, label=_("Hủy bỏ quyết định"), past=_("đã hủy bỏ"), reason=True,
        guards=("revocation_has_ground",), fresh=True, tone="bad",
    )  # fmt: skip
    def revoke(self, act: Any) -> None: ...

    @verb(
        source=S.ISSUED, target=S.REPLACED, label=_("Thay thế"), past=_("đã được thay thế"), reason=True, fresh=True,
        tone="warn",
    )  # fmt: skip
    def replace(self, act: Any) -> None: ...
