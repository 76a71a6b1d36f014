"""Files in pieces over a poor line: the protocol tus, a line that breaks anywhere, and who may go on."""

import base64
import hashlib
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from nominations.models import Attachment, Nomination, Upload
from nominations.services import dossiers, uploads
from nominations.services.attachments import MOST_FILES, attach
from organisation.uploads import RefusedUpload
from tests.factories import make_dossier, make_nomination, make_world
from tests.nominations.desk import PDF, pdf, signed_in
from workflows import clock

pytestmark = pytest.mark.django_db
WHOLE = PDF[:9] + b"% sent in pieces by this test alone\n" * 20 + PDF[9:]
HALF = len(WHOLE) // 2
SPEAKS = {"Tus-Resumable": "1.0.0"}


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


def announced(name="Báo cáo.pdf", *, kind="report", size=None, **more):
    size = len(WHOLE) if size is None else size
    said = {"filename": name, "kind": kind, **more}
    pairs = [f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items()]
    return SPEAKS | {"Upload-Length": str(size), "Upload-Metadata": ",".join(pairs)}


def begin(client, place, **said):
    folder = "nominations" if isinstance(place, Nomination) else "dossiers"
    return client.post(f"/{folder}/{place.pk}/uploads/", headers=announced(**said))


def begun(client, place, **said):
    answer = begin(client, place, **said)
    assert answer.status_code == 201
    return answer["Location"]


def send(client, where, piece, offset, **headers):
    headers = SPEAKS | {"X-HTTP-Method-Override": "PATCH", "Upload-Offset": str(offset)} | headers
    return client.post(where, piece, content_type="application/offset+octet-stream", headers=headers)


def offset_of(client, where):
    answer = client.head(where, headers=SPEAKS)
    return answer.status_code, answer.get("Upload-Offset")


def stored():
    folders = default_storage.listdir("unfinished")[0] if default_storage.exists("unfinished") else []
    return sorted(name for folder in folders for name in default_storage.listdir(f"unfinished/{folder}")[1])


def test_pieces_become_one_attachment(nomination, officer):
    where = begun(officer, nomination)
    answers = [send(officer, where, WHOLE[:HALF], 0), send(officer, where, WHOLE[HALF:], HALF)]

    kept = Attachment.objects.get()
    assert [(answer.status_code, answer["Upload-Offset"]) for answer in answers] == [
        (204, str(HALF)),
        (204, str(len(WHOLE))),
    ]
    assert (kept.name, kept.kind, kept.nomination_id, kept.file.open().read()) == (
        "Báo cáo.pdf",
        "report",
        nomination.pk,
        WHOLE,
    )


def test_pieces_of_a_letter_become_the_letters_file(dossier, officer):
    send(officer, begun(officer, dossier, kind="minutes"), WHOLE, 0)

    assert Attachment.objects.values_list("dossier", "nomination", "kind").get() == (dossier.pk, None, "minutes")


def test_pieces_are_gone_once_the_file_is_attached(nomination, officer):
    where = begun(officer, nomination)
    send(officer, where, WHOLE[:HALF], 0)
    before = stored()

    send(officer, where, WHOLE[HALF:], HALF)

    assert (before, stored()) == (["0"], [])


def test_last_piece_tells_the_form_its_new_version(nomination, officer):
    answer = send(officer, begun(officer, nomination), WHOLE, 0)

    assert answer["Content-Version"] == str(nomination.version + 1)


def test_last_piece_of_a_known_file_tells_no_version(world, dossier, nomination, officer):
    attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)

    answer = send(officer, begun(officer, nomination, size=len(PDF)), PDF, 0)

    assert (answer.status_code, "Content-Version" in answer) == (204, False)


# A line that breaks


def test_upload_goes_on_where_it_broke(nomination, officer):
    where = begun(officer, nomination)
    send(officer, where, WHOLE[:HALF], 0)

    assert offset_of(officer, where) == (200, str(HALF))


def test_same_file_chosen_again_goes_on_where_it_broke(nomination, officer):
    first = begin(officer, nomination, mark="7")
    send(officer, first["Location"], WHOLE[:HALF], 0)

    again = begin(officer, nomination, mark="7")

    assert (again["Location"], again["Upload-Offset"]) == (first["Location"], str(HALF))


@pytest.mark.parametrize("other", [{"mark": "8"}, {"name": "b.pdf"}, {"size": len(WHOLE) + 1}])
def test_another_file_begins_anew(nomination, officer, other):
    first = begun(officer, nomination, mark="7")

    assert begun(officer, nomination, **{"mark": "7"} | other) != first


