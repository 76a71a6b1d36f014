from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser


class PersonBackend(ModelBackend):
    """Signs people in. Their powers are grants on units and campaigns, never Django's own permissions."""

    def has_perm(self, user_obj: AbstractBaseUser, perm: str, obj: object = None) -> bool:  # noqa: ARG002
        return False
