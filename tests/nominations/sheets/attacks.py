"""Files that were made to do harm, or were harmed: each with the beginning of what its sender is told."""

import io
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from nominations.sheets.gate import LIMIT
from tests.nominations.sheets.books import HEAD, ODS, PEOPLE, changed, csv, ods, part_of, word, xls, xlsx, zipped

LIST = (HEAD, *PEOPLE)
EMPTY = "Tệp rỗng"
HEAVY = "Tệp nặng quá"
BROKEN = "Tệp bị hỏng"
LOCKED = "Tệp đang đặt mật khẩu"
MACROS = "Tệp có chứa macro"
BOMB = "Tệp khi giải nén quá lớn"
UNSAFE = "Tệp có cấu trúc bất thường"
EMBEDDED = "Tệp có đối tượng nhúng"
ELSEWHERE = "Tệp tự lấy nội dung từ nơi khác"
OTHER = "Chỉ nhận danh sách dạng Excel"
MARKUP = "Tệp là trang web hoặc XML"
OLD = "Tệp thuộc định dạng Office đời cũ nhưng"
NAMED = "Tên tệp ghi ."
ROWS = "Tệp có hơn 12.000 dòng"
LARGE = "Tệp quá lớn để đọc"
NO_LIST = "Không thấy danh sách nào"
QUOTES = "Tệp CSV có chỗ không đọc được"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(70_000)


class Attack(NamedTuple):
    name: str
    make: Callable[[], bytes]
    told: str


