"""A nomination's page and the office's verdict on it."""

import pytest

from nominations.services import decisions, dossiers
from nominations.services import nominations as noms
from tests.factories import make_dossier, make_nomination, make_world, signed, submitted
from tests.nominations.desk import page, pdf, signed_in
from tests.nominations.reviewing import first_of, post, received, seen, state_of, stranger, words
from workflows.audit import history_of

pytestmark = pytest.mark.django_db

refused = pytest.mark.django_db(transaction=True)  # the door's refusal rolls back the whole transaction


@pytest.fixture
def world():
    return make_world()


def resubmitted(world, **changes):
    """A nomination that was sent back, mended and received again."""
    dossier = received(world, count=1)
    nomination = first_of(dossier)
    noms.send_back(nomination, actor=world.office_reviewer, codes=["thin_report"], fields=["achievements"], reason="?")
    dossiers.send_back(dossier, actor=world.office_reviewer, reason="Bổ sung.")
    if changes:
        noms.save_nomination(nomination, actor=world.unit_officer, **changes)
    dossiers.submit(dossier, actor=world.unit_head)
    dossiers.receive(dossier, actor=world.office_reviewer)
    return nomination


# Who sees it


@pytest.mark.parametrize("role", ["office_reviewer", "office_head", "director", "auditor", "unit_officer", "unit_head"])
def test_nomination_page_opens_for_those_who_may_see_it(world, role):
    nomination = first_of(submitted(world))

    assert nomination.full_name in page(signed_in(world.people[role]), nomination.get_absolute_url())


@pytest.mark.parametrize("role", ["unit_officer_2", "administrator", "publisher"])
def test_nomination_page_is_missing_for_others(world, role):
    nomination = first_of(submitted(world))

    assert signed_in(world.people[role]).get(nomination.get_absolute_url()).status_code == 404


def test_nomination_page_is_missing_for_another_organisation(world):
    nomination = first_of(submitted(world))

    assert signed_in(stranger()).get(nomination.get_absolute_url()).status_code == 404


def test_nomination_page_of_a_draft_is_missing_for_the_office(world):
    nomination = make_nomination(world, make_dossier(world))

    assert signed_in(world.office_reviewer).get(nomination.get_absolute_url()).status_code == 404


def test_nomination_page_offers_the_unit_to_edit_a_draft(world):
    nomination = make_nomination(world, make_dossier(world))

    assert f"/nominations/{nomination.pk}/edit/" in page(signed_in(world.unit_officer), nomination.get_absolute_url())


def test_nomination_page_offers_no_editing_once_filed(world):
    nomination = first_of(submitted(world))

    html = page(signed_in(world.unit_officer), nomination.get_absolute_url())

    assert f"/nominations/{nomination.pk}/edit/" not in html


def test_nomination_page_hides_the_checks_from_the_unit(world):
    nomination = first_of(received(world))

    assert "card-kiem-tra" not in page(signed_in(world.unit_head), nomination.get_absolute_url())


def test_nomination_page_lists_its_files(world):
    dossier = make_dossier(world)
    nomination = make_nomination(world, dossier)
    client = signed_in(world.unit_officer)
    edit = {"version": nomination.version, "kind": "individual", "files": [pdf("bao-cao.pdf")]}
    client.post(f"/nominations/{nomination.pk}/edit/", edit)

    file = nomination.attachments.get()

    assert f'href="/attachments/{file.pk}/"' in page(client, nomination.get_absolute_url())


def test_nomination_page_links_the_issued_decision_for_the_unit(world):
    decision = signed(world)
    nomination = decision.consolidated_list.nominations.first()
    before = page(signed_in(world.unit_head), nomination.get_absolute_url())
    decisions.issue(decision, actor=world.records_clerk)

    after = page(signed_in(world.unit_head), nomination.get_absolute_url())

    assert [decision.get_absolute_url() in html for html in (before, after)] == [False, True]


# The verdict


def test_verdict_is_offered_to_the_one_who_holds_the_dossier(world):
    nomination = first_of(received(world))

    html = page(signed_in(world.office_reviewer), nomination.get_absolute_url())

    offered = [verb for verb in ("mark_eligible", "send_back", "find_ineligible", "hold") if f"/{verb}/" in html]
    assert offered == ["mark_eligible", "send_back", "find_ineligible", "hold"]


def test_second_reviewer_is_told_who_holds_the_dossier(world):
    nomination = first_of(received(world))

    html = page(signed_in(world.office_head), nomination.get_absolute_url())

    told = f"{world.office_reviewer.full_name} đang giữ hồ sơ này" in html
    assert (told, "/mark_eligible/" in html) == (True, False)


def test_verdict_leads_to_the_next_undecided_nomination(world):
    first, second = received(world).nominations.order_by("pk")
    html = page(signed_in(world.office_reviewer), first.get_absolute_url())

    assert f'name="next" value="/nominations/{second.pk}/"' in html


def test_verdict_on_the_last_one_leads_back_to_the_dossier(world):
    dossier = received(world)
    first, second = dossier.nominations.order_by("pk")
    noms.mark_eligible(first, actor=world.office_reviewer)

    html = page(signed_in(world.office_reviewer), second.get_absolute_url())

    assert f'name="next" value="/dossiers/{dossier.pk}/review/"' in html


