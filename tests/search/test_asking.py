"""What is typed into the box becomes words, phrases and filters, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.asking import Asked, days_of, plain, read

PIECES = st.sampled_from(
    ['"', ":", " ", "<7", "đơn vị", "hạn", "trạng thái:", "Hoà", "HS-0012", "đ", "\u0301", "x:y", "'"]
)
TYPED = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))


@given(TYPED)
def test_anything_typed_is_read_into_words_of_the_index(typed):
    asked = read(typed)

    assert [word for word in [*asked.words, *asked.phrases] if plain(word) != word or not word] == []


@given(st.permutations(["hoa", "binh", 'đơn vị:"a b"', "hạn:<7"]))
def test_filters_mean_the_same_wherever_they_stand(parts):
    asked = read(" ".join(parts))

    assert (set(asked.words), asked.filters) == ({"hoa", "binh"}, {"unit": "a b", "due": "<7"})


@pytest.mark.parametrize(
    "typed",
    ["Hoà Đặng", "hòa đặng", "HOA DANG", "hoa\u0300 đa\u0323\u0306ng", "hoa dang", "hoà, đặng!"],
)  # fmt: skip
def test_spellings_are_one(typed):
    assert read(typed).words == ("hoa", "dang")


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("đơn vị:viettel", {"unit": "viettel"}),
        ("don vi:viettel", {"unit": "viettel"}),
        ("ĐƠN-VỊ:viettel", {"unit": "viettel"}),
        ("unit:viettel", {"unit": "viettel"}),
        ("đơn vị: viettel", {"unit": "viettel"}),
        ('đơn vị:"bưu chính"', {"unit": "bưu chính"}),
        ("trạng thái:trả-lại hạn:<7", {"state": "trả-lại", "due": "<7"}),
        ("status:returned due:>3", {"state": "returned", "due": ">3"}),
        ("loại:quyết-định phong trào:nông", {"kind": "quyết-định", "campaign": "nông"}),
    ],
)  # fmt: skip
def test_filter_is_read_in_every_spelling(typed, filters):
    assert (read(typed).filters, read(typed).words) == (filters, ())


def test_word_before_a_filter_of_two_words_stays():
    assert read("lan đơn vị:viettel") == Asked(words=("lan",), filters={"unit": "viettel"})


def test_unknown_filter_is_named_and_the_rest_is_searched():
    assert read("màu:đỏ lan") == Asked(words=("lan",), unknown=("màu",))


@pytest.mark.parametrize("typed", ["hạn:mai lan", "hạn:<x lan"])
def test_filter_without_sense_is_told_and_the_rest_is_searched(typed):
    asked = read(typed)

    assert (asked.words, asked.filters, len(asked.unread)) == (("lan",), {}, 1)


def test_phrase_is_kept_together():
    assert read('lan "Hòa Bình"') == Asked(words=("lan",), phrases=("hoa binh",))


@pytest.mark.parametrize("typed", ["HS-000012", "hs 12", "HS12", "hs-12"])
def test_code_is_one_word(typed):
    assert read(typed).words == ("hs12",)


@pytest.mark.parametrize(("value", "meant"), [("<7", ("<", 7)), ("7", ("<", 7)), ("> 3", (">", 3))])
def test_days_of_a_deadline(value, meant):
    assert days_of(value) == meant
