"""The page of a unit's dossier: who sees and does what, the letter, and the verbs around filing."""

from datetime import timedelta

import pytest

from nominations.models import Dossier, Nomination
from nominations.services import dossiers
from nominations.services import nominations as noms
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import seen
from workflows import clock
from workflows.models import AuditEvent

pytestmark = pytest.mark.django_db

refused = pytest.mark.django_db(transaction=True)  # the door's refusal rolls back the whole transaction


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def dossier(world):
    return make_dossier(world)


def url(dossier, tail=""):
    return f"/dossiers/{dossier.pk}/{tail}"


def state_of(dossier):
    return Dossier.objects.values_list("state", flat=True).get(pk=dossier.pk)


def returned(world):
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    first, second = dossier.nominations.order_by("pk")
    noms.send_back(
        first, codes=["thin_report"], fields=["achievements"], reason="Chưa có số liệu.", actor=world.office_reviewer
    )
    noms.mark_eligible(second, actor=world.office_reviewer)
    dossiers.send_back(dossier, reason="Đề nghị bổ sung trong tuần.", actor=world.office_reviewer)
    return dossier, first, second


# Opening


def test_open_dossier_leads_to_the_new_dossier(world):
    sent = {"round": world.round.pk, "unit": world.units[0].pk}

    answer = signed_in(world.unit_officer).post("/dossiers/open/", sent)

    assert answer.url == Dossier.objects.get().get_absolute_url()


def test_open_dossier_twice_leads_to_the_same(world, dossier):
    sent = {"round": world.round.pk, "unit": world.units[0].pk}

    answer = signed_in(world.unit_head).post("/dossiers/open/", sent)

    assert (answer.url, Dossier.objects.count()) == (dossier.get_absolute_url(), 1)


@pytest.mark.parametrize("sent", [{"round": "x"}, {"round": "99999"}, {"unit": "99999"}])
def test_open_dossier_of_something_unknown_is_not_found(world, sent):
    known = {"round": world.round.pk, "unit": world.units[0].pk}

    assert signed_in(world.unit_officer).post("/dossiers/open/", known | sent).status_code == 404


def test_open_dossier_of_another_unit_is_not_found(world):
    sent = {"round": world.round.pk, "unit": world.units[0].pk}

    answer = signed_in(world.unit_officer_2).post("/dossiers/open/", sent)

    assert (answer.status_code, Dossier.objects.count()) == (404, 0)


# Reading


def test_dossier_shows_both_parts_with_totals(world, dossier):
    make_nomination(world, dossier, kind="collective", full_name="Tổ Hư Cấu", head_count=9)
    make_nomination(world, dossier, full_name="Lý Hư Cấu", is_leader=True, honorific="ong")
    make_nomination(world, dossier, full_name="Bàn Hư Cấu", is_leader=False, honorific="ba")

    context = signed_in(world.unit_officer).get(url(dossier)).context

    assert [[line.nomination.full_name for line in part.lines] for part in context["parts"]] == [
        ["Tổ Hư Cấu"],
        ["Lý Hư Cấu", "Bàn Hư Cấu"],
    ]
    assert context["totals"] == {
        "total": 3, "collectives": 1, "individuals": 2, "households": 0, "leaders": 1, "direct": 1, "women": 1,
    }  # fmt: skip


def test_dossier_links_what_is_missing_to_its_field(world, dossier):
    nomination = make_nomination(world, dossier, position="")

    assert f'href="/nominations/{nomination.pk}/edit/#id_position"' in page(signed_in(world.unit_officer), url(dossier))


def test_dossier_words_the_deadline_as_the_plan_does(world, dossier):
    text = page(signed_in(world.unit_officer), url(dossier))

    assert f"Thời hạn: {world.round.deadline_phrase}" in text


def test_dossier_shows_hostile_text_literally(world, dossier):
    make_nomination(world, dossier, full_name="<script>alert(1)</script>")

    text = page(signed_in(world.unit_officer), url(dossier))

    assert ("<script>alert(1)" in text, "&lt;script&gt;alert(1)&lt;/script&gt;" in text) == (False, True)


@pytest.mark.parametrize("tail", ["", "nominations/new/"])
def test_dossier_of_another_unit_is_not_found(world, dossier, tail):
    assert signed_in(world.unit_officer_2).get(url(dossier, tail)).status_code == 404


def test_draft_is_hidden_from_the_office(world, dossier):
    assert signed_in(world.office_reviewer).get(url(dossier)).status_code == 404


def test_office_reads_a_filed_dossier_and_can_write_nothing(world):
    dossier = submitted(world)

    text = page(signed_in(world.office_reviewer), url(dossier))

    assert [words in text for words in ("Lưu văn bản", "Thêm cá nhân", "Rút", "Thẩm định</a>")] == [
        False, False, False, True,
    ]  # fmt: skip