def test_mark_eligible_goes_where_the_page_said(world):
    first, second = received(world).nominations.order_by("pk")
    client = signed_in(world.office_reviewer)

    answer = post(client, first, "mark_eligible", next=f"/nominations/{second.pk}/")

    assert (answer.status_code, answer["Location"], state_of(first)) == (302, f"/nominations/{second.pk}/", "eligible")


def test_mark_eligible_twice_with_one_key_is_one_act(world):
    nomination = first_of(received(world))
    client = signed_in(world.office_reviewer)
    form = seen(nomination)

    answers = [client.post(f"/nominations/{nomination.pk}/mark_eligible/", form).status_code for _ in range(2)]

    assert (answers, history_of(nomination).filter(verb="mark_eligible").count()) == ([302, 302], 1)


@refused
def test_mark_eligible_of_a_stale_page_shows_what_changed(world):
    nomination = first_of(received(world, count=1))
    stale = seen(nomination)
    noms.send_back(nomination, actor=world.office_reviewer, codes=["other"], reason="?")
    dossiers.send_back(nomination.dossier, actor=world.office_reviewer, reason="?")
    noms.save_nomination(nomination, actor=world.unit_officer, position="Trưởng nhóm hư cấu")
    dossiers.submit(nomination.dossier, actor=world.unit_head)
    dossiers.receive(nomination.dossier, actor=world.office_reviewer)

    answer = signed_in(world.office_reviewer).post(f"/nominations/{nomination.pk}/mark_eligible/", stale)

    shown = "Trưởng nhóm hư cấu" in answer.content.decode()
    assert (answer.status_code, shown, state_of(nomination)) == (412, True, "under_review")


@refused
def test_mark_eligible_by_a_second_reviewer_is_missing(world):
    nomination = first_of(received(world))

    answer = post(signed_in(world.office_head), nomination, "mark_eligible")

    assert (answer.status_code, state_of(nomination)) == (404, "under_review")


# Sending back


def test_send_back_keeps_codes_fields_and_words(world):
    nomination = first_of(received(world))
    form = {"codes": ["thin_report"], "fields_to_mend": ["achievements"], "reason": "Ghi rõ số liệu."}

    post(signed_in(world.office_reviewer), nomination, "send_back", **form)

    html = words(page(signed_in(world.unit_officer), nomination.get_absolute_url()))
    wanted = ["Lý do: Báo cáo thành tích sơ sài, thiếu số liệu", "Cần sửa: Thành tích đạt được", "Ghi rõ số liệu."]
    assert [line for line in wanted if line in html] == wanted


@pytest.mark.parametrize("lacking", [{"codes": []}, {"reason": ""}, {"reason": "sai \u202e chiều"}])
def test_send_back_without_code_or_words_keeps_what_was_typed(world, lacking):
    nomination = first_of(received(world))
    form = {"codes": ["thin_report"], "fields_to_mend": ["position"], "reason": "Ghi rõ số liệu."} | lacking

    answer = post(signed_in(world.office_reviewer), nomination, "send_back", **form)

    kept = 'value="position" id="id_fields_to_mend_3" checked' in answer.content.decode()
    assert (answer.status_code, kept, state_of(nomination)) == (200, True, "under_review")


@refused
def test_send_back_is_missing_for_a_second_reviewer(world):
    nomination = first_of(received(world))
    form = {"codes": ["other"], "reason": "Bổ sung."}

    answer = post(signed_in(world.office_head), nomination, "send_back", **form)

    assert (answer.status_code, state_of(nomination)) == (404, "under_review")


def test_send_back_form_stands_on_its_own_page(world):
    nomination = first_of(received(world))

    assert 'name="codes"' in page(signed_in(world.office_reviewer), f"/nominations/{nomination.pk}/send_back/")


def test_send_back_form_is_missing_for_the_unit(world):
    nomination = first_of(received(world))

    assert signed_in(world.unit_head).get(f"/nominations/{nomination.pk}/send_back/").status_code == 404


# After resubmission


def test_resubmission_shows_what_changed_part_by_part(world):
    nomination = resubmitted(world, achievements="Nội dung mới hẳn (hư cấu).")

    html = page(signed_in(world.office_reviewer), nomination.get_absolute_url())

    diff = html[html.index('class="diff"') :]
    assert [part in diff for part in ("Thành tích đạt được", "<ins>", "<del>")] == [True, True, True]


def test_resubmission_without_a_change_says_so(world):
    nomination = resubmitted(world)

    html = page(signed_in(world.office_reviewer), nomination.get_absolute_url())

    assert "Đơn vị nộp lại nhưng không sửa nội dung nào." in html


def test_first_submission_shows_no_changes(world):
    nomination = first_of(received(world))

    html = page(signed_in(world.office_reviewer), nomination.get_absolute_url())

    assert "Đơn vị đã sửa gì" not in html


# On hold


def test_hold_reason_is_kept_from_the_unit(world):
    nomination = first_of(received(world))
    noms.hold(nomination, actor=world.office_reviewer, reason="Đang xác minh đơn tố cáo hư cấu.")

    shown = [
        "đơn tố cáo" in page(signed_in(person), nomination.get_absolute_url())
        for person in (world.office_head, world.director, world.unit_head)
    ]

    assert shown == [True, True, False]
