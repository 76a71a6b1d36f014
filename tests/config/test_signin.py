"""Changing one's password."""

import pytest

from tests.factories import make_world
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db


def test_changed_password_is_confirmed():
    client = signed_in(make_world().unit_officer)
    new = {"new_password1": "mot-mat-khau-moi-2013", "new_password2": "mot-mat-khau-moi-2013"}

    answer = client.post("/account/password/", {"old_password": "demo-password-123", **new}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."
    ]
