"""The rules' pages and files: every finding can be reached; overrides and what leant on them are listed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nominations.desk.trail import anomalies, auditing
from nominations.models import Erasure
from nominations.services import decisions, overrides
from nominations.services import nominations as noms
from organisation.states import AuthorityForm
from tests.factories import authorise, make_world
from tests.nominations.desk import page, signed_in
from tests.nominations.machines.override import compiled_by_the_director
from tests.nominations.reviewing import received
from tests.nominations.test_trail_tables import table
from tests.routes.test_query_counts import queries
from workflows import clock, content

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def signed_under_an_override():
    """By an authority that ends in two days."""
    world = make_world()
    world.director.authorities.all().delete()
    authorise(world, world.director, AuthorityForm.HEAD, "GIÁM ĐỐC", valid_to=clock.now() + timedelta(days=2))
    consolidated = compiled_by_the_director(world)
    override = overrides.ask(
        consolidated, "sign", actor=world.director, reason="Cả hai phó giám đốc đi công tác (hư cấu).", hours=2
    )
    overrides.confirm(override, actor=world.office_head)
    decisions.sign(consolidated, actor=world.director)
    return world


def listed(world):
    return {one.rule.name: one for one in anomalies.listed(world.campaign)}


def test_confirmed_override_and_its_use_are_listed():
    found = listed(signed_under_an_override())["override"]

    assert [row["event"].verb for row in found.rows] == ["use", "confirm"]


def test_signature_that_leant_on_an_override_still_shows_its_ending_authority():
    found = listed(signed_under_an_override())["authority"]

    assert {row["event"].verb for row in found.rows} >= {"sign"}


def sent_back(count):
    world = make_world()
    for nomination in received(world, count=count).nominations.order_by("pk"):
        noms.send_back(nomination, actor=world.office_reviewer, codes=["other"], reason="Bổ sung (hư cấu).")
    return world


@pytest.fixture
def returned(settings, monkeypatch):
    """Three nominations sent back, two on a page."""
    settings.TRAIL_THRESHOLDS = settings.TRAIL_THRESHOLDS | {"returns": 1}
    monkeypatch.setattr(auditing, "PAGE", 2)
    monkeypatch.setattr(anomalies, "FEW", 1)
    return sent_back(3)


def rule_page(world, **query):
    url = reverse("trail_anomalies", args=[world.campaign.pk])
    return signed_in(world.auditor).get(url, {"rule": "returns", **query})


def shown(answer):
    return [row["event"].object_id for row in answer.context["one"].rows]


def test_findings_of_a_rule_go_on_page_by_page(returned):
    first = rule_page(returned)
    before = first.context["older"].rpartition("before=")[2]

    second = rule_page(returned, before=before)

    keys = list(returned.campaign.nominations.order_by("-pk").values_list("pk", flat=True))
    assert (shown(first), shown(second), second.context["older"]) == (keys[:2], keys[2:], "")


@pytest.mark.parametrize("query", ["", "?rule=returns"])
def test_page_costs_the_same_for_one_finding_and_for_three(settings, query):
    settings.TRAIL_THRESHOLDS = settings.TRAIL_THRESHOLDS | {"returns": 1}
    costs = {}
    for count in (1, 3):
        world = sent_back(count)
        url = reverse("trail_anomalies", args=[world.campaign.pk])
        costs[count] = queries(signed_in(world.auditor), f"{url}{query}")

    assert costs[3] == costs[1]


def test_page_of_all_rules_leads_to_the_rest_of_one(returned):
    assert "?rule=returns" in page(signed_in(returned.auditor), reverse("trail_anomalies", args=[returned.campaign.pk]))


def test_count_on_the_page_of_all_rules_is_of_all_findings(returned):
    assert (listed(returned)["returns"].count, len(listed(returned)["returns"].rows)) == (3, 1)


def test_file_has_every_finding(returned):
    answer = signed_in(returned.auditor).get(
        reverse("trail_campaign_export", args=[returned.campaign.pk, "anomalies", "csv"])
    )

    assert sum(row[0] == "Trả lại nhiều lần" for row in table(answer)) == 3


def test_erasure_is_found_among_the_kinds():
    world = make_world()
    erasure = content.create(Erasure(organisation=world.organisation, campaign=world.campaign))

    answer = signed_in(world.auditor).get(reverse("trail_object", args=["nominations.erasure", erasure.pk]))

    assert (answer.status_code, answer.context["kind"]) == (200, "yêu cầu xóa dữ liệu cá nhân")
