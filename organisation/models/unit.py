from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.models.organisation import Organisation
from organisation.states import Role, UnitKind


class Unit(models.Model):
    """A unit that takes part: a division of the Sở, an enterprise outside it, a cluster with a leading unit.

    The root unit (no parent, internal) is the organisation itself; roles granted on it hold for all its campaigns.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(_("mã"), max_length=40)
    name = models.CharField(_("tên đơn vị"), max_length=200)
    short_name = models.CharField(_("tên gọi tắt"), max_length=80, blank=True)
    kind = models.CharField(_("loại đơn vị"), max_length=20, choices=UnitKind.choices)
    is_external = models.BooleanField(_("ngoài cơ quan"), default=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("trực thuộc")
    )
    led_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("đơn vị làm đầu mối"),
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sáp nhập vào")
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="one_unit_per_code"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(parent=None, is_external=False), name="one_root_unit"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "position", "id"], name="units_in_order")]
        default_permissions: list[str] = []
        permissions = [(role.value, role.label) for role in Role]

    def __str__(self) -> str:
        return self.name

    @property
    def is_body(self) -> bool:
        """Is this the organisation itself?"""
        return self.parent_id is None and not self.is_external