def sheet_of(rows: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def with_sheet(rows: str) -> bytes:
    return changed(xlsx(LIST), xl__worksheets__sheet1DOTxml=sheet_of(rows))


def with_type(declared: str) -> bytes:
    types = part_of(xlsx(LIST), "[Content_Types].xml").replace("spreadsheetml.sheet.main+xml", declared)
    return changed(xlsx(LIST), **{"[Content_Types]DOTxml": types})


def linked(kind: str, target: str = "http://example.invalid/x") -> bytes:
    relation = f'<Relationship Id="r9" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    rels = part_of(xlsx(LIST), "xl/_rels/workbook.xml.rels").replace("</Relationships>", f"{relation}</Relationships>")
    return changed(xlsx(LIST), **{"xl/_rels/workbookDOTxmlDOTrels": rels})


def symlink() -> bytes:
    entry = zipfile.ZipInfo("xl/link")
    entry.external_attr = 0o120777 << 16
    return zipped(*_members(xlsx(LIST)), (entry, "/etc/passwd"))


def _members(book: bytes) -> list[tuple[str, bytes]]:
    return [(name, part_of(book, name).encode()) for name in _names(book)]


def _names(book: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.namelist()


def lying() -> bytes:
    """The directory states less than what is there."""
    book = bytearray(xlsx(LIST))
    at = book.rindex(b"PK\x01\x02")
    book[at + 24 : at + 28] = (5).to_bytes(4, "little")
    return bytes(book)


def locked_zip() -> bytes:
    book = bytearray(xlsx(LIST))
    at = book.index(b"PK\x01\x02")
    book[at + 8] |= 1
    return bytes(book)


def utf16(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


def far_cell(cell: str) -> bytes:
    row = "".join(char for char in cell if char.isdecimal())
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>Họ và tên</t></is></c></row>'
    return with_sheet(f'{head}<row r="{row}"><c r="{cell}"><v>1</v></c></row>')


def many_rows() -> bytes:
    return with_sheet("".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 13_000)))


def repeated(rows: int, columns: int) -> bytes:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>A</text:p>'
    return ods(
        (), body=f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-cell></table:table-row>'
    )


def entities() -> bytes:
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    document = part_of(word(LIST), "word/document.xml").replace("?>", f"?>{laughs}", 1)
    return changed(word(LIST), word__documentDOTxml=document)


ATTACKS = [
    Attack("rong.xlsx", lambda: b"", EMPTY),
    Attack("nang.csv", lambda: b"a;b\n" * (LIMIT // 4 + 1), HEAVY),
    Attack("cat.xlsx", lambda: xlsx(LIST)[:-40], BROKEN),
    Attack("giua.xlsx", lambda: xlsx(LIST)[:400] + xlsx(LIST)[500:], BROKEN),
    Attack("duoi.xlsx", lambda: xlsx(LIST) + b"<script>", BROKEN),
    Attack("truoc.xlsx", lambda: b"MZ" + xlsx(LIST), OTHER),
    Attack("bom.xlsx", lambda: zipped(*_members(xlsx(LIST)), ("xl/x.bin", bytes(60 << 20))), BOMB),
    Attack("bom-nho.xlsx", lambda: zipped(*_members(xlsx(LIST)), ("xl/x.bin", bytes(20 << 20))), BOMB),
    Attack("nhieu-muc.xlsx", lambda: zipped(*((f"x{n}", "") for n in range(400))), BOMB),
    Attack("long-nhau.xlsx", lambda: zipped(("inner.zip", xlsx(LIST))), OTHER),
    Attack("noi-doi.xlsx", lying, BROKEN),
    Attack("khoa.xlsx", locked_zip, LOCKED),
    Attack("khoa-ole.xlsx", lambda: OLE + utf16("EncryptedPackage"), LOCKED),
    Attack("macro.xlsm", lambda: xlsx(LIST), MACROS),
    Attack("macro.xlsx", lambda: zipped(*_members(xlsx(LIST)), ("xl/vbaProject.bin", "x")), MACROS),
    Attack("macro-an.xlsx", lambda: with_type("sheet.macroEnabled.main+xml"), MACROS),
    Attack("macro.xls", lambda: OLE + utf16("Workbook") + utf16("_VBA_PROJECT"), MACROS),
    Attack("macro.ods", lambda: ods(LIST, more=[("Basic/Standard/Module1.xml", "<x/>")]), MACROS),
    Attack("khoa.ods", lambda: ods(LIST, more=[("META-INF/manifest.xml", "<manifest:encryption-data/>")]), LOCKED),
    Attack("dan-ngoai.xlsx", lambda: linked("externalLinkPath"), ELSEWHERE),
    Attack("nhung.xlsx", lambda: linked("oleObject"), EMBEDDED),
    Attack("nhung-tep.xlsx", lambda: zipped(*_members(xlsx(LIST)), ("xl/embeddings/a.exe", "MZ")), EMBEDDED),
    Attack("nhung.xls", lambda: OLE + utf16("Workbook") + utf16("\x01Ole10Native"), EMBEDDED),
    Attack("thoat.xlsx", lambda: zipped(*_members(xlsx(LIST)), ("../../etc/cron.d/x", "x")), UNSAFE),
    Attack("lien-ket.xlsx", symlink, UNSAFE),
    Attack("hai-lan.xlsx", lambda: zipped(*_members(xlsx(LIST)), ("XL/workbook.xml", "x")), UNSAFE),
    Attack("word-cu.xls", lambda: OLE + utf16("WordDocument"), OLD),
    Attack("ole-rong.xls", lambda: OLE, OLD),
    Attack("hong.xls", lambda: OLE + utf16("Workbook"), BROKEN),
    Attack("trang-web.xls", lambda: b"<html><table><tr><td>STT</td></tr></table></html>", MARKUP),
    Attack("xml-2003.xls", lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', MARKUP),
    Attack("anh.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', MARKUP),
    Attack("rtf.csv", lambda: rb"{\rtf1 STT;Ten}", MARKUP),
    Attack("chuong-trinh.csv", lambda: b"MZ" + bytes(500), OTHER),
    Attack("anh.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), OTHER),
    Attack("nhi-phan.csv", lambda: bytes(range(256)) * 20, OTHER),
    Attack("sai-ten.xls", lambda: xlsx(LIST), NAMED),
    Attack("sai-ten.xlsx", lambda: csv(LIST), NAMED),
    Attack("sai-ten.pdf", lambda: csv(LIST), NAMED),
    Attack("van-ban.odt", lambda: ods(LIST, mimetype=ODS.replace("spreadsheet", "text")), OTHER),
    Attack("trinh-chieu.xlsx", lambda: with_type("presentation.main+xml"), OTHER),
    Attack("xa.xlsx", lambda: far_cell("XFD1048576"), LARGE),
    Attack("sau.xlsx", lambda: far_cell("A1048576"), ROWS),
    Attack("dong.xlsx", many_rows, ROWS),
    Attack("dong.csv", lambda: b"1;2\n" * 12_001, ROWS),
    Attack("cot.csv", lambda: b";" * 61 + b"\n", ROWS),
    Attack("ngoac.csv", lambda: b'STT;"' + b"a" * 200_000, QUOTES),
    Attack("lap.ods", lambda: repeated(1_048_576, 16_384), BROKEN),
    Attack("lap-cot.ods", lambda: repeated(20_000, 40), ROWS),
    Attack("thuc-the.docx", entities, BROKEN),
    Attack("trong.xlsx", lambda: xlsx(()), NO_LIST),
    Attack("chi-tieu-de.xlsx", lambda: xlsx((HEAD,)), NO_LIST),
    Attack("khong-tieu-de.xlsx", lambda: xlsx(PEOPLE), NO_LIST),
    Attack("khong-bang.docx", lambda: word(((" ",),)), NO_LIST),
    Attack("xls-that-ten-sai.csv", lambda: xls(LIST), NAMED),
]
