"""What people are told about powers: always by mail too, so that nobody misses that power changed hands."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind
from organisation.states import Role

POWERS = Kind("organisation.powers", _("Thay đổi tài khoản và quyền"), (Role.AUDITOR,), legal=True)
OWN = Kind("organisation.own_powers", _("Thay đổi quyền của chính tài khoản này"), legal=True)
