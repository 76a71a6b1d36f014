"""The page a leader decides on, by role; striking, restoring, returning and signing from it. Every name is invented."""

import io
from datetime import UTC, datetime, timedelta

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations.models import ConsolidatedList, Decision, Nomination
from nominations.services import dossiers, lists
from organisation.models import Unit
from organisation.text import fold
from tests.factories import (
    World,
    authorise,
    checked,
    forwarded,
    found_eligible,
    make_dossier,
    make_nomination,
    make_world,
    put_forward,
)  # fmt: skip
from tests.nominations.desk import page, signed_in
from workflows import clock
from workflows.models import Subject

pytestmark = pytest.mark.django_db
SIGNING_DAY = datetime(2013, 9, 10, 2, tzinfo=UTC)
LEADER_WORDS = ("Gạch khỏi danh sách", "Ký quyết định", "Trả lại Văn phòng")


def sent(subject: Subject, **more: object) -> dict:
    """What every form of the page carries about what stood on the screen."""
    now = type(subject).objects.get(pk=subject.pk)
    return {"version": now.version, "content_hash": now.content_hash, "key": "k" * 32, **more}


def url_of(consolidated: ConsolidatedList, verb: str) -> str:
    return f"/lists/{consolidated.pk}/{verb}/"


def acting_deputy(world: World, **dates: datetime) -> Client:
    authorise(world, world.deputy_director, "kt", "PHÓ GIÁM ĐỐC", **dates)
    return signed_in(world.deputy_director)


def states(consolidated: ConsolidatedList) -> list[str]:
    return list(consolidated.nominations.order_by("pk").values_list("state", flat=True))


def first_line(consolidated: ConsolidatedList) -> Nomination:
    return consolidated.nominations.order_by("pk")[0]


# Who sees what


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("director", True),
        ("deputy_director", False),
        ("records_clerk", False),
        ("auditor", False),
        ("office_head", False),
    ],
)
def test_only_who_may_sign_now_is_offered_the_decision(role, offered):
    world = make_world()

    html = page(signed_in(world.people[role]), forwarded(world).get_absolute_url())

    assert [words in html for words in LEADER_WORDS] == [offered] * 3


def test_deputy_without_authority_is_told_why():
    world = make_world()

    html = page(signed_in(world.deputy_director), forwarded(world).get_absolute_url())

    assert "Ông/bà chưa được giao quyền ký quyết định khen thưởng." in html


def test_deputy_with_authority_is_offered_the_same_as_the_director():
    world = make_world()
    consolidated = forwarded(world)

    html = page(acting_deputy(world), consolidated.get_absolute_url())

    assert [words in html for words in LEADER_WORDS] == [True] * 3
    assert "KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC" in html


def test_reviewer_by_another_account_is_told_why_and_not_offered_to_sign():
    world = make_world()
    consolidated = forwarded(world)
    world.director.same_person_as = world.office_reviewer
    world.director.save()

    html = page(signed_in(world.director), consolidated.get_absolute_url())

    assert ("Người đã lập danh sách không được ký duyệt danh sách đó." in html, "Ký quyết định" in html) == (
        True,
        False,
    )


def test_line_of_the_signer_is_named_and_cannot_be_ticked():
    world = make_world()
    consolidated = forwarded(world)
    own, other = consolidated.nominations.order_by("pk")
    consolidated.nominations.filter(pk=own.pk).update(search_key=fold(world.director.full_name))

    html = page(signed_in(world.director), consolidated.get_absolute_url())

    assert "Không ai được xử lý đề nghị khen thưởng cho chính mình." in html
    assert [f'value="{line.pk}" data-pick' in html for line in (own, other)] == [False, True]
    assert "Ký quyết định" not in html


def test_office_goes_on_compiling_an_open_list():
    world = make_world()
    checked(world)
    consolidated = lists.compile_list(world.campaign, actor=world.office_reviewer)

    answer = signed_in(world.office_head).get(consolidated.get_absolute_url())

    assert answer.url == reverse("compiling", args=[consolidated.pk])


def test_director_reads_an_open_list_without_buttons():
    world = make_world()
    checked(world)
    consolidated = lists.compile_list(world.campaign, actor=world.office_reviewer)

    html = page(signed_in(world.director), consolidated.get_absolute_url())

    assert ("danh sách chưa trình" in html, "Ký quyết định" in html) == (True, False)


