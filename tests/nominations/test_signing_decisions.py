"""The decision's page, its file, and the list of decisions, by role. Every name is invented."""

import io

import pypdf
import pytest
from django.urls import reverse

from nominations.desk.signing.decisions import PAGE
from nominations.models import Decision
from nominations.services import decisions, lists
from tests.factories import World, authorise, checked, forwarded, make_world, open_campaign, put_forward, signed
from tests.nominations.desk import page, signed_in
from workflows.canonical import sha256_hex

pytestmark = pytest.mark.django_db


def issued(world: World, count: int = 2) -> Decision:
    decision = signed(world, count)
    decisions.issue(decision, actor=world.records_clerk)
    return decision


def pdf_url(decision: Decision) -> str:
    return reverse("decision_pdf", args=[decision.pk])


def text_of(content: bytes) -> str:
    return "".join("".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(io.BytesIO(content)).pages)


# Who sees a decision


def test_unit_sees_the_decision_and_its_file_only_when_issued():
    world = make_world()
    decision = signed(world)
    client = signed_in(world.unit_officer)
    urls = (decision.get_absolute_url(), pdf_url(decision))
    before = [client.get(url).status_code for url in urls]
    decisions.issue(decision, actor=world.records_clerk)

    assert (before, [client.get(url).status_code for url in urls]) == ([404, 404], [200, 200])


def test_decision_is_missing_for_a_unit_that_it_does_not_honour():
    world = make_world()

    assert signed_in(world.unit_head_2).get(issued(world).get_absolute_url()).status_code == 404


def test_decision_is_missing_for_a_unit_whose_lines_were_struck():
    world = make_world()
    checked(world, 0, 1)
    checked(world, 1, 1)
    consolidated = put_forward(world)
    struck = list(consolidated.nominations.filter(unit=world.units[1]))
    lists.strike(consolidated, struck, actor=world.director, reason="Hư cấu")
    decision = decisions.sign(consolidated, actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)

    assert signed_in(world.unit_head_2).get(decision.get_absolute_url()).status_code == 404


def test_decision_is_missing_for_another_organisation():
    world, other = make_world(), make_world()

    assert signed_in(other.director).get(issued(world).get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("role", "may"), [("records_clerk", True), ("director", False), ("office_head", False), ("auditor", False)]
)
def test_only_the_records_clerk_is_offered_to_issue(role, may):
    world = make_world()
    decision = signed(world)

    html = page(signed_in(world.people[role]), decision.get_absolute_url())

    assert (f"/decisions/{decision.pk}/issue/" in html) == may


def test_clerk_issues_the_decision():
    world = make_world()
    decision = signed(world)
    body = {"version": decision.version, "content_hash": decision.content_hash, "key": "k" * 32}

    signed_in(world.records_clerk).post(reverse("decision_verb", args=[decision.pk, "issue"]), body)

    assert Decision.objects.get().state == "issued"


# What stands on the page


def test_page_says_who_signed_in_which_capacity_and_by_what_authority():
    world = make_world()
    authorise(world, world.deputy_director, "kt", "PHÓ GIÁM ĐỐC")
    decision = decisions.sign(forwarded(world), actor=world.deputy_director)

    html = page(signed_in(world.auditor), decision.get_absolute_url())

    assert "KT. GIÁM ĐỐC – PHÓ GIÁM ĐỐC" in html
    assert "KT. – ký thay người đứng đầu – Phân công hư cấu" in html


def test_page_lists_what_was_granted_and_nothing_else():
    world = make_world()
    consolidated = forwarded(world)
    struck, kept = consolidated.nominations.order_by("pk")
    lists.strike(consolidated, [struck], actor=world.director, reason="Hư cấu")
    decision = decisions.sign(consolidated, actor=world.director)

    html = page(signed_in(world.director), decision.get_absolute_url())

    assert (struck.full_name in html, kept.get_absolute_url() in html) == (False, True)


def test_unit_opens_its_own_lines_only():
    world = make_world()
    checked(world, 0, 1)
    checked(world, 1, 1)
    decision = decisions.sign(put_forward(world), actor=world.director)
    decisions.issue(decision, actor=world.records_clerk)
    own, other = decision.consolidated_list.nominations.order_by("unit__position")

    html = page(signed_in(world.unit_head), decision.get_absolute_url())

    assert (own.get_absolute_url() in html, other.get_absolute_url() in html) == (True, False)
    assert other.full_name in html


def test_page_shows_the_hash_of_the_file_once_it_is_made():
    world = make_world()
    decision = signed(world)
    client = signed_in(world.director)
    content = client.get(pdf_url(decision)).content

    assert sha256_hex(content) in page(client, decision.get_absolute_url())


# The file


def test_file_is_shown_in_place_and_may_load_nothing():
    world = make_world()

    answer = signed_in(world.director).get(pdf_url(signed(world)))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('inline; filename="quyet-dinh-01-')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; object-src 'none'; frame-ancestors 'none'"


def test_file_has_the_number_and_the_granted_lines():
    world = make_world()
    consolidated = forwarded(world, 3)
    struck, *kept = consolidated.nominations.order_by("pk")
    lists.strike(consolidated, [struck], actor=world.director, reason="Hư cấu")
    decision = decisions.sign(consolidated, actor=world.director)

    text = text_of(signed_in(world.director).get(pdf_url(decision)).content)

    found = ["".join(line.full_name.split()) in text for line in (struck, *kept)]
    assert (found, "Số:01/QĐ-STTTT" in text, text.count("02cánhân")) == ([False, True, True], True, 2)


def test_file_is_the_same_each_time():
    world = make_world()
    decision = signed(world)
    client = signed_in(world.director)

    assert client.get(pdf_url(decision)).content == client.get(pdf_url(decision)).content


@pytest.mark.parametrize("name", ["decision_pdf", "decision"])
def test_unknown_decision_is_missing(name):
    world = make_world()

    assert signed_in(world.director).get(reverse(name, args=[999])).status_code == 404


# The list of decisions


def test_decisions_show_the_unit_what_is_issued_for_it():
    world = make_world()
    mine = issued(world)
    open_campaign(world, "thu-nghiem-2")
    waiting = signed(world)

    html = page(signed_in(world.unit_head), reverse("decisions"))

    assert (mine.get_absolute_url() in html, waiting.get_absolute_url() in html) == (True, False)


def test_decisions_show_the_clerk_what_waits_to_be_issued():
    world = make_world()
    decision = signed(world)

    assert decision.get_absolute_url() in page(signed_in(world.records_clerk), reverse("decisions"))


def test_decisions_hide_those_of_another_organisation():
    world, other = make_world(), make_world()
    decision = issued(other)

    assert decision.get_absolute_url() not in page(signed_in(world.director), reverse("decisions"))


def test_decisions_without_any_say_so():
    world = make_world()

    assert "Chưa có quyết định nào" in page(signed_in(world.director), reverse("decisions"))


def test_decisions_go_on_by_key():
    world = make_world()
    first = signed(world)
    more = [first]
    for number in range(PAGE):
        open_campaign(world, f"thu-nghiem-{number + 2}")
        more.append(signed(world, 1))
    client = signed_in(world.director)

    front = client.get(reverse("decisions"))
    back = client.get(reverse("decisions") + front.context["older"])

    assert [decision.pk for decision in (*front.context["page"], *back.context["page"])] == [
        decision.pk for decision in reversed(more)
    ]
