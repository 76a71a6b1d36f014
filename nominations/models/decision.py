from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.models.consolidated_list import ConsolidatedList
from nominations.states import DecisionKind, Ground
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
    """A decision to award a list, to revoke awards that a decision granted, or to grant them anew in its place.

    `paper` is the document's data as signed; the PDF is made from it alone. A revocation names the decision it amends,
    a ground of the law and, in `lines`, the nominations it takes the award from; it works when it is issued. So does a
    replacement: it grants `lines` of the same list again, with the words of `corrections` in place of the wrong ones.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(_("loại"), max_length=12, choices=DecisionKind.choices, default=DecisionKind.AWARD)
    consolidated_list = models.ForeignKey(
        ConsolidatedList, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    amends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments",
        verbose_name=_("quyết định bị hủy bỏ, thay thế"),
    )  # fmt: skip
    ground = models.CharField(_("căn cứ hủy bỏ"), max_length=1, choices=Ground.choices, blank=True)
    finding = models.TextField(_("kết luận"), blank=True)  # what was found, as the paper says it
    lines = models.JSONField(default=list, blank=True)  # keys of nominations
    corrections = models.JSONField(default=dict, blank=True)  # by key of the line and field: how it read, how it reads
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
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
            models.UniqueConstraint(
                fields=["organisation", "year", "symbol", "number"], name="one_decision_per_number"
            ),
            models.UniqueConstraint(
                fields=["amends"],
                name="one_open_amendment",
                condition=Q(state__in=("drafted", "proposed", "approved", "numbered", "signed")),
            ),
            models.CheckConstraint(
                condition=Q(kind="award", consolidated_list__isnull=False, amends=None)
                | Q(kind="revocation", consolidated_list=None, amends__isnull=False)
                | Q(kind="replacement", consolidated_list__isnull=False, amends__isnull=False),
                name="decision_has_its_object",
            ),
            models.UniqueConstraint(
                fields=["consolidated_list"], name="one_award_of_a_list", condition=Q(kind="award")
            ),
        ]

    def __str__(self) -> str:
        words = {
            DecisionKind.REVOCATION: _("Quyết định hủy bỏ số %(notation)s"),
            DecisionKind.REPLACEMENT: _("Quyết định thay thế số %(notation)s"),
        }.get(DecisionKind(self.kind), _("Quyết định số %(notation)s"))
        return words % {"notation": self.notation}

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.pk])

    @property
    def is_revocation(self) -> bool:
        return self.kind == DecisionKind.REVOCATION

    @property
    def is_replacement(self) -> bool:
        return self.kind == DecisionKind.REPLACEMENT

    @property
    def is_replaced(self) -> bool:
        return self.state == S.REPLACED

    @property
    def notation(self) -> str:
        """Số, ký hiệu: numbers under 10 take a leading zero (NĐ 30/2020, Phụ lục I, II.3)."""
        return f"{self.number:02d}/{self.symbol}" if self.number else f"…/{self.symbol}"

    def content(self) -> dict[str, Any]:
        said = {"symbol": self.symbol, "year": str(self.year), "paper": self.paper, "pdf": self.pdf_sha256}
        if self.amends_id is None:
            return said
        lines = [str(key) for key in self.lines]
        said |= {"amends": str(self.amends_id), "finding": self.finding, "lines": lines}
        return said | ({"ground": self.ground} if self.is_revocation else {"corrections": self.corrections})

    @verb(
        source=S.DRAFTED, target=S.PROPOSED, label=_("Trình ký"), past=_("đã trình ký"), reason=True,
        guards=("amendment_is_grounded",), writes=("proposed_by",), reads=("amends",), effects=("tell_leaders",),
    )  # fmt: skip
    def propose(self, act: Any) -> None:
        self.proposed_by_id = act.actor.pk

    @verb(
        source=S.PROPOSED, target=S.DROPPED, label=_("Bỏ dự thảo"), past=_("đã bỏ dự thảo"), reason=True,
        effects=("tell_office",), tone="bad",
    )  # fmt: skip
    def turn_down(self, act: Any) -> None: ...

    @verb(
        source=S.PROPOSED, target=S.APPROVED, label=_("Ký quyết định"), past=_("đã duyệt"),
        guards=("amendment_is_grounded",), reads=("amends",), effects=("tell_office", "tell_records", "seal"),
        fresh=True, tone="ok",
    )  # fmt: skip
    def sign_amendment(self, act: Any) -> None:
        """The signature itself; number and paper follow in the same transaction."""

    @verb(
        source=[S.DRAFTED, S.APPROVED], target=S.NUMBERED, label=_("Cấp số"), past=_("đã cấp số"),
        writes=("number", "signed_at"),
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
        source=S.SIGNED, target=S.ISSUED, label=_("Ban hành"), past=_("đã ban hành"),
        guards=("awards_a_list", "original_is_finished"), writes=("issued_at",), effects=("distribute",), tone="ok",
    )  # fmt: skip
    def issue(self, act: Any) -> None:
        self.issued_at = act.at

    @verb(
        source=S.SIGNED, target=S.ISSUED, label=_("Ban hành"), past=_("đã ban hành"),
        guards=("revokes_awards", "original_is_finished"), writes=("issued_at",),
        effects=("tell_units", "tell_publishers", "distribute", "seal"), tone="ok",
    )  # fmt: skip
    def enact(self, act: Any) -> None:
        """A revocation is issued: from now on its lines are no awards."""
        self.issued_at = act.at

    @verb(
        source=S.ISSUED, target=S.REVOKED, label=_("Hủy bỏ quyết định"), past=_("đã hủy bỏ"),
        guards=("revoked_by_decision",), tone="bad",
    )  # fmt: skip
    def revoke(self, act: Any) -> None: ...

    @verb(
        source=S.ISSUED, target=S.REPLACED, label=_("Thay thế"), past=_("đã thay thế"),
        guards=("replaced_by_decision",), effects=("tell_units", "tell_publishers", "seal"), tone="warn",
    )  # fmt: skip
    def replace(self, act: Any) -> None: ...
