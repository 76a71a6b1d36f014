"""Every table of the auditor's desk as a file: what Excel opens, nothing that it would run, never half of it."""

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pdfplumber
import pytest
from django.urls import reverse

from nominations.exports import sheets
from nominations.exports.rows import Sheet
from nominations.exports.sheets import sent
from nominations.models import Nomination
from tests.factories import make_world, signed, submitted
from tests.nominations.desk import signed_in
from workflows.models import Access, AuditEvent

pytestmark = pytest.mark.django_db

HOSTILE = ["=1+1", "+84 912", "-2", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1+1"]
LABEL = "nominations.dossier"


def exports(world: Any, form: str) -> list[str]:
    dossier = submitted(world)
    return [
        reverse("trail_export", args=["events", form]),
        reverse("trail_export", args=["looks", form]),
        reverse("trail_campaign_export", args=[world.campaign.pk, "stages", form]),
        reverse("trail_campaign_export", args=[world.campaign.pk, "anomalies", form]),
        reverse("trail_object_export", args=[LABEL, dossier.pk, "history", form]),
        reverse("trail_object_export", args=[LABEL, dossier.pk, "looks", form]),
    ]


def table(answer: Any) -> list[list[str]]:
    return read(answer.getvalue())


def read(content: bytes) -> list[list[str]]:
    """The rows of a CSV, the byte order mark gone."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def xml_of(answer: Any) -> str:
    """The first page of a workbook, with the texts that it names."""
    return zipfile.ZipFile(io.BytesIO(answer.getvalue())).read("xl/worksheets/sheet1.xml").decode()


def sheet(*rows: list[Any]) -> Sheet:
    return Sheet("thu", "Thử", (("Cột", 20), ("Lúc", 20)), rows)


@pytest.mark.parametrize("place", range(6))
def test_every_table_opens_as_csv(place):
    world = make_world()

    answer = signed_in(world.auditor).get(exports(world, "csv")[place])

    content = answer.getvalue()
    rows = read(content)
    assert (answer.status_code, content[:3], {len(row) for row in rows}) == (200, b"\xef\xbb\xbf", {len(rows[0])})


@pytest.mark.parametrize("place", range(6))
def test_every_table_opens_as_a_workbook(place):
    world = make_world()

    answer = signed_in(world.auditor).get(exports(world, "xlsx")[place])

    assert (answer.status_code, 'state="frozen"' in xml_of(answer)) == (200, True)


@pytest.mark.parametrize("place", range(6))
def test_every_table_is_printed_under_the_name_of_the_body(place):
    world = make_world()

    answer = signed_in(world.auditor).get(exports(world, "pdf")[place])

    with pdfplumber.open(io.BytesIO(answer.getvalue())) as file:
        assert file.pages[0].extract_text().startswith(world.organisation.name)


@pytest.mark.parametrize("place", range(6))
def test_every_export_is_a_row_of_the_access_log(place):
    world = make_world()

    signed_in(world.auditor).get(exports(world, "csv")[place])

    assert Access.objects.filter(how="export", actor=world.auditor).count() == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_runs_nothing(text):
    assert table(sent(sheet([text, ""]), "csv"))[1][0] == f"'{text}"


@pytest.mark.parametrize("text", HOSTILE)
def test_workbook_has_text_and_no_formula(text):
    xml = xml_of(sent(sheet([text, ""]), "xlsx"))

    assert ("<f>" in xml, 't="inlineStr"' in xml) == (False, True)


def test_moments_are_of_vietnam_and_days_are_days():
    moment = datetime(2013, 8, 5, 1, 30, tzinfo=ZoneInfo("UTC"))

    assert table(sent(sheet([moment, date(2013, 8, 5)]), "csv"))[1] == ["05/08/2013 08:30:00", "05/08/2013"]


def test_workbook_keeps_moments_as_numbers_with_a_format():
    moment = datetime(2013, 8, 5, 1, 30, tzinfo=ZoneInfo("UTC"))

    assert "<v>41491.35416666666</v>" in xml_of(sent(sheet([moment, ""]), "xlsx"))


def test_file_has_every_row_beyond_a_page(monkeypatch):
    monkeypatch.setattr("nominations.desk.trail.tables.CHUNK", 3)
    world = make_world()
    submitted(world, count=12)

    rows = table(signed_in(world.auditor).get(reverse("trail_export", args=["events", "csv"])))

    assert len(rows) - 1 == AuditEvent.objects.count()


def test_file_has_what_was_asked_for():
    world = make_world()
    signed(world)

    answer = signed_in(world.auditor).get(reverse("trail_export", args=["events", "csv"]), {"verb": "approve"})

    approved = AuditEvent.objects.filter(verb="approve").count()
    assert len(table(answer)) - 1 == approved


def test_too_long_a_table_goes_back_with_words(monkeypatch):
    monkeypatch.setitem(sheets.MOST, "csv", 3)
    world = make_world()
    submitted(world, count=5)

    answer = signed_in(world.auditor).get(reverse("trail_export", args=["events", "csv"]), {"kind": ""}, follow=True)

    assert ("hơn 3 dòng" in answer.content.decode(), Access.objects.filter(how="export").count()) == (True, 0)


def test_name_that_is_a_formula_leaves_as_text():
    world = make_world()
    nomination = submitted(world, count=1).nominations.get()
    Nomination.objects.filter(pk=nomination.pk).update(full_name="=HYPERLINK(1)", honorific="")

    rows = table(signed_in(world.auditor).get(reverse("trail_export", args=["events", "csv"])))

    assert [row[0] for row in rows if "HYPERLINK" in row[0]] == ["'=HYPERLINK(1)"]


@pytest.mark.parametrize("what", ["nothing.csv", "events.doc"])
def test_unknown_table_is_missing(what):
    world = make_world()

    assert signed_in(world.auditor).get(f"/trail/export/{what}").status_code == 404


def test_nobody_else_takes_a_table_away():
    world = make_world()
    client = signed_in(world.director)

    assert {client.get(url).status_code for url in exports(world, "csv")} == {404}


def test_other_organisations_events_are_not_in_the_file():
    submitted(make_world())
    world = make_world()

    rows = table(signed_in(world.auditor).get(reverse("trail_export", args=["events", "csv"]), {"kind": LABEL}))

    assert len(rows) == 1