def test_piece_sent_again_is_not_added_twice(nomination, officer):
    where = begun(officer, nomination)
    send(officer, where, WHOLE[:HALF], 0)

    again = send(officer, where, WHOLE[:HALF], 0)

    assert (again.status_code, again["Upload-Offset"]) == (409, str(HALF))


def test_last_piece_whose_answer_was_lost_finds_it_done(nomination, officer):
    where = begun(officer, nomination)
    send(officer, where, WHOLE, 0)

    answer = send(officer, where, WHOLE, 0)

    assert (answer.status_code, offset_of(officer, where)) == (409, (200, str(len(WHOLE))))
    assert Attachment.objects.count() == 1


def test_piece_after_a_gap_is_refused(nomination, officer):
    where = begun(officer, nomination)

    answer = send(officer, where, WHOLE[HALF:], HALF)

    assert (answer.status_code, answer["Upload-Offset"], stored()) == (409, "0", [])


def test_piece_beyond_the_end_is_refused(nomination, officer):
    where = begun(officer, nomination)

    answer = send(officer, where, WHOLE + b"!", 0)

    assert (answer.status_code, offset_of(officer, where), stored()) == (413, (200, "0"), [])


def test_two_senders_of_one_piece_leave_it_once(world, nomination, officer):
    begun(officer, nomination)
    here, there = Upload.objects.get(), Upload.objects.get()
    uploads.take_piece(here, WHOLE[:HALF], offset=0, actor=world.unit_officer)

    with pytest.raises(uploads.OtherOffset):
        uploads.take_piece(there, WHOLE[:HALF], offset=0, actor=world.unit_officer)

    assert (stored(), Upload.objects.get().received) == (["0"], HALF)


def test_break_after_the_file_was_attached_does_not_attach_it_twice(world, nomination, officer, monkeypatch):
    begun(officer, nomination)
    monkeypatch.setattr(uploads, "_move", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        uploads.take_piece(Upload.objects.get(), WHOLE, offset=0, actor=world.unit_officer)
    monkeypatch.undo()

    uploads.take_piece(Upload.objects.get(), WHOLE, offset=0, actor=world.unit_officer)

    assert (Attachment.objects.count(), Upload.objects.get().is_whole) == (1, True)


# What the protocol refuses


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("sha1 " + base64.b64encode(hashlib.sha1(WHOLE).digest()).decode(), 204),
        ("sha256 " + base64.b64encode(hashlib.sha256(WHOLE).digest()).decode(), 204),
        ("sha256 " + base64.b64encode(hashlib.sha256(b"other").digest()).decode(), 460),
        ("sha256 ?", 460),
        ("md5 AAAA", 400),
    ],
)
def test_checksum_of_a_piece(nomination, officer, header, status):
    answer = send(officer, begun(officer, nomination), WHOLE, 0, **{"Upload-Checksum": header})

    assert (answer.status_code, Attachment.objects.count()) == (status, int(status == 204))


@pytest.mark.parametrize("offset", ["", "-1", "x", "١", "9" * 20])
def test_offset_that_is_no_number_is_refused(nomination, officer, offset):
    assert send(officer, begun(officer, nomination), WHOLE, offset).status_code == 400


def test_piece_too_large_is_refused(nomination, officer, monkeypatch):
    monkeypatch.setattr("nominations.desk.filing.uploads.MOST_PIECE", 10)

    assert send(officer, begun(officer, nomination), WHOLE, 0).status_code == 413


def test_other_version_is_told_which_one_is_spoken(nomination, officer):
    answer = officer.post(f"/nominations/{nomination.pk}/uploads/", headers=announced() | {"Tus-Resumable": "0.2.2"})

    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-HTTP-Method-Override": "PUT"}, 405),
        ({"X-HTTP-Method-Override": ""}, 405),
        ({"Content-Type": "text/plain"}, 415),
    ],
)
def test_other_method_or_type_is_refused(nomination, officer, headers, status):
    assert send(officer, begun(officer, nomination), WHOLE, 0, **headers).status_code == status


@pytest.mark.parametrize(
    "wrong",
    [
        {"Upload-Length": ""},
        {"Upload-Length": "-5"},
        {"Upload-Length": "1e3"},
        {"Upload-Metadata": ""},
        {"Upload-Metadata": "filename ???,kind cmVwb3J0"},
        {"Upload-Metadata": "filename YS5wZGY="},
        {"Upload-Metadata": "filename YS5wZGY=,kind bGV0dGVy"},  # a letter is no file of a nominee
    ],
)
def test_announcement_that_says_too_little_is_refused(nomination, officer, wrong):
    answer = officer.post(f"/nominations/{nomination.pk}/uploads/", headers=announced() | wrong)

    assert (answer.status_code, Upload.objects.count()) == (400, 0)


# Who, how much and how long


