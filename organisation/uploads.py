"""What may come in as a file, decided by its bytes: neither its name nor the type the browser declares is believed.

Nothing here opens a document: archives are judged by their directory, and inflated once, never beyond what it states;
images by their header.
"""

import copy
import hashlib
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from enum import Enum
from typing import BinaryIO
from xml.parsers import expat

from django.utils.formats import number_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

MOST_MEMBERS = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
MOST_PIXELS = 50_000_000
MOST_NAME_BYTES = 150

_CHUNK = 64 * 1024
_MOST_CONTENT_TYPES = 1024 * 1024
_MOST_DIRECTORY = MOST_MEMBERS * 512  # bytes; an entry takes 46 and its name
_CONTENT_TYPES = "[Content_Types].xml"
_MACRO_MARKS = (b"macroenabled", b"vbaproject", b"macrosheet")
_OTHER_PROGRAMS = frozenset({"oleobject", "control", "activexcontrolbinary"})  # relationships to what they made
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF0…SOF15 without DHT, JPG and DAC
_MOST_SEGMENTS = 1_000  # before the frame; cameras write some dozens
_NOT_IN_NAMES = frozenset('<>:"|?*')  # Windows refuses them


class RefusedUpload(ValueError):
    """The file is not taken; the message says why and what to do."""


class OtherKind(RefusedUpload):
    """Nothing that is taken here."""


class FileKind(Enum):
    """A kind of file that is taken: its usual ending, its media type, every ending it may bear."""

    def __init__(self, extension: str, media_type: str, *also: str) -> None:
        self.extension = extension
        self.media_type = media_type
        self.extensions = frozenset({extension, *also})


class Kind(FileKind):
    """What is attached."""

    PDF = ("pdf", "application/pdf")
    DOCX = ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    XLSX = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    JPEG = ("jpg", "image/jpeg", "jpeg", "jpe", "jfif")
    PNG = ("png", "image/png")


def sniff(file: BinaryIO, *, name: str, limit: int) -> Kind:
    """The kind of the file, at most `limit` bytes long, found by reading it; leaves it at its start.

    A name without an extension is accepted, a name with another kind's is not. Raises RefusedUpload.
    """
    file.seek(0, 2)
    size = file.tell()
    refuse_large(size, limit)
    kind = _kind(file, size)
    extension = ending_of(name)
    if extension and extension not in kind.extensions:
        raise RefusedUpload(
            _("Tên tệp ghi .%(named)s nhưng nội dung là %(kind)s. Hãy chọn đúng tệp hoặc đổi đuôi thành .%(right)s.")
            % {"named": extension, "kind": kind.name, "right": kind.extension}
        )
    file.seek(0)
    return kind


def refuse_large(size: int, limit: int) -> None:
    """Raises RefusedUpload for a file that is empty or of more than `limit` bytes."""
    if not size:
        raise RefusedUpload(_("Tệp rỗng, không có nội dung. Hãy kiểm tra lại tệp trên máy rồi tải lên lại."))
    if size > limit:
        raise RefusedUpload(
            _("Tệp nặng %(size)s MB, tối đa %(limit)s MB. Hãy giảm dung lượng hoặc tách thành nhiều tệp.")
            % {"size": _megabytes(size), "limit": _megabytes(limit)}
        )


def safe_name(name: str, kind: FileKind) -> str:
    """The name to keep and to offer for download: Vietnamese letters stay, folders and unseen characters go.

    Ends in an extension of the kind; at most MOST_NAME_BYTES bytes and the extension.
    """
    base = _seen(name).replace("\\", "/").rpartition("/")[2]
    extension = ending_of(base)
    if extension in kind.extensions:
        base = base[: -len(extension) - 1]
    else:
        extension = kind.extension
    words = "".join(" " if char in _NOT_IN_NAMES else char for char in base).split()
    short = " ".join(words).strip(". ").encode()[:MOST_NAME_BYTES].decode(errors="ignore").rstrip(". ")
    return f"{short or 'tep'}.{extension}"


def content_disposition(name: str) -> str:
    """The header that makes a browser save the file under this name; beyond ASCII as filename* (RFC 5987)."""
    return content_disposition_header(as_attachment=True, filename=_seen(name))


