"""The plan's campaign as `make walkthrough` plays it."""

import pytest

from campaigns.standing import results_of
from nominations import walkthrough
from nominations.demo import story
from nominations.demo.people import ACCOUNTS
from nominations.models import Dossier, Publication
from workflows import outbox

pytestmark = pytest.mark.django_db


def test_walkthrough_honours_all_but_the_struck_line():
    walkthrough.play_award_path(lambda _line: None)

    assert walkthrough.totals() == {"awarded": 10, "declined": 1}


def test_walkthrough_signs_for_the_director():
    decision = walkthrough.play_award_path(lambda _line: None)

    assert decision.paper["signature"] == {
        "name": "Lò Đức Thiện", "position": ["PHÓ GIÁM ĐỐC"], "authority": "KT. GIÁM ĐỐC",
    }  # fmt: skip


def test_nobody_in_the_demonstration_is_the_real_signatory():
    campaign = story.set_stage()

    assert campaign.plan["signatory"]["name"] not in {account.full_name for account in ACCOUNTS}


def _settle() -> None:
    while outbox.drain():
        pass


@pytest.fixture
def played() -> walkthrough.Played:
    """The whole campaign, what follows from each act done on its day."""
    return walkthrough.play(lambda _line: None, settle=_settle)


def test_walkthrough_ends_with_a_final_review_that_is_noted(played: walkthrough.Played):
    review = played.review

    assert (review.kind, review.state, review.campaign.state) == ("final", "noted", "concluded")


def test_final_review_counts_a_closed_list_without_nominees_as_nil(played: walkthrough.Played):
    assert played.review.figures["units"] == {"all": 12, "filed": 3, "nil": 1, "silent": 8}


def test_walkthrough_posts_plan_and_results_on_both_portals(played: walkthrough.Played):
    rows = Publication.objects.order_by("pk").values_list("kind", "channel", "state")

    kinds, channels = ("plan", "decision", "results"), sorted({channel for _kind, channel, _state in rows})
    assert (len(channels), sorted(rows)) == (
        2, sorted((kind, channel, "published") for kind in kinds for channel in channels),
    )  # fmt: skip


def test_walkthrough_has_every_target_met_and_verified(played: walkthrough.Played):
    tasks = played.review.campaign.assignments.filter(kind="target", reports__isnull=False).distinct()

    assert {(one.assignment.code, one.is_reached, one.is_unverified) for one in results_of(tasks)} == {
        ("T1", True, False), ("T2", True, False), ("T3", True, False),
    }  # fmt: skip


def test_walkthrough_leaves_whole_chains(played: walkthrough.Played):
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
