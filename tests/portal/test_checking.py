"""Anybody who holds a copy asks: is it genuine, does it still hold, is this the file?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nominations.effects import store_pdf
from nominations.models import Decision, Original
from nominations.services import amendments, decisions, replacements, revocations
from nominations.services.originals import bytes_of
from portal.checking import LARGEST
from portal.selectors import decision_of, typed_code
from tests.factories import make_world, signed
from tests.nominations import originals as digitally
from workflows import content
from workflows.audit import history_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = make_world()
    store_pdf(signed(world))
    return world


def code() -> str:
    return history_of(Decision.objects.get(kind="award")).get(verb="sign").hash


def page(**sent):
    client, url = Client(), reverse("checked", args=[code()])
    return client.post(url, sent) if sent else client.get(url)


def said(answer) -> str:
    return answer.content.decode()


def issued(world) -> Decision:
    decisions.issue(Decision.objects.get(), actor=world.records_clerk)
    return Decision.objects.get()


def revoked(world, decision) -> None:
    lines = list(decision.consolidated_list.nominations.values_list("pk", flat=True))
    draft = revocations.propose(decision, lines, ground="a", finding="Kết luận (hư cấu)", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)
    revocations.enact(draft, actor=world.records_clerk)


def replaced(world, decision) -> None:
    draft = replacements.propose(decision, {}, finding="Căn cứ ghi sai (hư cấu)", actor=world.office_reviewer)
    amendments.sign(draft, actor=world.director)
    decisions.issue(draft, actor=world.records_clerk)


@pytest.mark.parametrize(
    ("end", "words"),
    [(None, "đang có hiệu lực"), (revoked, "đã bị hủy bỏ"), (replaced, "đã được thay thế")],
)
def test_page_says_whether_the_decision_holds(world, end, words):
    decision = issued(world)
    if end:
        end(world, decision)

    assert words in said(page())


def test_decision_that_is_not_issued_yet_is_not_called_in_force(world):
    assert ("chưa phát hành" in said(page()), "đang có hiệu lực" in said(page())) == (True, False)


def test_page_names_number_and_signer(world):
    decision = issued(world)

    assert [text in said(page()) for text in (decision.notation, decision.paper["signature"]["name"])] == [True, True]


def test_page_names_nobody_who_is_honoured(world):
    decision = issued(world)
    names = [row["name"] for rows in decision.paper["rows"].values() for row in rows]

    assert [name for name in names if name in said(page())] == []


def test_unknown_code_is_answered_in_words():
    answer = Client().get(reverse("checked", args=["ab" * 32]))

    assert (answer.status_code, "không phát hành văn bản có mã này" in said(answer)) == (200, True)


def test_beginning_of_the_code_finds_the_decision(world):
    assert decision_of(code()[:16]) == Decision.objects.get()


@pytest.mark.parametrize("length", [0, 8, 15])
def test_shorter_beginning_finds_nothing(world, length):
    assert decision_of(code()[:length]) is None


def test_hash_of_another_act_finds_nothing(world):
    other = history_of(Decision.objects.get()).get(verb="assign_number").hash

    assert decision_of(other) is None


@pytest.mark.parametrize("text", ["AB12 CD34 ab12 cd34", " ab12cd34\tab12cd34 "])
def test_code_is_typed_with_spaces_and_capitals(text):
    assert typed_code(text) == "ab12cd34ab12cd34"


@pytest.mark.parametrize("text", ["", "ab", "zz12cd34ab12cd34", "%" * 20, "a" * 65])
def test_what_is_no_code_is_refused(text):
    assert typed_code(text) == ""


def test_typed_code_leads_to_its_page(world):
    answer = Client().get(reverse("check"), {"code": code()[:20].upper()})

    assert answer["Location"] == reverse("checked", args=[code()[:20]])


def test_mistyped_code_stays_on_the_page():
    answer = Client().get(reverse("check"), {"code": "xyz"})

    assert ('value="xyz"' in said(answer), "Hãy gõ lại" in said(answer)) == (True, True)


def test_file_on_record_is_known(world):
    content = Decision.objects.get().pdf.open().read()

    assert page(file=SimpleUploadedFile("quyet-dinh.pdf", content)).context["same"] is True


@pytest.mark.parametrize("at", [10, 5000, -10])
def test_one_flipped_byte_is_found(world, at):
    content = bytearray(Decision.objects.get().pdf.open().read())
    content[at] ^= 1

    assert page(file=SimpleUploadedFile("quyet-dinh.pdf", bytes(content))).context["same"] is False


def test_file_beyond_the_limit_is_refused(world, monkeypatch):
    monkeypatch.setattr("portal.checking.LARGEST", 10)
    answer = page(file=SimpleUploadedFile("quyet-dinh.pdf", b"%PDF-1.7 and more"))

    assert (answer.status_code, "lớn quá" in said(answer), LARGEST) == (422, True, 60 * 1024 * 1024)


def test_page_is_for_no_search_engine(world):
    assert page()["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("state", ["signed", "sealed"])
def test_electronic_original_as_it_stands_is_the_file_on_record(world, state):
    decision = Decision.objects.get()
    original = Original(organisation=decision.organisation, campaign=decision.campaign, decision=decision)
    original = digitally.signed(world, digitally.prepared(content.create(original).decision))
    if state == "sealed":
        original = digitally.sealed(world, original)

    assert page(file=SimpleUploadedFile("goc.pdf", bytes_of(original))).context["same"] is True
