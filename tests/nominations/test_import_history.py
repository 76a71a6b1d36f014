"""`manage.py import_history`: each line's fate from the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from nominations.models import HistoryImport, PastAward
from tests.factories import World, make_world
from tests.nominations.sheets.books import csv, xlsx

pytestmark = pytest.mark.django_db

HEAD = ("Họ và tên", "Ông/Bà", "Đơn vị", "Hình thức khen thưởng", "Số quyết định", "Năm")
AN = ("Nguyễn Văn An", "Ông", "Bưu điện", "Giấy khen", "1/QĐ", 2005)
ROWS = (HEAD, AN, ("Nguyen Van An", "Ông", "Bưu điện", "Giấy khen", "2/QĐ", 2006), ("Lê Hoa", "?", "", "", "", ""))


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "so-cu.xlsx"
    path.write_bytes(xlsx(ROWS))
    return path


def told(world: World, path: Path, *more: str) -> dict[str, Any]:
    said = io.StringIO()
    place = ["--organisation", world.organisation.code, "--json"]
    call_command("import_history", str(path), *place, *more, stdout=said)
    return json.loads(said.getvalue())


def standing() -> list[str]:
    return list(PastAward.objects.filter(stands=True).order_by("pk").values_list("full_name", flat=True))


def test_json_tells_the_fate_of_each_line(world: World, book: Path) -> None:
    lines = told(world, book, "--dry-run")["lines"]

    assert [(one["number"], one["fate"], one["score"]) for one in lines] == [
        (2, "new", 0), (3, "likely", 96), (4, "error", 0),
    ]  # fmt: skip


def test_dry_run_changes_nothing(world: World, book: Path) -> None:
    told(world, book, "--dry-run")

    assert (HistoryImport.objects.count(), PastAward.objects.count()) == (0, 0)


def test_new_lines_are_brought_in_by_the_head_of_the_office(world: World, book: Path) -> None:
    said = told(world, book)

    assert (said["brought_in"], standing(), HistoryImport.objects.get().brought_by) == (
        1, ["Nguyễn Văn An"], world.office_head
    )  # fmt: skip


def test_likely_lines_become_what_is_said_of_all(world: World, book: Path) -> None:
    told(world, book, "--likely", "same")

    assert standing() == ["Nguyễn Văn An", "Nguyen Van An"]


def test_same_file_again_brings_nothing_in(world: World, book: Path) -> None:
    told(world, book)

    assert told(world, book)["brought_in"] == 0


def test_account_that_may_not_is_told(world: World, book: Path) -> None:
    with pytest.raises(CommandError, match="may not"):
        told(world, book, "--as", world.auditor.username)


def test_file_that_is_no_list_is_told_in_words(world: World, tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes(csv((("a", "b"), (1, 2))))

    with pytest.raises(CommandError, match="Không thấy danh sách nào"):
        told(world, path)
