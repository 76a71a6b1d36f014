import hashlib
import io
import random
import stat
import struct
import unicodedata
import warnings
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from organisation.uploads import MOST_PIXELS, Kind, RefusedUpload, content_disposition, safe_name, sha256_of, sniff

LIMIT = 4 * 1024 * 1024

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"

ONLY = "Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) và ảnh JPEG, PNG"
BROKEN = "Tệp bị hỏng hoặc tải lên chưa trọn vẹn"
LOCKED = "Tệp đang đặt mật khẩu"
MACROS = "Tệp có chứa macro"
BOMB = "Tệp khi giải nén quá lớn hoặc sai kích thước khai báo"
UNSAFE = "Tệp có cấu trúc bất thường, không an toàn"
EMBEDDED = "Tệp có đối tượng nhúng của chương trình khác"
ELSEWHERE = "Tệp tự lấy nội dung từ nơi khác khi mở"
EMPTY = "Tệp rỗng, không có nội dung"
OLD = "Tệp thuộc định dạng Office đời cũ (.doc, .xls)"

NOISE = random.Random(1).randbytes(3 << 20)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(70_000)


def office(*members, main=WORD, content_types=None, method=zipfile.ZIP_DEFLATED):
    """An Office file with these further members: names, or (name or ZipInfo, content)."""
    declared = content_types or f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
    memory = io.BytesIO()
    with (
        warnings.catch_warnings(action="ignore", category=UserWarning),
        zipfile.ZipFile(memory, "w", method) as archive,
    ):
        archive.writestr("[Content_Types].xml", declared)
        for member in members:
            name, content = member if isinstance(member, tuple) else (member, "<x/>")
            archive.writestr(name, content)
    return memory.getvalue()


def pointing(kind, mode="External", encoding="utf-8", before=""):
    """A Word file one of whose parts points to something of that kind."""
    relation = (
        f'<Relationship Id="r" Type="http://schemas.example/relationships/{kind}" Target="a" TargetMode="{mode}"/>'
    )
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{before}<Relationships>{relation}</Relationships>'
    return office(("word/_rels/document.xml.rels", xml.encode(encoding)))


def patched(data, offset_in_entry, form, value):
    """The archive with one field of its last directory entry rewritten."""
    entry = data.rindex(b"PK\x01\x02") + offset_in_entry
    return data[:entry] + struct.pack(form, value) + data[entry + struct.calcsize(form) :]


def linked():
    link = zipfile.ZipInfo("word/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return office((link, "/etc/passwd"))


def renamed(name):
    """An archive whose last member bears a name that zipfile itself would not write."""
    return office("x" * len(name)).replace(b"x" * len(name), name.encode())


def understated():
    """States 10 bytes where 5,000 come out, with the checksum of what a trusting reader would see."""
    data = patched(office(("word/a.xml", "a" * 5000)), 24, "<L", 10)
    return patched(data, 16, "<L", zlib.crc32(b"a" * 11))


def zip64():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types ContentType="{EXCEL}"/>')
    data = memory.getvalue()
    end = data[-22:]
    count, length, offset = struct.unpack("<HLL", end[10:20])
    long_end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, offset)
    return data[:-22] + long_end + struct.pack("<4sLQL", b"PK\x06\x07", 0, len(data) - 22, 1) + end


def commented(name):
    """A member whose remark fills the directory: 60 KB an entry, though nothing is packed."""
    member = zipfile.ZipInfo(name)
    member.comment = bytes(60_000)
    return (member, "")


def png(width, height):
    return b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR" + struct.pack(">II", width, height) + b"\x08\x02" + bytes(40)


