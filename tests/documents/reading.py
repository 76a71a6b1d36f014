"""What can be measured on a printed page: pdfplumber with a search for phrases."""

import io
import re
from dataclasses import dataclass

import pdfplumber
import zxingcpp
from pdfplumber.page import Page

MM = 72 / 25.4


@dataclass(frozen=True)
class Printed:
    """Where and how a phrase stands; lengths in points from the top left corner."""

    x0: float
    x1: float
    top: float
    baseline: float
    sizes: set[float]
    fonts: set[str]

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def style(self) -> str:
        (font,) = self.fonts
        marks = font.split("+")[1].removesuffix("-Identity-H").partition("-")[2]
        return {"": "upright", "Regular": "upright", "Bold": "bold", "Italic": "italic"}.get(marks, "bold italic")


def pages(pdf: bytes) -> list[Page]:
    return pdfplumber.open(io.BytesIO(pdf)).pages


def find(page: Page, phrase: str, nth: int = 0) -> Printed:
    """The nth occurrence of `phrase`, wherever its lines break."""
    chars = [char for char in page.chars if not char["text"].isspace()]
    text = "".join(char["text"] for char in chars)
    owners = [char for char in chars for _ in char["text"]]  # "fi" may be one glyph
    start = [match.start() for match in re.finditer(re.escape(re.sub(r"\s", "", phrase)), text)][nth]
    found = owners[start : start + len(re.sub(r"\s", "", phrase))]
    return Printed(
        x0=min(char["x0"] for char in found),
        x1=max(char["x1"] for char in found),
        top=min(char["top"] for char in found),
        baseline=max(page.height - char["matrix"][5] for char in found),
        sizes={round(char["size"], 2) for char in found},
        fonts={char["fontname"] for char in found},
    )


def shown(page: Page) -> str:
    """All text of the page in reading order without any space: lines of a narrow cell join again."""
    return squeezed("".join(char["text"] for char in page.chars))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def scanned(page: Page) -> list[str]:
    """What a camera reads from the codes on the page, by another hand than the one that drew them; 150 dots an inch."""
    return [code.text for code in zxingcpp.read_barcodes(page.to_image(resolution=150).original.convert("L"))]


def rule_below(page: Page, printed: Printed) -> tuple[float, float]:
    """The ends of the nearest horizontal line under a phrase."""
    below = [line for line in page.lines if line["top"] > printed.baseline and line["x0"] < printed.centre < line["x1"]]
    line = min(below, key=lambda line: line["top"] - printed.baseline)
    return line["x0"], line["x1"]


def page_number(page: Page) -> Printed | None:
    """The number in the top margin."""
    words = [word for word in page.extract_words() if word["bottom"] < 20 * MM and word["text"].isdigit()]
    return find(page.within_bbox((0, 0, page.width, 20 * MM)), words[0]["text"]) if words else None
