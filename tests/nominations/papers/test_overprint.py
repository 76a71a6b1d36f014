"""Certificates onto stock: the form, the test sheet, the print, and what is refused in words."""

import re

import pytest
from django.urls import reverse

from documents.certificate import ZONES, Overprint, reach_of
from nominations.desk.papers.overprinting import ON_STOCK
from tests.documents.reading import pages, shown, squeezed
from tests.factories import make_world, signed
from tests.nominations.desk import page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def decision(world):
    return signed(world)


def asked(world, decision, client=None, **said):
    client = client or signed_in(world.records_clerk)
    return client.get(reverse("overprint_pdf", args=[decision.pk]), said)


def test_print_is_one_page_for_each_recipient(world, decision):
    answer = asked(world, decision, right="1,5", down="-2", print="stock")

    assert (answer["Content-Type"], len(pages(answer.content))) == ("application/pdf", 2)


def test_test_sheet_is_one_page_that_says_how_far(world, decision):
    (sheet,) = pages(asked(world, decision, right="1,5", down="-2", print="test").content)

    assert squeezed("Dịch sang phải 1,5 mm, lên trên 2 mm") in shown(sheet)


def test_print_leaves_out_what_the_stock_bears(world, decision):
    whole, bare = (
        "".join(map(shown, pages(asked(world, decision, print="stock", **said).content)))
        for said in ({}, {"borne": ["nation", "title"]})
    )

    assert ("CỘNGHÒA" in whole, "CỘNGHÒA" in bare) == (True, False)


@pytest.mark.parametrize("typed", ["45", "-30,5", "NaN", "1e9", "một"])
def test_offset_off_the_paper_is_refused_and_stays_on_the_page(world, decision, typed):
    answer = asked(world, decision, right=typed, print="stock")

    assert (answer.status_code, f'value="{typed}"' in answer.content.decode()) == (422, True)


def test_refusal_says_the_range_and_what_would_leave_the_paper(world, decision):
    words = asked(world, decision, down="25").content.decode()

    assert "Dịch xuống dưới chỉ được từ -19 đến 19 mm, không phải 25 mm." in words
    assert "phần “Nơi, ngày, người ký” ra ngoài tờ giấy" in words


def test_stock_that_bears_everything_is_refused(world, decision):
    answer = asked(world, decision, borne=list(ZONES))

    assert (answer.status_code, "không còn gì để in" in answer.content.decode()) == (422, True)


def test_browser_keeps_what_was_printed_last(world, decision):
    client = signed_in(world.records_clerk)
    asked(world, decision, client, right="1,5", down="-2", borne=["title"])

    form = page(client, reverse("overprint", args=[decision.pk]))

    ticked = re.findall(r'<input type="checkbox" name="borne" value="(\w+)"[^>]*checked', form)
    assert ('value="1,5"' in form, 'value="-2"' in form, ticked) == (True, True, ["title"])


def test_cookie_that_makes_no_sense_is_forgotten(world, decision):
    client = signed_in(world.records_clerk)
    client.cookies["overprint"] = "right=%3Cscript%3E&down=99"

    assert 'value="0"' in page(client, reverse("overprint", args=[decision.pk]))


def test_page_is_reached_from_the_certificates_of_the_decision(world, decision):
    shown_page = page(signed_in(world.records_clerk), decision.get_absolute_url())

    assert reverse("overprint", args=[decision.pk]) in shown_page


def test_every_zone_has_a_name_on_the_page():
    assert list(ON_STOCK) == list(ZONES)


@pytest.mark.parametrize("borne", [(), ("nation",), ("signature", "check", "decision")])
def test_reach_is_as_far_as_an_overprint_goes(borne):
    reach = reach_of(borne)

    for right in (reach["right"].least, reach["right"].most):
        for down in (reach["down"].least, reach["down"].most):
            assert Overprint(right, down, borne).right == right
