"""The bytes that are hashed, held against the rfc8785 package."""

import json
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from workflows.canonical import NotCanonical, canonical, canonical_json, canonical_text, digest

texts = st.text(st.characters(exclude_categories=["Cs"]))
names = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@given(st.dictionaries(names, texts))
def test_canonical_equals_rfc_8785_of_normalised_text(record: dict[str, str]) -> None:
    assert canonical(record) == rfc8785.dumps({name: nfc(text) for name, text in record.items()})


@given(st.recursive(texts.map(nfc), st.lists))
def test_canonical_json_equals_rfc_8785_of_lists(value: object) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


@given(texts)
def test_digest_of_composed_and_decomposed_text_is_one(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)

    assert digest({"name": decomposed, "files": [decomposed]}) == digest({"name": nfc(text), "files": [nfc(text)]})


def test_digest_spells_a_time_in_utc_whatever_its_zone() -> None:
    local = datetime.fromisoformat("2013-08-09T23:59:59+07:00")

    assert canonical({"at": local}) == b'{"at":"2013-08-09T16:59:59.000000Z"}'


def test_digest_of_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        digest({"name": "\ud800"})


def test_canonical_json_leaves_an_escape_and_an_accent_apart():
    assert json.loads(canonical_json({"words": "dòng\n\u0303"})) == {"words": "dòng\n\u0303"}


# At any depth

NAMES = ("Giàng A Páo", "Nguyễn Thị Ánh Tuyết", "Tẩn Láo Tả", "Lò Thị Ượng", "Đặng Hữu Nghĩa")
EXACT = 2**53 - 1
keys = texts.map(nfc)
exact = st.integers(-EXACT, EXACT)
leaves = st.none() | st.booleans() | exact | keys
trees = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(keys, inner))


def within(value: object) -> list[object]:
    """The value alone and where it may hide."""
    return [value, [value], {"data": value}, {"data": [{"deep": (value,)}]}]


@given(trees)
def test_canonical_json_equals_rfc_8785_at_any_depth(value: object) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


@given(trees)
def test_canonical_text_that_is_read_back_is_the_same_text(value: object) -> None:
    assert canonical_text(json.loads(canonical_json(value))).encode() == canonical_json(value)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize("spell", [canonical, canonical_json])
def test_name_has_one_spelling(name: str, form: str, spell: Callable[[Any], bytes]) -> None:
    typed = unicodedata.normalize(form, name)  # type: ignore[arg-type]

    assert spell({"name": typed, typed: "", "all": [{typed: typed}]}) == spell(
        {"name": nfc(name), nfc(name): "", "all": [{nfc(name): nfc(name)}]}
    )


@pytest.mark.parametrize("empty", [{}, [], "", None, [[]], [{}], {"": ""}, {"a": {}, "b": [], "c": None}, False, 0])
def test_empty_values_are_told_apart_as_rfc_8785_does(empty: object) -> None:
    assert canonical_json(empty) == rfc8785.dumps(empty)


@pytest.mark.parametrize("code", [*range(0x20), 0x22, 0x2F, 0x5C, 0x7F, 0x85, 0xAD, 0x200B, 0x2028, 0x2029, 0xFEFF])
def test_sign_is_escaped_as_rfc_8785_does(code: int) -> None:
    record = {"words": f"a{chr(code)}b", chr(code): ""}

    assert (canonical(record), canonical_json(record)) == (rfc8785.dumps(record),) * 2


# U+1F600 is D83D DE00 in UTF-16: behind U+20AC, before U+E000
@given(st.permutations(["\U0001f600", "\ue000", "\uffff", "\U0010ffff", "\u20ac", "é", "b", "a", ""]))
def test_keys_stand_in_the_order_of_utf_16_however_they_came(order: list[str]) -> None:
    record = dict.fromkeys(order, "")

    assert (canonical(record), canonical_json([record])) == (rfc8785.dumps(record), rfc8785.dumps([record]))


@pytest.mark.parametrize("whole", [EXACT, -EXACT, 0, -1])
def test_whole_number_up_to_the_exact_ones_is_as_rfc_8785_writes_it(whole: int) -> None:
    assert [canonical_json(value) for value in within(whole)] == [rfc8785.dumps(value) for value in within(whole)]


@given(st.integers(min_value=EXACT + 1) | st.integers(max_value=-EXACT - 1) | st.floats())
def test_number_without_an_exact_form_is_refused(number: float) -> None:
    for value in within(number):
        with pytest.raises(NotCanonical, match="write it as text"):
            canonical_json(value)


@pytest.mark.parametrize("number", [2**53, 10**30, 0.5, 1e21])
def test_number_in_a_flat_record_is_text(number: float) -> None:
    assert canonical({"n": number}) == rfc8785.dumps({"n": str(number)})


@pytest.mark.parametrize("record", [{1: ""}, {None: ""}, {True: ""}, {1.5: ""}, {"é": 1, "e\u0301": 2}])
def test_key_without_a_spelling_of_its_own_is_refused(record: dict) -> None:
    for value in within(record):
        with pytest.raises(NotCanonical, match="key"):
            canonical_json(value)


@pytest.mark.parametrize(
    ("body", "text"), [(0.5, "0.5"), (2**60, "1152921504606846976"), ({"é": 1, "e\u0301": 2}, '{"é":2}')]
)
def test_text_of_what_somebody_tampered_with_is_not_refused(body: object, text: str) -> None:
    assert canonical_text(body) == text
