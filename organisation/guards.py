"""Reasons why a power must wait: guard(subject, act) yields words."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from organisation.models import Mandate, User
from organisation.permissions import APART, accounts_of, roles_held
from organisation.states import Role

LEADERS = {Role.DIRECTOR, Role.DEPUTY_DIRECTOR}


def has_address(mandate: Mandate, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not mandate.account.email:
        yield _("Tài khoản chưa có địa chỉ thư điện tử để gửi lời mời.")


def dates_in_order(mandate: Mandate, act: Any) -> Iterator[str]:  # noqa: ARG001
    start, end = (_moment(act.data.get(name)) for name in ("valid_from", "valid_to"))
    if end and end <= (start or act.at):
        yield _("Ngày hết hiệu lực phải sau ngày bắt đầu.")
    elif end and end <= act.at:
        yield _("Ngày hết hiệu lực đã qua.")


def apart_from_other_powers(mandate: Mandate, act: Any) -> Iterator[str]:
    """An administrator decides nothing and an auditor writes nothing: under no account of the same person."""
    given = act.data.get("role") or ("authority" if "form" in act.data else "")
    if given:
        yield from _mixed(roles_held(accounts_of(mandate.account), act.at) | {given})


def leads(mandate: Mandate, act: Any) -> Iterator[str]:
    if not roles_held([mandate.account], act.at) & LEADERS:
        yield _("Chỉ giao quyền ký cho tài khoản đang giữ vai trò Giám đốc hoặc Phó Giám đốc.")


def links_one_person(mandate: Mandate, act: Any) -> Iterator[str]:
    other = User.objects.filter(pk=act.data["same_person_as"], organisation=mandate.organisation_id).first()
    if other is None or other.person_id == mandate.account.person_id:
        yield _("Hãy chọn một tài khoản khác của cùng cơ quan.")
    elif other.pk in act.roles.accounts:
        yield _("Không ai được ghi tài khoản khác là của chính mình; hãy nhờ người quản trị khác.")
    else:
        yield from _mixed(roles_held([*accounts_of(mandate.account), *accounts_of(other)], act.at))


def _mixed(powers: set[str]) -> Iterator[str]:
    for role in APART:
        if role in powers and len(powers) > 1:
            yield _("“%(role)s” không được kiêm quyền nào khác, dù dưới tài khoản khác của cùng một người.") % {
                "role": role.label
            }


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
