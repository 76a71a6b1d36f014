from typing import Any

from django.conf import settings as site
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from campaigns.models.award_form import AwardForm
from campaigns.states import CampaignState as S
from organisation.models import Organisation, Unit
from workflows.models import Subject
from workflows.verbs import verb


class Campaign(Subject):
    """An emulation campaign (phong trào thi đua), run by one plan.

    `plan` is the whole plan as read from its file, for showing; what the path needs stands in columns and rows.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="campaigns")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    code = models.SlugField(_("mã"), max_length=60)
    name = models.CharField(_("tên phong trào"), max_length=400)
    short_name = models.CharField(_("tên gọi trong kế hoạch"), max_length=200, blank=True)
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    period_phrase = models.CharField(_("thời gian theo kế hoạch"), max_length=300, blank=True)
    plan = models.JSONField(default=dict)
    settings = models.JSONField(default=dict)
    drafted_by = models.ForeignKey(
        site.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )  # nobody: the plan was loaded from a file, as it was issued
    submitted_by = models.ForeignKey(
        site.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    award_forms = models.ManyToManyField(AwardForm, blank=True, related_name="campaigns")
    units = models.ManyToManyField(Unit, through="Participation", related_name="campaigns")
    state = FSMField(_("trạng thái"), default=S.DRAFT, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("phong trào thi đua")
        verbose_name_plural = _("phong trào thi đua")
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_campaign_per_code")]
        default_permissions: list[str] = []
        permissions = [(role, role) for role in ("office_reviewer", "council_secretary", "council_member", "auditor")]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("campaign", args=[self.pk])

    def content(self) -> dict[str, Any]:
        return {"code": self.code, "name": self.name, "plan": self.plan, "settings": self.settings}

    @property
    def accepts_nominations(self) -> bool:
        return self.state == S.LAUNCHED

    @verb(
        source=S.DRAFT, label=_("Lưu bản dự thảo"), past=_("đã soạn thảo kế hoạch"), writes=("drafted_by",),
    )  # fmt: skip
    def revise(self, act: Any) -> None:
        self.drafted_by_id = act.actor.pk

    @verb(
        source=S.DRAFT, target=S.SUBMITTED, label=_("Trình lãnh đạo phê duyệt"), past=_("đã trình kế hoạch"),
        guards=("says_what_units_do",), writes=("submitted_by",), effects=("tell_directors",), tone="ok",
    )  # fmt: skip
    def submit(self, act: Any) -> None:
        self.submitted_by_id = act.actor.pk

    @verb(source=S.SUBMITTED, target=S.DRAFT, label=_("Rút kế hoạch về sửa"), past=_("đã rút kế hoạch về"), tone="warn")
    def withdraw(self, act: Any) -> None: ...

    @verb(
        source=S.SUBMITTED, target=S.DRAFT, label=_("Trả lại Văn phòng"), past=_("đã trả lại dự thảo kế hoạch"),
        reason=True, effects=("tell_drafters",), tone="bad",
    )  # fmt: skip
    def send_back(self, act: Any) -> None: ...

    @verb(
        source=[S.DRAFT, S.SUBMITTED], target=S.APPROVED, label=_("Phê duyệt kế hoạch"),
        past=_("đã phê duyệt kế hoạch"), guards=("was_laid_before_the_leaders",), fresh=True,
        effects=("tell_publishers", "tell_drafters", "distribute"), tone="ok",
    )  # fmt: skip
    def approve(self, act: Any) -> None: ...

    @verb(
        source=S.APPROVED, target=S.LAUNCHED, label=_("Phát động"), past=_("đã phát động"),
        effects=("tell_participants",), tone="ok",
    )  # fmt: skip
    def launch(self, act: Any) -> None: ...

    @verb(source=S.LAUNCHED, target=S.NOMINATIONS_CLOSED, label=_("Khóa nhận đề nghị"), past=_("đã khóa nhận đề nghị"))
    def close_nominations(self, act: Any) -> None: ...

    @verb(
        source=S.NOMINATIONS_CLOSED, target=S.LAUNCHED, label=_("Mở lại nhận đề nghị"),
        past=_("đã mở lại nhận đề nghị"), reason=True, tone="warn",
    )  # fmt: skip
    def reopen_nominations(self, act: Any) -> None: ...

    @verb(
        source=[S.LAUNCHED, S.NOMINATIONS_CLOSED], target=S.CONCLUDED, label=_("Tổng kết"), past=_("đã tổng kết"),
        effects=("tell_publishers",), tone="ok",
    )  # fmt: skip
    def conclude(self, act: Any) -> None: ...

    @verb(source=S.CONCLUDED, target=S.ARCHIVED, label=_("Lưu trữ"), past=_("đã đưa vào lưu trữ"))
    def archive(self, act: Any) -> None: ...

    @verb(
        source=[S.DRAFT, S.SUBMITTED, S.APPROVED, S.LAUNCHED, S.NOMINATIONS_CLOSED], target=S.CANCELLED,
        label=_("Hủy phong trào"), past=_("đã hủy phong trào"), reason=True, tone="bad",
    )  # fmt: skip
    def cancel(self, act: Any) -> None: ...


class Participation(models.Model):
    """A unit called on to take part, in the plan's own order."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="participations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="participations")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="unit_takes_part_once")]