@pytest.mark.parametrize("tail", ["", "preview.pdf", "strike/", "restore/"])
def test_list_is_missing_for_a_unit_and_for_another_organisation(tail):
    world, other = make_world(), make_world()
    url = forwarded(world).get_absolute_url() + tail

    assert [signed_in(user).get(url).status_code for user in (world.unit_head, other.director)] == [404, 404]


@pytest.mark.parametrize("role", ["office_head", "records_clerk", "auditor"])
@pytest.mark.parametrize("verb", ["strike", "restore", "sign", "send_back"])
def test_nobody_else_decides_by_a_request(role, verb):
    world = make_world()
    consolidated = forwarded(world)
    body = sent(consolidated, ids=[first_line(consolidated).pk], reason="Hư cấu")

    answer = signed_in(world.people[role]).post(url_of(consolidated, verb), body)

    assert (answer.status_code, states(consolidated)) == (404, ["forwarded", "forwarded"])


# What stands on the page


def test_late_unit_stands_among_the_exceptions_with_its_reason():
    world = make_world()
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    with clock.moved_to(world.round.closes_at + timedelta(hours=1)):
        dossiers.submit(dossier, actor=world.unit_head, reason="Mạng gián đoạn (hư cấu)")
    found_eligible(world, dossier)
    consolidated = put_forward(world)

    html = page(signed_in(world.director), consolidated.get_absolute_url())

    assert ("Hồ sơ nộp muộn" in html, "Mạng gián đoạn (hư cấu)" in html) == (True, True)


def test_struck_line_stands_among_the_exceptions_with_who_and_why():
    world = make_world()
    consolidated = forwarded(world)
    lists.strike(consolidated, [first_line(consolidated)], actor=world.director, reason="Trùng thành tích (hư cấu)")

    html = page(signed_in(world.auditor), consolidated.get_absolute_url())

    assert ("Trùng thành tích (hư cấu)" in html, f"{world.director.full_name}," in html) == (True, True)


def test_page_without_exceptions_says_so():
    world = make_world()

    assert "Không có hồ sơ nộp muộn" in page(signed_in(world.director), forwarded(world).get_absolute_url())


def test_markup_in_a_name_and_in_words_is_shown_literally():
    world = make_world()
    consolidated = forwarded(world)
    consolidated.nominations.update(full_name="<b>Hư Cấu</b>")
    lists.strike(consolidated, [first_line(consolidated)], actor=world.director, reason="<script>x</script>")

    html = page(signed_in(world.director), consolidated.get_absolute_url())

    assert ("<b>Hư Cấu</b>" in html, "<script>x" in html) == (False, False)


def test_figures_leave_struck_lines_out():
    world = make_world()
    consolidated = forwarded(world, 3)
    lists.strike(consolidated, [first_line(consolidated)], actor=world.director, reason="Hư cấu")

    answer = signed_in(world.director).get(consolidated.get_absolute_url())

    assert [stat["value"] for stat in answer.context["stats"]] == [2, 0, 2, 2, 0, 1]


def test_lines_stand_by_unit_collectives_first():
    world = make_world()
    checked(world, 1, 1)
    checked(world, 0, 2)
    Nomination.objects.filter(pk=Nomination.objects.filter(unit=world.units[0]).latest("pk").pk).update(
        kind="collective"
    )
    consolidated = lists.compile_list(world.campaign, actor=world.office_reviewer)

    answer = signed_in(world.director).get(consolidated.get_absolute_url())

    groups = [(group["unit"].name, group["kind"], len(group["lines"])) for group in answer.context["groups"]]
    one, two = (unit.name for unit in Unit.objects.filter(pk__in=[unit.pk for unit in world.units]))
    assert groups == [(one, "Tập thể", 1), (one, "Cá nhân", 1), (two, "Cá nhân", 1)]


