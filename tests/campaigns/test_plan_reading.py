"""A plan as plain data, and what reading does to text."""

import json
import subprocess
import sys
import unicodedata
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from campaigns.plan import NOT_STATED, read_plan

CAMPAIGNS = Path(__file__).parents[2] / "campaigns"
DATA = Path(__file__).parent / "data"
PLAN = CAMPAIGNS / "plans" / "lao-cai-2013.yaml"
SMALL = (DATA / "invented-small-2028.yaml").read_text(encoding="utf-8")
HOSPITAL = (DATA / "invented-hospital-2027.yaml").read_text(encoding="utf-8")
README = (CAMPAIGNS / "plan" / "README.md").read_text(encoding="utf-8")
SHOWN = [line.partition(" #")[0].strip() for line in README.splitlines() if line.startswith("deadline: ")]


def test_plain_data_survives_json():
    data = read_plan(PLAN).as_dict()

    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_plain_data_is_stable():
    assert json.dumps(read_plan(PLAN).as_dict()) == json.dumps(read_plan(PLAN).as_dict())


def test_plain_data_does_not_change_with_layout():
    moved = SMALL.replace("origin: invented\n", "").replace("outline:", "origin: 'invented'   # moved\noutline:")

    assert json.dumps(read_plan(moved).as_dict()) == json.dumps(read_plan(SMALL).as_dict())


def test_plain_data_shows_words_and_moments():
    (duty,) = read_plan(SMALL).as_dict()["duties"]

    assert {name: duty["deadline"][name] for name in ("phrase", "bound", "first", "event", "last_moment")} == {
        "phrase": "trước ngày 10/4/2028",
        "bound": "before",
        "first": "2028-04-10",
        "event": "not_stated",
        "last_moment": "2028-04-09T23:59:59.999999+07:00",
    }


def test_plain_numbers_are_exact_text():
    (target,) = read_plan(SMALL.replace("value: 80", "value: '80,10'")).as_dict()["targets"]

    assert target["value"] == "80.10"


def test_decomposed_text_is_composed():
    assert read_plan(unicodedata.normalize("NFD", SMALL)) == read_plan(SMALL)


def test_plan_cannot_be_changed():
    plan = read_plan(SMALL)

    with pytest.raises(FrozenInstanceError):
        plan.id = "another"


def test_unstated_section_is_false_and_empty():
    reports = read_plan(SMALL).reports

    assert (reports is NOT_STATED, bool(reports), list(reports)) == (True, False, [])


def test_bare_value_is_a_list_of_one():
    (duty,) = read_plan(SMALL).duties

    assert duty.owners == ("A1",)


def test_text_without_a_folder_is_not_compared_with_a_source():
    assert read_plan(PLAN.read_text(encoding="utf-8")) == read_plan(PLAN)


def test_missing_file_raises_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_plan(tmp_path / "none.yaml")


def test_plan_is_read_without_django():
    script = "import sys, campaigns.plan; print('django' in sys.modules)"

    run = subprocess.run(
        [sys.executable, "-c", script], cwd=PLAN.parents[2], capture_output=True, text=True, check=True
    )

    assert run.stdout == "False\n"


@pytest.mark.parametrize("deadline", SHOWN)
def test_deadline_shown_to_writers_is_read(deadline):
    written = HOSPITAL.replace("phrase: phổ biến kế hoạch, deadline:", f"phrase: phổ biến kế hoạch, {deadline}, x:")
    written = written.replace(
        ", x: {phrase: trong thời hạn 05 (năm) ngày làm việc kể từ ngày phát động, event: PD}", ""
    )

    assert read_plan(written).duties[0].deadline.phrase in deadline


def test_writers_are_shown_seven_deadlines():
    assert len(SHOWN) == 7
