"""Which files may bring a list, decided by their bytes and before anything in them is unpacked.

Beyond what `organisation.uploads` refuses of every file: what a list never needs, macros and scripts of the old formats
and of LibreOffice, and sizes that a list never has.
"""

import io
import struct
import zipfile
import zlib
from typing import BinaryIO

from django.utils.translation import gettext as _

from nominations.sheets.grid import A_LIST, Bounds
from organisation.uploads import (
    FileKind,
    Kind,
    OtherKind,
    RefusedUpload,
    bomb,
    broken,
    check_directory,
    check_members,
    check_unpacks_as_stated,
    chunks,
    ending_of,
    locked,
    macros,
    sniff,
)

LIMIT = A_LIST.size
MOST_MEMBERS = 300
_MOST_MANIFEST = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError, NotImplementedError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {  # of an OLE container, by the names in its directory
    "macros": ("_VBA_PROJECT", "VBA"),
    "locked": ("EncryptedPackage",),
    "other": ("WordDocument", "PowerPoint Document"),
    "carried": ("\x01Ole10Native", "\x01Ole"),
}
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<script", b"<svg", b"<?mso", b"{\\rtf", b"%pdf-")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BM")


class SheetKind(FileKind):
    """What brings a list."""

    XLSX = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    XLS = ("xls", "application/vnd.ms-excel")
    ODS = ("ods", "application/vnd.oasis.opendocument.spreadsheet")
    CSV = ("csv", "text/csv", "txt", "tsv")
    DOCX = ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def admitted(data: bytes, name: str, bounds: Bounds = A_LIST) -> SheetKind:
    """The kind of the file. Raises RefusedUpload with words for the sender: what is wrong, and what to do."""
    file = io.BytesIO(data)
    ending = ending_of(name)
    if ending in ("xlsm", "xltm", "xlam", "docm", "dotm", "xlsb"):
        raise macros()
    kind = _kind(file, data, bounds)
    if ending and ending not in kind.extensions:
        raise RefusedUpload(
            _("Tên tệp ghi .%(named)s nhưng nội dung là %(kind)s. Hãy chọn đúng tệp hoặc đổi đuôi thành .%(right)s.")
            % {"named": ending, "kind": kind.name, "right": kind.extension}
        )
    return kind


def _kind(file: BinaryIO, data: bytes, bounds: Bounds) -> SheetKind:
    if not data:
        raise RefusedUpload(_("Tệp rỗng, không có nội dung. Hãy kiểm tra lại tệp trên máy rồi tải lên lại."))
    if len(data) > bounds.size:
        words = _("Tệp nặng quá %(limit)s MB. Danh sách không cần nhiều đến thế: hãy bỏ ảnh và các trang thừa.")
        raise RefusedUpload(words % {"limit": bounds.size // 1024**2})
    if data.startswith(b"PK\x03\x04"):
        return _zipped(file, len(data), bounds)
    if data.startswith(_OLE):
        return _ole(file)
    return _text(data)


def _zipped(file: BinaryIO, size: int, bounds: Bounds) -> SheetKind:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > bounds.unpacked:
                raise bomb()
            first = members[0]
            is_named = first.filename == "mimetype" and first.file_size < 100
            mimetype = archive.read(first) if is_named else b""
    except RefusedUpload:
        raise
    except (*_BROKEN, IndexError) as error:
        raise broken() from error
    if mimetype:
        return _open_document(file, size, mimetype)
    try:
        kind = sniff(file, name="", limit=bounds.size)
    except OtherKind as refusal:
        raise _other() from refusal
    return SheetKind.XLSX if kind is Kind.XLSX else SheetKind.DOCX


def _open_document(file: BinaryIO, size: int, mimetype: bytes) -> SheetKind:
    if mimetype.strip() != SheetKind.ODS.media_type.encode():
        raise _other()
    check_directory(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            check_members(members, size)
            names = [member.filename for member in members]
            if any(name.startswith(("Basic/", "Scripts/", "Dialogs/")) and not name.endswith("/") for name in names):
                raise macros()
            for member in members:
                check_unpacks_as_stated(archive, member)
            if "META-INF/manifest.xml" in names:
                with archive.open("META-INF/manifest.xml") as manifest:
                    if b"encryption-data" in manifest.read(_MOST_MANIFEST):
                        raise locked()
            if "content.xml" not in names:
                raise broken()
    except RefusedUpload:
        raise
    except _BROKEN as error:
        raise broken() from error
    return SheetKind.ODS


def _ole(file: BinaryIO) -> SheetKind:
    """An old workbook; its parts are named in UTF-16, wherever its directory lies."""
    marks = {name.encode("utf-16-le"): what for what, names in _PARTS.items() for name in names}
    found, carried = set(), b""
    for chunk in chunks(file):
        window = carried + chunk
        found |= {what for mark, what in marks.items() if mark + b"\0\0" in window}
        found |= {"book" for name in ("Workbook", "Book") if name.encode("utf-16-le") + b"\0\0" in window}
        carried = window[-64:]
    if "locked" in found:
        raise locked()
    if "macros" in found:
        raise macros()
    if "carried" in found:
        raise RefusedUpload(
            _("Tệp có đối tượng nhúng của chương trình khác. Hãy xóa đối tượng đó, lưu thành .xlsx rồi tải lên lại.")
        )
    if "other" in found or "book" not in found:
        raise RefusedUpload(
            _("Tệp thuộc định dạng Office đời cũ nhưng không phải bảng tính. Hãy lưu thành .xlsx rồi tải lên.")
        )
    return SheetKind.XLS


def _text(data: bytes) -> SheetKind:
    head = data[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if head.startswith(_MARKUP) or b"<script" in head:
        raise RefusedUpload(
            _("Tệp là trang web hoặc XML mang tên bảng tính. Hãy mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên.")
        )
    if data.startswith(_PROGRAMS) or not _reads_as_text(data):
        raise _other()
    return SheetKind.CSV


def _reads_as_text(data: bytes) -> bool:
    """UTF-16 has a NUL beside every plain letter; any other text has none, and hardly a control character."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = data[:65536]
    nuls = sample.count(0)
    if nuls:
        return min(sample[0::2].count(0), sample[1::2].count(0)) == 0 and nuls > len(sample) // 8
    return sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in sample) == 0


def _other() -> RefusedUpload:
    return RefusedUpload(
        _("Chỉ nhận danh sách dạng Excel (.xlsx, .xls), LibreOffice (.ods), CSV hoặc bảng trong Word (.docx).")
    )
