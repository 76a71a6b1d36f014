"""What is refused, in which words, and at what price."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from nominations.sheets import opening
from nominations.sheets.gate import admitted
from nominations.sheets.reading import read_list
from organisation.uploads import RefusedUpload
from tests.nominations.sheets.attacks import ATTACKS, Attack, far_cell, many_rows, repeated
from tests.nominations.sheets.books import HEAD, xlsx

MEASURED = """
import runpy, sys
path, *sys.argv[1:] = sys.argv[1:]
try:
    runpy.run_path(path, run_name="__main__")
finally:
    sys.stderr.write(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])
"""


def rows(count: int) -> bytes:
    """A list of so many, of a unit that writes much."""
    head = (*HEAD, "Phòng", "Diện", "Ngày sinh", "Hình thức đề nghị", "Sơ lược", "Thành tích", "Đã được khen thưởng")
    row = ("Chuyên viên", "Phòng Hư cấu", "trực tiếp", "5/1/1980", "Giấy khen", "Sơ lược. " * 5, "Tốt. " * 60, "Chưa")
    return xlsx((head, *((number, f"Người Hư Cấu {number}", *row) for number in range(1, count + 1))))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_is_refused_in_words_before_long(attack: Attack) -> None:
    data, begun = attack.make(), time.monotonic()

    with pytest.raises(RefusedUpload) as refusal:
        read_list(data, attack.name)

    assert (str(refusal.value)[: len(attack.told)], time.monotonic() - begun < 10) == (attack.told, True)


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
@pytest.mark.parametrize(
    ("data", "most"),
    [(rows(5_000), 150), (far_cell("XFD1048576"), 300), (many_rows(), 150), (far_cell("Z900000"), 300)],
    ids=["5,000 rows", "far cell", "many rows", "deep cell"],
)
def test_reader_of_a_file_takes_little_memory(data: bytes, most: int) -> None:
    command = [sys.executable, "-c", MEASURED, str(Path(opening.__file__).with_name("child.py")), "xlsx", "12000", "60"]
    done = subprocess.run(command, input=data, capture_output=True, check=False)

    said = done.stderr.decode().rpartition("\n")[2]
    assert not said.isdecimal() or int(said) // 1024 < most


def test_reader_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sleeper = tmp_path / "child.py"
    sleeper.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(opening, "_CHILD", sleeper)
    monkeypatch.setattr(opening, "PATIENCE", 0.06)

    with pytest.raises(RefusedUpload, match="Tệp quá lớn để đọc"):
        read_list(rows(3), "a.xlsx")


def test_what_repeats_itself_is_admitted_and_stopped_by_the_reader() -> None:
    data = repeated(1_048_576, 16_384)

    assert admitted(data, "a.ods").extension == "ods"
