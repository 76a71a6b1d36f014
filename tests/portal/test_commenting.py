"""The public reads who is proposed, while the period lasts, and comments without an account."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from nominations.models import Comment, Consultation, Nomination
from nominations.services import consultations, decisions, lists
from portal import commenting
from tests.factories import World, forwarded, make_world
from tests.nominations.machines import consultation as machine
from tests.nominations.reviewing import queries
from workflows import clock

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Lý Thị Hư Cấu",
    "contact": "0900 000 000",
    "text": "Thành tích này của cả tổ (hư cấu).",
    "website": "",
}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def period(world: World) -> Consultation:
    found = machine.about(world, forwarded(world))
    consultations.consult(found, actor=world.office_head)
    return found


def list_page(period: Consultation, **asked: object):
    return Client().get(reverse("portal_consultation", args=[period.pk]), asked)


def address(period: Consultation, about: Nomination | None = None) -> str:
    return reverse("give_comment", args=[period.pk]) + (f"?about={about.pk}" if about else "")


def sent(period: Consultation, about: Nomination | None = None, **typed: str):
    shown = signing.dumps("MAYKIENMOI", salt=commenting.SALT)
    return Client().post(address(period, about), TYPED | {"shown": shown} | typed)


# The list


def test_list_names_everybody_who_is_proposed(period: Consultation):
    page = list_page(period).content.decode()

    assert [name in page for name in Nomination.objects.values_list("full_name", flat=True)] == [True, True]


def test_list_says_no_more_than_name_unit_and_award(period: Consultation):
    Nomination.objects.update(position="Chức vụ kín", achievements="Thành tích kín", overview="Sơ lược kín")

    assert "kín" not in list_page(period).content.decode()


def test_struck_line_is_not_on_the_list(world: World, period: Consultation):
    line = period.consolidated_list.nominations.first()
    lists.strike(period.consolidated_list, [line], actor=world.director, reason="Hư cấu.")

    assert line.full_name not in list_page(period).content.decode()


def test_list_is_not_for_search_engines(period: Consultation):
    answer = list_page(period)

    assert (answer["X-Robots-Tag"], 'content="noindex, nofollow"' in answer.content.decode()) == (
        "noindex, nofollow", True,
    )  # fmt: skip


def test_list_is_kept_on_the_way_like_every_public_page(period: Consultation):
    answer = list_page(period)

    assert (answer["Cache-Control"], dict(answer.cookies)) == ("public, max-age=60", {})


def test_drafted_period_is_a_missing_page(world: World):
    assert list_page(machine.about(world, forwarded(world))).status_code == 404


def test_list_is_gone_when_the_time_is_over(period: Consultation):
    Consultation.objects.update(closes_at=clock.now() - timedelta(seconds=1))

    assert list_page(period).status_code == 404


def test_list_is_gone_at_once_when_it_is_called_off(world: World, period: Consultation):
    list_page(period)
    consultations.call_off(period, actor=world.office_head, reason="Hư cấu.")

    assert list_page(period).status_code == 404


def test_list_is_gone_at_once_when_it_is_signed(world: World, period: Consultation):
    list_page(period)
    decisions.sign(period.consolidated_list, actor=world.director)

    assert list_page(period).status_code == 404


@pytest.mark.parametrize("route", ["portal_front", "portal_campaign"])
def test_portal_leads_to_what_is_open(world: World, period: Consultation, route: str):
    args = [world.campaign.pk] if route == "portal_campaign" else []

    assert reverse("portal_consultation", args=[period.pk]) in Client().get(reverse(route, args=args)).content.decode()


def test_front_page_names_nobody_who_is_only_proposed(period: Consultation):
    page = Client().get(reverse("portal_front")).content.decode()

    assert [name in page for name in Nomination.objects.values_list("full_name", flat=True)] == [False, False]


@pytest.mark.parametrize("size", [1, 3])
def test_list_costs_the_same_for_any_number_of_lines(world: World, size: int):
    period = machine.about(world, forwarded(world, count=size))
    consultations.consult(period, actor=world.office_head)

    assert queries(Client(), reverse("portal_consultation", args=[period.pk])) == 3


def test_long_list_is_read_page_by_page(world: World, period: Consultation, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("portal.published.page_of.__defaults__", (1,))
    page = list_page(period).content.decode()
    onward = re.search(r'href="\?onward=(\d+)"', page)[1]
    other = list_page(period, onward=onward).content.decode()

    assert sorted(name in page for name in _names()) == [False, True]
    assert [name in other for name in _names()] == [name not in page for name in _names()]


def _names() -> list[str]:
    return list(Nomination.objects.values_list("full_name", flat=True))


# The form


def test_form_is_kept_by_nobody(period: Consultation):
    answer = Client().get(address(period))

    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")


def test_form_names_whom_the_comment_is_about(period: Consultation):
    line = period.consolidated_list.nominations.first()

    assert line.full_name in Client().get(address(period, line)).content.decode()


def test_line_of_another_list_is_missing(world: World, period: Consultation):
    stranger = forwarded(make_world()).nominations.first()

    assert Client().get(address(period, stranger)).status_code == 404


def test_comment_reaches_the_office(period: Consultation):
    line = period.consolidated_list.nominations.first()
    sent(period, line)

    made = Comment.objects.get()
    assert (made.nomination, made.name, made.contact, made.text, made.state) == (
        line, TYPED["name"], TYPED["contact"], TYPED["text"], "received",
    )  # fmt: skip


def test_thanks_show_the_code_and_nothing_that_was_written(period: Consultation):
    page = Client().get(sent(period)["Location"]).content.decode()

    assert ("MAYKIENMOI" in page, *(TYPED[name] in page for name in ("name", "contact", "text"))) == (
        True, False, False, False,
    )  # fmt: skip


def test_unknown_code_is_a_missing_page(period: Consultation):
    assert Client().get(reverse("comment_given", args=["KHONGCO"])).status_code == 404


def test_form_sent_twice_is_one_comment(period: Consultation):
    answers = {sent(period)["Location"], sent(period)["Location"]}

    assert (len(answers), Comment.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": ""}, "Ý kiến"),
        ({"website": "https://example.vn"}, "Hãy để trống ô này"),
        ({"shown": "giả"}, "Trang đã mở quá lâu"),
        ({"text": "a" * 4001}, "4000"),
    ],
    ids=["empty", "trap", "old", "long"],
)
def test_form_that_is_not_sound_says_why_and_loses_nothing(period: Consultation, typed: dict, words: str):
    answer = sent(period, **typed)
    page = answer.content.decode()

    assert (answer.status_code, words in page, TYPED["name"] in page) == (422, True, True)
    assert Comment.objects.count() == 0


def test_form_that_was_too_old_goes_through_when_it_is_sent_again(period: Consultation):
    page = sent(period, shown="giả").content.decode()
    sent(period, shown=re.search(r'name="shown" value="([^"]+)"', page)[1])

    assert Comment.objects.count() == 1


def test_whoever_wrote_while_the_period_ended_keeps_the_text(period: Consultation):
    Consultation.objects.update(closes_at=clock.now() - timedelta(seconds=1))
    answer = sent(period)

    assert (answer.status_code, TYPED["text"] in answer.content.decode()) == (409, True)


def test_form_of_another_site_is_refused(period: Consultation):
    shown = signing.dumps("MAYKIENMOI", salt=commenting.SALT)
    answer = Client(enforce_csrf_checks=True).post(address(period), TYPED | {"shown": shown})

    assert (answer.status_code, Comment.objects.count()) == (403, 0)


def test_thirteenth_request_in_a_minute_waits(period: Consultation, settings):
    settings.RATE_LIMITED = True
    client = Client(REMOTE_ADDR="192.0.2.77")
    answers = [client.get(address(period)).status_code for _time in range(13)]

    assert answers == [200] * 12 + [429]


def test_english_form_answers_in_english(period: Consultation):
    url = address(period) + "?lang=en"
    answer = Client().post(url, TYPED | {"shown": signing.dumps("MAYKIENMOI", salt=commenting.SALT)})

    assert answer["Location"].endswith("?lang=en")
