"""The campaign and its plan, as each role meets them."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from campaigns.services.loading import load_file
from nominations.demo.story import set_stage
from organisation.models import User
from organisation.selectors import root_unit
from organisation.services import appoint
from tests.factories import make_world

pytestmark = pytest.mark.django_db


def page(username: str, url: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=username), backend="organisation.backends.PersonBackend")
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_campaign_shows_the_deadline_as_the_plan_words_it():
    campaign = set_stage()

    assert "trước ngày 10/8/2013" in page("canbo.viettel", campaign.get_absolute_url())


def test_campaign_offers_the_unit_to_begin_its_list():
    campaign = set_stage()

    assert reverse("open_dossier") in page("canbo.viettel", campaign.get_absolute_url())


def test_campaign_hides_the_board_from_units():
    campaign = set_stage()

    assert reverse("board", args=[campaign.pk]) not in page("canbo.viettel", campaign.get_absolute_url())


@pytest.mark.parametrize("words", ["Kế hoạch không nêu", "Chỉ thị số 03-CT/TW", "Tăng Văn Hạnh", "X13-1", "O6b", "T3"])
def test_plan_page_shows_everything_of_the_plan(words):
    campaign = set_stage()

    assert words in page("canbo.viettel", reverse("campaign_plan", args=[campaign.pk]))


def test_plan_page_is_missing_for_another_organisation():
    campaign, stranger = set_stage(), make_world().unit_head
    client = Client()
    client.force_login(stranger, backend="organisation.backends.PersonBackend")

    assert client.get(reverse("campaign_plan", args=[campaign.pk])).status_code == 404


@pytest.mark.parametrize("name", ["invented-hospital-2027", "invented-province-2030"])
def test_plan_page_shows_plans_of_other_bodies(name):
    campaign = load_file(Path(__file__).parent / "data" / f"{name}.yaml").campaign
    invite_one(campaign)

    assert campaign.name in page("xem", reverse("campaign_plan", args=[campaign.pk]))


def invite_one(campaign: Campaign) -> None:

    user = User.objects.create(username="xem", full_name="Người Hư Cấu", organisation=campaign.organisation)
    appoint(user, "auditor", root_unit(campaign.organisation_id))
