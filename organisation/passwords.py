"""What a password may not be made of: words that anybody would try here first (ASVS 5.0 V6.2.11)."""

import re
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator as DjangosValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from organisation.text import fold

ALWAYS = ("vinh danh", "thi dua", "khen thuong", "mat khau", "password")
SHORT = 3  # words of fewer letters say nothing
REST = 6  # signs that must remain when the own words are taken away


class OwnWordsValidator:
    """Refuses a password that is little more than the names of person, account, office or site."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = fold(password).replace(" ", "")
        for word in sorted(own_words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest) < REST:
            raise ValidationError(self.get_error_message(), code="password_own_words")

    def get_error_message(self) -> str:
        return _("Mật khẩu chỉ gồm tên người, tên cơ quan hoặc từ ai cũng đoán được.")

    def get_help_text(self) -> str:
        return _("Không chỉ gồm tên ông/bà, tên cơ quan hoặc tên hệ thống.")


class CommonPasswordValidator(DjangosValidator):
    """Refuses the 20,000 most common passwords that Django ships, also with digits or signs put before or behind."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
        super().validate(core or next(iter(self.passwords)), user)


def own_words(user: Any) -> set[str]:
    """The words of the names, folded, each alone and all together."""
    told = [*ALWAYS]
    if user is not None:
        told += [getattr(user, "full_name", ""), user.get_username().replace(".", " "), user.email]
        told.append(str(user.organisation) if getattr(user, "organisation", None) else "")
    words = {word for text in told for word in fold(text).split() if len(word) >= SHORT}
    return words | {fold(text).replace(" ", "") for text in told if text}
