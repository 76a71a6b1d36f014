from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign
from nominations.states import UNDECIDED
from nominations.states import ListState as S
from organisation.models import Organisation
from workflows.models import Subject
from workflows.verbs import verb


class ConsolidatedList(Subject):
    """The list that Văn phòng Sở compiles and submits to the Director (bảng tổng hợp, tờ trình)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="consolidated_lists")
    number = models.PositiveSmallIntegerField(_("lần trình"), default=1)
    note = models.TextField(_("ý kiến của Văn phòng"), max_length=4000, blank=True)
    state = FSMField(_("trạng thái"), default=S.COMPILING, choices=S.choices, protected=True, editable=False)
    created_at = models.DateTimeField(_("lập lúc"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    forwarded_at = models.DateTimeField(_("trình lúc"), null=True, blank=True)
    forwarded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    submission_number = models.PositiveIntegerField(_("số tờ trình"), null=True, blank=True)  # of the last one

    flow_name = "nominations.flows.ListFlow"

    class Meta:
        verbose_name = _("danh sách tổng hợp")
        verbose_name_plural = _("danh sách tổng hợp")
        constraints = [models.UniqueConstraint(fields=["campaign", "number"], name="one_list_per_number")]

    def __str__(self) -> str:
        return _("Danh sách tổng hợp lần %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("consolidated_list", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in (S.COMPILING, S.RETURNED)

    @property
    def awaits_decision(self) -> bool:
        return self.state in UNDECIDED

    def content(self) -> dict[str, Any]:
        """The page the Director decides on: each line as shown, and whether it is struck."""
        lines = self.nominations.order_by("pk").values_list(
            "pk", "version", "content_hash", "full_name", "unit__name", "award_form__name", "state"
        )
        return {
            "campaign": self.campaign.name,
            "number": str(self.number),
            "note": self.note,
            "lines": [
                [str(pk), str(version), content_hash, name, unit, form or "", "struck" if state == "declined" else ""]
                for pk, version, content_hash, name, unit, form, state in lines
            ],
        }

    def items(self, verb: str) -> QuerySet:  # noqa: ARG002
        return self.nominations.all()

    @verb(
        source=[S.COMPILING, S.RETURNED], target=S.FORWARDED, label=_("Trình Giám đốc"), past=_("đã trình Giám đốc"),
        guards=("has_lines", "campaign_stands"), writes=("forwarded_at", "forwarded_by"), items=("forward",),
        effects=("tell_leaders", "seal"), tone="ok",
    )  # fmt: skip
    def forward(self, act: Any) -> None:
        self.forwarded_at, self.forwarded_by_id = act.at, act.actor.pk

    @verb(
        source=[S.COMPILING, S.RETURNED], target=S.CANCELLED, label=_("Hủy danh sách"), past=_("đã hủy danh sách"),
        items=("set_aside",), reason=True, tone="bad",
    )  # fmt: skip
    def cancel(self, act: Any) -> None: ...

    @verb(
        source=S.FORWARDED, target=S.RETURNED, label=_("Trả lại Văn phòng"), past=_("đã trả lại Văn phòng"),
        items=("recall",), reason=True, effects=("tell_office",), tone="bad",
    )  # fmt: skip
    def send_back(self, act: Any) -> None: ...

    @verb(
        source=S.FORWARDED, target=S.SIGNED, label=_("Phê duyệt và ký quyết định"), past=_("đã phê duyệt và ký"),
        guards=("has_lines_to_approve", "campaign_stands", "lines_are_decided_here", "decision_is_stated",
                "public_was_heard"),
        items=("approve",), effects=("tell_office", "tell_records", "seal"), fresh=True, tone="ok",
    )  # fmt: skip
    def sign(self, act: Any) -> None: ...

    @verb(
        source=S.SIGNED, target=S.ISSUED, label=_("Ban hành"), past=_("đã ban hành"), items=("award",),
        effects=("tell_units", "tell_publishers", "seal"), tone="ok",
    )  # fmt: skip
    def issue(self, act: Any) -> None: ...
