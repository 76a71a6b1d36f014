from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models import Campaign, Round
from nominations.states import DossierState as S
from organisation.models import Organisation, Unit
from workflows.models import Subject
from workflows.verbs import verb

REVIEW_TIME = timedelta(days=10)  # the office's aim for its queue; no rule fixes one for a Sở's Giấy khen
NOT_STATED = datetime(9999, 1, 1, tzinfo=UTC)  # sorts after every real deadline


def has_newcomers(nominations: Iterable[Any]) -> bool:
    """Is any of them filed for the first time?"""
    return any(not nomination.event_seq for nomination in nominations)


class Dossier(Subject):
    """A unit's list of nominations for one round, with its letter (danh sách và tờ trình của đơn vị)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="dossiers")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers")
    letter_number = models.CharField(_("số, ký hiệu văn bản đề nghị"), max_length=60, blank=True)
    letter_date = models.DateField(_("ngày văn bản"), null=True, blank=True)
    letter_note = models.TextField(_("nội dung đề nghị"), max_length=4000, blank=True)
    state = FSMField(_("trạng thái"), default=S.DRAFT, choices=S.choices, protected=True, editable=False)
    created_at = models.DateTimeField(_("mở lúc"))
    due_at = models.DateTimeField(_("hạn của bước hiện tại"))
    submitted_at = models.DateTimeField(_("nộp lúc"), null=True, blank=True)
    submissions = models.PositiveSmallIntegerField(_("số lần nộp"), default=0)
    returned_at = models.DateTimeField(_("Văn phòng trả lại lần đầu lúc"), null=True, blank=True)
    is_late = models.BooleanField(_("nộp muộn"), default=False)
    late_reason = models.TextField(_("lý do nộp muộn"), blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    flow_name = "nominations.flows.DossierFlow"

    class Meta:
        verbose_name = _("hồ sơ đề nghị")
        verbose_name_plural = _("hồ sơ đề nghị")
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="one_dossier_per_round_and_unit")]
        indexes = [
            models.Index(
                fields=["organisation", "due_at", "id"],
                condition=Q(state__in=["submitted", "received"]),
                name="dossier_queue",
            ),
        ]

    def __str__(self) -> str:
        return _("Hồ sơ của %(unit)s") % {"unit": self.unit}

    def get_absolute_url(self) -> str:
        return reverse("dossier", args=[self.pk])

    @property
    def receipt_number(self) -> str:
        """The number that comes back on submission: dossier and how many times it was submitted."""
        return f"TN-{self.pk:05d}/{self.submissions}" if self.submissions else ""

    @property
    def is_editable(self) -> bool:
        return self.state in (S.DRAFT, S.RETURNED)

    def content(self) -> dict[str, Any]:
        """The letter and each nomination that stands in the list, by name and by hash."""
        lines = self.nominations.exclude(state="withdrawn").order_by("pk")
        rows = lines.values_list("pk", "version", "content_hash", "full_name", "award_form__name")
        return {
            "unit": self.unit.name,
            "round": self.round.name,
            "letter_number": self.letter_number,
            "letter_date": self.letter_date.isoformat() if self.letter_date else "",
            "letter_note": self.letter_note,
            "nominations": [
                [str(pk), str(version), content_hash, name, form or ""]
                for pk, version, content_hash, name, form in rows
            ],
            "attachments": [f"{file.name}:{file.sha256}" for file in self.attachments.filter(nomination=None)],
        }

    def items(self, verb: str) -> QuerySet:  # noqa: ARG002 - every verb moves the same list
        return self.nominations.all()

    def is_late_at(self, at: datetime, *, newcomers: bool) -> bool:
        """Would filing be late then? What the office once sent back may come again, but without `newcomers`."""
        closes_at = self.round.closes_at
        return closes_at is not None and at > closes_at and (newcomers or self.returned_at is None)

    def _mark_lateness(self, act: Any, *, newcomers: bool) -> None:
        if self.is_late_at(act.at, newcomers=newcomers):
            self.is_late, self.late_reason = True, act.reason
        elif self.returned_at is None:
            self.is_late, self.late_reason = False, ""

    def _due_in_the_unit(self, at: datetime) -> datetime:
        """The round's deadline; none once the office has sent the list back and the deadline lies behind."""
        closes_at = self.round.closes_at
        return NOT_STATED if closes_at is None or (self.returned_at and closes_at < at) else closes_at

    def task_owner_id(self) -> int | None:
        return self.reviewer_id if self.state == S.RECEIVED else None

    @verb(
        source=[S.DRAFT, S.RETURNED], target=S.SUBMITTED, label=_("Xác nhận và nộp"), past=_("đã nộp danh sách"),
        guards=("campaign_is_open", "has_nominations", "has_letter", "lateness_is_explained"),
        writes=("submitted_at", "submissions", "is_late", "late_reason", "filed_by", "due_at"), items=("submit",),
        effects=("tell_office", "tell_unit", "seal"), tone="ok",
    )  # fmt: skip
    def submit(self, act: Any) -> None:
        self.submitted_at, self.filed_by_id = act.at, act.actor.pk
        self.submissions += 1
        self.due_at = act.at + REVIEW_TIME
        self._mark_lateness(act, newcomers=has_newcomers(act.items))

    @verb(
        source=[S.DRAFT, S.RETURNED], label=_("Trình thủ trưởng"), past=_("đã trình thủ trưởng đơn vị"),
        guards=(
            "campaign_is_open", "has_nominations", "has_letter", "is_filled_in", "lateness_is_accepted",
            "unit_has_a_head", "is_not_presented_yet",
        ),
        effects=("tell_heads",), tone="ok",
    )  # fmt: skip
    def present(self, act: Any) -> None:
        """The officer holds the list for ready; the head confirms and files it, or does not."""

    @verb(
        source=S.DRAFT, target=S.NIL, label=_("Báo không có đề nghị"), past=_("đã báo không có đề nghị"),
        guards=("campaign_is_open", "has_no_nominations", "lateness_is_explained"),
        writes=("submitted_at", "is_late", "late_reason", "filed_by"), effects=("tell_office",), tone="neutral",
    )  # fmt: skip
    def declare_nil(self, act: Any) -> None:
        self.submitted_at, self.filed_by_id = act.at, act.actor.pk
        self._mark_lateness(act, newcomers=False)

    @verb(
        source=S.NIL, target=S.DRAFT, label=_("Mở lại để đề nghị"), past=_("đã mở lại hồ sơ"),
        guards=("campaign_is_open",), writes=("submitted_at", "filed_by"), tone="warn",
    )  # fmt: skip
    def reopen(self, act: Any) -> None:  # noqa: ARG002
        self.submitted_at = self.filed_by_id = None

    @verb(
        source=S.SUBMITTED, target=S.DRAFT, label=_("Rút danh sách về sửa"), past=_("đã rút danh sách về"),
        writes=("submitted_at", "due_at"), items=("take_back",), effects=("tell_office",), tone="warn",
    )  # fmt: skip
    def withdraw(self, act: Any) -> None:
        self.submitted_at, self.due_at = None, self._due_in_the_unit(act.at)

    @verb(
        source=S.SUBMITTED, target=S.RECEIVED, label=_("Nhận thẩm định"), past=_("đã nhận thẩm định"),
        writes=("reviewer",), items=("receive",), effects=("tell_unit",), tone="ok",
    )  # fmt: skip
    def receive(self, act: Any) -> None:
        self.reviewer_id = act.actor.pk

    @verb(
        source=S.RECEIVED, target=S.RECEIVED, label=_("Nhường người khác thẩm định"),
        past=_("đã nhường việc thẩm định"), writes=("reviewer",), tone="warn",
    )  # fmt: skip
    def release(self, act: Any) -> None:  # noqa: ARG002
        self.reviewer_id = None

    @verb(
        source=S.RECEIVED, target=S.RECEIVED, label=_("Nhận thẩm định tiếp"), past=_("đã nhận thẩm định tiếp"),
        guards=("nobody_reviews",), writes=("reviewer",), tone="ok",
    )  # fmt: skip
    def claim(self, act: Any) -> None:
        self.reviewer_id = act.actor.pk

    @verb(
        source=S.RECEIVED, target=S.RETURNED, label=_("Trả lại đơn vị"), past=_("đã trả lại đơn vị"), reason=True,
        guards=("something_to_mend",), writes=("returned_at", "due_at"), effects=("tell_unit",), tone="bad",
    )  # fmt: skip
    def send_back(self, act: Any) -> None:
        self.returned_at = self.returned_at or act.at
        self.due_at = self._due_in_the_unit(act.at)

    @verb(
        source=S.RECEIVED, target=S.CHECKED, label=_("Hoàn thành thẩm định"), past=_("đã hoàn thành thẩm định"),
        guards=("all_nominations_decided",), effects=("tell_unit",), tone="ok",
    )  # fmt: skip
    def check_off(self, act: Any) -> None: ...

    @verb(
        source=[S.CHECKED, S.NIL], target=S.CLOSED, label=_("Kết thúc hồ sơ"), past=_("đã kết thúc hồ sơ"),
        effects=("tell_unit",), tone="ok",
    )  # fmt: skip
    def close(self, act: Any) -> None: ...
