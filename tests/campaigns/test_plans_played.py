"""Plans of other bodies, played from the launch to the signed decision or to the refusal in words."""

import pytest
from django.test import Client
from django.urls import reverse

from nominations.models import Dossier
from nominations.services import dossiers
from organisation.models import Unit
from tests.campaigns.playing import HOSPITAL, filers, launched
from workflows.errors import NotAllowed

pytestmark = pytest.mark.django_db


def test_registration_takes_no_list_of_nominees():
    campaign = launched(HOSPITAL)
    unit = Unit.objects.get(code="KNOI")

    with pytest.raises(NotAllowed) as refusal:
        dossiers.open_dossier(campaign.rounds.get(code="DK"), unit, actor=filers(unit)[0])

    assert (refusal.value.reasons, Dossier.objects.count()) == (
        ["“Đăng ký thi đua” là đợt đăng ký thi đua, không nhận danh sách đề nghị khen thưởng."], 0,
    )  # fmt: skip


def test_campaign_offers_a_list_for_the_nomination_round_only():
    campaign = launched(HOSPITAL)
    officer, _head = filers(Unit.objects.get(code="KNOI"))
    client = Client()
    client.force_login(officer, backend="organisation.backends.PersonBackend")

    page = client.get(campaign.get_absolute_url()).content.decode()

    offered = {code: f'name="round" value="{campaign.rounds.get(code=code).pk}"' in page for code in ("DK", "DX")}
    assert (offered, reverse("open_dossier") in page) == ({"DK": False, "DX": True}, True)
