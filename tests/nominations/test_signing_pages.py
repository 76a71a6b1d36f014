"""The leaders' page and the decision, by role."""

import io

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations.models import Decision
from nominations.services import decisions, lists
from organisation.states import AuthorityForm
from tests.factories import authorise, forwarded, make_world, signed
from workflows.models import Subject

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="organisation.backends.PersonBackend")
    return client


def seen(subject: Subject, **more: object) -> dict:
    return {"version": subject.version, "content_hash": subject.content_hash, "key": "k" * 32, **more}


def test_director_sees_the_sign_button():
    world = make_world()
    consolidated = forwarded(world)

    assert (
        b"Ph\xc3\xaa duy\xe1\xbb\x87t v\xc3\xa0 k\xc3\xbd"
        in client_of(world.director).get(consolidated.get_absolute_url()).content
    )


def test_deputy_without_authority_is_told_why():
    world = make_world()
    consolidated = forwarded(world)

    page = client_of(world.deputy_director).get(consolidated.get_absolute_url()).content.decode()

    assert ("chưa được giao quyền ký" in page, reverse("strike", args=[consolidated.pk]) in page) == (True, False)


def test_deputy_with_authority_signs_for_the_director():
    world = make_world()
    authorise(world, world.deputy_director, AuthorityForm.KT, "PHÓ GIÁM ĐỐC")
    consolidated = forwarded(world)

    client_of(world.deputy_director).post(reverse("list_verb", args=[consolidated.pk, "sign"]), seen(consolidated))

    assert Decision.objects.get().paper["signature"]["authority"] == "KT. GIÁM ĐỐC"


def test_signing_answers_with_the_decision():
    world = make_world()
    consolidated = forwarded(world)

    answer = client_of(world.director).post(reverse("list_verb", args=[consolidated.pk, "sign"]), seen(consolidated))

    assert answer.url == Decision.objects.get().get_absolute_url()


def test_second_click_answers_with_the_same_decision():
    world = make_world()
    consolidated = forwarded(world)
    client = client_of(world.director)

    answers = [
        client.post(reverse("list_verb", args=[consolidated.pk, "sign"]), seen(consolidated)).url for _ in range(2)
    ]

    assert answers == [Decision.objects.get().get_absolute_url()] * 2


def test_stale_page_signs_nothing_and_shows_the_difference():
    world = make_world()
    consolidated = forwarded(world)
    lists.strike(consolidated, [consolidated.nominations.first()], actor=world.director, reason="Gạch (hư cấu)")

    answer = client_of(world.director).post(reverse("list_verb", args=[consolidated.pk, "sign"]), seen(consolidated))

    assert (answer.status_code, Decision.objects.count(), "struck" in answer.content.decode()) == (412, 0, True)


def test_strike_takes_a_ticked_line_off():
    world = make_world()
    consolidated = forwarded(world)
    line = consolidated.nominations.first()

    client_of(world.director).post(
        reverse("strike", args=[consolidated.pk]), seen(consolidated, ids=[line.pk], reason="Gạch (hư cấu)")
    )

    assert consolidated.nominations.get(pk=line.pk).state == "declined"


def test_strike_without_words_changes_nothing():
    world = make_world()
    consolidated = forwarded(world)
    line = consolidated.nominations.first()

    answer = client_of(world.director).post(
        reverse("strike", args=[consolidated.pk]), seen(consolidated, ids=[line.pk])
    )

    assert (answer.status_code, consolidated.nominations.get(pk=line.pk).state) == (409, "forwarded")


def test_restore_puts_a_struck_line_back():
    world = make_world()
    consolidated = forwarded(world)
    line = consolidated.nominations.first()
    lists.strike(consolidated, [line], actor=world.director, reason="Gạch (hư cấu)")

    client_of(world.director).post(reverse("restore", args=[consolidated.pk]), {"ids": [line.pk]})

    assert consolidated.nominations.get(pk=line.pk).state == "forwarded"


def test_preview_is_a_draft_without_number():
    world = make_world()
    consolidated = forwarded(world)

    answer = client_of(world.director).get(reverse("list_preview", args=[consolidated.pk]))

    text = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert ("DỰ THẢO" in text, "/QĐ-STTTT" in text) == (True, True)


def test_decision_pdf_leaves_struck_lines_out():
    world = make_world()
    consolidated = forwarded(world)
    gone, kept = consolidated.nominations.order_by("pk")
    lists.strike(consolidated, [gone], actor=world.director, reason="Gạch (hư cấu)")
    decision = decisions.sign(consolidated, actor=world.director)

    answer = client_of(world.director).get(reverse("decision_pdf", args=[decision.pk]))

    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    squeezed = "".join(text.split())
    assert ["".join(n.full_name.split()) in squeezed for n in (gone, kept)] == [False, True]


def test_clerk_issues_the_decision():
    world = make_world()
    decision = signed(world)

    client_of(world.records_clerk).post(reverse("decision_verb", args=[decision.pk, "issue"]), seen(decision))

    assert Decision.objects.get().state == "issued"


def test_unit_sees_the_decision_only_when_issued():
    world = make_world()
    decision = signed(world)
    client = client_of(world.unit_officer)
    before = client.get(decision.get_absolute_url()).status_code
    decisions.issue(decision, actor=world.records_clerk)

    assert (before, client.get(decision.get_absolute_url()).status_code) == (404, 200)


def test_list_is_missing_for_a_unit_and_for_another_organisation():
    world, other = make_world(), make_world()
    url = forwarded(world).get_absolute_url()

    assert [client_of(user).get(url).status_code for user in (world.unit_head, other.director)] == [404, 404]


def test_list_page_asks_the_same_queries_for_more_lines():
    counts = []
    for lines in (1, 3):
        world = make_world()
        client, url = client_of(world.director), forwarded(world, count=lines).get_absolute_url()
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_decisions_page_lists_what_the_clerk_may_issue():
    world = make_world()
    decision = signed(world)

    assert decision.get_absolute_url() in client_of(world.records_clerk).get(reverse("decisions")).content.decode()