@pytest.mark.parametrize("role", ["director", "auditor"])
@pytest.mark.parametrize("struck", [0, 1])
def test_page_asks_the_same_queries_for_more_lines(role, struck):
    counts = []
    for count in (1, 3):
        world = make_world()
        consolidated = forwarded(world, count=count + struck)
        if struck:
            lists.strike(consolidated, [first_line(consolidated)], actor=world.director, reason="Hư cấu")
        client = signed_in(world.people[role])
        with CaptureQueriesContext(connection) as captured:
            client.get(consolidated.get_absolute_url())
        counts.append(len(captured))

    assert counts[0] == counts[1]


# Striking and restoring


def test_strike_takes_ticked_lines_off():
    world = make_world()
    consolidated = forwarded(world, 3)
    ids = list(consolidated.nominations.order_by("pk").values_list("pk", flat=True))[:2]

    answer = signed_in(world.director).post(
        url_of(consolidated, "strike"), sent(consolidated, ids=ids, reason="Hư cấu")
    )

    assert (answer.url, states(consolidated)) == (
        consolidated.get_absolute_url(), ["declined", "declined", "forwarded"],
    )  # fmt: skip


def test_strike_without_words_keeps_the_ticks_and_asks_for_them():
    world = make_world()
    consolidated = forwarded(world)
    line = first_line(consolidated)

    answer = signed_in(world.director).post(url_of(consolidated, "strike"), sent(consolidated, ids=[line.pk]))

    html = answer.content.decode()
    assert ("Hãy ghi lý do gạch." in html, f'value="{line.pk}" data-pick checked' in html) == (True, True)
    assert states(consolidated) == ["forwarded", "forwarded"]


def test_strike_without_ticks_keeps_the_words():
    world = make_world()
    consolidated = forwarded(world)

    answer = signed_in(world.director).post(url_of(consolidated, "strike"), sent(consolidated, reason="Chữ đã gõ"))

    html = answer.content.decode()
    assert ("Hãy chọn ít nhất một dòng." in html, "Chữ đã gõ" in html) == (True, True)


def test_strike_without_what_was_seen_changes_nothing():
    world = make_world()
    consolidated = forwarded(world)
    body = {"ids": [first_line(consolidated).pk], "reason": "Hư cấu"}

    signed_in(world.director).post(url_of(consolidated, "strike"), body)

    assert states(consolidated) == ["forwarded", "forwarded"]


def test_strike_of_a_line_of_another_list_changes_nothing():
    world, other = make_world(), make_world()
    consolidated, strange = forwarded(world), forwarded(other)
    body = sent(consolidated, ids=[first_line(strange).pk], reason="Hư cấu")

    signed_in(world.director).post(url_of(consolidated, "strike"), body)

    assert states(strange) == ["forwarded", "forwarded"]


def test_strike_from_a_stale_page_shows_the_line_that_changed():
    world = make_world()
    consolidated = forwarded(world, 3)
    first, second, third = consolidated.nominations.order_by("pk")
    stale = sent(consolidated, ids=[second.pk], reason="Hư cấu")
    lists.strike(consolidated, [first], actor=world.director, reason="Hư cấu")

    answer = signed_in(world.director).post(url_of(consolidated, "strike"), stale)

    html = answer.content.decode()
    assert (answer.status_code, states(consolidated)) == (412, ["declined", "forwarded", "forwarded"])
    assert ("đã gạch" in html, first.full_name in html, third.full_name in html) == (True, True, False)


def test_restore_needs_no_words():
    world = make_world()
    consolidated = forwarded(world)
    line = first_line(consolidated)
    lists.strike(consolidated, [line], actor=world.director, reason="Hư cấu")

    signed_in(world.director).post(url_of(consolidated, "restore"), sent(consolidated, ids=[line.pk]))

    assert states(consolidated) == ["forwarded", "forwarded"]


def test_send_back_returns_the_whole_list_with_words():
    world = make_world()
    consolidated = forwarded(world)

    signed_in(world.director).post(url_of(consolidated, "send_back"), sent(consolidated, reason="Bổ sung (hư cấu)"))

    assert ConsolidatedList.objects.get().state == "returned"


# Signing


def test_signing_answers_with_the_decision():
    world = make_world()
    consolidated = forwarded(world)

    answer = signed_in(world.director).post(url_of(consolidated, "sign"), sent(consolidated))

    assert answer.url == Decision.objects.get().get_absolute_url()


