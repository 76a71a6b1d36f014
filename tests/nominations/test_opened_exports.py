"""What other programs read in the workbooks: openpyxl and LibreOffice find text, never a formula."""

import csv
import io
import subprocess

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from nominations.exports.lists import OF_ALL, OF_CAMPAIGNS
from tests.factories import handed_in, make_dossier, make_nomination, make_world
from tests.nominations.desk import signed_in
from tests.nominations.test_exports import export
from tests.services import program

pytestmark = pytest.mark.django_db
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://vidu.invalid";"a")', "＝1+1", "'=1",
    "0123", "1e5", "01/02/2013", "<b>&amp;", "a  b", "Đỗ Thị Hư Cấu", "{=1}", "http://vidu.invalid/",
)  # fmt: skip
READERS = {"accounts": "administrator", "units": "auditor", "past-awards": "auditor"}


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def hostile(world):
    """A unit whose nominees are called what a spreadsheet might run, newest first."""
    dossier = make_dossier(world)
    for name in reversed(HOSTILE):
        make_nomination(world, dossier, full_name=name)
    return signed_in(world.unit_officer)


def opened(answer):
    return load_workbook(io.BytesIO(answer.getvalue())).active


def test_openpyxl_reads_names_as_they_are(hostile):
    found = [row[2].value for row in opened(export(hostile, form="xlsx")).iter_rows(min_row=2)]

    assert found == list(HOSTILE)


def test_openpyxl_finds_names_to_be_text(hostile):
    sheet = opened(export(hostile, form="xlsx"))

    assert {row[2].data_type for row in sheet.iter_rows()} == {"s"}


@pytest.mark.parametrize("what", sorted(OF_ALL))
def test_openpyxl_finds_no_formula_and_no_link_in_a_list(world, what):
    make_nomination(world, make_dossier(world), full_name="=1+1")
    handed_in(world, words="=1+1")
    sheet = opened(export(signed_in(world.people[READERS.get(what, "office_head")]), what, "xlsx"))

    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [one for one in cells if one.data_type == "f" or one.hyperlink] == []


@pytest.mark.parametrize("what", sorted(OF_CAMPAIGNS))
def test_openpyxl_finds_no_formula_in_a_list_of_a_campaign(world, what):
    world.units[0].name = "=1+1"
    world.units[0].save()
    address = reverse("campaign_export", args=[world.campaign.pk, what, "xlsx"])
    sheet = opened(signed_in(world.office_head).get(address))

    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize(("language", "column"), [("vi", 0), ("en", 1)])
def test_openpyxl_reads_the_head_in_the_language_of_the_reader(world, language, column):
    client = signed_in(world.unit_officer)
    client.cookies["django_language"] = language
    head = [cell.value for cell in next(opened(export(client, form="xlsx")).iter_rows())]

    assert head[2] == ("Tên", "Name")[column]


def in_libreoffice(content, form, folder):
    """The rows that LibreOffice writes when it is asked for CSV, each cell as it shows it."""
    office = program("soffice")
    (folder / f"list.{form}").write_bytes(content)
    told = ["--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false", "--outdir", folder]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office, profile, "--headless", *told, folder / f"list.{form}"], check=True, capture_output=True, timeout=120
    )
    return list(csv.reader(io.StringIO((folder / "list.csv").read_text("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_libreoffice_reads_names_as_they_are(hostile, form, tmp_path):
    rows = in_libreoffice(export(hostile, form=form).getvalue(), form, tmp_path)

    assert [row[2] for row in rows[1:]] == list(HOSTILE)
