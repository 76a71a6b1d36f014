"""Files of a dossier and its nominations, through the services."""

import hashlib
import unicodedata

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.models import Attachment, Dossier, Nomination
from nominations.services import dossiers
from nominations.services import nominations as noms
from nominations.services.attachments import MOST_FILES, attach, detach, discard
from organisation.uploads import RefusedUpload
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import PDF, pdf
from workflows.errors import NotAllowed, NotPermitted

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


def returned(world):
    """A returned dossier: the first nominee to mend, the second already found eligible."""
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    first, second = dossier.nominations.order_by("pk")
    noms.send_back(first, reason="Thiếu số liệu", actor=world.office_reviewer)
    noms.mark_eligible(second, actor=world.office_reviewer)
    dossiers.send_back(dossier, reason="Đề nghị bổ sung", actor=world.office_reviewer)
    return dossier, first, second


def hash_of(subject):
    return type(subject).objects.values_list("content_hash", flat=True).get(pk=subject.pk)


def test_attach_keeps_the_bytes_under_their_hash(world, dossier, nomination):
    data = PDF + b"no other test sends this"

    kept = attach(dossier, nomination, SimpleUploadedFile("a.pdf", data), kind="report", actor=world.unit_officer)

    digest = hashlib.sha256(data).hexdigest()
    assert (kept.file.name, kept.file.open().read()) == (f"attachments/{digest[:2]}/{digest}", data)


def test_attach_records_what_came_and_who_sent_it(world, dossier, nomination):
    name = unicodedata.normalize("NFD", "Báo cáo thành tích.pdf")

    attach(dossier, nomination, pdf(name), kind="report", actor=world.unit_officer)

    row = Attachment.objects.values_list("name", "content_type", "size", "kind", "uploaded_by").get()
    assert row == ("Báo cáo thành tích.pdf", "application/pdf", len(PDF), "report", world.unit_officer.pk)


def test_attach_to_a_nominee_changes_what_the_nominee_and_the_list_say(world, dossier, nomination):
    before = hash_of(nomination), hash_of(dossier)

    attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)

    assert [old == now for old, now in zip(before, (hash_of(nomination), hash_of(dossier)), strict=True)] == [
        False,
        False,
    ]
    assert Nomination.objects.get(pk=nomination.pk).compute_hash() == hash_of(nomination)


def test_attach_to_the_letter_changes_the_list_only(world, dossier, nomination):
    before = hash_of(nomination), hash_of(dossier)

    attach(dossier, None, pdf(), kind="letter", actor=world.unit_officer)

    assert [old == now for old, now in zip(before, (hash_of(nomination), hash_of(dossier)), strict=True)] == [
        True,
        False,
    ]
    assert Dossier.objects.get(pk=dossier.pk).compute_hash() == hash_of(dossier)


def test_attach_the_same_file_twice_is_one_attachment(world, dossier, nomination):
    first = attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)
    second = attach(dossier, nomination, pdf("khac-ten.pdf"), kind="report", actor=world.unit_officer)

    assert (first.pk, Attachment.objects.count()) == (second.pk, 1)


def test_attach_one_file_to_two_nominees_is_two_attachments(world, dossier, nomination):
    attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)
    attach(dossier, make_nomination(world, dossier), pdf(), kind="report", actor=world.unit_officer)

    assert Attachment.objects.count() == 2


def test_attach_refuses_what_is_not_what_its_name_says(world, dossier):
    with pytest.raises(RefusedUpload, match="nhưng nội dung là PDF"):
        attach(dossier, None, pdf("anh.png"), kind="letter", actor=world.unit_officer)

    assert Attachment.objects.count() == 0


def test_attach_refuses_a_file_over_the_limit(world, dossier, settings):
    settings.UPLOAD_LIMIT = len(PDF) - 1

    with pytest.raises(RefusedUpload, match="Tệp nặng"):
        attach(dossier, None, pdf(), kind="letter", actor=world.unit_officer)


def test_attach_refuses_one_file_too_many(world, dossier):
    for number in range(MOST_FILES):
        attach(dossier, None, pdf(more=str(number)), kind="letter", actor=world.unit_officer)

    with pytest.raises(RefusedUpload, match=f"Đã có {MOST_FILES} tệp"):
        attach(dossier, None, pdf(more="x"), kind="letter", actor=world.unit_officer)


def test_attach_counts_each_nominee_apart(world, dossier, nomination):
    for number in range(MOST_FILES):
        attach(dossier, None, pdf(more=str(number)), kind="letter", actor=world.unit_officer)

    assert attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer).pk


