"""Days that a document swapped (hoán đổi ngày làm việc), as every count of working days takes them.

They are few and change twice a year, so each process keeps them and asks the database once a minute.
"""

from collections.abc import Mapping
from datetime import date
from time import monotonic

from django.apps import apps

KEPT_FOR = 60  # seconds

_known: dict[date, bool] = {}
_read_at: float | None = None


def announced() -> Mapping[date, bool]:
    """For each swapped day whether offices work (True) or not; at most a minute old."""
    if _read_at is None or monotonic() - _read_at >= KEPT_FOR:
        read()
    return _known


def read() -> None:
    """Asks the database now."""
    pages = apps.get_model("organisation", "SwappedDay").objects.order_by("pk").values_list("day", "works")
    keep({day: works == "working" for day, works in dict(pages).items() if works != "usual"})


def keep(days: dict[date, bool]) -> None:
    """Takes these for the present ones until the minute is over."""
    global _known, _read_at
    _known, _read_at = days, monotonic()
