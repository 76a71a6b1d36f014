"""When a duty may be set aside: for a told reason, where it stands in the way, in time, confirmed by somebody else."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from nominations.duties import duty_in_the_way
from nominations.models import Nomination, Override
from nominations.models.nomination import SEARCH_KEY
from organisation.permissions import accounts_of

LETTERS_OF_A_REASON = 20


def reason_is_told(override: Override, act: Any) -> Iterator[str]:  # noqa: ARG001
    if sum(map(str.isalpha, override.reason)) < LETTERS_OF_A_REASON:
        yield _("Lý do phải có ít nhất %(count)s chữ cái.") % {"count": LETTERS_OF_A_REASON}


def nobody_acts_on_their_own_case(override: Override, act: Any) -> Iterator[str]:
    """The one duty that nobody can set aside: neither the asker nor the confirmer stands on the case."""
    subject = override.subject
    cases = Nomination.objects.filter(pk=subject.pk) if isinstance(subject, Nomination) else subject.nominations
    people = (accounts_of(override.asker), accounts_of(act.actor))
    names = {account.name_key[:SEARCH_KEY] for accounts in people for account in accounts}
    if cases.filter(kind="individual", only_namesake=False, search_key__in=names).exists():
        yield _("Không ai được xử lý đề nghị khen thưởng cho chính mình; điều này không thể vượt quyền.")


def is_forbidden_by_the_duty(override: Override, act: Any) -> Iterator[str]:
    """Nothing is set aside in advance, or for good measure."""
    asked = type(act)(override.verb_name, act.actor, act.at, roles=act.roles)
    if duty_in_the_way(asked, override.subject) != override.duty:
        yield _("Không có trách nhiệm nào đang ngăn thao tác này; không cần vượt quyền.")


def is_in_time(override: Override, act: Any) -> Iterator[str]:
    if override.expires_at <= act.at:
        yield _("Yêu cầu vượt quyền này đã hết hạn.")


def confirmed_by_another_person(override: Override, act: Any) -> Iterator[str]:
    """Another person, also as far as names and addresses tell."""
    asker, actor = override.asker, act.actor
    alike = asker.name_key == actor.name_key or (asker.email and asker.email.casefold() == actor.email.casefold())
    if asker.person_id == actor.person_id or alike:
        yield _("Người xác nhận phải là một người khác, không trùng họ tên hay thư điện tử với người đề nghị.")