def test_attach_refuses_another_unit(world, dossier):
    with pytest.raises(NotPermitted):
        attach(dossier, None, pdf(), kind="letter", actor=world.unit_officer_2)


def test_attach_refuses_a_filed_list(world):
    dossier = submitted(world)

    with pytest.raises(NotAllowed, match="Hồ sơ đã nộp"):
        attach(dossier, None, pdf(), kind="letter", actor=world.unit_officer)


def test_attach_refuses_a_nominee_that_is_judged(world):
    dossier, _mend, eligible = returned(world)

    with pytest.raises(NotAllowed, match="Đủ điều kiện"):
        attach(dossier, eligible, pdf(), kind="report", actor=world.unit_officer)


def test_attach_takes_a_file_for_a_nominee_to_mend(world):
    dossier, mend, _eligible = returned(world)

    assert attach(dossier, mend, pdf(), kind="report", actor=world.unit_officer).nomination_id == mend.pk


def test_detach_takes_the_file_off_the_list_and_the_disk(
    world, dossier, nomination, django_capture_on_commit_callbacks
):
    kept = attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)
    before, path = hash_of(dossier), kept.file.name

    with django_capture_on_commit_callbacks(execute=True):
        detach(kept, actor=world.unit_officer)

    assert Attachment.objects.count() == 0
    assert hash_of(dossier) != before
    assert not default_storage.exists(path)


def test_detach_twice_is_no_fault(world, dossier):
    kept = attach(dossier, None, pdf(), kind="letter", actor=world.unit_officer)
    again = Attachment.objects.get(pk=kept.pk)
    detach(kept, actor=world.unit_officer)
    version = Dossier.objects.get(pk=dossier.pk).version

    detach(again, actor=world.unit_officer)

    assert Dossier.objects.get(pk=dossier.pk).version == version


def test_detach_keeps_the_bytes_that_were_once_filed(world, dossier, nomination, django_capture_on_commit_callbacks):
    kept = attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)
    dossiers.submit(dossier, actor=world.unit_head)
    dossiers.withdraw(dossier, actor=world.unit_head)

    with django_capture_on_commit_callbacks(execute=True):
        detach(kept, actor=world.unit_officer)

    assert Attachment.objects.count() == 0
    assert default_storage.exists(kept.file.name)


def test_detach_refuses_a_filed_list(world, dossier, nomination):
    kept = attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)
    dossiers.submit(dossier, actor=world.unit_head)

    with pytest.raises(NotAllowed):
        detach(kept, actor=world.unit_officer)

    assert Attachment.objects.count() == 1


def test_detach_refuses_another_unit(world, dossier):
    kept = attach(dossier, None, pdf(), kind="letter", actor=world.unit_officer)

    with pytest.raises(NotPermitted):
        detach(kept, actor=world.unit_officer_2)


def test_discard_takes_a_draft_and_its_files(world, dossier, nomination, django_capture_on_commit_callbacks):
    kept = attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)

    with django_capture_on_commit_callbacks(execute=True):
        discard(nomination, actor=world.unit_officer)

    assert (Nomination.objects.count(), Attachment.objects.count()) == (0, 0)
    assert not default_storage.exists(kept.file.name)


def test_discard_refuses_what_was_filed_before(world, dossier, nomination, django_capture_on_commit_callbacks):
    kept = attach(dossier, nomination, pdf(), kind="report", actor=world.unit_officer)
    dossiers.submit(dossier, actor=world.unit_head)
    dossiers.withdraw(dossier, actor=world.unit_head)

    with pytest.raises(NotAllowed, match="Rút đề nghị"), django_capture_on_commit_callbacks(execute=True):
        discard(nomination, actor=world.unit_officer)

    assert default_storage.exists(kept.file.name)


def test_unit_keeps_to_its_share_of_the_disk(world, nomination, settings):
    settings.UNIT_QUOTA = len(PDF)
    attach(nomination.dossier, nomination, pdf(), kind="evidence", actor=world.unit_officer)

    with pytest.raises(RefusedUpload, match="được phép"):
        attach(nomination.dossier, nomination, pdf(more="khác"), kind="evidence", actor=world.unit_officer)


def test_another_units_files_take_nothing_of_the_share(world, nomination, settings):
    attach(nomination.dossier, nomination, pdf(), kind="evidence", actor=world.unit_officer)
    other = make_nomination(world, make_dossier(world, 1))
    settings.UNIT_QUOTA = len(PDF)

    found = attach(other.dossier, other, pdf(), kind="evidence", actor=world.unit_officer_2)

    assert found.pk
