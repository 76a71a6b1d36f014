"""Whatever the address says after `?before=` or `?after=`, the page answers: nonsense means the first page."""

import pytest
from django.urls import reverse

from organisation.states import Role
from tests.factories import make_world
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db

KEYS = ["9" * 18, "9" * 19, "9" * 5_000, "-1", "1.5", "¹", "٣", "", "\x00", "1 OR 1=1"]
MOMENTS = [
    "0001-01-01T00:00:00_1", "9999-12-31T23:59:59-14:00_1", "2013-08-05T08:30:00+07:00_1", "2013-08-05_1", "2013_1",
    "_", "_1", "1", "\x00_\x00", *(f"2013-08-05T08:30:00+00:00_{key}" for key in KEYS),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("nominations", Role.OFFICE_REVIEWER), ("decisions", Role.OFFICE_REVIEWER),
        ("notifications", Role.OFFICE_REVIEWER), ("trail", Role.AUDITOR),
    ],
)  # fmt: skip
def test_page_answers_whatever_key_it_shall_begin_before(name, role):
    client = signed_in(make_world().people[role])

    assert {key: client.get(reverse(name), {"before": key}).status_code for key in KEYS} == dict.fromkeys(KEYS, 200)


def test_inbox_answers_whatever_moment_it_shall_begin_after():
    client = signed_in(make_world().office_reviewer)

    answers = {moment: client.get(reverse("home"), {"after": moment}).status_code for moment in MOMENTS}

    assert answers == dict.fromkeys(MOMENTS, 200)
