"""The account by which the site acts when a moment passes: nobody signs in by it, and it holds no role."""

from organisation.models import User
from organisation.models.user import MACHINE


def machine_account() -> User:
    values = {"full_name": "Hệ thống", "is_active": False, "password": "!"}
    return User.objects.get_or_create(username=MACHINE, organisation=None, defaults=values)[0]
