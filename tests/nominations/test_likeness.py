"""Which two records speak of one nominee, and that a long list is not compared each with each."""

import pytest

from nominations.importing import likeness
from nominations.importing.likeness import Records, record


def alike(one: str, other: str) -> int:
    known = Records()
    known.add(record(1, "individual", {"full_name": one}))
    return known.likest(record(2, "individual", {"full_name": other}))[0]


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An", 100), ("Hoà", "HÒA", 96), ("Lê Thị Thuỷ", "Lê Thị Thủy", 96),
        ("Nguyễn Văn An", "An Nguyễn Văn", 92), ("Ma Seo Sử", "Maseo Sử", 92), ("Nguyễn Văn An", "Nguyễnn Văn An", 88),
        ("Nguyeexn Văn An", "Nguyễn Văn An", 0), ("Trần Văn Phươgn", "Trần Văn Phương", 88),
        ("Nguyễn Thị Lan", "Nguyễn Thị Loan", 0), ("Nguyễn Văn An", "Nguyễn Thị An", 0), ("Ly", "Lý", 96),
    ],
)  # fmt: skip
def test_names_are_alike_in_either_order(one: str, other: str, score: int) -> None:
    assert (alike(one, other), alike(other, one)) == (score, score)


def test_other_kind_is_nobody_alike() -> None:
    known = Records()
    known.add(record(1, "collective", {"full_name": "Tổ Một"}))

    assert known.likest(record(2, "individual", {"full_name": "Tổ Một"})) == (0, None)


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Nguyễn Văn Xq{n}"])
def test_list_of_one_name_or_of_slips_is_compared_with_few(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []
    monkeypatch.setattr(likeness, "score", lambda *_two: counted.append(1) or 0)
    known = Records()
    for number in range(400):
        one = record(number, "individual", {"full_name": name.format(n=chr(97 + number % 26) * (number // 26))})
        known.likest(one)
        known.add(one)

    assert len(counted) <= 400 * 5 * likeness.MOST_COMPARED
