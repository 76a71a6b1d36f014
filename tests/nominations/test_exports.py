"""Lists of the desk as files: what the page shows, all of it, typed, never a formula; long ones in the background."""

import csv
import io
import zipfile
from datetime import timedelta

import pdfplumber
import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from nominations.exports import lists, making
from nominations.exports.lists import OF_ALL, OF_CAMPAIGNS
from nominations.models import Export, Nomination
from organisation.models import UnitGrant
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import page, signed_in
from workflows import clock, outbox
from workflows.models import Access

pytestmark = pytest.mark.django_db
FORMS = ("csv", "xlsx", "ods", "pdf")
HOSTILE = "=1+1"


@pytest.fixture
def world():
    return make_world()


def printed(content):
    """The table of a PDF, from all its pages, its head once; words in one cell by spaces."""
    with pdfplumber.open(io.BytesIO(content)) as file:
        every = [row for part in file.pages for table in part.extract_tables() for row in table]
    joined = [[" ".join((cell or "").split()) for cell in row] for row in every]
    return [row for place, row in enumerate(joined) if place == 0 or row != joined[0]]


def rows_of(answer):
    """The table of a file of any kind, the head too, as texts."""
    content = answer.getvalue()
    if answer["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    if answer["Content-Type"] == "application/pdf":
        return printed(content)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def export(client, what="nominations", form="csv", **asked):
    return client.get(reverse("export", args=[what, form]), asked)


def names(answer, column=2):
    return [row[column] for row in rows_of(answer)[1:]]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", sorted(OF_ALL))
def test_list_of_all_opens_in_each_form(world, what, form):
    who = {"units": world.auditor, "past-awards": world.auditor, "accounts": world.administrator}

    answer = export(signed_in(who.get(what, world.office_head)), what, form)

    assert (answer.status_code, rows_of(answer)[0]) == (200, [str(title) for title, _width in OF_ALL[what].columns])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", sorted(OF_CAMPAIGNS))
def test_list_of_a_campaign_opens_in_each_form(world, what, form):
    answer = signed_in(world.office_head).get(reverse("campaign_export", args=[world.campaign.pk, what, form]))

    head = [str(title) for title, _width in OF_CAMPAIGNS[what].columns]
    assert (answer.status_code, rows_of(answer)[0]) == (200, head)


@pytest.mark.parametrize("form", FORMS)
def test_export_has_what_the_filter_shows(world, form):
    dossier = make_dossier(world)
    for name in ("Trần Thị Hư Cấu", "Lê Văn Bịa"):
        make_nomination(world, dossier, full_name=name)

    assert names(export(signed_in(world.unit_officer), form=form, q="hu cau")) == ["Trần Thị Hư Cấu"]


def test_export_has_all_pages_in_the_order_of_the_screen(world, monkeypatch):
    monkeypatch.setattr(lists, "CHUNK", 2)
    dossier = make_dossier(world)
    made = [make_nomination(world, dossier, full_name=f"Người {number}").full_name for number in range(5)]

    assert names(export(signed_in(world.unit_officer), before=1)) == made[::-1]


@pytest.mark.parametrize("who", ["unit_officer_2", "office_reviewer"])
def test_export_leaves_out_what_the_account_may_not_see(world, who):
    make_nomination(world, make_dossier(world))

    assert names(export(signed_in(world.people[who]))) == []


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_text_stays_text_in_a_workbook(world, form):
    make_nomination(world, make_dossier(world), full_name=HOSTILE)

    answer = export(signed_in(world.unit_officer), form=form)
    packed = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    content = packed.read("content.xml" if form == "ods" else "xl/worksheets/sheet1.xml").decode()

    assert (HOSTILE in content, "formula" in content, "<f>" in content) == (True, False, False)


def test_text_stays_text_in_a_csv(world):
    make_nomination(world, make_dossier(world), full_name=HOSTILE)

    assert names(export(signed_in(world.unit_officer))) == [f"'{HOSTILE}"]


@pytest.mark.parametrize("form", FORMS)
def test_export_is_a_row_of_the_access_log(world, form):
    export(signed_in(world.office_head), form=form, state="draft")

    row = Access.objects.values_list("how", "route", "detail").get()
    assert row == ("export", "export", f"what=nominations&form={form}&state=draft")


@pytest.mark.parametrize(
    "address", ["/exports/nominations.doc", "/exports/nothing.csv", "/exports/assignments.csv", "/exports/units.csv"]
)
def test_export_that_is_not_there_is_not_found(world, address):
    assert signed_in(world.unit_officer).get(address).status_code == 404


def test_export_of_another_campaigns_work_is_not_found(world):
    answer = signed_in(world.unit_officer).get(reverse("campaign_export", args=[world.campaign.pk, "letters", "csv"]))

    assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_export_asks_the_same_however_many_rows(world, count, django_assert_num_queries):
    dossier = make_dossier(world)
    for _number in range(count):
        make_nomination(world, dossier)
    client = signed_in(world.unit_officer)
    export(client).getvalue()

    with django_assert_num_queries(6):
        export(client).getvalue()


def test_page_links_to_the_export_of_what_it_shows(world):
    make_nomination(world, make_dossier(world), full_name="Người Hư Cấu")

    text = page(signed_in(world.unit_officer), "/nominations/?state=draft&before=999")

    assert 'href="/exports/nominations.ods?state=draft"' in text


# Long lists


@pytest.fixture
def long_list(world, monkeypatch):
    monkeypatch.setattr(making, "AT_ONCE", 1)
    submitted(world)
    return signed_in(world.office_head)


def ordered(client, form="csv", **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    answer = client.post(f"/exports/nominations.{form}?{query}")
    return answer.url, Export.objects.latest("pk")


def work_off():
    while outbox.drain():
        pass


def file_of(made):
    return reverse("export_file", args=[made.pk, made.what, made.form])


def test_long_list_is_offered_in_the_background(long_list):
    answer = export(long_list)

    assert (answer.status_code, "Làm tệp CSV" in answer.content.decode(), Export.objects.count()) == (200, True, 0)


@pytest.mark.parametrize("form", FORMS)
def test_long_list_is_made_as_the_screen_shows_it(long_list, form):
    url, made = ordered(long_list, form, state="submitted")
    work_off()

    text = page(long_list, url)
    answer = long_list.get(file_of(made))
    assert (file_of(made) in text, len(names(answer))) == (True, Nomination.objects.filter(state="submitted").count())


def test_long_list_that_was_taken_away_is_a_row_of_the_access_log(long_list):
    _url, made = ordered(long_list)
    work_off()
    long_list.get(file_of(made))

    found = Access.objects.filter(how="export").values_list("route", "detail").get()
    assert found == ("export_file", "what=nominations&form=csv")


def test_long_list_pressed_twice_is_made_once(long_list):
    assert ordered(long_list)[1] == ordered(long_list)[1]


def test_long_list_is_not_found_by_others(world, long_list):
    url, made = ordered(long_list)
    work_off()
    other = signed_in(world.auditor)

    assert (other.get(url).status_code, other.get(file_of(made)).status_code) == (404, 404)


def test_long_list_is_made_with_the_roles_of_the_moment(world, long_list):
    _url, made = ordered(long_list)
    UnitGrant.objects.filter(user=world.office_head).delete()
    work_off()

    assert Export.objects.values_list("rows", "cancelled_at").get(pk=made.pk) == (0, None)


def test_long_list_that_is_closed_to_its_reader_is_not_made(world, monkeypatch):
    client = signed_in(world.auditor)
    client.post("/exports/units.csv")
    UnitGrant.objects.filter(user=world.auditor).delete()
    work_off()

    made = Export.objects.get()
    assert (made.file.name, made.trouble) == ("", "Ông/bà không còn được xem danh sách này.")


def test_long_list_is_cancelled_at_a_press(long_list):
    url, made = ordered(long_list)
    long_list.post(url)
    work_off()

    assert (Export.objects.get(pk=made.pk).file.name, "Đã hủy kết xuất" in page(long_list, url)) == ("", True)


def test_file_of_a_long_list_is_gone_after_a_day(long_list):
    url, made = ordered(long_list)
    work_off()

    with clock.moved_to(clock.now() + making.KEPT + timedelta(minutes=1)):
        assert making.forget_old() == 1

    assert long_list.get(file_of(made)).status_code == 404
    assert "Tệp đã được xóa sau một ngày" in page(long_list, url)
