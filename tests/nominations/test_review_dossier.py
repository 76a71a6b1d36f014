"""A dossier on the office's desk: taking it, its table, several conclusions at once, giving it back."""

import pytest

from nominations.models import Dossier
from nominations.services import dossiers
from nominations.services import nominations as noms
from organisation.services import appoint
from organisation.states import Role
from tests.factories import make_dossier, make_world, submitted
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import first_of, post, received, seen, state_of, stranger, words
from workflows.audit import history_of
from workflows.models import AuditEvent

pytestmark = pytest.mark.django_db

refused = pytest.mark.django_db(transaction=True)  # the door's refusal rolls back the whole transaction


@pytest.fixture
def world():
    return make_world()


def review(dossier):
    return f"/dossiers/{dossier.pk}/review/"


# Who sees it


@pytest.mark.parametrize("role", ["office_reviewer", "office_head", "director", "deputy_director", "auditor"])
def test_review_page_opens_for_the_office_and_above(world, role):
    dossier = submitted(world)

    assert dossier.receipt_number in page(signed_in(world.people[role]), review(dossier))


@pytest.mark.parametrize("role", ["unit_officer", "unit_head", "unit_officer_2", "administrator"])
def test_review_page_is_missing_for_others(world, role):
    dossier = submitted(world)

    assert signed_in(world.people[role]).get(review(dossier)).status_code == 404


def test_review_page_is_missing_for_another_organisation(world):
    dossier = submitted(world)

    assert signed_in(stranger()).get(review(dossier)).status_code == 404


def test_review_page_of_a_draft_is_missing_for_the_office(world):
    dossier = make_dossier(world)

    assert signed_in(world.office_reviewer).get(review(dossier)).status_code == 404


def test_review_page_shows_the_lateness_with_its_reason(world):
    dossier = submitted(world)
    Dossier.objects.filter(pk=dossier.pk).update(is_late=True, late_reason="Chuyển trụ sở.")

    text = words(page(signed_in(world.office_reviewer), review(dossier)))

    assert "Hồ sơ nộp muộn Chuyển trụ sở." in text


# Taking and giving back


def test_receive_gives_the_dossier_to_the_reviewer(world):
    dossier = submitted(world)

    answer = post(signed_in(world.office_reviewer), dossier, "receive", next=review(dossier))

    holder = Dossier.objects.get(pk=dossier.pk).reviewer
    assert (answer["Location"], state_of(dossier), holder) == (review(dossier), "received", world.office_reviewer)


@refused
def test_receive_by_a_second_reviewer_tells_who_was_faster(world):
    dossier = submitted(world)
    stale = seen(dossier)
    dossiers.receive(dossier, actor=world.office_reviewer)

    answer = signed_in(world.office_head).post(f"/dossiers/{dossier.pk}/receive/", stale)

    assert (answer.status_code, world.office_reviewer.full_name in answer.content.decode()) == (409, True)


def test_review_page_tells_the_second_reviewer_who_holds_it(world):
    dossier = received(world)

    html = page(signed_in(world.office_head), review(dossier))

    assert (f"{world.office_reviewer.full_name} đang giữ hồ sơ này" in html, "/claim/" in html) == (True, False)


def test_release_offers_the_dossier_to_a_colleague(world):
    dossier = received(world)
    post(signed_in(world.office_reviewer), dossier, "release")

    assert f"/dossiers/{dossier.pk}/claim/" in page(signed_in(world.office_head), review(dossier))


def test_review_page_explains_why_it_is_not_yet_reviewed(world):
    dossier = received(world, count=1)

    html = page(signed_in(world.office_reviewer), review(dossier))

    explained = f"{first_of(dossier).full_name}: Đang thẩm định, chưa có kết luận." in html
    assert (explained, "/check_off/" in html) == (True, False)


def test_review_page_names_at_most_five_reasons(world):
    dossier = received(world, count=8)

    html = page(signed_in(world.office_reviewer), review(dossier))

    assert (html.count("chưa có kết luận."), "… và 3 lý do khác." in html) == (5, True)


def test_check_off_ends_the_review(world):
    dossier = received(world, count=1)
    noms.mark_eligible(first_of(dossier), actor=world.office_reviewer)
    client = signed_in(world.office_reviewer)

    offered = f"/dossiers/{dossier.pk}/check_off/" in page(client, review(dossier))
    post(client, dossier, "check_off")

    assert (offered, state_of(dossier)) == (True, "checked")