def sha256_of(file: BinaryIO) -> str:
    """The file's SHA-256 in 64 hexadecimal digits, read piece by piece; leaves it at its start."""
    digest = hashlib.sha256()
    for chunk in chunks(file):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _kind(file: BinaryIO, size: int) -> Kind:
    file.seek(0)
    head = file.read(16)
    if head.startswith(b"%PDF-"):
        return _pdf(file, head, size)
    if head.startswith(b"PK\x03\x04"):
        return _office(file, size)
    if head.startswith(_PNG):
        return _png(file)
    if head.startswith(b"\xff\xd8\xff"):
        return _jpeg(file)
    if head.startswith(_OLE):
        raise _ole_refusal(file)
    raise _other()


def _pdf(file: BinaryIO, head: bytes, size: int) -> Kind:
    file.seek(max(0, size - 2048))
    tail = file.read(2048)
    if head[5:7] not in {b"1.", b"2."} or b"startxref" not in tail or b"%%EOF" not in tail:
        raise broken()
    return Kind.PDF


def _png(file: BinaryIO) -> Kind:
    file.seek(len(_PNG))
    header = file.read(16)
    if len(header) < 16 or header[:8] != b"\x00\x00\x00\x0dIHDR":
        raise broken()
    _refuse_huge(*struct.unpack(">II", header[8:]))
    return Kind.PNG


def _jpeg(file: BinaryIO) -> Kind:
    file.seek(2)
    for _segment in range(_MOST_SEGMENTS):
        segment = file.read(9)
        if len(segment) < 9 or segment[0] != 0xFF:
            break
        marker, length, height, width = struct.unpack(">xBHxHH", segment)
        if marker == 0xFF:  # padding
            file.seek(-8, 1)
            continue
        if marker in _JPEG_FRAMES:
            _refuse_huge(width, height)
            return Kind.JPEG
        file.seek(length - 7, 1)
    raise broken()


def _refuse_huge(width: int, height: int) -> None:
    if not width or not height:
        raise broken()
    if width * height > MOST_PIXELS:
        raise RefusedUpload(
            _("Ảnh quá lớn (%(width)s × %(height)s điểm ảnh). Hãy thu nhỏ ảnh xuống dưới %(limit)s triệu điểm ảnh.")
            % {
                "width": number_format(width),
                "height": number_format(height),
                "limit": MOST_PIXELS // 1_000_000,
            }
        )


