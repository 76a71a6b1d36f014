from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A body that runs campaigns: a Sở, a hospital. Nobody of one meets another's data."""

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên viết tắt"), max_length=80)
    superior = models.CharField(_("cơ quan chủ quản"), max_length=200, blank=True)
    full_name = models.CharField(_("tên đầy đủ kèm địa phương"), max_length=240, blank=True)
    place = models.CharField(_("địa danh"), max_length=80)
    symbol = models.CharField(_("chữ viết tắt trong số, ký hiệu văn bản"), max_length=40)
    head_title = models.CharField(_("chức vụ người đứng đầu"), max_length=80, default="GIÁM ĐỐC")
    office_name = models.CharField(_("đơn vị thường trực"), max_length=120, default="Văn phòng Sở")

    class Meta:
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")

    def __str__(self) -> str:
        return self.name