# Filing


@refused
def test_stale_confirmation_shows_what_changed(world, dossier):
    nomination = make_nomination(world, dossier, full_name="Hà Thị Hư Cấu")
    head = signed_in(world.unit_head)
    seen = head.get(url(dossier)).context["dossier"]
    noms.save_nomination(nomination, actor=world.unit_officer, full_name="Hà Thị Hư Cấu Hai")

    answer = head.post(url(dossier, "submit/"), {"version": seen.version, "content_hash": seen.content_hash})

    assert (answer.status_code, [str(part["label"]) for part in answer.context["parts"]]) == (
        412, ["Danh sách đề nghị"],
    )  # fmt: skip


def test_officer_is_told_who_files(world, dossier):
    make_nomination(world, dossier)

    text = page(signed_in(world.unit_officer), url(dossier))

    assert ("Nộp danh sách" in text, world.unit_head.display_name in text) == (False, True)


@refused
def test_officer_who_files_all_the_same_is_refused(world, dossier):
    make_nomination(world, dossier)

    answer = signed_in(world.unit_officer).post(url(dossier, "submit/"), seen(dossier))

    assert (answer.status_code, state_of(dossier)) == (404, "draft")


def test_head_files_a_complete_list_and_gets_a_receipt(world, dossier):
    make_nomination(world, dossier)
    client = signed_in(world.unit_head)
    shown = client.get(url(dossier)).context["dossier"]

    client.post(url(dossier, "submit/"), {"version": shown.version, "content_hash": shown.content_hash})

    assert state_of(dossier) == "submitted"
    assert f"TN-{dossier.pk:05d}/1" in page(client, url(dossier))


def test_head_is_not_offered_to_file_an_incomplete_list(world, dossier):
    make_nomination(world, dossier, position="")

    assert f'action="{url(dossier, "submit/")}"' not in page(signed_in(world.unit_head), url(dossier))


@refused
def test_head_cannot_file_a_list_that_changed_after_she_opened_it(world, dossier):
    nomination = make_nomination(world, dossier)
    client = signed_in(world.unit_head)
    shown = client.get(url(dossier)).context["dossier"]
    noms.save_nomination(nomination, actor=world.unit_officer, position="Phó phòng")

    answer = client.post(url(dossier, "submit/"), {"version": shown.version, "content_hash": shown.content_hash})

    assert (answer.status_code, state_of(dossier)) == (412, "draft")


def test_late_list_is_filed_with_its_reason_and_marked(world, dossier):
    make_nomination(world, dossier)
    client = signed_in(world.unit_head)

    with clock.moved_to(world.round.closes_at + timedelta(days=1)):
        form = page(client, url(dossier))
        client.post(url(dossier, "submit/"), seen(dossier, reason="Mưa lũ chia cắt đường."))
        shown = page(client, url(dossier))

    assert "Lý do nộp muộn" in form
    assert Dossier.objects.values_list("is_late", "late_reason").get() == (True, "Mưa lũ chia cắt đường.")
    assert "Mưa lũ chia cắt đường." in shown


@refused
def test_late_list_without_a_reason_stays_a_draft(world, dossier):
    make_nomination(world, dossier)

    with clock.moved_to(world.round.closes_at + timedelta(days=1)):
        answer = signed_in(world.unit_head).post(url(dossier, "submit/"), seen(dossier))

    assert (answer.status_code, state_of(dossier)) == (409, "draft")


def test_list_in_time_asks_for_no_reason(world, dossier):
    make_nomination(world, dossier)

    assert "Lý do nộp muộn" not in page(signed_in(world.unit_head), url(dossier))


def test_late_list_is_not_offered_where_the_round_refuses_it(world, dossier):
    make_nomination(world, dossier)
    world.round.late_policy = "refuse"
    world.round.save()

    with clock.moved_to(world.round.closes_at + timedelta(days=1)):
        text = page(signed_in(world.unit_head), url(dossier))

    assert ("Đợt này không nhận hồ sơ nộp muộn." in text, f'action="{url(dossier, "submit/")}"' in text) == (
        True,
        False,
    )


def test_head_declares_nil_and_opens_again(world, dossier):
    client = signed_in(world.unit_head)

    client.post(url(dossier, "declare_nil/"), seen(dossier))
    nil = state_of(dossier)
    offered = f'action="{url(dossier, "reopen/")}"' in page(client, url(dossier))
    client.post(url(dossier, "reopen/"), seen(dossier))

    assert (nil, offered, state_of(dossier)) == ("nil", True, "draft")


