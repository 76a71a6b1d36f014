"""Records as plain data for storing and showing."""

from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any


def plain(value: Any) -> Any:
    """JSON-able data of a record: `not_stated` as such, dates and times in ISO, exact numbers as text.

    Equal records give equal data with the keys in the same order.
    """
    if is_dataclass(value):
        names = (*(field.name for field in fields(value)), *getattr(value, "derived", ()))
        return {name: plain(getattr(value, name)) for name in names}
    match value:
        case tuple():
            return [plain(item) for item in value]
        case Enum():
            return value.value
        case Decimal():
            return f"{value:f}"
        case date() | time():
            return value.isoformat()
    return value
