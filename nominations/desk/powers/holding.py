"""What a person still holds: told before the account is switched off, so that it is handed over first."""

from datetime import datetime

from django.utils.translation import gettext as _

from nominations.models import ConsolidatedList, Dossier, Override
from nominations.services.overrides import OPEN
from nominations.states import DossierState, ListState
from organisation.models import User
from organisation.selectors import holders_of
from organisation.states import Role


def held_by(user: User, at: datetime) -> list[str]:
    """Dossiers under review, lists being compiled, open overrides, and roles that nobody else holds, in words.

    Units and roles are named, no nominee: an administrator reads no dossier.
    """
    reviewed = Dossier.objects.filter(reviewer=user, state=DossierState.RECEIVED).select_related("unit")
    lists = ConsolidatedList.objects.filter(created_by=user, state__in=[ListState.COMPILING, ListState.RETURNED])
    asked = Override.objects.filter(asker=user, state__in=OPEN)
    return [
        *(_("Đang thẩm định hồ sơ của %(unit)s.") % {"unit": dossier.unit} for dossier in reviewed),
        *(_("Đang lập %(list)s.") % {"list": one} for one in lists),
        *(_("%(override)s còn hiệu lực.") % {"override": one} for one in asked),
        *_held_alone(user, at),
    ]


def _held_alone(user: User, at: datetime) -> list[str]:
    grants = user.unitgrant_set.select_related("permission", "content_object").order_by("pk")
    return [
        _("Không còn ai khác giữ vai trò %(role)s – %(place)s.")
        % {"role": Role(grant.permission.codename).label, "place": grant.content_object}
        for grant in grants
        if not holders_of(grant.permission.codename, grant.content_object, at).exclude(pk=user.pk).exists()
    ]
