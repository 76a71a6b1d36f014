"""The unit's letter: written on its own, beside its files."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localtime

from nominations.models import Dossier
from nominations.services import dossiers
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import pdf, signed_in
from workflows import clock

pytestmark = pytest.mark.django_db

LETTER = {"letter_number": "45/TTr-HC", "letter_date": "7/8/2013", "letter_note": ""}


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def dossier(world):
    return make_dossier(world)


def url(dossier, tail=""):
    return f"/dossiers/{dossier.pk}/{tail}"


def letter_of(dossier):
    return Dossier.objects.values_list("letter_number", "letter_date", "letter_note").get(pk=dossier.pk)


def mark_on(client, dossier):
    """The hidden mark of the letter that the page carries."""
    return client.get(url(dossier)).context["letter_mark"]


def test_letter_of_another_unit_is_not_found(world, dossier):
    assert signed_in(world.unit_officer_2).post(url(dossier, "letter/"), LETTER).status_code == 404


def test_office_cannot_write_the_letter_of_a_filed_dossier(world):
    dossier = submitted(world)

    assert signed_in(world.office_reviewer).post(url(dossier, "letter/"), LETTER).status_code == 404


def test_letter_is_saved_on_its_own(world, dossier):
    client = signed_in(world.unit_officer)

    answer = client.post(url(dossier, "letter/"), {**LETTER, "seen": mark_on(client, dossier)})

    assert (answer.url, letter_of(dossier)) == (url(dossier, "#letter"), ("45/TTr-HC", date(2013, 8, 7), ""))


def test_letter_with_a_bad_date_keeps_what_was_typed(world, dossier):
    client = signed_in(world.unit_officer)
    sent = {**LETTER, "letter_date": "31/2/2013", "letter_note": "Kính đề nghị", "seen": mark_on(client, dossier)}

    text = client.post(url(dossier, "letter/"), sent).content.decode()

    assert [words in text for words in ('value="31/2/2013"', "Kính đề nghị</textarea>", "Không có ngày 31")] == [
        True, True, True,
    ]  # fmt: skip
    assert letter_of(dossier)[0] == "12/CV-HC"


def test_letter_that_somebody_else_saved_is_not_overwritten(world, dossier):
    client = signed_in(world.unit_officer)
    seen = mark_on(client, dossier)
    dossiers.save_letter(dossier, actor=world.unit_head, letter_number="1/KHAC", letter_date=None, letter_note="")

    answer = client.post(url(dossier, "letter/"), {**LETTER, "seen": seen})

    assert (answer.status_code, letter_of(dossier)[0]) == (412, "1/KHAC")
    assert 'value="45/TTr-HC"' in answer.content.decode()


def test_letter_is_saved_though_the_list_changed_meanwhile(world, dossier):
    client = signed_in(world.unit_officer)
    seen = mark_on(client, dossier)
    make_nomination(world, dossier)

    client.post(url(dossier, "letter/"), {**LETTER, "seen": seen})

    assert letter_of(dossier)[0] == "45/TTr-HC"


def test_letter_of_a_filed_list_is_not_changed_and_what_was_typed_stays(world, dossier):
    client = signed_in(world.unit_officer)
    seen = mark_on(client, dossier)
    make_nomination(world, dossier)
    dossiers.submit(dossier, actor=world.unit_head)

    answer = client.post(url(dossier, "letter/"), {**LETTER, "seen": seen})

    assert (answer.status_code, letter_of(dossier)[0]) == (409, "12/CV-HC")
    assert 'value="45/TTr-HC"' in answer.content.decode()


def test_letter_that_only_brings_files_writes_no_letter(world, dossier):
    client = signed_in(world.unit_officer)
    sent = {"letter_number": "12/CV-HC", "letter_date": "5/8/2013", "letter_note": "", "files": [pdf()]}

    answer = client.post(url(dossier, "letter/"), sent)

    assert (answer.status_code, dossier.attachments.count()) == (302, 1)
    assert Dossier.objects.get(pk=dossier.pk).version == dossier.version + 1


def test_letter_of_a_filed_list_takes_no_file_and_says_why(world):
    dossier = submitted(world)
    sent = {"letter_number": "12/CV-HC", "letter_date": "5/8/2013", "letter_note": "", "files": [pdf()]}

    text = signed_in(world.unit_officer).post(url(dossier, "letter/"), sent).content.decode()

    assert ("Hồ sơ đã nộp, không sửa được nữa." in text, dossier.attachments.count()) == (True, 0)


def test_letter_takes_several_files_and_says_which_it_refuses(world, dossier):
    client = signed_in(world.unit_officer)
    files = [pdf("a.pdf"), pdf("b.png", "b"), pdf("c.pdf", "c")]

    answer = client.post(
        url(dossier, "letter/"), {**LETTER, "seen": mark_on(client, dossier), "file_kind": "minutes", "files": files}
    )

    assert list(dossier.attachments.values_list("name", "kind")) == [("a.pdf", "minutes"), ("c.pdf", "minutes")]
    assert "b.png: Tên tệp ghi .png nhưng nội dung là PDF" in answer.content.decode()


def test_letter_of_tomorrow_is_refused(world, dossier):
    client = signed_in(world.unit_officer)
    tomorrow = (localtime(clock.now()) + timedelta(days=1)).strftime("%d/%m/%Y")

    answer = client.post(url(dossier, "letter/"), {**LETTER, "letter_date": tomorrow, "seen": mark_on(client, dossier)})

    assert ("Ngày văn bản ở sau hôm nay" in answer.content.decode(), letter_of(dossier)[0]) == (True, "12/CV-HC")
