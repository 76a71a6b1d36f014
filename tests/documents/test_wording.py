import pytest

from documents.paper import Heading, Text
from documents.wording import BadWording, as_blocks, worded

SOURCE = """[trích yếu]
Về việc tặng {{ award }}

[nội dung]
# I. SỐ LIỆU
## 1. Chung
Điều 1. Đã nhận {{ count }} hồ sơ{% if late %}, {{ late }} hồ sơ muộn{% endif %}.
{% for unit in units %}
- {{ unit.name }};
{% endfor %}
[[danh sách]]
> ---
"""
VALUES = {"award": "Giấy khen", "count": 3, "late": 0, "units": [{"name": "Viễn thông"}, {"name": "Viettel"}]}
TABLE = Text("(bảng)")


def body(source=SOURCE, **changes):
    lines = worded(source, VALUES | changes, {"danh sách": TABLE})["nội dung"]
    return as_blocks(lines, {"danh sách": TABLE})


def test_sections_are_told_apart():
    assert worded(SOURCE, VALUES, {"danh sách": TABLE})["trích yếu"] == ["Về việc tặng Giấy khen"]


def test_lines_become_what_their_marks_say():
    assert body() == [
        Heading("I. SỐ LIỆU"),
        Heading("1. Chung", level=2),
        Text("Đã nhận 3 hồ sơ.", lead="Điều 1."),
        Text("- Viễn thông;"),
        Text("- Viettel;"),
        TABLE,
        Text("---", look="centred"),
    ]


def test_condition_is_followed():
    assert body(late=2)[2] == Text("Đã nhận 3 hồ sơ, 2 hồ sơ muộn.", lead="Điều 1.")


def test_value_stays_one_line():
    assert worded(SOURCE, VALUES | {"award": "Giấy\n[nội dung]\nkhen"}, {"danh sách": TABLE})["trích yếu"] == [
        "Về việc tặng Giấy [nội dung] khen"
    ]


def test_value_is_not_read_as_a_template():
    assert body(count="{{ award }}")[2].text == "Đã nhận {{ award }} hồ sơ."


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("lời nói đầu\n[nội dung]\n", 1, "trước mục đầu tiên"),
        ("[nội dung]\n\n[phụ lục]\n", 3, "không có mục [phụ lục]"),
        ("[nội dung]\n[nội dung]\n", 2, "đã có ở trên"),
        ("[trích yếu]\na\n[nội dung]\n\n{{ nobody }}", 5, "“nobody”"),
        ("[nội dung]\n\n{{ award.title }}", 3, "“title”"),
        ("[nội dung]\n{{ award.__class__ }}", 2, "“__class__”"),
        ("[nội dung]\n{{ units.append }}", 2, "“append”"),
        ("[nội dung]\n{{ units[99] }}", 2, "“99”"),
        ("[nội dung]\n{{ units[0].items }}", 2, "“items”"),
        ("[nội dung]\na\n{% if %}", 3, "cú pháp"),
        ("[nội dung]\n{% for unit in units %}", 2, "cú pháp"),
        ("[nội dung]\n{{ range(9) }}", 2, "“Call”"),
        ("[nội dung]\n{{ 'a' * 1000000000 }}", 2, "“Mul”"),
        ("[nội dung]\n{{ '%9999999d' % 1 }}", 2, "“Mod”"),
        ("[nội dung]\n{% set a = 1 %}", 2, "“Assign”"),
        ("[nội dung]\n{% include 'x' %}", 2, "“Include”"),
        ("[nội dung]\n{% macro m() %}{% endmacro %}", 2, "“Macro”"),
        ("[nội dung]\n{{ award|center(99999999) }}", 2, "“center”"),
        ("[nội dung]\n{% for a in units %}\n{% for b in units %}{% endfor %}{% endfor %}", 2, "vòng lặp"),
        ("[nội dung]\n{% for a in units %}{% if a %}{% for b in units %}{% endfor %}{% endif %}{% endfor %}", 2, "lặp"),
        ("[nội dung]\n{% if count > award %}{% endif %}", 2, "không tính được"),
        ("[nội dung]\na\n[[không có]]", 3, "[[không có]]"),
        ("[nội dung]\n" + "a" * 40_000, 1, "dài quá"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_line(source, line, words):
    with pytest.raises(BadWording) as refused:
        worded(source, VALUES)

    assert (refused.value.line, words in refused.value.reason) == (line, True)
