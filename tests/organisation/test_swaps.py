"""Swapped days: what a document ordered for one day is heeded by every count of working days."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nominations.desk.powers.working_days import SwapForm
from organisation import swaps
from organisation.calendar import add_working_days, is_working_day
from organisation.models import SwappedDay
from organisation.services import working_days
from organisation.states import Works
from tests.factories import make_world
from tests.nominations.desk import signed_in
from workflows.errors import NotPermitted

pytestmark = pytest.mark.django_db

FRIDAY, SATURDAY = date(2026, 1, 2), date(2026, 1, 10)  # Thông báo 9441/TB-BNV: the one for the other
DOCUMENT = "Thông báo 9441/TB-BNV"


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def keeper(world):
    return world.administrator


def test_day_off_by_document_is_no_working_day(keeper):
    working_days.note(FRIDAY, Works.OFF, DOCUMENT, actor=keeper)

    assert is_working_day(FRIDAY) is False


def test_working_saturday_is_counted(keeper):
    working_days.note(SATURDAY, Works.WORKING, DOCUMENT, actor=keeper)

    assert add_working_days(date(2026, 1, 9), 1) == SATURDAY


def test_last_page_about_a_day_holds(keeper):
    for works in (Works.OFF, Works.WORKING, Works.USUAL):
        working_days.note(SATURDAY, works, DOCUMENT, actor=keeper)

    assert (is_working_day(SATURDAY), SwappedDay.objects.count()) == (False, 3)


def test_days_noted_elsewhere_are_known_a_minute_later(keeper, monkeypatch):
    SwappedDay.objects.create(day=FRIDAY, works=Works.OFF, document="x", noted_by=keeper, noted_at="2026-01-01T00:00Z")
    before = is_working_day(FRIDAY)
    monkeypatch.setattr(swaps, "monotonic", lambda: float("inf"))

    assert (before, is_working_day(FRIDAY)) == (True, False)


def test_nobody_but_an_administrator_notes(world):
    with pytest.raises(NotPermitted):
        working_days.note(FRIDAY, Works.OFF, DOCUMENT, actor=world.office_head)


def test_page_notes_a_day(keeper):
    answer = signed_in(keeper).post(
        "/working-days/", {"day": "02/01/2026", "works": "off", "document": DOCUMENT}, follow=True
    )

    page = SwappedDay.objects.get()
    assert (answer.status_code, page.day, page.works, page.noted_by) == (200, FRIDAY, "off", keeper)


def test_day_without_a_document_is_not_noted(keeper):
    answer = signed_in(keeper).post("/working-days/", {"day": "02/01/2026", "works": "off", "document": " "})

    assert (answer.status_code, "02/01/2026" in answer.content.decode(), SwappedDay.objects.count()) == (200, True, 0)


def test_form_reads_a_written_day():
    form = SwapForm({"day": "ngày 2 tháng 1 năm 2026", "works": "off", "document": DOCUMENT})

    assert (form.is_valid(), form.cleaned_data["day"]) == (True, FRIDAY)


def test_page_asks_as_often_for_three_days_as_for_one(keeper):
    client, asked = signed_in(keeper), []
    for days in ([1], [2, 3]):
        for day in days:
            working_days.note(date(2026, 1, day), Works.OFF, DOCUMENT, actor=keeper)
        client.get("/working-days/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/working-days/")
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_auditor_reads_without_a_form(world):
    page = signed_in(world.auditor).get("/working-days/").content.decode()

    assert ("Chưa ghi ngày hoán đổi nào" in page, 'name="document"' in page) == (True, False)
