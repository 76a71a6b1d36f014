"""What a password may be: long and nobody's first guess, and nothing else is asked of it."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from organisation.models import Organisation, User


@pytest.fixture
def person():
    office = Organisation(name="Sở Thông tin và Truyền thông")
    return User(username="hoa.bcvt", full_name="Vàng Thị Mỷ", organisation=office)


@pytest.mark.parametrize(
    "password",
    [
        "ngắn quá",
        "123456789012",
        "qwertyuiop123456",
        "Vàng Thị Mỷ 2013",
        "vinhdanh2013!",
        "thongtintruyenthong",
        "hoabcvthoabcvt",
    ],
)
def test_password_that_is_easily_guessed_is_refused(person, password):
    with pytest.raises(ValidationError):
        validate_password(password, person)


@pytest.mark.parametrize(
    "password", ["con ruộng bậc thang mùa lúa chín", "aaaabbbbccccdddd-khong-doan", "mật khẩu rất dài " * 10]
)
def test_password_of_any_signs_is_taken_when_long_and_its_own(person, password):
    assert validate_password(password, person) is None