def test_send_back_returns_the_dossier_with_its_words(world):
    dossier = received(world, count=1)
    noms.send_back(first_of(dossier), actor=world.office_reviewer, codes=["other"], reason="Bổ sung.")

    post(signed_in(world.office_reviewer), dossier, "send_back", reason="Nộp lại trước thứ Sáu.")

    assert state_of(dossier) == "returned"
    assert "Nộp lại trước thứ Sáu." in page(signed_in(world.unit_officer), dossier.get_absolute_url())


def test_review_page_refuses_the_filer_in_words(world):
    dossier = submitted(world)
    appoint(world.unit_head, Role.OFFICE_REVIEWER, world.root)

    text = words(page(signed_in(world.unit_head), review(dossier)))

    assert "Người đã nộp hồ sơ không được thẩm định hoặc quyết định hồ sơ đó." in text


# The table


def test_table_marks_what_changed_since_the_return(world):
    dossier = received(world, count=2)
    mended, untouched = dossier.nominations.order_by("pk")
    for nomination in (mended, untouched):
        noms.send_back(nomination, actor=world.office_reviewer, codes=["other"], reason="Bổ sung.")
    dossiers.send_back(dossier, actor=world.office_reviewer, reason="Bổ sung.")
    noms.save_nomination(mended, actor=world.unit_officer, achievements="Nội dung khác (hư cấu).")
    dossiers.submit(dossier, actor=world.unit_head)
    dossiers.receive(dossier, actor=world.office_reviewer)

    html = page(signed_in(world.office_reviewer), review(dossier))

    places = [html.index(mark) for mark in (mended.full_name, "Đã sửa sau lần trả lại", untouched.full_name)]
    assert places == sorted(places)
    assert "Nộp lại, không sửa gì" in html[places[-1] :]


def test_table_shows_which_check_needs_care(world):
    dossier = received(world, count=2)  # the factory gives all of them one text

    text = words(page(signed_in(world.office_reviewer), review(dossier)))

    assert text.count("Báo cáo sao chép") == 2


# Several at once


def test_mark_eligible_of_several_is_one_act(world):
    dossier = received(world, count=3)
    chosen = [nomination.pk for nomination in dossier.nominations.order_by("pk")[:2]]

    post(signed_in(world.office_reviewer), dossier, "mark_eligible", ids=chosen)

    events = AuditEvent.objects.filter(verb="mark_eligible")
    assert (sorted(events.values_list("object_id", flat=True)), events.values("act_id").distinct().count()) == (
        chosen,
        1,
    )


def test_mark_eligible_of_several_twice_with_one_key_is_one_act(world):
    dossier = received(world, count=2)
    client = signed_in(world.office_reviewer)
    form = seen(dossier, ids=[nomination.pk for nomination in dossier.nominations.all()])

    answers = [client.post(f"/dossiers/{dossier.pk}/mark_eligible/", form).status_code for _ in range(2)]

    assert (answers, history_of(first_of(dossier)).filter(verb="mark_eligible").count()) == ([302, 302], 1)


@refused
def test_mark_eligible_of_several_on_a_stale_page_decides_nothing(world):
    dossier = received(world, count=2)
    form = seen(dossier, ids=[first_of(dossier).pk])
    noms.withdraw(dossier.nominations.order_by("pk").last(), actor=world.unit_head, reason="Xin rút.")

    answer = signed_in(world.office_reviewer).post(f"/dossiers/{dossier.pk}/mark_eligible/", form)

    assert (answer.status_code, state_of(first_of(dossier))) == (412, "under_review")


@refused
def test_mark_eligible_of_several_by_a_second_reviewer_is_missing(world):
    dossier = received(world)

    answer = post(signed_in(world.office_head), dossier, "mark_eligible", ids=[first_of(dossier).pk])

    assert (answer.status_code, state_of(first_of(dossier))) == (404, "under_review")


def test_mark_eligible_takes_none_of_another_dossier(world):
    dossier, other = received(world), received(world, 1)

    post(signed_in(world.office_reviewer), dossier, "mark_eligible", ids=[first_of(other).pk])

    assert state_of(first_of(other)) == "under_review"


def test_mark_eligible_of_none_says_so(world):
    dossier = received(world)

    answer = signed_in(world.office_reviewer).post(f"/dossiers/{dossier.pk}/mark_eligible/", seen(dossier), follow=True)

    assert "Chưa chọn đề nghị nào." in answer.content.decode()


def test_mark_eligible_of_several_is_missing_for_the_unit(world):
    dossier = received(world)

    answer = post(signed_in(world.unit_head), dossier, "mark_eligible", ids=[first_of(dossier).pk])

    assert (answer.status_code, state_of(first_of(dossier))) == (404, "under_review")
