from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models.organisation import Organisation
from organisation.states import AuthorityForm


class SigningAuthority(models.Model):
    """Who may sign which type of document for whom, from when to when, on what basis.

    Nghị định 30/2020/NĐ-CP, Điều 13: the head signs; a deputy signs KT. in assigned fields; TUQ. is written, limited
    in time and content. Evaluated when the signature is committed and printed on the document.
    """

    held_by = "holder"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="authorities")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authorities")
    form = models.CharField(_("hình thức ký"), max_length=4, choices=AuthorityForm.choices)
    document_type = models.CharField(_("loại văn bản"), max_length=40, default="decision")
    position_title = models.CharField(_("chức vụ ghi trên văn bản"), max_length=120)
    on_behalf_of = models.CharField(_("ký thay cho"), max_length=120, blank=True)
    basis = models.CharField(_("căn cứ giao quyền"), max_length=300)
    valid_from = models.DateTimeField(_("có hiệu lực từ"))
    valid_to = models.DateTimeField(_("đến"), null=True, blank=True)

    class Meta:
        verbose_name = _("quyền ký")
        verbose_name_plural = _("quyền ký")
        indexes = [models.Index(fields=["holder", "document_type"], name="authority_by_holder")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} – {self.holder} – {self.document_type}"
