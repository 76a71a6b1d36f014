"""`manage.py import_list`: each row's fate from the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from nominations.models import Dossier, Nomination
from tests.factories import World, make_world
from tests.nominations.sheets.books import csv, xlsx

pytestmark = pytest.mark.django_db

HEAD = ("STT", "Ông/Bà", "Họ và tên", "Chức vụ")
ROWS = (HEAD, (1, "Ông", "Nguyễn Văn An", "Kế toán"), (2, "?", "Y Moan", ""), (3, "Ông", "Nguyễn Văn Ân", "Tạp vụ"))


@pytest.fixture
def world() -> World:
    return make_world()


def run(world: World, path: Path, *more: str) -> str:
    said = io.StringIO()
    place = ["--campaign", world.campaign.code, "--unit", "unit-1", "--organisation", world.organisation.code]
    call_command("import_list", str(path), *place, *more, stdout=said)
    return said.getvalue()


def kept(folder: Path, data: bytes, name: str = "danh-sach.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def told(world: World, path: Path, *more: str) -> dict[str, Any]:
    return json.loads(run(world, path, "--json", *more))


def test_json_tells_the_fate_of_each_row(world: World, tmp_path: Path) -> None:
    rows = told(world, kept(tmp_path, xlsx(ROWS)), "--dry-run")["rows"]

    assert [(row["row"], row["fate"], row["score"], row["twin"]) for row in rows] == [
        (2, "new", 0, ""), (3, "error", 0, ""), (4, "likely", 88, "row 2"),
    ]  # fmt: skip


def test_dry_run_changes_nothing(world: World, tmp_path: Path) -> None:
    run(world, kept(tmp_path, xlsx(ROWS)), "--dry-run")

    assert (Dossier.objects.count(), Nomination.objects.count()) == (0, 0)


def test_new_rows_are_brought_in_by_the_units_officer(world: World, tmp_path: Path) -> None:
    found = told(world, kept(tmp_path, xlsx(ROWS)))

    names = list(Nomination.objects.values_list("full_name", "edited_by"))
    assert (found["created"], names) == (1, [("Nguyễn Văn An", world.unit_officer.pk)])


def test_second_run_finds_them_there(world: World, tmp_path: Path) -> None:
    path = kept(tmp_path, xlsx(ROWS[:2]))
    run(world, path)

    assert (told(world, path)["counts"]["same"], Nomination.objects.count()) == (1, 1)


def test_likely_rows_come_when_asked_for(world: World, tmp_path: Path) -> None:
    assert told(world, kept(tmp_path, xlsx(ROWS)), "--take-likely")["created"] == 2


def test_refused_file_fails_in_words(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Tệp có chứa macro"):
        run(world, kept(tmp_path, xlsx(ROWS), "danh-sach.xlsm"))


def test_old_letters_wait_for_a_word(world: World, tmp_path: Path) -> None:
    path = kept(tmp_path, "STT;Hä vµ tªn;Chøc vô\n1;NguyÔn V¨n An;x\n".encode("latin-1"), "abc.csv")
    with pytest.raises(CommandError, match="--letters"):
        run(world, path)

    assert told(world, path, "--letters", "convert")["rows"][0]["name"] == "Nguyễn Văn An"


@pytest.mark.parametrize("more", [["--unit", "none"], ["--campaign", "none"], ["--round", "none"], ["--as", "none"]])
def test_what_is_not_there_is_named(world: World, tmp_path: Path, more: list[str]) -> None:
    with pytest.raises(CommandError):
        run(world, kept(tmp_path, csv(ROWS), "a.csv"), *more)


def test_table_on_the_screen_names_cell_and_remedy(world: World, tmp_path: Path) -> None:
    said = run(world, kept(tmp_path, xlsx(ROWS)), "--dry-run")

    assert "B3: “?”: Chỉ nhận “Ông”" in said
