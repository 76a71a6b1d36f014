"""Certificates of merit (Giấy khen): A4 landscape, one for each recipient of a decision.

Every text has a zone of its own, whose place is fixed and in which it is made smaller until it fits: so nothing meets
anything else, and what is printed on stock that already bears a frame can be moved as a whole.
"""

import functools
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import typst

from documents.fonts import Typeface
from documents.official import Letterhead, SignatureBlock, written_date, written_number
from documents.paper import Check, midnight
from documents.pdf import drawn
from documents.typesetting import NO_FONTS, TEMPLATES, compile_pdf

WIDTH, HEIGHT = 297.0, 210.0  # mm
FARTHEST = 30.0  # mm that a print may be moved
MOST = 5000
DOTS = "……"  # room for a pen
_TOO_LONG = re.compile(r"too long: (\w+)\|(.*)\|")


@dataclass(frozen=True)
class Zone:
    """Where a text stands, in mm from the top left corner of the paper, and what it is called on the test sheet."""

    name: str
    x: float
    y: float
    width: float
    height: float


ZONES = {
    "nation": Zone("Quốc hiệu, tiêu ngữ", 33, 19, 231, 15),
    "authority": Zone("Thẩm quyền", 33, 36, 231, 15),
    "title": Zone("Tên hình thức khen thưởng", 33, 52, 231, 27),
    "recipient": Zone("Người hoặc tập thể được tặng", 33, 81, 231, 34),
    "achievement": Zone("Thành tích", 33, 117, 231, 24),
    "decision": Zone("Số quyết định, số vào sổ", 33, 144, 100, 23),
    "check": Zone("Mã kiểm tra", 33, 168, 100, 22),
    "signature": Zone("Nơi, ngày, người ký", 144, 144, 120, 47),
}


@dataclass(frozen=True)
class Reach:
    """How far a print may be moved one way, in mm, and the first text that would leave the paper beyond ("": none)."""

    least: float
    most: float
    before: str = ""
    behind: str = ""


def reach_of(borne: Collection[str] = ()) -> dict[str, Reach]:
    """The reach to the `right` and `down` of a print without the zones that the stock bears."""
    printed = {key: zone for key, zone in ZONES.items() if key not in borne}
    across = [(key, zone.x, WIDTH - zone.x - zone.width) for key, zone in printed.items()]
    along = [(key, zone.y, HEIGHT - zone.y - zone.height) for key, zone in printed.items()]
    return {"right": _reach(across), "down": _reach(along)}


def _reach(rooms: Sequence[tuple[str, float, float]]) -> Reach:
    """Of zones with the room that each has before and behind it."""
    before = min(((room, key) for key, room, _behind in rooms), default=(FARTHEST, ""))
    behind = min(((room, key) for key, _before, room in rooms), default=(FARTHEST, ""))
    return Reach(
        -min(before[0], FARTHEST), min(behind[0], FARTHEST),
        before[1] if before[0] < FARTHEST else "", behind[1] if behind[0] < FARTHEST else "",
    )  # fmt: skip


class OffPaper(ValueError):
    """A print moved too far: nothing was printed. `zone` is the first text that would leave the paper, or ""."""

    def __init__(self, message: str, zone: str = ""):
        self.zone = zone
        super().__init__(message)


class TextTooLong(ValueError):
    """A text that does not fit its zone even in the smallest letters; nothing was printed."""

    def __init__(self, zone: str, recipient: str):
        self.zone, self.recipient = zone, recipient
        super().__init__(f"{ZONES[zone].name} is too long on the certificate of {recipient!r}")


@dataclass(frozen=True)
class Overprint:
    """How far the texts are moved on pre-printed stock, in mm: `right` and `down`, negative to the left and up.

    `borne` names the zones that the stock already bears; they are left out. Raises OffPaper beyond 30 mm, and when a
    text would leave the paper.
    """

    right: float = 0.0
    down: float = 0.0
    borne: Collection[str] = ()

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.borne) - set(ZONES)):
            raise ValueError(f"No such zone: {', '.join(unknown)}. There are: {', '.join(ZONES)}.")
        for way, moved in (("right", self.right), ("down", self.down)):
            if not -FARTHEST <= moved <= FARTHEST:  # nor NaN
                raise OffPaper(f"A print is moved by at most {FARTHEST:g} mm, not {moved:g} mm {way}")
        for key, zone in ZONES.items():
            across, along = zone.x + self.right, zone.y + self.down
            inside = across >= 0 <= along and across + zone.width <= WIDTH and along + zone.height <= HEIGHT
            if key not in self.borne and not inside:
                raise OffPaper(f"Moved by {self.right:g} and {self.down:g} mm, {zone.name} would leave the paper", key)


