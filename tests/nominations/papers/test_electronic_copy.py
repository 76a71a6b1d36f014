"""A certified copy of an electronic original: the body's signature at the top right of page 1, on the clerk's desk."""

import subprocess

import pytest
from django.urls import reverse

from documents.signing.checking import Verdict, check
from nominations.services import decisions, originals
from nominations.services.originals import bytes_of
from tests.documents.authority import PASSPHRASE
from tests.factories import forwarded, make_world
from tests.nominations.desk import page, signed_in
from tests.nominations.originals import digital, now, prepared, sealed, signed
from workflows.models import Access

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(tmp_path):
    found = make_world()
    with digital(found, tmp_path):
        yield found


@pytest.fixture
def original(world):
    """Finished and issued."""
    made = prepared(decisions.sign(forwarded(world, 1), actor=world.director))
    made = sealed(world, signed(world, made))
    decisions.issue(made.decision, actor=world.records_clerk)
    return made


def asked(world, original, passphrase=PASSPHRASE, person="records_clerk"):
    address = reverse("electronic_copy_pdf", args=[original.decision_id])
    return signed_in(world.people[person]).post(address, {"passphrase": passphrase})


def test_copy_is_the_original_longer_by_one_signature(world, original):
    copy = asked(world, original).content

    assert (copy.startswith(bytes_of(original)), len(check(copy, []).signatures)) == (True, 3)


def test_every_signature_on_the_copy_holds(world, original):
    copy = asked(world, original).content

    assert {one.verdict for one in check(copy, []).signatures} <= {Verdict.WHOLE, Verdict.UNTRUSTED}


def test_copy_says_form_and_body_on_its_first_page(world, original):
    assert f"Sao y; {world.organisation.name}" in stamped(asked(world, original).content)


def stamped(copy):
    """What a reader prints of the upper right corner of page 1, signatures included."""
    corner = ["-f", "1", "-l", "1", "-x", "220", "-y", "0", "-W", "375", "-H", "60"]
    command = ["pdftotext", *corner, "-", "-"]
    return " ".join(subprocess.run(command, input=copy, capture_output=True, check=True).stdout.decode().split())


def test_wrong_passphrase_is_refused_in_words(world, original):
    answer = asked(world, original, passphrase="sai")

    assert (answer.status_code, "Mật khẩu của khóa ký không đúng." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("person", ["office_reviewer", "director", "unit_head"])
def test_copy_is_the_records_clerks_alone(world, original, person):
    assert asked(world, original, person=person).status_code == 404


def test_copy_is_noted_in_the_access_log(world, original):
    asked(world, original)

    found = Access.objects.filter(route="electronic_copy_pdf").values_list("how", "object_id", "actor")
    assert list(found) == [("export", original.decision_id, world.records_clerk.pk)]


def test_original_stays_as_it_was(world, original):
    before = bytes_of(original)
    asked(world, original)

    assert (bytes_of(now(original)) == before, now(original).state) == (True, "sealed")


def test_decision_without_a_finished_original_is_copied_on_paper_alone(world):
    made = prepared(decisions.sign(forwarded(world, 1), actor=world.director))
    originals.waive_file(made, reason="Mất kết nối (hư cấu)", actor=world.records_clerk)
    decisions.issue(made.decision, actor=world.records_clerk)

    text = page(signed_in(world.records_clerk), reverse("certified_copy", args=[made.decision_id]))
    assert ("chỉ sao y trên giấy" in text, asked(world, made).status_code) == (True, 404)
