from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A body that runs campaigns: a Sở, a hospital. Nobody of one meets another's data.

    What neither its plans nor its office has stated is empty, and a decision that needs it is not signed.
    """

    code = models.SlugField(_("mã"), max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên viết tắt"), max_length=80)
    superior = models.CharField(_("cơ quan chủ quản"), max_length=200, blank=True)
    full_name = models.CharField(_("tên đầy đủ kèm địa phương"), max_length=240, blank=True)
    place = models.CharField(_("địa danh"), max_length=80, blank=True)
    symbol = models.CharField(_("chữ viết tắt trong số, ký hiệu văn bản"), max_length=40, blank=True)
    head_title = models.CharField(_("chức vụ người đứng đầu"), max_length=80, blank=True)
    office_name = models.CharField(_("đơn vị thường trực"), max_length=120, blank=True)
    office_head = models.CharField(_("người đứng đầu đơn vị thường trực"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")

    def __str__(self) -> str:
        return self.name