@dataclass(frozen=True)
class Certificate:
    """What one certificate says beyond the others."""

    name: str  # "Giàng A Páo", "Phòng Quản lý Thông tin điện tử"
    achievement: str  # "Đã có thành tích xuất sắc trong phong trào thi đua …"
    salutation: str = ""  # "Ông" or "Bà"; "" for a collective
    position: str = ""
    unit: str = ""
    register_number: str = ""  # in the award register, "12"
    check: Check | None = None  # printed as a QR code with its address

    def as_data(self) -> dict[str, Any]:
        return {
            "name": f"{self.salutation} {self.name}".strip(),
            "place": ", ".join(part for part in (self.position, self.unit) if part.strip()),
            "achievement": self.achievement,
            "register": f"Vào sổ khen thưởng số: {self.register_number or DOTS}",
            "check": drawn(self.check) if self.check else None,
        }


@dataclass(frozen=True)
class Certificates:
    """The certificates of one decision. `letterhead` is the decision's; what it has not yet stays dotted.

    The head's office gives them, not the body: superior and body are named in the file but not on the certificate.
    Raises ValueError when there are none or more than 5,000, or one is nobody's.
    """

    letterhead: Letterhead
    authority: str  # "GIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LÀO CAI"
    signature: SignatureBlock
    certificates: Sequence[Certificate]
    gives: str = "TẶNG"
    title: str = "GIẤY KHEN"
    given: date | None = None  # the day on the certificates, if not the decision's

    def __post_init__(self) -> None:
        if not self.certificates:
            raise ValueError("There is nobody to give a certificate to")
        if len(self.certificates) > MOST:
            raise ValueError(f"{len(self.certificates)} certificates are more than the {MOST} that one file may hold")
        if nameless := [number for number, one in enumerate(self.certificates, 1) if not one.name.strip()]:
            raise ValueError(f"Certificate {nameless[0]} names nobody")

    @property
    def decision(self) -> str:
        head = self.letterhead
        number = written_number(head.number) if head.number else DOTS
        return f"Quyết định số: {number}/{head.symbol}\n{_day(head.date)}"

    @property
    def file_title(self) -> str:
        return f"{self.title.capitalize()} kèm theo {self.decision.replace(chr(10), ' ')}"

    @property
    def day(self) -> date | None:
        return self.given or self.letterhead.date

    def as_data(self) -> dict[str, Any]:
        return {
            "title": self.file_title,
            "letterhead": self.letterhead.as_data(),
            "authority": self.authority,
            "gives": self.gives,
            "award": self.title,
            "decision": self.decision,
            "dated": f"{self.letterhead.place}, {_day(self.day)}",
            "signature": self.signature.as_data(),
            "certificates": [one.as_data() for one in self.certificates],
        }


def render_certificates(
    certificates: Certificates, *, overprint: Overprint | None = None, typeface: Typeface | None = None
) -> bytes:
    """All certificates as one PDF, a page each, in a frame; equal ones give equal bytes.

    With `overprint` the same texts at the same places without the frame, moved, for stock that bears one.
    Raises TextTooLong, or MissingGlyph when a character cannot be printed.
    """
    return _set("certificate.typ", certificates, overprint, typeface)


def render_test_sheet(certificates: Certificates, overprint: Overprint, *, typeface: Typeface | None = None) -> bytes:
    """One page to hold against the stock: rulers in mm, and each zone in its place with crosses and its name."""
    return _set("certificate-test.typ", certificates, overprint, typeface)


def render_proof_sheet(certificates: Certificates, *, typeface: Typeface | None = None) -> bytes:
    """Every text of every certificate as a list in two columns, to be read before anything is printed."""
    return _set("certificate-proof.typ", certificates, None, typeface)


def _set(template: str, certificates: Certificates, overprint: Overprint | None, typeface: Typeface | None) -> bytes:
    data = certificates.as_data() | {
        "zones": {key: asdict(zone) for key, zone in ZONES.items()},
        "frame": frame(),
        "overprint": overprint and {**asdict(overprint), "borne": sorted(overprint.borne)},
    }
    try:
        return compile_pdf(template, data, timestamp=midnight(certificates.day), typeface=typeface)
    except typst.TypstError as error:
        if found := _TOO_LONG.search(error.diagnostic):
            raise TextTooLong(*found.groups()) from error
        raise


@functools.cache
def frame() -> str:
    """The frame as SVG: drawn once, then one picture for all pages."""
    drawing = typst.compile(str(TEMPLATES / "frame.typ"), font_paths=NO_FONTS, ignore_system_fonts=True, format="svg")
    return drawing.decode()


def _day(day: date | None) -> str:
    return written_date(day) if day else f"ngày {DOTS} tháng {DOTS} năm {DOTS}"
