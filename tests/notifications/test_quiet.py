"""When a letter may leave, hour by hour and day by day. The plan's deadline, 10/8/2013, is a Saturday."""

from datetime import datetime

import pytest
from django.utils import timezone

from notifications.models import Mailbox
from notifications.quiet import leaves_at

USUAL = {"quiet_from": 21, "quiet_until": 6, "working_days_only": True}
NIGHTS = USUAL | {"working_days_only": False}
NEVER_QUIET = {"quiet_from": 0, "quiet_until": 0, "working_days_only": False}
LUNCH = {"quiet_from": 11, "quiet_until": 13, "working_days_only": False}


def moment(text: str) -> datetime:
    return timezone.make_aware(datetime.strptime(text, "%d/%m/%Y %H:%M"))


@pytest.mark.parametrize(
    ("mailbox", "told", "leaves"),
    [
        (USUAL, "09/08/2013 10:00", "09/08/2013 10:00"),  # Friday
        (USUAL, "09/08/2013 20:59", "09/08/2013 20:59"),
        (USUAL, "09/08/2013 21:00", "12/08/2013 06:00"),  # over the weekend to Monday
        (USUAL, "10/08/2013 09:00", "12/08/2013 06:00"),  # Saturday
        (USUAL, "12/08/2013 03:00", "12/08/2013 06:00"),
        (USUAL, "30/08/2013 22:00", "03/09/2013 06:00"),  # Monday 2/9 is the national day
        (USUAL, "13/02/2026 22:00", "23/02/2026 06:00"),  # Tết Bính Ngọ
        (USUAL, "29/04/2026 21:30", "04/05/2026 06:00"),  # 30/4 and 1/5, then a weekend
        (NIGHTS, "10/08/2013 09:00", "10/08/2013 09:00"),
        (NIGHTS, "10/08/2013 23:00", "11/08/2013 06:00"),
        (NIGHTS, "11/08/2013 05:59", "11/08/2013 06:00"),
        (NEVER_QUIET, "10/08/2013 23:00", "10/08/2013 23:00"),
        (LUNCH, "10/08/2013 11:30", "10/08/2013 13:00"),
        (LUNCH, "10/08/2013 13:00", "10/08/2013 13:00"),
    ],
)
def test_letter_leaves_when_its_reader_takes_letters(mailbox: dict, told: str, leaves: str):
    assert leaves_at(moment(told), Mailbox(**mailbox)) == moment(leaves)
