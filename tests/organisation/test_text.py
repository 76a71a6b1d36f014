import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.text import SORT_KEY_LENGTH, UncleanText, clean, fold, looks_alike, sort_key

NAMES_IN_ORDER = [
    "Lê Văn An",
    "Nguyễn An",
    "Trần Thị Anh",
    "Phạm Thị Ánh",
    "Nguyễn Văn Ân",
    "Hoàng Thị Dung",
    "Đặng Văn Đức",
    "Vũ Văn Hoa",
    "Nguyễn Thị Hoà",
    "Nguyễn Thị Hòa",
    "Lý Lở Mẩy",
    "Y Moan",
    "Giàng A Páo",
    "Ma Seo Sử",
    "Tẩn Láo Tả",
    "Bùi Thị Ý",
]
WORDS = st.text(alphabet="aăâđeêoôơuưyáàảãạ ếệ nthH’1", max_size=40)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Nguyễn Thị Hoà"), "Nguyễn Thị Hoà"),
        ("  Phòng\u00a0 Quản \t lý  ", "Phòng Quản lý"),
        ("\ufeffVăn\u200b phòng\u00ad Sở", "Văn phòng Sở"),
        ("dòng một\r\ndòng hai", "dòng một dòng hai"),
        ("<b>Viettel</b> & VNPT", "<b>Viettel</b> & VNPT"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("\u200b \u00a0", ""),
        ("\u3164 \u115f\u1160\uffa0\u2800", ""),
        ("Lò\u3164Đức\u2800Thiện", "Lò Đức Thiện"),
    ],
)
def test_clean_one_line(typed, kept):
    assert clean(typed, limit=100) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("dòng  một \r\n dòng hai", "dòng một\ndòng hai"),
        ("một\rhai\u2028ba\vbốn", "một\nhai\nba\nbốn"),
        ("\n\nmột\n\nhai\n", "một\n\nhai"),
    ],
)
def test_clean_several_lines(typed, kept):
    assert clean(typed, multiline=True, limit=100) == kept


def test_clean_counts_what_is_kept_up_to_the_limit():
    assert clean(unicodedata.normalize("NFD", "  Ưng  Ý  "), limit=5) == "Ưng Ý"


def test_clean_too_long_says_by_how_much():
    with pytest.raises(UncleanText) as refusal:
        clean("a" * 1234, limit=1000)

    assert str(refusal.value) == "Nội dung dài 1.234 ký tự, tối đa 1.000. Hãy rút ngắn ít nhất 234 ký tự."


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "Nguyễn \u202evăn",
            "Có ký tự ẩn làm đảo chiều chữ (U+202E RIGHT-TO-LEFT OVERRIDE), ngay sau “Nguyễn”. "
            "Hãy xóa đoạn đó và gõ lại.",
        ),
        (
            "\u200fAn",
            "Có ký tự ẩn làm đảo chiều chữ (U+200F RIGHT-TO-LEFT MARK), ở đầu nội dung. Hãy xóa đoạn đó và gõ lại.",
        ),
        ("A\x00", "Có ký tự điều khiển không hiển thị được (U+0000), ngay sau “A”. Hãy xóa đoạn đó và gõ lại."),
        ("A\ud800", "Có ký tự điều khiển không hiển thị được (U+D800), ngay sau “A”. Hãy xóa đoạn đó và gõ lại."),
        ("A\uffff", "Có ký tự điều khiển không hiển thị được (U+FFFF), ngay sau “A”. Hãy xóa đoạn đó và gõ lại."),
        ("A\ufdd0", "Có ký tự điều khiển không hiển thị được (U+FDD0), ngay sau “A”. Hãy xóa đoạn đó và gõ lại."),
        (
            "An\ue000",
            "Có ký tự không thuộc bảng chữ nào, máy khác không hiện được (U+E000), ngay sau “An”. Hãy xóa và gõ lại.",
        ),
        (
            "\u0378",
            "Có ký tự không thuộc bảng chữ nào, máy khác không hiện được (U+0378), ở đầu nội dung. Hãy xóa và gõ lại.",
        ),
        (
            "A" + "\u0301\u0323" * 50_000,
            "Có quá nhiều dấu chồng lên một chữ, ngay sau “A\u0301\u0323\u0301\u0323”. Hãy xóa chữ đó và gõ lại.",
        ),
    ],
)
def test_clean_deceptive_character_is_named(typed, message):
    with pytest.raises(UncleanText) as refusal:
        clean(typed, limit=1000)

    assert str(refusal.value) == message


