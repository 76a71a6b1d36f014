"""The plan's award path as `make walkthrough` plays it."""

import pytest

from nominations import walkthrough
from nominations.demo import story
from nominations.demo.people import ACCOUNTS
from nominations.models import Dossier

pytestmark = pytest.mark.django_db


def test_walkthrough_honours_all_but_the_struck_line():
    walkthrough.play(lambda _line: None)

    assert walkthrough.totals() == {"awarded": 10, "declined": 1}


def test_walkthrough_signs_for_the_director():
    decision = walkthrough.play(lambda _line: None)

    assert decision.paper["signature"] == {
        "name": "Lò Đức Thiện", "position": ["PHÓ GIÁM ĐỐC"], "authority": "KT. GIÁM ĐỐC",
    }  # fmt: skip


def test_nobody_in_the_demonstration_is_the_real_signatory():
    campaign = story.set_stage()

    assert campaign.plan["signatory"]["name"] not in {account.full_name for account in ACCOUNTS}


def test_walkthrough_leaves_whole_chains():
    walkthrough.play(lambda _line: None)

    assert walkthrough.faults() == []


def test_demonstration_shows_dossiers_in_every_stage():
    story.tell()

    assert sorted(Dossier.objects.values_list("state", flat=True)) == [
        "checked", "closed", "draft", "nil", "received", "returned", "submitted",
    ]  # fmt: skip


def test_demonstration_told_twice_changes_nothing():
    story.tell()
    story.tell()

    assert Dossier.objects.count() == 7
