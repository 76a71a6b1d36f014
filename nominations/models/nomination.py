from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField

from campaigns.models import AwardForm, Campaign
from campaigns.states import SubjectKind
from nominations.models.consolidated_list import ConsolidatedList
from nominations.models.dossier import Dossier
from nominations.states import NominationState as S
from organisation.models import Organisation, Unit, User
from organisation.states import Honorific
from workflows.models import Subject
from workflows.verbs import verb

SEARCH_KEY = 240  # characters of the folded name
LIMITS = {  # characters of each text
    "full_name": 200, "position": 160, "sub_unit": 200, "overview": 4_000, "achievements": 12_000,
    "earlier_awards": 4_000,
}  # fmt: skip
CORRECTABLE_FIELDS = ("full_name", "honorific", "position", "sub_unit")  # by a decision that replaces another
EDITABLE_FIELDS = (
    "kind", "full_name", "honorific", "position", "is_leader", "sub_unit", "head_count", "award_form", "overview",
    "achievements", "earlier_awards",
)  # fmt: skip


def code_of(pk: int) -> str:
    """As people write it."""
    return f"HS-{pk:06d}"


class Nomination(Subject):
    """One nominee proposed by one unit in one campaign, with the achievement report in its parts."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="nominations", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nominations", db_index=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="nominations")
    consolidated_list = models.ForeignKey(
        ConsolidatedList, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations"
    )
    revoked_by = models.ForeignKey(
        "nominations.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="revoked"
    )
    kind = models.CharField(_("đối tượng"), max_length=12, choices=SubjectKind.choices)
    full_name = models.CharField(_("họ và tên / tên tập thể"), max_length=200)
    search_key = models.CharField(max_length=SEARCH_KEY, editable=False)
    sort_key = models.CharField(max_length=600, editable=False)
    report_key = models.CharField(max_length=64, blank=True, editable=False)
    honorific = models.CharField(_("Ông/Bà"), max_length=4, choices=Honorific.choices, blank=True)
    position = models.CharField(_("chức vụ"), max_length=160, blank=True)
    is_leader = models.BooleanField(_("là lãnh đạo, quản lý"), null=True, blank=True)
    sub_unit = models.CharField(_("phòng, tổ, đội"), max_length=200, blank=True)
    head_count = models.PositiveIntegerField(_("số người"), null=True, blank=True)
    award_form = models.ForeignKey(
        AwardForm, on_delete=models.PROTECT, null=True, blank=True, db_index=False, verbose_name=_("hình thức đề nghị")
    )
    overview = models.TextField(_("sơ lược"), blank=True)
    achievements = models.TextField(_("thành tích đạt được"), blank=True)
    earlier_awards = models.TextField(_("các hình thức đã được khen thưởng"), blank=True)
    state = FSMField(_("trạng thái"), default=S.DRAFT, choices=S.choices, protected=True, editable=False)
    created_at = models.DateTimeField(_("lập lúc"))
    edited_at = models.DateTimeField(_("sửa lúc"))
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    only_namesake = models.BooleanField(_("chỉ trùng tên với người dùng hệ thống"), default=False)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    bulky = ("overview", "achievements", "earlier_awards")

    class Meta:
        verbose_name = _("đề nghị")
        verbose_name_plural = _("đề nghị")
        indexes = [
            models.Index(fields=["unit", "-id"], name="nomination_by_unit"),
            models.Index(fields=["organisation", "-id"], name="nomination_by_body"),
            models.Index(fields=["organisation", "state", "-id"], name="nomination_by_state"),
            models.Index(fields=["campaign", "search_key"], name="nomination_by_name"),
            models.Index(fields=["campaign", "report_key"], condition=~Q(report_key=""), name="nomination_by_report"),
            models.Index(fields=["sort_key", "id"], condition=Q(state="awarded"), name="honoured_by_name"),
            models.Index(
                fields=["consolidated_list", "sort_key", "id"], condition=Q(state="awarded"), name="honoured_by_list"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("nomination", args=[self.pk])

    @property
    def code(self) -> str:
        return code_of(self.pk)

    @property
    def is_collective(self) -> bool:
        return self.kind == SubjectKind.COLLECTIVE

    @property
    def is_editable(self) -> bool:
        return self.state in (S.DRAFT, S.RETURNED)

    def bears_name_of(self, user: User) -> bool:
        """Is the account's holder the nominee, as far as names tell and nobody has told the two apart?"""
        own = self.kind == SubjectKind.INDIVIDUAL and not self.only_namesake
        return own and self.search_key == user.name_key[:SEARCH_KEY]

    def content(self) -> dict[str, Any]:
        return {
            "unit": self.unit.name,
            "kind": self.kind,
            "full_name": self.full_name,
            "honorific": self.honorific,
            "position": self.position,
            "is_leader": {True: "leader", False: "direct", None: ""}[self.is_leader],
            "sub_unit": self.sub_unit,
            "head_count": str(self.head_count or ""),
            "award_form": self.award_form.name if self.award_form else "",
            "overview": self.overview,
            "achievements": self.achievements,
            "earlier_awards": self.earlier_awards,
            "attachments": [f"{file.name}:{file.sha256}" for file in self.attachments.all()] if self.pk else [],
        }

    @verb(
        source=[S.DRAFT, S.RETURNED], target=S.SUBMITTED, label=_("Nộp"), past=_("đã nộp"),
        guards=("is_complete", "own_case_has_minutes"),
        writes=("filed_by",), reads=("unit", "award_form", "attachments", *bulky),
    )  # fmt: skip
    def submit(self, act: Any) -> None:
        self.filed_by_id = act.actor.pk

    @verb(source=S.SUBMITTED, target=S.DRAFT, label=_("Rút về sửa"), past=_("đã rút về sửa"), tone="warn")
    def take_back(self, act: Any) -> None: ...

    @verb(source=S.SUBMITTED, target=S.UNDER_REVIEW, label=_("Nhận thẩm định"), past=_("đã nhận thẩm định"))
    def receive(self, act: Any) -> None: ...

    @verb(
        source=S.UNDER_REVIEW, target=S.ELIGIBLE, label=pgettext_lazy("thao tác", "Đủ điều kiện"),
        past=_("đã xác nhận đủ điều kiện"), writes=("reviewed_by",), tone="ok", reads=("dossier",),
    )  # fmt: skip
    def mark_eligible(self, act: Any) -> None:
        self.reviewed_by_id = act.actor.pk

    @verb(
        source=S.UNDER_REVIEW, target=S.INELIGIBLE, label=pgettext_lazy("thao tác", "Không đủ điều kiện"),
        past=_("đã kết luận không đủ điều kiện"), writes=("reviewed_by",), reason=True, tone="bad", reads=("dossier",),
    )  # fmt: skip
    def find_ineligible(self, act: Any) -> None:
        self.reviewed_by_id = act.actor.pk

    @verb(
        source=S.UNDER_REVIEW, target=S.RETURNED, label=_("Trả lại để sửa"), past=_("đã trả lại để sửa"),
        guards=("dossier_is_under_review",), writes=("reviewed_by",), reason=True, tone="warn", reads=("dossier",),
    )  # fmt: skip
    def send_back(self, act: Any) -> None:
        self.reviewed_by_id = act.actor.pk

    @verb(
        source=[S.ELIGIBLE, S.INELIGIBLE, S.RETURNED], target=S.UNDER_REVIEW, label=_("Xem xét lại"),
        past=_("đã đưa về xem xét lại"), guards=("dossier_is_under_review",), tone="warn", reads=("dossier",),
    )  # fmt: skip
    def reconsider(self, act: Any) -> None: ...

    @verb(
        source=[S.DRAFT, S.SUBMITTED, S.UNDER_REVIEW, S.RETURNED, S.ELIGIBLE], target=S.WITHDRAWN,
        label=_("Rút đề nghị"), past=_("đã rút đề nghị"), guards=("was_filed",), reason=True,
        effects=("tell_office",), tone="warn",
    )  # fmt: skip
    def withdraw(self, act: Any) -> None: ...

    @verb(
        source=S.UNDER_REVIEW, target=S.UNDER_REVIEW, label=_("Xác nhận chỉ trùng tên"),
        past=_("đã xác nhận người được đề nghị chỉ trùng tên với người dùng hệ thống"), writes=("only_namesake",),
        reason=True, reads=("dossier",),
    )  # fmt: skip
    def tell_apart(self, act: Any) -> None:  # noqa: ARG002
        self.only_namesake = True

    @verb(
        source=[S.UNDER_REVIEW, S.ELIGIBLE], target=S.ON_HOLD, label=_("Tạm dừng xem xét"),
        past=_("đã tạm dừng xem xét"), reason=True, tone="warn", reads=("dossier",),
    )  # fmt: skip
    def hold(self, act: Any) -> None: ...

    @verb(
        source=S.ON_HOLD, target=S.UNDER_REVIEW, label=_("Tiếp tục xem xét"), past=_("đã tiếp tục xem xét"),
        reads=("dossier",),
    )  # fmt: skip
    def resume(self, act: Any) -> None: ...

    @verb(
        source=S.ELIGIBLE, target=S.CONSOLIDATED, label=_("Đưa vào danh sách"), past=_("đã đưa vào danh sách tổng hợp"),
        guards=("dossier_is_checked", "award_is_decided_here", "campaign_stands", "list_is_open"),
        writes=("consolidated_list",), reads=("dossier", "award_form", "campaign"),
    )  # fmt: skip
    def consolidate(self, act: Any) -> None:
        self.consolidated_list_id = act.data["consolidated_list"]

    @verb(
        source=S.CONSOLIDATED, target=S.ELIGIBLE, label=_("Đưa ra khỏi danh sách"),
        past=_("đã đưa ra khỏi danh sách tổng hợp"), writes=("consolidated_list",), tone="warn",
    )  # fmt: skip
    def set_aside(self, act: Any) -> None:  # noqa: ARG002
        self.consolidated_list_id = None

    @verb(source=S.CONSOLIDATED, target=S.FORWARDED, label=_("Trình Giám đốc"), past=_("đã trình Giám đốc"))
    def forward(self, act: Any) -> None: ...

    @verb(
        source=[S.FORWARDED, S.DECLINED], target=S.CONSOLIDATED, label=_("Trả lại Văn phòng"),
        past=_("đã được trả lại Văn phòng"), tone="warn",
    )  # fmt: skip
    def recall(self, act: Any) -> None: ...

    @verb(
        source=S.FORWARDED, target=S.DECLINED, label=_("Gạch khỏi danh sách"), past=_("đã gạch khỏi danh sách"),
        guards=("list_awaits_signature",), reason=True, tone="bad", reads=("consolidated_list",),
    )  # fmt: skip
    def strike(self, act: Any) -> None: ...

    @verb(
        source=S.DECLINED, target=S.FORWARDED, label=_("Khôi phục vào danh sách"),
        past=_("đã khôi phục vào danh sách"), guards=("list_awaits_signature",), tone="ok",
        reads=("consolidated_list",),
    )  # fmt: skip
    def restore(self, act: Any) -> None: ...

    @verb(source=S.FORWARDED, target=S.APPROVED, label=_("Phê duyệt"), past=_("đã phê duyệt khen thưởng"), tone="ok")
    def approve(self, act: Any) -> None: ...

    @verb(source=S.APPROVED, target=S.AWARDED, label=_("Khen thưởng"), past=_("đã được khen thưởng"), tone="ok")
    def award(self, act: Any) -> None: ...

    @verb(
        source=S.AWARDED, target=S.AWARDED, label=_("Sửa theo quyết định thay thế"),
        past=_("đã sửa theo quyết định thay thế"), guards=("corrected_by_decision",),
    )  # fmt: skip
    def correct(self, act: Any) -> None: ...

    @verb(
        source=S.AWARDED, target=S.REVOKED, label=_("Hủy bỏ, thu hồi"), past=_("đã bị hủy bỏ, thu hồi"),
        guards=("revoked_by_decision",), writes=("revoked_by",), tone="bad",
    )  # fmt: skip
    def revoke(self, act: Any) -> None:
        self.revoked_by_id = act.data["decision"]