def jpeg(width, height, before=b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00", frame=0xC0):
    return b"\xff\xd8" + before + struct.pack(">BBHBHHB", 0xFF, frame, 17, 8, height, width, 3) + bytes(40)


TAKEN = [
    ("PDF", "tờ trình.pdf", PDF, Kind.PDF),
    ("PDF 2.0", "a.pdf", PDF.replace(b"1.7", b"2.0"), Kind.PDF),
    ("Word", "báo cáo.docx", office("word/document.xml"), Kind.DOCX),
    ("Excel", "DANH SÁCH.XLSX", office("xl/workbook.xml", main=EXCEL), Kind.XLSX),
    ("Excel of 64 bit writers", "a.xlsx", zip64(), Kind.XLSX),
    ("stored, not deflated", "a.docx", office("word/document.xml", method=zipfile.ZIP_STORED), Kind.DOCX),
    ("Word with a link to click", "a.docx", pointing("hyperlink"), Kind.DOCX),
    ("Word with a part of its own", "a.docx", pointing("image", mode="Internal"), Kind.DOCX),
    ("Word with a chart", "a.docx", office(("word/embeddings/Sheet1.xlsx", office(main=EXCEL))), Kind.DOCX),
    ("JPEG", "ảnh.jpg", jpeg(4000, 3000), Kind.JPEG),
    ("JPEG, long ending", "ảnh.jpeg", jpeg(4000, 3000), Kind.JPEG),
    ("JPEG, progressive", "a.jpg", jpeg(40, 30, frame=0xC2), Kind.JPEG),
    ("JPEG, tables first", "a.jpg", jpeg(40, 30, before=b"\xff\xc4\x00\x05abc\xff"), Kind.JPEG),
    ("PNG", "a.png", png(4000, 3000), Kind.PNG),
    ("PNG as large as allowed", "a.png", png(10_000, MOST_PIXELS // 10_000), Kind.PNG),
    ("no extension", "bao cao", PDF, Kind.PDF),
    ("a full stop in the name", "Danh sách số 5. Tập thể", PDF, Kind.PDF),
    ("a full stop, plain letters", "Phan 1. Tap the", PDF, Kind.PDF),
    ("as large as allowed", "a.pdf", PDF + b" " * (LIMIT - 2 * len(PDF)) + PDF, Kind.PDF),
]

REFUSED = [
    ("empty", "a.pdf", b"", EMPTY),
    ("text", "a.txt", "Kính gửi".encode(), ONLY),
    ("program", "a.pdf", b"MZ" + bytes(100), ONLY),
    ("web page", "a.png", b"<html><script>", ONLY),
    ("SVG", "a.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>', ONLY),
    ("RTF", "a.docx", b"{\\rtf1}", ONLY),
    ("GIF", "a.jpg", b"GIF89a" + bytes(20), ONLY),
    ("PDF behind other bytes", "a.pdf", b"MZ\n" + PDF, ONLY),
    ("PDF cut off", "a.pdf", PDF[:-8], BROKEN),
    ("PDF without a table", "a.pdf", PDF.replace(b"startxref", b""), BROKEN),
    ("PDF of no version", "a.pdf", PDF.replace(b"1.7", b"abc"), BROKEN),
    ("plain archive", "a.docx", office(content_types="<Types/>"), ONLY),
    ("archive without content types", "a.docx", office().replace(b"[Content", b"[content"), ONLY),
    ("presentation", "a.pptx", office(main=SLIDES), ONLY),
    ("Word template", "a.docx", office(main=TEMPLATE), ONLY),
    ("Word and Excel at once", "a.docx", office(content_types=f"{WORD} {EXCEL}"), ONLY),
    ("type behind XML entities", "a.docx", office(content_types=f'{WORD} "vba&#80;roject"'), ONLY),
    ("type beside XML entities", "a.docx", office(content_types=f"<!DOCTYPE x>{WORD}"), ONLY),
    ("macro Word by its type", "a.docm", office(main=MACRO_WORD), MACROS),
    ("macro Word renamed", "a.docx", office(main=MACRO_WORD), MACROS),
    ("macro part", "a.docx", office("word/vbaProject.bin"), MACROS),
    ("macro part, other case", "a.xlsx", office("XL/VBAPROJECT.BIN", main=EXCEL), MACROS),
    ("macro part by its type", "a.docx", office(content_types=f"{WORD} application/vnd.ms-office.vbaProject"), MACROS),
    ("old macro sheet", "a.xlsx", office(content_types=f"{EXCEL} application/vnd.ms-excel.macrosheet+xml"), MACROS),
    ("template from elsewhere", "a.docx", pointing("attachedTemplate"), ELSEWHERE),
    ("picture from elsewhere", "a.docx", pointing("image"), ELSEWHERE),
    ("object from elsewhere", "a.docx", pointing("frame", mode="external"), ELSEWHERE),
    ("template from elsewhere, UTF-16", "a.docx", pointing("attachedTemplate", encoding="utf-16"), ELSEWHERE),
    ("template from elsewhere, spelt in entities", "a.docx", pointing("attachedTemplate", "&#69;xternal"), ELSEWHERE),
    ("relationships with entities of their own", "a.docx", pointing("image", before="<!DOCTYPE x>"), UNSAFE),
    ("relationships that are no XML", "a.docx", office(("word/_rels/a.xml.rels", "<x")), UNSAFE),
    (
        "relationships in no known alphabet",
        "a.docx",
        office(("word/_rels/a.xml.rels", b'<?xml version="1.0" encoding="no-such"?><x/>')),
        UNSAFE,
    ),
    ("embedded object", "a.docx", office(("word/embeddings/oleObject1.bin", OLE[:8])), EMBEDDED),
    ("embedded object, other case", "a.xlsx", office(("XL/Embeddings/o.BIN", OLE[:8]), main=EXCEL), EMBEDDED),
    ("embedded object by its relationship", "a.docx", pointing("oleObject", mode="Internal"), EMBEDDED),
    ("embedded object named as a chart's workbook", "a.docx", office(("word/embeddings/a.xlsx", OLE[:8])), EMBEDDED),
    ("embedded document", "a.docx", office(("word/embeddings/a.docx", office())), EMBEDDED),
    ("embedded control", "a.docx", pointing("control", mode="Internal"), EMBEDDED),
    ("Office under a password", "a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    ("password mark across pieces", "a.docx", OLE[:65_530] + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    ("member under a password", "a.docx", patched(office("word/a.xml"), 8, "<H", 1), LOCKED),
    ("old Word", "a.doc", OLE, OLD),
    ("too many members", "a.xlsx", office(*(f"xl/{n}" for n in range(2000)), main=EXCEL), BOMB),
    ("directory too long to read", "a.docx", office(*(commented(f"{n}") for n in range(18))), BOMB),
    ("packed too tightly", "a.xlsx", office(("xl/a.xml", bytes(1_000_000)), main=EXCEL), BOMB),
    ("unpacks to more than stated", "a.docx", understated(), BOMB),
    ("more than stated, other checksum", "a.docx", patched(office(("a", "a" * 5000)), 24, "<L", 10), BROKEN),
    ("unpacks to less than stated", "a.docx", patched(office("word/a.xml"), 24, "<L", 5), BOMB),
    ("checksum wrong", "a.docx", patched(office("word/a.xml"), 16, "<L", 7), BROKEN),
    ("path out of the archive", "a.docx", office("../../etc/passwd"), UNSAFE),
    ("path with backslashes", "a.docx", office("word\\..\\..\\a"), UNSAFE),
    ("absolute path", "a.docx", office("/etc/passwd"), UNSAFE),
    ("Windows drive", "a.docx", office("C:/a"), UNSAFE),
    ("control character in a path", "a.docx", renamed("word/a\x00.xml"), UNSAFE),
    ("symbolic link", "a.docx", linked(), UNSAFE),
    ("two members of one name", "a.docx", office("word/a.xml", "word/A.XML"), UNSAFE),
    ("method no Office writes", "a.docx", office("word/a.xml", method=zipfile.ZIP_LZMA), UNSAFE),
    ("archive cut off", "a.docx", office("word/a.xml")[:-30], BROKEN),
    ("archive that announces a remark", "a.docx", office()[:-2] + b"\x01\x00", BROKEN),
    ("bytes behind the archive", "a.docx", office("word/a.xml") + PDF, BROKEN),
    ("archive within an archive", "a.docx", b"PK\x03\x04" + bytes(40) + office("word/a.xml"), BROKEN),
    ("only the first bytes of an archive", "a.docx", b"PK\x03\x04", BROKEN),
    ("PNG of too many pixels", "a.png", png(30_000, 30_000), "Ảnh quá lớn (30.000 × 30.000 điểm ảnh)"),
    ("JPEG of too many pixels", "a.jpg", jpeg(60_000, 900), "Ảnh quá lớn (60.000 × 900 điểm ảnh)"),
    ("PNG without width", "a.png", png(0, 10), BROKEN),
    ("PNG cut off", "a.png", png(10, 10)[:20], BROKEN),
    ("JPEG cut off", "a.jpg", jpeg(10, 10)[:24], BROKEN),
    ("JPEG that never begins", "a.jpg", b"\xff\xd8" + b"\xff\xd8\x00\x00" * 100_000, BROKEN),
    ("PDF named Word", "a.docx", PDF, "Tên tệp ghi .docx nhưng nội dung là PDF"),
    ("Word named Excel", "a.xlsx", office(), "Tên tệp ghi .xlsx nhưng nội dung là DOCX"),
    ("program ending on a document", "a.pdf.exe", PDF, "Tên tệp ghi .exe nhưng nội dung là PDF"),
    ("one byte too large", "a.pdf", PDF.ljust(LIMIT + 1), "Tệp nặng 4,0 MB, tối đa 4,0 MB"),
]


@pytest.mark.parametrize(("name", "data", "kind"), [row[1:] for row in TAKEN], ids=[row[0] for row in TAKEN])
def test_sniff_taken(name, data, kind):
    assert sniff(io.BytesIO(data), name=name, limit=LIMIT) is kind


@pytest.mark.parametrize(("name", "data", "why"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_sniff_refused_says_why_and_what_to_do(name, data, why):
    with pytest.raises(RefusedUpload) as refusal:
        sniff(io.BytesIO(data), name=name, limit=LIMIT)

    reason, _, advice = str(refusal.value).partition(". Hãy ")
    assert (reason, advice.endswith(".")) == (why, True)


def test_sniff_total_is_limited_even_when_well_packed():
    zeros = bytes(67 << 20)
    file = io.BytesIO(office(("noise", NOISE), ("a", zeros), ("b", zeros), ("c", zeros)))

    with pytest.raises(RefusedUpload, match=BOMB):
        sniff(file, name="a.docx", limit=LIMIT)


def test_sniff_leaves_the_file_at_its_start():
    file = io.BytesIO(PDF)

    sniff(file, name="a.pdf", limit=LIMIT)

    assert file.tell() == 0


@pytest.mark.parametrize("data", [PDF, office("word/a.xml"), jpeg(9, 9)], ids=["pdf", "docx", "jpeg"])
def test_sniff_reads_what_django_uploads(data):
    on_disk = TemporaryUploadedFile("a", "text/plain", len(data), None)
    on_disk.write(data)
    uploads = [SimpleUploadedFile("a", data), ContentFile(data), on_disk]

    assert len({sniff(upload, name="a", limit=LIMIT) for upload in uploads}) == 1


@given(data=st.data())
def test_sniff_damaged_file_is_taken_or_refused_never_an_accident(data):
    whole = data.draw(st.sampled_from([office("word/a.xml", "word/b.xml"), zip64(), jpeg(9, 9), png(9, 9), PDF]))
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + data.draw(st.binary(min_size=1, max_size=4)) + whole[place + 1 :]

    try:
        fate = type(sniff(io.BytesIO(damaged), name="a", limit=LIMIT))
    except RefusedUpload:
        fate = Kind

    assert fate is Kind


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("Báo cáo thành tích – Tổ 1.docx", Kind.DOCX, "Báo cáo thành tích – Tổ 1.docx"),
        (unicodedata.normalize("NFD", "Đề nghị.pdf"), Kind.PDF, "Đề nghị.pdf"),
        ("C:\\Users\\An\\tờ trình.PDF", Kind.PDF, "tờ trình.pdf"),
        ("../../etc/passwd", Kind.PDF, "passwd.pdf"),
        ("a\r\nSet-Cookie: b.pdf", Kind.PDF, "aSet-Cookie b.pdf"),
        ("bao cao\u202exslx.pdf", Kind.PDF, "bao caoxslx.pdf"),
        ('<b>"a"|?*.pdf', Kind.PDF, "b a.pdf"),
        ("ảnh.jpeg", Kind.JPEG, "ảnh.jpeg"),
        ("ảnh", Kind.JPEG, "ảnh.jpg"),
        ("ảnh.png", Kind.JPEG, "ảnh.png.jpg"),
        ("Danh sách số 5. Tập thể", Kind.XLSX, "Danh sách số 5. Tập thể.xlsx"),
        ("..a.pdf", Kind.PDF, "a.pdf"),
        (".pdf", Kind.PDF, "tep.pdf"),
        ("...", Kind.PDF, "tep.pdf"),
        (" a . .pdf ", Kind.PDF, "a.pdf"),
        ("ệ" * 49 + "aa b.pdf", Kind.PDF, "ệ" * 49 + "aa.pdf"),
        ("ệ" * 300 + ".pdf", Kind.PDF, "ệ" * 50 + ".pdf"),
    ],
)
def test_safe_name(name, kind, kept):
    assert safe_name(name, kind) == kept


@given(st.text(max_size=255), st.sampled_from(Kind))
def test_safe_name_is_safe_already(name, kind):
    once = safe_name(name, kind)

    assert safe_name(once, kind) == once


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a b.pdf", 'attachment; filename="a b.pdf"'),
        ('a";x="b.pdf', 'attachment; filename="a\\";x=\\"b.pdf"'),
        ("Giấy khen.pdf", "attachment; filename*=utf-8''Gi%E1%BA%A5y%20khen.pdf"),
        ("a\r\nX: y\u202e.pdf", 'attachment; filename="aX: y.pdf"'),
    ],
)
def test_content_disposition(name, header):
    assert content_disposition(name) == header


def test_sha256_of_reads_the_whole_file_and_returns_to_its_start():
    file = io.BytesIO(NOISE)
    file.seek(5)

    assert (sha256_of(file), file.tell()) == (hashlib.sha256(NOISE).hexdigest(), 0)
