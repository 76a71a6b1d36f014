"""The database: its kind, the role that the site signs in as, the guards and the grants."""

from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from config.checks.deploying import deploy_check
from config.database import grants, roles
from workflows import triggers

MANY = 5  # grants named in one message


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _listed(found: set[grants.Grant]) -> str:
    more = len(found) - MANY
    named = "; ".join(str(grant) for grant in sorted(found)[:MANY])
    return f"{named}; …(+{more})" if more > 0 else named


@deploy_check(1, serious=True)
def database_answers() -> Iterator[str]:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield _("Không kết nối được cơ sở dữ liệu: %(error)s. Sửa DATABASE_URL rồi kiểm tra lại.") % {"error": error}


@deploy_check(2, serious=True)
def sqlite_is_for_demonstrations() -> Iterator[str]:
    if not _is_postgresql():
        yield _(
            "Đang dùng SQLite: ai giữ tệp cũng gỡ được các chốt bảo vệ nhật ký. Dùng PostgreSQL (DATABASE_URL) cho hệ "
            "thống thật."
        )


def _reachable() -> bool:
    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True


@deploy_check(3, serious=True)
def site_is_not_the_owner() -> Iterator[str]:
    if _is_postgresql() and _reachable():
        role = roles.current()
        powers = roles.powers(role)
        if powers and powers.names():
            yield _(
                "Hệ thống đăng nhập cơ sở dữ liệu bằng tài khoản %(role)s có quyền vượt mức (%(powers)s). Chạy "
                "manage.py install_guards bằng tài khoản chủ, rồi ghi tài khoản vận hành vào DATABASE_URL."
            ) % {"role": role, "powers": ", ".join(powers.names())}


@deploy_check(4, serious=True)
def guards_stand() -> Iterator[str]:
    if _reachable():
        missing = triggers.missing()
        if missing:
            yield _("Thiếu chốt bảo vệ %(guards)s. Chạy manage.py install_guards bằng tài khoản chủ.") % {
                "guards": ", ".join(missing[:MANY])
            }


@deploy_check(5, serious=True)
def grants_are_not_wider() -> Iterator[str]:
    if _is_postgresql() and _reachable():
        powers = roles.powers(roles.current())
        too_many = grants.held(roles.current()) - grants.runtime()
        if too_many and powers and not powers.owns_tables:
            yield _("Tài khoản vận hành có quyền thừa: %(grants)s. Chạy manage.py install_guards để thu hồi.") % {
                "grants": _listed(too_many)
            }


@deploy_check(6)
def grants_are_whole() -> Iterator[str]:
    if _is_postgresql() and _reachable():
        powers = roles.powers(roles.current())
        missing = grants.runtime() - grants.held(roles.current())
        if missing and powers and not powers.owns_tables:
            yield _(
                "Tài khoản vận hành thiếu quyền: %(grants)s. Chạy manage.py install_guards sau mỗi lần migrate."
            ) % {"grants": _listed(missing)}
