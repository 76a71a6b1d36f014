"""A certified copy of a decision: who may make it, what it says below the decision, what is refused in words."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from documents.official import written_date
from nominations.services import decisions
from organisation.states import AuthorityForm
from tests.documents.reading import find, pages, shown, squeezed
from tests.factories import authorise, make_world, signed
from tests.nominations.desk import page, signed_in
from workflows import clock
from workflows.models import Access

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def decision(world):
    made = signed(world)
    decisions.issue(made, actor=world.records_clerk)
    return type(made).objects.get(pk=made.pk)


def office_head(world):
    return authorise(world, world.office_head, AuthorityForm.TL, "CHÁNH VĂN PHÒNG", document_type="copy")


def today():
    return localdate(clock.now())


def asked(world, decision, authority, **said):
    form = {"signer": authority.pk, "day": f"{today():%d/%m/%Y}", "number": "", "recipients": ""} | said
    return signed_in(world.records_clerk).get(reverse("certified_copy_pdf", args=[decision.pk]), form)


def text_of(answer):
    """All that is printed, but for the words that stand where the original was signed."""
    return "".join(map(shown, pages(answer.content))).replace("(Đãký)", "")


def test_copy_begins_with_the_whole_decision(world, decision):
    original = signed_in(world.records_clerk).get(reverse("decision_pdf", args=[decision.pk]))

    assert text_of(asked(world, decision, office_head(world))).startswith(text_of(original))


def test_copy_says_form_number_place_and_day_below_the_decision(world, decision):
    original = signed_in(world.records_clerk).get(reverse("decision_pdf", args=[decision.pk]))
    copied = text_of(asked(world, decision, office_head(world), number="7"))

    below = copied[len(text_of(original)) :]
    day = f"Lào Cai, {written_date(today())}"
    said = ("SAO Y", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Số: 07/SY-STTTT", day)
    assert [words for words in said if squeezed(words) not in below] == []


def test_copy_is_certified_by_the_authority_that_holds(world, decision):
    copied = text_of(asked(world, decision, office_head(world)))

    name = world.office_head.full_name
    assert squeezed(f"TL. GIÁM ĐỐC CHÁNH VĂN PHÒNG {name}") in copied


def test_form_of_copy_is_bold_in_fourteen_points(world, decision):
    last = pages(asked(world, decision, office_head(world)).content)[-1]

    words = find(last, "SAO Y")
    assert (words.style, {round(size) for size in words.sizes}) == ("bold", {14})


def test_recipients_end_with_the_file_once(world, decision):
    copied = text_of(asked(world, decision, office_head(world), recipients="Ban Thi đua\nLưu: VT"))

    assert (squeezed("- Ban Thi đua;") in copied, copied.count("-Lưu:VT.")) == (True, 1)


def test_head_certifies_without_an_authority_over_copies(world, decision):
    form = page(signed_in(world.records_clerk), reverse("certified_copy", args=[decision.pk]))

    assert (world.director.full_name in form, world.office_head.full_name in form) == (True, False)


def test_deputy_who_signs_decisions_does_not_certify_copies(world, decision):
    deputy = authorise(world, world.deputy_director, AuthorityForm.KT, "PHÓ GIÁM ĐỐC")

    assert asked(world, decision, deputy).status_code == 422


def test_authority_that_ended_does_not_certify(world, decision):
    ended = authorise(
        world, world.office_head, AuthorityForm.TL, "CHÁNH VĂN PHÒNG", document_type="copy",
        valid_to=clock.now() - timedelta(days=1),
    )  # fmt: skip

    assert asked(world, decision, ended).status_code == 422


@pytest.mark.parametrize("days", [-1, 1])
def test_day_before_the_decision_or_after_today_is_refused_and_kept(world, decision, days):
    day = f"{today() + timedelta(days=days):%d/%m/%Y}"

    answer = asked(world, decision, office_head(world), day=day)

    words = answer.content.decode()
    kept = f'value="{day}"' in words
    assert (answer.status_code, "Ngày sao phải từ ngày ban hành" in words, kept) == (422, True, True)


def test_day_before_the_authority_is_refused(world, decision):
    with clock.moved_to(clock.now() + timedelta(days=2)):
        since = clock.now() - timedelta(hours=1)
        late = authorise(world, world.office_head, AuthorityForm.TL, "CVP", document_type="copy", valid_from=since)
        answer = asked(world, decision, late, day=f"{today() - timedelta(days=1):%d/%m/%Y}")

    assert (answer.status_code, "chỉ có hiệu lực từ ngày" in answer.content.decode()) == (422, True)


def test_copy_of_a_decision_that_is_not_issued_is_missing(world):
    made = signed(world)

    assert signed_in(world.records_clerk).get(reverse("certified_copy", args=[made.pk])).status_code == 404


def test_log_of_looks_says_who_made_it_with_its_number_and_without_words(world, decision):
    authority = office_head(world)
    asked(world, decision, authority, number="7", recipients="Ông Ví Dụ")

    row = Access.objects.get(how="export")
    assert (row.actor, row.object_id, "number=7" in row.detail, "recipients=*" in row.detail) == (
        world.records_clerk, decision.pk, True, True,
    )  # fmt: skip


def test_character_that_no_font_has_is_refused_in_words(world, decision):
    answer = asked(world, decision, office_head(world), recipients="Cơ quan \U0001f600")

    assert (answer.status_code, "Phông chữ" in answer.content.decode()) == (409, True)