@given(st.text())
def test_clean_twice_is_clean_once(typed):
    try:
        once = clean(typed, multiline=True, limit=1000)
    except UncleanText:
        return

    assert clean(once, multiline=True, limit=1000) == once


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Thị Thuý Ưng ƯƠNG Ỷ", "dang thi thuy ung uong y"),
        (unicodedata.normalize("NFD", "Nguyễn Đức"), "nguyen duc"),
        ("Phòng “Một  cửa” – Sở", 'phong "mot cua" - so'),
        ("Văn\u200b\u00a0phòng", "van phong"),
    ],
)
def test_fold(text, key):
    assert fold(text) == key


@pytest.mark.parametrize(
    "pair", [("hòa", "hoà"), ("thuỷ", "thủy"), ("KHỎE", "khoẻ"), ("uỷ ban", "Ủy  ban"), ("Ấn", "an")]
)
def test_looks_alike(pair):
    assert looks_alike(*pair) is True


def test_looks_alike_other_letters():
    assert looks_alike("Hoàn", "Hoàng") is False


@given(st.text())
def test_fold_twice_is_fold_once(text):
    assert fold(fold(text)) == fold(text)


def test_sort_key_people():
    # Lê before Nguyễn: the family name breaks the tie between two people called An, before any middle name.
    assert sorted(reversed(NAMES_IN_ORDER), key=sort_key) == NAMES_IN_ORDER


def test_sort_key_alphabet():
    syllables = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")

    assert sorted(reversed(syllables), key=sort_key) == syllables


def test_sort_key_tones():
    syllables = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "màn"]

    assert sorted(reversed(syllables), key=sort_key) == syllables


def test_sort_key_tone_counts_wherever_it_is_written():
    names = ["Bùi Hòa", "Đỗ Hoà", "Lê Hòa", "An Hoả"]

    assert sorted(reversed(names), key=sort_key) == names


def test_sort_key_tone_of_given_name_outweighs_family():
    assert sorted(["An Ánh", "Vũ Anh"], key=sort_key) == ["Vũ Anh", "An Ánh"]


def test_sort_key_family_outweighs_middle():
    assert sorted(["Trần A Páo", "Giàng Seo Páo"], key=sort_key) == ["Giàng Seo Páo", "Trần A Páo"]


def test_sort_key_tone_of_family_outweighs_letters_of_middle():
    assert sorted(["Vũ Anh Páo", "Vù Văn Páo"], key=sort_key) == ["Vù Văn Páo", "Vũ Anh Páo"]


def test_sort_key_letters_of_a_name_outweigh_its_tone():
    assert sorted(["Lê Toa", "Lê Tó"], key=sort_key) == ["Lê Tó", "Lê Toa"]


def test_sort_key_shorter_given_name_first():
    assert sort_key("Vũ An") < sort_key("Lê An Bình", "An Bình")


def test_sort_key_stated_given_name():
    people = [("Y Moan Ênuôl", "Moan"), ("Lý Páo", ""), ("Tẩn Láo Tả", "Láo Tả"), ("Lê Ân", "")]

    ordered = sorted(people, key=lambda person: sort_key(*person))

    assert [name for name, _ in ordered] == ["Lê Ân", "Tẩn Láo Tả", "Y Moan Ênuôl", "Lý Páo"]


def test_sort_key_family_name_that_is_the_given_name_too():
    assert sorted(["Bùi Văn An", "An Văn An"], key=sort_key) == ["An Văn An", "Bùi Văn An"]


def test_sort_key_length_is_bounded():
    assert len(sort_key("Nguyễn " * 60)) == SORT_KEY_LENGTH


def test_sort_key_case_and_form_do_not_matter():
    assert sort_key("TRẦN ÁNH") == sort_key(unicodedata.normalize("NFD", "Trần Ánh"))


def test_sort_key_whole_name_sorts_from_the_first_word():
    units = ["Ca Na", "Can A", "Chi nhánh Viettel", "Phòng 2", "Phòng Bưu chính", "Văn phòng"]

    assert sorted(reversed(units), key=lambda unit: sort_key(unit, unit)) == units


def test_sort_key_foreign_letters_sort_with_their_base():
    assert sorted(["Peña", "Pena", "Müz", "Mut"], key=sort_key) == ["Mut", "Müz", "Pena", "Peña"]


@given(WORDS, WORDS)
def test_sort_key_is_digits_and_plain_letters(name, given_name):
    assert re.fullmatch("[0-9a-z]*", sort_key(name, given_name))


@given(st.text(alphabet="aáàạăâbđ", min_size=1, max_size=3), st.text(alphabet="aáàạăâbđ", min_size=1, max_size=3))
def test_sort_key_different_names_differ(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)