@pytest.mark.parametrize("who", ["unit_head", "unit_officer_2", "office_reviewer", "auditor"])
def test_upload_of_another_is_not_found(world, nomination, officer, who):
    where = begun(officer, nomination)
    other = signed_in(world.people[who])

    assert (send(other, where, WHOLE, 0).status_code, offset_of(other, where)[0]) == (404, 404)
    assert offset_of(officer, where) == (200, "0")


def test_upload_to_another_units_list_is_not_found(world, nomination):
    assert begin(signed_in(world.unit_officer_2), nomination).status_code == 404


def test_upload_to_a_filed_list_is_refused_in_words(world, dossier, nomination, officer):
    dossiers.submit(dossier, actor=world.unit_head)

    answer = begin(officer, nomination)

    assert (answer.status_code, answer.json()["message"].split(",")[0]) == (422, "Hồ sơ đã nộp")


def test_list_filed_while_a_file_was_coming_takes_it_no_more(world, dossier, nomination, officer):
    where = begun(officer, nomination)
    dossiers.submit(dossier, actor=world.unit_head)

    assert (send(officer, where, WHOLE, 0).status_code, Attachment.objects.count()) == (422, 0)


def test_file_that_is_refused_when_whole_is_forgotten(nomination, officer):
    where = begun(officer, nomination, name="anh.png")
    send(officer, where, WHOLE[:HALF], 0)

    answer = send(officer, where, WHOLE[HALF:], HALF)

    assert (answer.status_code, "nhưng nội dung là PDF" in answer.json()["message"]) == (422, True)
    assert (Upload.objects.count(), Attachment.objects.count(), stored()) == (0, 0, [])


@pytest.mark.parametrize("size", [0, 20 * 1024 * 1024 + 1])
def test_file_too_large_is_refused_before_it_comes(nomination, officer, size):
    assert begin(officer, nomination, size=size).status_code == 422


def test_file_beyond_the_units_quota_is_refused_before_it_comes(nomination, officer, settings):
    settings.UNIT_QUOTA = len(WHOLE) - 1

    assert begin(officer, nomination).status_code == 422


def test_one_file_too_many_is_refused_before_it_comes(world, dossier, nomination, officer):
    for number in range(MOST_FILES):
        attach(dossier, nomination, pdf(more=str(number)), kind="report", actor=world.unit_officer)

    assert begin(officer, nomination).status_code == 422


def test_unfinished_files_of_one_person_are_counted(nomination, officer, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 2)
    answers = [begin(officer, nomination, name=f"{number}.pdf").status_code for number in range(3)]

    assert answers == [201, 201, 422]


def test_pieces_of_one_file_are_counted(world, nomination, officer, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PIECES", 2)
    where = begun(officer, nomination)

    assert [send(officer, where, b"%", offset).status_code for offset in range(3)] == [204, 204, 422]


def test_upload_that_was_stopped_leaves_nothing(nomination, officer):
    where = begun(officer, nomination)
    send(officer, where, WHOLE[:HALF], 0)

    answer = officer.post(where, headers=SPEAKS | {"X-HTTP-Method-Override": "DELETE"})

    assert (answer.status_code, Upload.objects.count(), stored()) == (204, 0, [])


def test_expired_upload_does_not_go_on(nomination, officer):
    where = begun(officer, nomination)
    Upload.objects.update(expires_at=clock.now() - timedelta(seconds=1))

    assert (send(officer, where, WHOLE, 0).status_code, offset_of(officer, where)[0]) == (410, 410)


def test_cleaning_takes_what_is_expired_and_leaves_the_rest(nomination, officer):
    for name in ("a.pdf", "b.pdf"):
        send(officer, begun(officer, nomination, name=name), WHOLE[:HALF], 0)
    Upload.objects.filter(name="a.pdf").update(expires_at=clock.now())

    assert (uploads.forget_expired(), Upload.objects.get().name, stored()) == (1, "b.pdf", ["0"])


def test_cleaning_takes_pieces_that_belong_to_nothing(nomination, officer):
    default_storage.save("unfinished/999999/0", ContentFile(b"left over"))

    assert (uploads.forget_expired(), stored()) == (0, [])


def test_pieces_go_out_to_nobody(nomination, officer):
    where = begun(officer, nomination)
    send(officer, where, WHOLE[:HALF], 0)

    assert officer.get(where, headers=SPEAKS).content == b""


def test_refusal_of_the_service_says_what_to_do(world, dossier, nomination):
    with pytest.raises(RefusedUpload, match="Hãy giảm dung lượng"):
        uploads.begin_upload(
            dossier, nomination, name="a.pdf", kind="report", mark="", size=2**30, actor=world.unit_officer
        )
