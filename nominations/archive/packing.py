"""The package: every file of a campaign streamed into one ZIP, with its indexes and checksums.

The work may be ordered on the desk and is then done in the background; the file that comes of it is kept a day, for
what is erased later must not live on in it. Reasons: docs/decisions/archive-of-a-campaign.md.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files import File
from django.utils.timezone import localdate
from django.utils.translation import override

from campaigns.models import Campaign
from documents.counting import pages_in
from documents.pdf import render_pdf
from nominations.archive import trail
from nominations.archive.contents import Folder, folders_of
from nominations.archive.indexes import Entry, Filed, document_index, file_index
from nominations.archive.names import numbered
from nominations.archive.retention import RULES, ended_on, handed_over_by, longest
from nominations.models import Archive
from workflows import clock, outbox, work
from workflows.seals.checkpoints import SealRefused

README = Path(__file__).with_name("readme.txt")
INDEX_OF_FILES = "00-Mục lục hồ sơ, tài liệu nộp lưu.pdf"
INDEX_OF_DOCUMENTS = "00-Mục lục văn bản.pdf"
RETENTION, SUMS, ABOUT = "thoi-han-bao-quan.json", "SHA256SUMS", "DOC-TRUOC-README.txt"
KEPT = timedelta(days=1)
CHUNK = 1 << 20
Told = Callable[[int], None]


class Package:
    """A ZIP that is written file by file, each through a buffer, and knows the hash of each."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self.sums = archive, list[tuple[str, str]]()

    def add(self, name: str, source: BinaryIO) -> None:
        digest = hashlib.sha256()
        with self._archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as target:
            while block := source.read(CHUNK):
                digest.update(block)
                target.write(block)
        self.sums.append((digest.hexdigest(), name))

    def add_bytes(self, name: str, data: bytes) -> None:
        self.add(name, BytesIO(data))

    def close(self) -> None:
        """Last the checksums of all the rest, as `sha256sum -c` reads them."""
        self._archive.writestr(zipfile.ZipInfo(SUMS), "".join(f"{digest}  {name}\n" for digest, name in self.sums))


@override(settings.LANGUAGE_CODE)
def write(campaign: Campaign, path: Path, told: Told = lambda _done: None) -> tuple[int, int]:
    """Writes the package; what verify_audit.py said of the trail in it, and how many files were filed.

    `told` hears after each folder how many are done. Raises SealRefused.
    """
    with tempfile.TemporaryDirectory(prefix="archive-") as place, zipfile.ZipFile(path, "w") as archive:
        archive.compression = zipfile.ZIP_DEFLATED
        archive.compresslevel = 1
        package, folders = Package(archive), folders_of(campaign)
        exit_code = trail.exported(campaign, Path(place))
        told(1)
        last = trail.folder_of(Path(place), longest(folder.retention for folder in folders))
        ended = ended_on(campaign)
        year = (campaign.starts_on or ended or localdate(clock.now())).year  # in which the files arose
        filed = []
        for number, folder in enumerate([*folders, last], start=1):
            filed.append(_filed(package, number, folder, ended, verbatim=folder is last))
            package.add_bytes(
                f"{filed[-1].path}/{INDEX_OF_DOCUMENTS}", render_pdf(document_index(campaign, filed[-1], year))
            )
            told(number + 1)
        package.add_bytes(INDEX_OF_FILES, render_pdf(file_index(campaign, filed, year)))
        package.add_bytes(RETENTION, _retention(filed, ended))
        package.add_bytes(ABOUT, README.read_bytes())
        package.close()
    return exit_code, sum(len(one.entries) for one in filed)


def _filed(package: Package, number: int, folder: Folder, ended: date | None, *, verbatim: bool) -> Filed:
    path, entries = numbered(number, folder.short), list[Entry]()
    for place, item in enumerate(folder.items(), start=1):
        name = item.name if verbatim else numbered(place, item.name or item.title, item.ending)
        with item.open() as source:
            pages = pages_in(source) if item.ending == ".pdf" else None
            package.add(f"{path}/{name}", source)
        entries.append(Entry(item, name, pages))
    return Filed(number, folder, path, entries, folder.retention.until(ended))


def _retention(filed: list[Filed], ended: date | None) -> bytes:
    by = handed_over_by(ended)
    said = {
        "nguon": RULES["source"], "doc_tu": RULES["read_from"], "tinh_tu": RULES["counted_from"],
        "ket_thuc": _iso(ended), "nop_luu_truoc": _iso(by), "nguon_nop_luu": RULES["handed_over_source"],
        "ho_so": [
            {
                "so_ky_hieu": one.notation, "tieu_de": one.folder.title, "thu_muc": one.path,
                "nhom": one.folder.retention.title, "thoi_han": one.folder.retention.words,
                "den_het_ngay": _iso(one.until),
            }
            for one in filed
        ],
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def order(campaign: Campaign, actor: Any) -> Archive:
    """A new package, or the one of the campaign that is being made for the same account."""
    now = clock.now()
    waiting = Archive.objects.filter(
        campaign=campaign, ordered_by=actor, done_at=None, cancelled_at=None, ordered_at__gt=now - work.LONGEST
    )
    if known := waiting.order_by("-pk").first():
        return known
    made = Archive.objects.create(campaign=campaign, ordered_by=actor, ordered_at=now)
    outbox.add("nominations.pack_archive", made)
    return made


def pack(pk: int) -> None:
    """Does what was ordered, once: whoever comes second finds it done, or raises StillWorking."""
    found = Archive.objects.select_related("campaign__organisation").get(pk=pk)
    made = work.take_up(Archive, pk, total=len(folders_of(found.campaign)) + 3)
    if made is None:
        return
    try:
        _pack(made, found.campaign)
    except work.Stopped:
        return
    except Exception as error:
        work.give_back(made, str(error) if isinstance(error, SealRefused) else type(error).__name__)
        raise


def _pack(made: Archive, campaign: Campaign) -> None:
    with tempfile.TemporaryDirectory(prefix="archive-") as place:
        path = Path(place) / "archive.zip"
        exit_code, papers = write(campaign, path, partial(work.advance, made))
        size, sha256 = path.stat().st_size, work.sha256_of(path)
        with path.open("rb") as file:
            made.file.save(f"{made.pk}-{sha256[:12]}.zip", File(file), save=False)
    try:
        work.finish(made, exit_code=exit_code, papers=papers, size=size, sha256=sha256, file=made.file.name)
    except work.Stopped:  # cancelled while the file was stored
        made.file.delete(save=False)
        raise


def forget_old() -> int:
    """Takes the files of packages that were kept long enough; the rows stay. How many went."""
    return work.forget_files(Archive, KEPT)
