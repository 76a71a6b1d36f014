"""Word by word, nothing lost: the runs spell both texts."""

from hypothesis import given
from hypothesis import strategies as st

from config import word_diff as module
from config.word_diff import Run, word_diff

WORDS = st.lists(st.sampled_from(["Giấy", "khen", "năm", "2013", "xã", "xã."]), max_size=12).map(" ".join)


def spelled(runs: list[Run], *kinds: str) -> list[str]:
    return " ".join(run.text for run in runs if run.kind in kinds).split()


@given(WORDS, WORDS)
def test_runs_spell_both_texts(old: str, new: str) -> None:
    runs = word_diff(old, new)

    assert (spelled(runs, "same", "del"), spelled(runs, "same", "ins")) == (old.split(), new.split())


def test_replaced_word_stands_before_its_replacement() -> None:
    assert word_diff("kết nối 02 xã", "kết nối 03 xã") == [
        Run("same", "kết nối", " "),
        Run("del", "02", " "),
        Run("ins", "03", " "),
        Run("same", "xã", ""),
    ]


def test_line_break_after_a_change_is_kept() -> None:
    assert word_diff("Đạt.\nHết.", "Vượt.\nHết.")[1] == Run("ins", "Vượt.", "\n")


def test_very_long_texts_are_compared_by_lines() -> None:
    line = "chữ " * module.LONGEST

    assert word_diff(f"{line}\nmột hai", f"{line}\nmột ba")[1:] == [
        Run("del", "một hai", " "),
        Run("ins", "một ba", ""),
    ]
