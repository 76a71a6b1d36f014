"""Invented events and their pictures, for the tests."""

import struct
from datetime import date

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + struct.pack(">II", 40, 30) + b"\x08\x02" + bytes(40)
EVENT = {"kind": "event", "asks": "event", "operator": "", "threshold": None, "measure": "", "deadline_bound": ""}
AHEAD = {
    "value": None, "progress": "in_progress", "held_on": date(2013, 8, 24), "place": "Nhà văn hóa hư cấu",
    "number": "12/KH ngày 02/8/2013", "programme": "7 giờ 30: Khai mạc", "participants": None,
}  # fmt: skip
HELD = AHEAD | {"progress": "done", "held_on": date(2013, 7, 24), "participants": 120}
