from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.states import SubjectKind
from organisation.models import Organisation


class AwardForm(models.Model):
    """A form of commendation as one plan has it: at which level, who decides it, for whom, by which rule.

    Another plan may word the same form otherwise, so each has rows of its own; `code` begins with the plan's.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="award_forms")
    code = models.SlugField(_("mã"), max_length=130)
    name = models.CharField(_("hình thức khen thưởng"), max_length=160)
    level = models.CharField(_("cấp"), max_length=160, blank=True)
    decider = models.CharField(_("người quyết định"), max_length=160, blank=True)
    decided_here = models.BooleanField(_("do người đứng đầu cơ quan này quyết định"), default=False)
    subject_kinds = models.JSONField(_("đối tượng"), default=list)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hình thức khen thưởng")
        verbose_name_plural = _("hình thức khen thưởng")
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_award_form_per_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def why_elsewhere(self) -> str:
        """Why no list of this body may hold it, and what to do; asked where it is not decided here."""
        if not self.decider:
            return _("kế hoạch không nêu ai quyết định %(form)s; hãy bổ sung người quyết định vào kế hoạch.") % {
                "form": self.name
            }
        return _(
            "%(form)s do %(decider)s quyết định, kế hoạch không ghi đó là người đứng đầu cơ quan này; để ngoài danh "
            "sách này và trình cấp có thẩm quyền."
        ) % {"form": self.name, "decider": self.decider}

    def suits(self, kind: str) -> bool:
        return kind in self.subject_kinds

    @property
    def kinds_label(self) -> str:
        return ", ".join(str(SubjectKind(kind).label) for kind in self.subject_kinds)
