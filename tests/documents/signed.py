"""The decision of 2013 on its way: seen, signed by the Director, finished by the records clerk, copied."""

import functools
import io
import subprocess
from pathlib import Path

from PIL import Image, ImageDraw

from documents.signing.acts import certify_copy, finish, sign_as_signer
from documents.signing.checking import Verdict, check
from documents.signing.form import render_to_sign
from documents.signing.stamps import Stamp
from tests.documents.authority import AT, LATER, OFFICE, key_of, root
from tests.documents.papers import with_head
from tests.services import program

NUMBER, DATE = "05", "ngày 25 tháng 9 năm 2013"
COPY = "Sao y; Sở Nội vụ tỉnh Lào Cai"


@functools.cache
def picture(colour: str = "#1a3fb0", size: tuple[int, int] = (640, 280)) -> bytes:
    """A frame and a stroke on nothing, as PNG."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=colour, width=6)
    draw.line((0, 0, *size), fill=colour, width=6)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


WORDS, SIGNATURE, SEAL = Stamp(), Stamp(picture()), Stamp(picture("#d0141e", (400, 400)))


@functools.cache
def unsigned() -> bytes:
    return render_to_sign(with_head(number=None, date=None).as_paper())


def signed(stamp: Stamp = WORDS) -> bytes:
    return _signed(stamp)


def finished(seal: Stamp = WORDS, stamp: Stamp = WORDS) -> bytes:
    return _finished(seal, stamp)


@functools.cache  # by position: the same act is done once, for no two signatures of a curve are equal
def _signed(stamp: Stamp) -> bytes:
    return sign_as_signer(unsigned(), key_of(), stamp, AT)


@functools.cache
def _finished(seal: Stamp, stamp: Stamp) -> bytes:
    return finish(signed(stamp), NUMBER, DATE, key_of(OFFICE), seal, LATER)


@functools.cache
def copied() -> bytes:
    return certify_copy(finished(), COPY, key_of("Sở Nội vụ hư cấu"), LATER)


def verdicts(pdf: bytes) -> list[Verdict]:
    return [one.verdict for one in check(pdf, [root()]).signatures]


def said_by_poppler(pdf: bytes, folder: Path) -> list[str]:
    """What pdfsig says of each signature, in the order of its list."""
    path = folder / "signed.pdf"
    path.write_bytes(pdf)
    asked = [program("pdfsig"), path]
    home = {"HOME": str(folder)}  # no certificates of whoever runs the tests
    answer = subprocess.run(asked, capture_output=True, text=True, check=False, env=home)
    mark = "- Signature Validation: "
    return [line.partition(mark)[2] for line in answer.stdout.splitlines() if mark in line]


def words_on(pdf: bytes, folder: Path) -> dict[str, tuple[float, float, float]]:
    """Where each word of the first page begins, ends and stands (x0, x1, lower edge), fields included."""
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    asked = [program("pdftotext"), "-bbox", "-f", "1", "-l", "1", path, "-"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    found: dict[str, tuple[float, float, float]] = {}
    for line in answer.splitlines():
        if line.strip().startswith("<word"):
            _tag, x0, _, _top, _, x1, _, y1, rest = line.split('"')
            found.setdefault(rest[1:].removesuffix("</word>"), (float(x0), float(x1), float(y1)))
    return found