def test_second_click_answers_with_the_same_decision():
    world = make_world()
    consolidated = forwarded(world)
    client, body = signed_in(world.director), sent(consolidated)

    answers = [client.post(url_of(consolidated, "sign"), body).url for _ in range(2)]

    assert answers == [Decision.objects.get().get_absolute_url()] * 2


def test_signing_without_what_was_seen_signs_nothing():
    world = make_world()
    consolidated = forwarded(world)

    answer = signed_in(world.director).post(url_of(consolidated, "sign"), {"key": "k" * 32})

    assert (answer.url, Decision.objects.count()) == (consolidated.get_absolute_url(), 0)


def test_stale_page_signs_nothing_and_shows_the_line_that_changed():
    world = make_world()
    consolidated = forwarded(world)
    body = sent(consolidated)
    struck, kept = consolidated.nominations.order_by("pk")
    lists.strike(consolidated, [struck], actor=world.director, reason="Hư cấu")

    answer = signed_in(world.director).post(url_of(consolidated, "sign"), body)

    html = answer.content.decode()
    assert (answer.status_code, Decision.objects.count()) == (412, 0)
    assert (struck.full_name in html, kept.full_name in html, struck.content_hash in html) == (True, False, False)


def test_list_of_struck_lines_is_not_offered_for_signing():
    world = make_world()
    consolidated = forwarded(world)
    lists.strike(consolidated, list(consolidated.nominations.all()), actor=world.director, reason="Hư cấu")

    html = page(signed_in(world.director), consolidated.get_absolute_url())

    assert ("Mọi dòng đã bị gạch" in html, "Ký quyết định" in html) == (True, False)


def test_authority_that_ends_between_page_and_click_signs_nothing():
    world = make_world()
    consolidated = forwarded(world)
    deputy = acting_deputy(world, valid_to=SIGNING_DAY)
    with clock.moved_to(SIGNING_DAY - timedelta(minutes=1)):
        offered = "Ký quyết định" in page(deputy, consolidated.get_absolute_url())

    with clock.moved_to(SIGNING_DAY):
        answer = deputy.post(url_of(consolidated, "sign"), sent(consolidated))

    assert (offered, answer.status_code, Decision.objects.count()) == (True, 403, 0)
    assert "chỉ có hiệu lực đến 09:00 10/09/2013; nay đã hết." in answer.content.decode()


# The draft


def text_of(content: bytes) -> str:
    return "".join("".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_preview_is_a_draft_as_this_reader_would_sign_it():
    world = make_world()
    consolidated = forwarded(world)

    answer = acting_deputy(world).get(f"{consolidated.get_absolute_url()}preview.pdf")

    text = text_of(answer.content)
    assert ("BẢNDỰTHẢO" in text, "KT.GIÁMĐỐC" in text, "Số:/QĐ-STTTT" in text) == (True, True, True)


def test_preview_for_who_does_not_sign_names_no_signer():
    world = make_world()
    consolidated = forwarded(world)

    text = text_of(signed_in(world.auditor).get(f"{consolidated.get_absolute_url()}preview.pdf").content)

    assert "".join(world.director.full_name.split()) not in text


def test_preview_of_struck_lines_alone_says_why_there_is_none():
    world = make_world()
    consolidated = forwarded(world)
    lists.strike(consolidated, list(consolidated.nominations.all()), actor=world.director, reason="Hư cấu")

    answer = signed_in(world.director).get(f"{consolidated.get_absolute_url()}preview.pdf")

    assert (answer.status_code, "không còn dòng nào" in answer.content.decode()) == (409, True)


def test_preview_names_what_cannot_be_printed():
    world = make_world()
    consolidated = forwarded(world)
    consolidated.nominations.update(full_name="Nguyễn 文")

    answer = signed_in(world.director).get(f"{consolidated.get_absolute_url()}preview.pdf")

    assert (answer.status_code, "không có ký tự 文" in answer.content.decode()) == (409, True)


def test_preview_of_a_signed_list_is_the_decision():
    world = make_world()
    consolidated = forwarded(world)
    client = signed_in(world.director)
    client.post(url_of(consolidated, "sign"), sent(consolidated))

    answer = client.get(f"{consolidated.get_absolute_url()}preview.pdf")

    assert answer.url == reverse("decision_pdf", args=[Decision.objects.get().pk])