def test_nil_is_not_offered_beside_a_nominee(world, dossier):
    make_nomination(world, dossier)

    assert f'action="{url(dossier, "declare_nil/")}"' not in page(signed_in(world.unit_head), url(dossier))


def test_officer_withdraws_a_filed_list(world):
    dossier = submitted(world)
    client = signed_in(world.unit_officer)

    offered = f'action="{url(dossier, "withdraw/")}"' in page(client, url(dossier))
    client.post(url(dossier, "withdraw/"), seen(dossier))

    assert (offered, state_of(dossier)) == (True, "draft")


def test_list_under_review_is_not_offered_to_withdraw(world):
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)

    assert f'action="{url(dossier, "withdraw/")}"' not in page(signed_in(world.unit_officer), url(dossier))


def test_double_click_on_filing_is_one_act(world, dossier):
    make_nomination(world, dossier)
    client = signed_in(world.unit_head)

    form = seen(dossier)
    answers = [client.post(url(dossier, "submit/"), form).status_code for _click in range(2)]
    acts = AuditEvent.objects.filter(object_type="nominations.dossier", object_id=dossier.pk, verb="submit").count()

    assert (answers, acts) == ([302, 302], 1)


# Returned


def test_returned_dossier_shows_reasons_words_and_what_to_mend(world):
    dossier, _first, _second = returned(world)

    text = page(signed_in(world.unit_officer), url(dossier))

    assert [
        words in text
        for words in (
            "Đề nghị bổ sung trong tuần.",
            "Chưa có số liệu.",
            "Báo cáo thành tích sơ sài, thiếu số liệu",
            "Cần sửa: Thành tích đạt được",
        )
    ] == [True] * 4


def test_returned_dossier_lets_write_in_what_was_returned_only(world):
    dossier, first, second = returned(world)

    text = page(signed_in(world.unit_officer), url(dossier))

    assert [f"/nominations/{pk}/edit/" in text for pk in (first.pk, second.pk)] == [True, False]


def test_returned_dossier_counts_what_nobody_mended(world):
    dossier, first, _second = returned(world)
    client = signed_in(world.unit_officer)
    before = client.get(url(dossier)).context["unmended"]

    noms.save_nomination(first, actor=world.unit_officer, achievements="Vượt 12% kế hoạch.")

    assert (before, client.get(url(dossier)).context["unmended"]) == (1, 0)


def test_returned_dossier_past_the_deadline_asks_for_no_reason(world):
    dossier, _first, _second = returned(world)

    with clock.moved_to(world.round.closes_at + timedelta(days=1)):
        context = signed_in(world.unit_head).get(url(dossier)).context

    assert context["lateness"] == ""


def test_dossier_returned_twice_shows_the_latest_words(world):
    dossier, first, _second = returned(world)
    noms.save_nomination(first, actor=world.unit_officer, achievements="Viết lại.")
    dossiers.submit(dossier, actor=world.unit_head)
    dossiers.receive(dossier, actor=world.office_reviewer)
    noms.send_back(first, reason="Vẫn chưa có số liệu.", actor=world.office_reviewer)
    dossiers.send_back(dossier, reason="Lần hai.", actor=world.office_reviewer)

    context = signed_in(world.unit_officer).get(url(dossier)).context

    assert [context["returned"]["reason"], *(line.returned["reason"] for line in context["to_mend"])] == [
        "Lần hai.",
        "Vẫn chưa có số liệu.",
    ]


def test_withdrawn_nominee_stays_on_the_page_and_out_of_the_totals(world):
    dossier, first, _second = returned(world)
    noms.withdraw(first, reason="Thôi.", actor=world.unit_officer)

    context = signed_in(world.unit_officer).get(url(dossier)).context

    assert (context["totals"]["total"], sum(len(part.lines) for part in context["parts"])) == (1, 2)


def test_list_whose_nominees_were_all_withdrawn_lacks_one(world):
    dossier = submitted(world, count=1)
    dossiers.withdraw(dossier, actor=world.unit_officer)
    noms.withdraw(dossier.nominations.get(), reason="Thôi.", actor=world.unit_officer)

    missing = signed_in(world.unit_head).get(url(dossier)).context["missing"]

    assert [item["label"] for item in missing] == ["Chưa có đề nghị nào"]


def test_returned_dossier_is_filed_again_after_mending(world):
    dossier, first, _second = returned(world)
    noms.save_nomination(first, actor=world.unit_officer, achievements="Vượt 12% kế hoạch.")

    signed_in(world.unit_head).post(url(dossier, "submit/"), seen(dossier))

    assert state_of(dossier) == "submitted"
    assert list(Nomination.objects.order_by("pk").values_list("state", flat=True)) == ["submitted", "eligible"]