def _office(file: BinaryIO, size: int) -> Kind:
    check_directory(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            check_members(archive.infolist(), size)
            kind = _office_kind(archive)
            for member in archive.infolist():
                check_unpacks_as_stated(archive, member)
            for member in archive.infolist():
                _check_brings_nothing_along(archive, member)
            return kind
    except RefusedUpload:
        raise
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise broken() from error


def check_directory(file: BinaryIO, size: int) -> None:
    """The archive ends with its directory and nothing else, and the directory is small enough to be read.

    So no other reader of the file can find another archive in it, before it or behind it.
    """
    file.seek(max(0, size - 98))
    tail = file.read(98)
    end, long_end = tail[-22:], tail[:56]
    if len(end) < 22 or not end.startswith(b"PK\x05\x06") or not end.endswith(b"\0\0"):
        raise broken()
    length, offset = struct.unpack("<LL", end[12:20])
    closing = 22
    if tail[-42:-22].startswith(b"PK\x06\x07") and long_end.startswith(b"PK\x06\x06"):
        length, offset = struct.unpack("<QQ", long_end[40:56])
        closing = 98
    if offset + length + closing != size:
        raise broken()
    if length > _MOST_DIRECTORY:
        raise bomb()


def check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    names = [member.orig_filename for member in members]
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked > size * MOST_RATIO:
        raise bomb()
    if any(member.flag_bits & 0x1 for member in members):
        raise locked()
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise macros()
    methods = {member.compress_type for member in members}
    linked = any(stat.S_ISLNK(member.external_attr >> 16) for member in members)
    twice = len({name.lower() for name in names}) < len(names)
    if linked or twice or any(map(_escapes, names)) or methods - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise unsafe()


def _escapes(member_name: str) -> bool:
    path = member_name.replace("\\", "/")
    return path.startswith("/") or ":" in path or ".." in path.split("/") or any(map(_is_unseen, path))


def _office_kind(archive: zipfile.ZipFile) -> Kind:
    """Word or Excel by the declared type of the main part, which must be spelt plainly, without XML entities."""
    if _CONTENT_TYPES not in archive.namelist():
        raise _other()
    with archive.open(_CONTENT_TYPES) as member:
        declared = member.read(_MOST_CONTENT_TYPES)
    if any(mark in declared.lower() for mark in _MACRO_MARKS):
        raise macros()
    kinds = [kind for kind in (Kind.DOCX, Kind.XLSX) if f"{kind.media_type}.main+xml".encode() in declared]
    if len(kinds) != 1 or b"<!" in declared or b"&" in declared:
        raise _other()
    return kinds[0]


def check_unpacks_as_stated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Reads one byte more than stated: a member that has it lies about its size, for later readers to choke on."""
    probe = copy.copy(member)
    probe.file_size += 1
    with archive.open(probe) as content:
        unpacked = sum(len(chunk) for chunk in iter(lambda: content.read(_CHUNK), b""))
    if unpacked != member.file_size:
        raise bomb()


def _check_brings_nothing_along(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Nothing is fetched from elsewhere when the file is opened, and no other file is hidden in it.

    A chart's own workbook (.xlsx) may stay: Word keeps the figures of every chart in one, it cannot hold macros, and it
    is opened only by who edits the chart.
    """
    name = member.filename.lower().replace("\\", "/")
    if name.endswith(".rels"):
        if member.file_size > _MOST_CONTENT_TYPES:
            raise unsafe()
        _check_relationships(archive.read(member))
    elif "embeddings" in name.split("/")[:-1]:
        with archive.open(member) as content:
            if not name.endswith(".xlsx") or content.read(4) != b"PK\x03\x04":
                raise _embedded()


def _check_relationships(xml: bytes) -> None:
    """What the parts of the file point to. Read by a parser, so that no spelling of XML hides anything."""

    def meet(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(" ")[2] != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        if kind in _OTHER_PROGRAMS:
            raise _embedded()
        if attributes.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            raise from_elsewhere()

    def refuse(*_declaration: object) -> None:
        raise unsafe()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = meet, refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as error:
        raise unsafe() from error


def _ole_refusal(file: BinaryIO) -> RefusedUpload:
    """An OLE container is an Office file under a password, or one of the old formats."""
    mark, carried = "EncryptedPackage".encode("utf-16-le"), b""
    for chunk in chunks(file):
        if mark in carried + chunk:
            return locked()
        carried = chunk[-len(mark) :]
    return RefusedUpload(
        _("Tệp thuộc định dạng Office đời cũ (.doc, .xls). Hãy mở tệp, chọn Lưu thành .docx hoặc .xlsx rồi tải lên.")
    )


def chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def ending_of(name: str) -> str:
    """The ending in small letters, or "" when what follows the last dot is no file extension."""
    _stem, dot, ending = _seen(name).rpartition(".")
    return ending.lower() if dot and ending.isascii() and ending.isalnum() else ""


def _seen(name: str) -> str:
    return unicodedata.normalize("NFC", "".join(char for char in name if not _is_unseen(char))).strip()


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _megabytes(size: int) -> str:
    return number_format(size / (1024 * 1024), decimal_pos=1)


def _other() -> RefusedUpload:
    return OtherKind(
        _("Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) và ảnh JPEG, PNG. Hãy lưu tệp sang một dạng này rồi tải lên.")
    )


def broken() -> RefusedUpload:
    return RefusedUpload(_("Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở thử trên máy, lưu lại rồi tải lên lại."))


def locked() -> RefusedUpload:
    return RefusedUpload(_("Tệp đang đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi tải lên lại."))


def macros() -> RefusedUpload:
    return RefusedUpload(_("Tệp có chứa macro. Hãy lưu thành .docx hoặc .xlsx (không có macro) rồi tải lên lại."))


def bomb() -> RefusedUpload:
    return RefusedUpload(
        _("Tệp khi giải nén quá lớn hoặc sai kích thước khai báo. Hãy bỏ bớt nội dung, lưu lại rồi tải lên lại.")
    )


def _embedded() -> RefusedUpload:
    return RefusedUpload(
        _("Tệp có đối tượng nhúng của chương trình khác. Hãy xóa đối tượng đó hoặc thay bằng ảnh, lưu lại rồi tải lên.")
    )


def from_elsewhere() -> RefusedUpload:
    return RefusedUpload(
        _("Tệp tự lấy nội dung từ nơi khác khi mở. Hãy ngắt liên kết (mẫu, ảnh, bảng tính ngoài), lưu lại rồi tải lên.")
    )


def unsafe() -> RefusedUpload:
    return RefusedUpload(
        _("Tệp có cấu trúc bất thường, không an toàn. Hãy mở bằng Word hoặc Excel, lưu thành tệp mới rồi tải lên lại.")
    )
