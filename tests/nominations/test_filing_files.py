"""Files through the pages: sent with the form, served as downloads, to those who may see what they belong to."""

import pytest

from nominations.models import Attachment, Nomination
from nominations.services import dossiers
from nominations.services.attachments import attach
from tests.factories import make_dossier, make_nomination, make_world
from tests.nominations.desk import PDF, page, pdf, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def dossier(world):
    return make_dossier(world)


@pytest.fixture
def nomination(world, dossier):
    return make_nomination(world, dossier)


@pytest.fixture
def officer(world):
    return signed_in(world.unit_officer)


@pytest.fixture
def report(world, dossier, nomination):
    return attach(dossier, nomination, pdf("Báo cáo “hư cấu”.pdf"), kind="report", actor=world.unit_officer)


def url(attachment, tail=""):
    return f"/attachments/{attachment.pk}/{tail}"


def test_form_takes_several_files_beside_the_text(nomination, officer):
    officer.post(
        f"/nominations/{nomination.pk}/edit/",
        typed(nomination, position="Phó phòng", file_kind="evidence", files=[pdf("a.pdf"), pdf("b.pdf", "b")]),
    )

    assert Nomination.objects.get(pk=nomination.pk).position == "Phó phòng"
    assert list(nomination.attachments.values_list("name", "kind")) == [("a.pdf", "evidence"), ("b.pdf", "evidence")]


def test_form_keeps_the_good_files_and_says_why_another_is_refused(nomination, officer):
    answer = officer.post(
        f"/nominations/{nomination.pk}/edit/", typed(nomination, files=[pdf("a.pdf"), pdf("virus.docx", "b")])
    )

    assert [file.name for file in nomination.attachments.all()] == ["a.pdf"]
    assert "virus.docx: Tên tệp ghi .docx nhưng nội dung là PDF" in answer.content.decode()


def test_form_lists_the_files(report, nomination, officer):
    text = page(officer, f"/nominations/{nomination.pk}/edit/")

    assert (url(report) in text, url(report, "remove/") in text) == (True, True)


def test_file_goes_out_as_a_download_that_may_run_nothing(report, officer):
    answer = officer.get(url(report))

    assert b"".join(answer.streaming_content) == PDF
    assert {name: answer[name] for name in (
        "Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control",
    )} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": (
            "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o%20%E2%80%9Ch%C6%B0%20c%E1%BA%A5u%E2%80%9D.pdf"
        ),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["unit_officer_2", "office_reviewer", "director"])
def test_file_of_a_draft_is_not_found_by_others(world, report, who):
    assert signed_in(world.people[who]).get(url(report)).status_code == 404


def test_file_is_served_to_the_office_once_filed(world, dossier, report):
    dossiers.submit(dossier, actor=world.unit_head)

    assert signed_in(world.office_reviewer).get(url(report)).status_code == 200


def test_file_of_a_letter_is_not_found_by_another_unit(world, dossier):
    letter = attach(dossier, None, pdf(), kind="letter", actor=world.unit_officer)

    assert signed_in(world.unit_officer_2).get(url(letter)).status_code == 404


def test_removing_asks_first(report, officer):
    assert report.name in page(officer, url(report, "remove/"))
    assert Attachment.objects.count() == 1


def test_removing_leads_back_to_the_nominee(report, nomination, officer):
    answer = officer.post(url(report, "remove/"))

    assert (answer.url, Attachment.objects.count()) == (f"/nominations/{nomination.pk}/edit/#files", 0)


def test_removing_from_the_letter_leads_back_to_it(world, dossier, officer):
    letter = attach(dossier, None, pdf(), kind="letter", actor=world.unit_officer)

    assert officer.post(url(letter, "remove/")).url == f"/dossiers/{dossier.pk}/#letter"


@pytest.mark.parametrize("who", ["unit_officer_2", "office_reviewer", "auditor"])
def test_removing_is_for_the_unit_only(world, dossier, report, who):
    dossiers.submit(dossier, actor=world.unit_head)

    client = signed_in(world.people[who])

    assert [ask(url(report, "remove/")).status_code for ask in (client.get, client.post)] == [404, 404]
    assert Attachment.objects.count() == 1


def test_removing_after_filing_is_refused(world, dossier, report, officer):
    dossiers.submit(dossier, actor=world.unit_head)

    assert (officer.post(url(report, "remove/")).status_code, Attachment.objects.count()) == (409, 1)


def test_filed_dossier_shows_its_files_without_removing_them(world, dossier, report, officer):
    letter = attach(dossier, None, pdf(), kind="letter", actor=world.unit_officer)
    dossiers.submit(dossier, actor=world.unit_head)

    text = page(officer, f"/dossiers/{dossier.pk}/")

    assert (f'href="{url(letter)}"' in text, url(letter, "remove/") in text) == (True, False)
