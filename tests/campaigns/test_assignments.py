"""The plan's duties, events and targets as rows: who has each, until when, and how much of it."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Assignment, Campaign, ProgressReport
from campaigns.plan import LOCAL, parse_deadline, read_plan
from campaigns.services.loading import load, load_file
from workflows import clock, content

PLAN = Path(settings.BASE_DIR) / "campaigns" / "plans" / "lao-cai-2013.yaml"
ALL_UNITS = 12  # seven inside and five outside: the Sở itself is not one of its own units

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return load_file(PLAN).campaign


def owners(campaign: Campaign, code: str) -> list[str]:
    found = campaign.assignments.filter(code=code)
    return [one.unit.code if one.unit else f"({one.owner})" for one in found.select_related("unit").order_by("pk")]


def one(campaign: Campaign, code: str) -> Assignment:
    return campaign.assignments.filter(code=code)[0]


def test_every_duty_event_and_target_of_the_plan_has_its_rows(campaign):
    codes = {item["id"] for section in ("duties", "events", "targets") for item in campaign.plan[section]}

    assert set(campaign.assignments.values_list("code", flat=True)) == codes
    assert len(codes) == 48 + 4 + 4


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("O11", ["STTTT"]),
        ("O30", ["VPS"]),
        ("O39", ["PQLTTDT"]),
        ("O42", ["VPS", "PQLTTDT", "PBCVT", "PCNTT", "PBCXB", "TTS", "TTCNTT"]),
        ("O19", ["BDLC", "BCVTLC"]),
        ("O22", ["VIETTEL", "VTLC", "MBFLC"]),
        ("O44", ["VIETTEL", "VTLC", "BDLC", "BCVTLC", "MBFLC"]),
        ("T2", ["VIETTEL"]),
        ("T3", ["VTLC"]),
        ("O9", ["(Đảng bộ, chi bộ)"]),
        ("O31", ["(Giám đốc Sở)"]),
        ("O25", ["STTTT"]),
        ("E0", ["STTTT"]),
        ("E1", ["STTTT"]),
        ("E3", ["VPS"]),
        ("E2", ["()"]),
    ],
)
def test_task_falls_to_whom_the_plan_names_or_the_office_decided(campaign, code, expected):
    assert owners(campaign, code) == expected


@pytest.mark.parametrize("code", ["T0", "T1", "O46"])
def test_task_of_everybody_falls_to_each_unit_once(campaign, code):
    assert len(set(owners(campaign, code))) == ALL_UNITS
    assert "STTTT" not in owners(campaign, code)


@pytest.mark.parametrize(
    ("code", "phrase", "bound", "due"),
    [
        ("T1", "đến hết tháng 9 năm 2013", "through", datetime(2013, 9, 30, 23, 59, 59, 999999, LOCAL)),
        ("T2", "trước ngày 01/9/2013", "before", datetime(2013, 8, 31, 23, 59, 59, 999999, LOCAL)),
        ("O29", "trước ngày 10/8/2013", "before", datetime(2013, 8, 9, 23, 59, 59, 999999, LOCAL)),
        ("O36", "theo từng thời điểm", "none", None),
        ("O44", "", "", None),
    ],
)
def test_deadline_keeps_words_bound_and_last_moment(campaign, code, phrase, bound, due):
    task = one(campaign, code)

    assert (task.deadline_phrase, task.deadline_bound, task.due_at) == (phrase, bound, due)


@pytest.mark.parametrize(("code", "cited"), [("O0", ["B1", "B2", "B3"]), ("O5", ["B4"]), ("T1", []), ("E1", [])])
def test_task_keeps_the_superiors_instruments_that_the_plan_names(campaign, code, cited):
    assert [basis for basis, _phrase in one(campaign, code).ordered_by] == cited


@pytest.mark.parametrize(
    ("code", "operator", "threshold", "parts", "ceiling"),
    [
        ("T0", ">", 100, 0, None),
        ("T1", ">", 80, 0, 100),
        ("T2", "=", 100, 3, 100),
        ("T3", ">=", 80, 10, 100),
    ],
)
def test_target_keeps_operator_threshold_and_parts(campaign, code, operator, threshold, parts, ceiling):
    task = one(campaign, code)

    assert (task.operator, task.threshold, task.measure, len(task.parts)) == (operator, threshold, "%", parts)
    assert task.ceiling == ceiling


@pytest.mark.parametrize(
    ("code", "value", "reached"),
    [
        ("T1", "80", False), ("T1", "80.01", True), ("T2", "99.99", False), ("T2", "100", True), ("T3", "80", True),
        ("T3", "79.99", False), ("T0", "100", False), ("T0", "100.5", True),
    ],
)  # fmt: skip
def test_target_is_as_strict_as_the_plan(campaign, code, value, reached):
    assert one(campaign, code).is_reached_by(Decimal(value)) is reached


def test_loading_again_changes_no_row(campaign):
    before = list(campaign.assignments.order_by("pk").values_list())

    load_file(PLAN)

    assert list(campaign.assignments.order_by("pk").values_list()) == before


def test_loading_again_writes_no_row(campaign):
    with CaptureQueriesContext(connection) as asked:
        load_file(PLAN)

    writes = [
        query["sql"] for query in asked if "campaigns_assignment" in query["sql"] and "SELECT" not in query["sql"]
    ]
    assert writes == []


def test_target_that_a_changed_plan_leaves_out_goes(campaign):
    plan = read_plan(PLAN)

    load(replace(plan, targets=plan.targets[:-1]))

    assert owners(campaign, "T3") == []


def test_target_that_was_reported_on_stays_when_the_plan_leaves_it_out(campaign):
    task, plan = one(campaign, "T3"), read_plan(PLAN)
    report = ProgressReport(
        organisation=campaign.organisation, campaign=campaign, unit=task.unit, assignment=task, created_at=clock.now()
    )
    content.create(report)

    load(replace(plan, targets=plan.targets[:-1]))

    assert [kept.stands for kept in campaign.assignments.filter(code="T3")] == [False]


def test_deadline_that_a_changed_plan_moves_is_the_one_in_force(campaign):
    plan = read_plan(PLAN)
    later = replace(plan.targets[-1], deadline=parse_deadline("đến hết ngày 10/9/2013"))

    load(replace(plan, targets=(*plan.targets[:-1], later)))

    task = one(campaign, "T3")
    assert (task.deadline_phrase, task.due_at) == (
        "đến hết ngày 10/9/2013", datetime(2013, 9, 10, 23, 59, 59, 999999, LOCAL),
    )  # fmt: skip
