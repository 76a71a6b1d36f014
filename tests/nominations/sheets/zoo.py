"""The oddities: files of people who have their lists in Excel. Each stands with what is read of it, line by line.

A line is `kind name`, then what matters in that file, then `! cell` for each cell with a fault.
"""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from tests.nominations.sheets.books import HEAD, PEOPLE, csv, in_cp1258, ods, word, write, xls, xlsx

BOTH = ["individual Nguyễn Văn An", "individual Lê Thị Hoa"]
LIST = (HEAD, *PEOPLE)


class Odd(NamedTuple):
    """A file, its name and what is read of it; `tells` are fields to tell beside the name."""

    name: str
    make: Callable[[], bytes]
    lines: list[str]
    tells: tuple[str, ...] = ()


def titled(book: Any, page: Any) -> None:
    middle = book.add_format({"align": "center", "bold": True})
    page.merge_range("A1:F1", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", middle)
    page.merge_range("A2:F2", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", middle)
    page.write("A3", "(Kèm theo Tờ trình số …/TTr ngày … tháng … năm 2013)")
    write(page, LIST, top=4)
    write(page, (("", "Tổng cộng", "2 người"), (), ("", "NGƯỜI LẬP", "THỦ TRƯỞNG"), (), ("", "Trần X", "Đỗ Y")), top=7)


def two_parts(_book: Any, page: Any) -> None:
    rows = (
        ("I. TẬP THỂ",), ("STT", "Tên tập thể", "Số người", "Hình thức đề nghị"), (1, "Phòng Kế toán", 12, "Giấy khen"),
        (3, "Công đoàn Sở", "8 người", "Giấy khen"), ("", "Cộng: 2 tập thể"), (), ("II. CÁ NHÂN",),
        ("TT", "Ông (bà)", "Tên cá nhân", "Chức vụ", "Hình thức đề nghị"),
        (1, "Ông", "Nguyễn Văn An", "Chuyên viên", "Giấy khen"), (2, "Bà", "Lê Thị Hoa", "Kế toán", "Giấy khen"),
    )  # fmt: skip
    write(page, rows)


def one_heading_for_both(_book: Any, page: Any) -> None:
    rows = (
        ("STT", "Họ và tên / Tên tập thể", "Chức vụ"), ("I", "TẬP THỂ", ""), (1, "Phòng Kế toán", ""),
        ("II", "CÁ NHÂN", ""), (1, "Nguyễn Văn An", "Chuyên viên"),
    )  # fmt: skip
    write(page, rows)


def merged_heading(book: Any, page: Any) -> None:
    middle = book.add_format({"text_wrap": True})
    for cells, text in (("A1:A2", "STT"), ("B1:B2", "Họ và tên"), ("C1:D1", "Năm sinh"), ("E1:E2", "Chức vụ")):
        page.merge_range(cells, text, middle)
    page.write("C2", "Nam")
    page.write("D2", "Nữ")
    write(page, (("(1)", "(2)", "(3)", "(4)", "(5)"), (1, "Nguyễn Văn An", 1980, "", "Chuyên viên")), top=2)
    page.write_row("A5", (2, "Lê Thị Hoa", "", "05/3/1985", "Kế toán"))


def merged_down(book: Any, page: Any) -> None:
    write(page, ((*HEAD, "Đơn vị"), *PEOPLE))
    page.merge_range("D2:D3", "Phòng Kế toán", book.add_format())


def grouped(_book: Any, page: Any) -> None:
    write(page, (HEAD, ("A", "Phòng Kế toán", ""), PEOPLE[0], ("B", "Phòng Hành chính", ""), PEOPLE[1]))


def formulas(_book: Any, page: Any) -> None:
    write(page, LIST)
    page.write_formula("A3", "=A2+1", value=2)
    page.write_formula("C2", '=CONCATENATE("Chuyên"," viên")', value="Chuyên viên")
    page.write_formula("C3", "=Z99", value="")


def serial_dates(book: Any, page: Any) -> None:
    write(page, (("STT", "Họ và tên", "Ngày sinh"),))
    spelt = [
        date(1980, 1, 5), 29225, "5/1/1980", "05-01-1980", "5.1.1980", "ngày 5 tháng 1 năm 1980", "1980-01-05",
        "5/1/80",
    ]  # fmt: skip
    for row, day in enumerate(spelt, 1):
        page.write(row, 1, "Nguyễn Văn An")
        if isinstance(day, date):
            page.write_datetime(row, 2, day, book.add_format({"num_format": "dd/mm/yyyy"}))
        else:
            page.write(row, 2, day)


def hidden(book: Any, page: Any) -> None:
    write(page, LIST)
    other = book.add_worksheet("Nháp")
    write(other, (HEAD, (1, "Người Ẩn", "Không ai")))
    other.hide()


BORN = "overview"
ZOO = [
    Odd("sach.xlsx", lambda: xlsx(LIST), BOTH),
    Odd("tieu-de.xlsx", lambda: xlsx(titled), BOTH),
    Odd("hai-phan.xlsx", lambda: xlsx(two_parts), [
        "collective Phòng Kế toán 12", "collective Công đoàn Sở 8", "individual Nguyễn Văn An ong",
        "individual Lê Thị Hoa ba",
    ], ("head_count", "honorific")),
    Odd("chung-tieu-de.xlsx", lambda: xlsx(one_heading_for_both), [
        "collective Phòng Kế toán", "individual Nguyễn Văn An",
    ]),
    Odd("gop-o.xlsx", lambda: xlsx(merged_heading), [
        "individual Nguyễn Văn An ong Năm sinh: 1980.", "individual Lê Thị Hoa ba Ngày sinh: 05/03/1985.",
    ], ("honorific", BORN)),
    Odd("gop-doc.xlsx", lambda: xlsx(merged_down), [f"{line} Phòng Kế toán" for line in BOTH], ("sub_unit",)),
    Odd("nhom.xlsx", lambda: xlsx(grouped), [
        f"{BOTH[0]} Phòng Kế toán", f"{BOTH[1]} Phòng Hành chính",
    ], ("sub_unit",)),
    Odd("cong-thuc.xlsx", lambda: xlsx(formulas), [f"{BOTH[0]} Chuyên viên", f"{BOTH[1]} ! C3"], ("position",)),
    Odd("ngay.xlsx", lambda: xlsx(serial_dates), ["individual Nguyễn Văn An Ngày sinh: 05/01/1980."] * 8, (BORN,)),
    Odd("ngay-1904.xlsx", lambda: xlsx(serial_dates, date_1904=True)[:], [
        "individual Nguyễn Văn An Ngày sinh: 05/01/1980."] * 8, (BORN,)),
    Odd("an.xlsx", lambda: xlsx(hidden), BOTH),
    Odd("cot-khac.xlsx", lambda: xlsx((
        ("Chức danh", "Ghi chú", "Họ tên", "Số TT"), ("Chuyên viên", "x", "Nguyễn Văn An", 1),
        ("Kế toán", "", "Lê Thị Hoa", 9),
    )), [f"{BOTH[0]} Chuyên viên", f"{BOTH[1]} Kế toán"], ("position",)),
    Odd("ten-tach.xlsx", lambda: xlsx((
        ("STT", "Họ và tên đệm", "Tên", "Giới tính"), (1, "Nguyễn Văn", "An", "Nam"), (2, "Lê Thị", "Hoa", "Nữ"),
    )), [f"{BOTH[0]} ong", f"{BOTH[1]} ba"], ("honorific",)),
    Odd("nam-nu.xlsx", lambda: xlsx((
        ("STT", "Họ và tên", "Nam", "Nữ"), (1, "Nguyễn Văn An", "x", ""), (2, "Lê Thị Hoa", "", "x"),
        (3, "Ma Seo Sử", "x", "x"),
    )), [f"{BOTH[0]} ong", f"{BOTH[1]} ba", "individual Ma Seo Sử ! D4"], ("honorific",)),
    Odd("chu-hoa.xlsx", lambda: xlsx((HEAD, (1, "NGUYỄN VĂN AN", ""), (2, "H'MÔNG THỊ Ê", ""))), [
        "individual Nguyễn Văn An", "individual H'Mông Thị Ê",
    ]),
    Odd("xung-ho.xlsx", lambda: xlsx((HEAD, (1, "Đ/c Nguyễn Văn An", ""), (2, "Bà: Lê Thị Hoa", ""))), [
        f"{BOTH[0]}", f"{BOTH[1]} ba",
    ], ("honorific",)),
    Odd("nhu-tren.xlsx", lambda: xlsx((HEAD, (1, "Nguyễn Văn An", "Kế toán"), (2, "Lê Thị Hoa", '"'))), [
        f"{BOTH[0]} Kế toán", f"{BOTH[1]} Kế toán",
    ], ("position",)),
    Odd("dien.xlsx", lambda: xlsx((
        ("Họ và tên", "Trực tiếp hay lãnh đạo"), ("Nguyễn Văn An", "Lãnh đạo"), ("Lê Thị Hoa", "trực tiếp"),
        ("Y Moan", "?"),
    )), [f"{BOTH[0]} True", f"{BOTH[1]} False", "individual Y Moan ! B4"], ("is_leader",)),
    Odd("doi-tuong.xlsx", lambda: xlsx((
        ("Đối tượng", "Tên", "Số người"), ("Tập thể", "Lực lượng xung kích", 5), ("CN", "Nguyễn Văn An", ""),
        ("Robot", "Máy", ""),
    )), ["collective Lực lượng xung kích", "individual Nguyễn Văn An", "individual Máy ! A4"]),
    Odd("so-nguoi.xlsx", lambda: xlsx((
        ("Tên tập thể", "Số lượng"), ("Tổ Một", "12 người"), ("Tổ Hai", "mười"), ("Tổ Ba", 0), ("Tổ Bốn", 3.5),
    )), ["collective Tổ Một 12", "collective Tổ Hai ! B3", "collective Tổ Ba ! B4", "collective Tổ Bốn ! B5"],
        ("head_count",)),
    Odd("nghia-trong-o.xlsx", lambda: xlsx((
        HEAD, (1, "Nguyễn Văn An", "#N/A"), (2, "Lê Thị Hoa", "–"), (3, "", "Kế toán"), (4, "", ""),
    )), [f"{BOTH[0]} ! C2", BOTH[1], "individual  Kế toán ! B4"], ("position",)),
    Odd("dai.xlsx", lambda: xlsx((HEAD, (1, "A" * 201, ""), (2, "Lê Thị Hoa", "b" * 161))), [
        "individual  ! B2", f"{BOTH[1]} ! C3",
    ]),
    Odd("giau-chu.xlsx", lambda: xlsx((HEAD, (1, "Nguyễn\u202e Văn An", ""), (2, "L\u200bê Thị\u00a0Hoa", ""))), [
        "individual  ! B2", BOTH[1],
    ]),
    Odd("nfd.xlsx", lambda: xlsx([[unicodedata.normalize("NFD", str(cell)) for cell in row] for row in LIST]), BOTH),
    Odd("nga-cyrillic.xlsx", lambda: xlsx((HEAD, (1, "Nguyễn Văn Аn", ""))), ["individual Nguyễn Văn Аn"]),
    Odd("chu-ky.xlsx", lambda: xlsx((
        ("Họ và tên", "Chức vụ"), ("Nguyễn Văn An", "Giám đốc"), ("Lê Thị Hoa", "Chủ tịch công đoàn"),
        ("", "Lào Cai, ngày 5 tháng 8 năm 2013"), ("", "GIÁM ĐỐC"), ("", "Đỗ Y"),
    )), BOTH),
    Odd("cong-giua.xlsx", lambda: xlsx((HEAD, PEOPLE[0], ("", "Cộng", "1"), PEOPLE[1], ("", "Tổng số: 2", ""))), BOTH),
    Odd("cong-doan.xlsx", lambda: xlsx((
        ("Tên tập thể", "Số người"), ("Công đoàn Sở", 8), ("Tổng công ty Hư cấu", 9), ("Tổng cộng", 17),
    )), ["collective Công đoàn Sở", "collective Tổng công ty Hư cấu"]),
    Odd("cu.xls", lambda: xls(LIST), BOTH),
    Odd("cu-gop.xls", lambda: xls(
        LIST[:1], [(1, 2, 2, 2, "Kế toán"), (1, 1, 0, 0, "1"), (1, 1, 1, 1, "Lê Thị Hoa")],
    ), [f"{BOTH[1]} Kế toán"], ("position",)),
    Odd("libre.ods", lambda: ods(LIST), BOTH),
    Odd("cham-phay.csv", lambda: csv(LIST), BOTH),
    Odd("phay.csv", lambda: csv(LIST, ","), BOTH),
    Odd("tab.txt", lambda: csv(LIST, "\t", "utf-16"), BOTH),
    Odd("gach.csv", lambda: csv(LIST, "|", "utf-8"), BOTH),
    Odd("khong-bom.csv", lambda: csv(LIST, ";", "utf-16-le"), BOTH),
    Odd("sep.csv", lambda: b"\xef\xbb\xbfsep=;\r\n" + csv(LIST, ";", "utf-8"), BOTH),
    Odd("windows.csv", lambda: in_cp1258(csv(LIST, ";", "utf-8").decode()), BOTH),
    Odd("abc.csv", lambda: "STT;Hä vµ tªn;Chøc vô\n1;NguyÔn V¨n An;K\u00d5 to\u00b8n\n".encode("latin-1"), [
        f"{BOTH[0]} Kế toán",
    ], ("position",)),
    Odd("vni.csv", lambda: "STT;Hoï vaø teân;Chöùc vuï\n1;Nguyeãn Vaên An;Keá toaùn\n".encode("latin-1"), [
        f"{BOTH[0]} Kế toán",
    ], ("position",)),
    Odd("abc.xlsx", lambda: xlsx((("STT", "Hä vµ tªn", "Chøc vô"), (1, "L\u00aa Th\u00de Hoa", "Chuy\u00aan viªn"))), [
        f"{BOTH[1]} Chuyên viên",
    ], ("position",)),
    Odd("nua-abc.xlsx", lambda: xlsx((HEAD, (1, "NguyÔn V¨n An", "Kế toán"), (2, "Lª ThÞ Hoa", "Chuyên viên"))), [
        f"{BOTH[0]} Kế toán", f"{BOTH[1]} Chuyên viên",
    ], ("position",)),
    Odd("xuong-dong.csv", lambda: 'STT;Họ và tên;Thành tích\n1;Nguyễn Văn An;"Một\nHai; ""ba"""\n'.encode(), [
        f'{BOTH[0]} Một\nHai; "ba"',
    ], ("achievements",)),
    Odd("cong-thuc.csv", lambda: csv((HEAD, (1, "=1+1", "'=HYPERLINK(\"http://x\")"))), [
        'individual =1+1 =HYPERLINK("http://x")',
    ], ("position",)),
    Odd("word.docx", lambda: word(LIST), BOTH),
    Odd("word-hai.docx", lambda: word((("STT", "Tên tập thể"), (1, "Tổ Một")), LIST), ["collective Tổ Một", *BOTH]),
    Odd("khong-duoi", lambda: xlsx(LIST), BOTH),
]  # fmt: skip
