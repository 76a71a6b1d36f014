from collections.abc import Iterator
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from organisation.models.organisation import Organisation
from organisation.models.user import User
from organisation.states import MandateState as S
from workflows.models import Subject
from workflows.verbs import verb

TOLD = ("tell_auditors", "tell_holder")


class Mandate(Subject):
    """What one account may do, as a chain: who gave or took which power, when, by whom and on what basis.

    The powers themselves are the grants and signing authorities of the account; this row is what the door locks when
    one of them changes; it bears the number of its account.
    docs/decisions/powers-through-the-door.md says why it is not the account itself.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    account = models.OneToOneField(User, on_delete=models.PROTECT, related_name="mandate")
    state = FSMField(_("trạng thái"), default=S.NEW, choices=S.choices, protected=True, editable=False)

    class Meta:
        verbose_name = _("tài khoản và quyền")
        verbose_name_plural = _("tài khoản và quyền")

    def __str__(self) -> str:
        return _("Tài khoản %(name)s") % {"name": self.account.full_name}

    def get_absolute_url(self) -> str:
        return reverse("mandate", args=[self.account_id])

    @property
    def address(self) -> str:
        """Where invitations and news of one's powers go."""
        return self.account.email

    def content(self) -> dict[str, Any]:
        person = self.account
        return {
            "full_name": person.full_name,
            "honorific": person.honorific,
            "position": person.position,
            "username": person.username,
            "email": person.email,
            "person": person.same_person_as.username if person.same_person_as else "",
            "roles": list(self._roles()),
            "authorities": list(self._authorities()),
        }

    def _roles(self) -> Iterator[list[str]]:
        for grants in (self.account.unitgrant_set, self.account.campaigngrant_set):
            for grant in grants.select_related("permission", "content_object").order_by("pk"):
                place = grant.content_object
                yield [grant.permission.codename, str(place), *_dates(grant)]

    def _authorities(self) -> Iterator[list[str]]:
        for row in self.account.authorities.order_by("pk"):
            yield [row.form, row.document_type, row.position_title, row.on_behalf_of, row.basis, *_dates(row)]

    @verb(
        source=S.NEW, target=S.ACTIVE, label=_("Đưa vào sổ"), past=_("đã được đưa vào sổ"), effects=("tell_auditors",)
    )
    def enrol(self, act: Any) -> None: ...

    @verb(
        source=[S.NEW, S.INVITED, S.WITHDRAWN], target=S.INVITED, label=_("Gửi lời mời"), past=_("đã được mời"),
        guards=("has_address", "apart_from_other_powers"), effects=("send_invitation", "tell_auditors"),
    )  # fmt: skip
    def invite(self, act: Any) -> None: ...

    @verb(source=S.INVITED, target=S.WITHDRAWN, label=_("Rút lời mời"), past=_("đã bị rút lời mời"), tone="warn")
    def withdraw(self, act: Any) -> None: ...

    @verb(source=S.INVITED, target=S.ACTIVE, label=_("Nhận lời mời"), past=_("đã nhận lời mời"), tone="ok")
    def accept(self, act: Any) -> None: ...

    @verb(
        source=S.ACTIVE, target=S.ACTIVE, label=_("Giao vai trò"), past=_("đã được giao vai trò"), reason=True,
        guards=("dates_in_order", "apart_from_other_powers"), effects=TOLD,
    )  # fmt: skip
    def appoint(self, act: Any) -> None: ...

    @verb(
        source=S.ACTIVE, target=S.ACTIVE, label=_("Thôi giao vai trò"), past=_("đã thôi giữ vai trò"), reason=True,
        effects=TOLD, tone="warn",
    )  # fmt: skip
    def dismiss(self, act: Any) -> None: ...

    @verb(
        source=S.ACTIVE, target=S.ACTIVE, label=_("Giao quyền ký"), past=_("đã được giao quyền ký"), reason=True,
        guards=("dates_in_order", "apart_from_other_powers", "leads"), effects=TOLD, fresh=True,
    )  # fmt: skip
    def empower(self, act: Any) -> None: ...

    @verb(
        source=S.ACTIVE, target=S.ACTIVE, label=_("Thu hồi quyền ký"), past=_("đã bị thu hồi quyền ký"), reason=True,
        effects=TOLD, tone="warn",
    )  # fmt: skip
    def revoke(self, act: Any) -> None: ...

    @verb(
        source=S.ACTIVE, target=S.ACTIVE, label=_("Ghi là cùng một người"), past=_("đã được ghi là của cùng một người"),
        reason=True, guards=("links_one_person",), effects=TOLD,
    )  # fmt: skip
    def link(self, act: Any) -> None: ...

    @verb(
        source=S.ACTIVE, target=S.ACTIVE, label=_("Đặt lại xác thực hai lớp"),
        past=_("đã được đặt lại xác thực hai lớp"), reason=True, effects=TOLD, fresh=True, tone="warn",
    )  # fmt: skip
    def reset_second_factor(self, act: Any) -> None: ...

    @verb(
        source=S.ACTIVE, target=S.DEACTIVATED, label=_("Ngừng tài khoản"), past=_("đã bị ngừng dùng"), reason=True,
        effects=TOLD, tone="bad",
    )  # fmt: skip
    def deactivate(self, act: Any) -> None: ...

    @verb(
        source=S.DEACTIVATED, target=S.ACTIVE, label=_("Cho dùng lại"), past=_("đã được cho dùng lại"), reason=True,
        effects=TOLD, tone="ok",
    )  # fmt: skip
    def reactivate(self, act: Any) -> None: ...


class Invitation(models.Model):
    """A one-time link of an invited account. Its secret stands in the mail alone, here only its hash."""

    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("lời mời")
        verbose_name_plural = _("lời mời")


def _dates(row: Any) -> list[str]:
    return [moment.isoformat() if moment else "" for moment in (row.valid_from, row.valid_to)]
