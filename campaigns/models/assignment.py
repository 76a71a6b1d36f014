from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from campaigns.plan.schema.work import Operator
from campaigns.states import AssignmentKind
from organisation.models import Unit

PERCENT, WHOLE = "%", Decimal(100)


class Assignment(models.Model):
    """A duty, event or target of the plan as it falls to one unit; `code` is the plan's own.

    Where the plan gives it to several units each has its row. An owner whom the register does not know keeps the row
    under the name that the plan gives, without a unit; no owner and no unit: nobody has it yet. `due_at` is the last
    moment or None; it is never moved for a day of rest. What a later plan leaves out no longer `stands`.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments")
    owner = models.CharField(_("giao cho"), max_length=300, blank=True)
    code = models.SlugField(_("mã"), max_length=60)
    kind = models.CharField(_("loại"), max_length=10, choices=AssignmentKind.choices)
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(_("nội dung"), max_length=400)
    phrase = models.TextField(_("nguyên văn"), blank=True)
    timing = models.CharField(_("khi nào"), max_length=20, blank=True)
    asks = models.CharField(_("báo cáo phải nêu"), max_length=10, blank=True)  # of `Asks`, or nothing more
    deadline_phrase = models.CharField(_("thời hạn theo kế hoạch"), max_length=300, blank=True)
    deadline_bound = models.CharField(max_length=10, blank=True)
    due_at = models.DateTimeField(_("thời điểm cuối"), null=True, blank=True)
    operator = models.CharField(max_length=2, blank=True)
    threshold = models.DecimalField(_("mức cần đạt"), max_digits=14, decimal_places=2, null=True, blank=True)
    measure = models.CharField(_("đơn vị đo"), max_length=60, blank=True)
    out_of = models.CharField(_("tính trên"), max_length=300, blank=True)
    total = models.DecimalField(_("tổng số"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline = models.DecimalField(_("gốc so sánh"), max_digits=14, decimal_places=2, null=True, blank=True)
    place = models.CharField(_("địa bàn"), max_length=300, blank=True)
    parts = models.JSONField(_("gồm"), default=list)  # code and name, as far as stated, of what it is counted over
    ordered_by = models.JSONField(
        _("theo văn bản"), default=list
    )  # code in the plan's bases, and how the plan cites it
    stands = models.BooleanField(_("còn trong kế hoạch"), default=True)

    class Meta:
        verbose_name = _("nhiệm vụ, chỉ tiêu")
        verbose_name_plural = _("nhiệm vụ, chỉ tiêu")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code", "unit"], name="one_assignment_per_unit"),
            models.UniqueConstraint(
                fields=["campaign", "code", "owner"], condition=Q(unit=None), name="one_assignment_per_outsider"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("assignment", args=[self.pk])

    @property
    def is_target(self) -> bool:
        """A figure to reach; the others are told in words."""
        return self.kind == AssignmentKind.TARGET

    @property
    def ceiling(self) -> Decimal | None:
        """The most a figure may say: the whole, where it is per cent and the plan does not ask for more than that."""
        if self.measure != PERCENT or self.threshold is None:
            return None
        asks_for_more = self.threshold > WHOLE or (self.threshold == WHOLE and self.operator == Operator.MORE)
        return None if asks_for_more else WHOLE

    def is_reached_by(self, value: Decimal) -> bool:
        """Does the value do what the plan asks for? Strictly where the plan is strict: 80 is not "trên 80"."""
        assert self.threshold is not None
        match Operator(self.operator):
            case Operator.MORE:
                return value > self.threshold
            case Operator.AT_LEAST:
                return value >= self.threshold
            case Operator.EXACTLY:
                return value == self.threshold
            case Operator.AT_MOST:
                return value <= self.threshold
        return value < self.threshold
