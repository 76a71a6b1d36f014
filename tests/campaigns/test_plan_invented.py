"""Two invented plans, unlike that of 2013 wherever a plan may differ."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from campaigns.plan import NOT_STATED, Bound, read_plan

DATA = Path(__file__).parent / "data"
BOTH = ("invented-hospital-2027", "invented-province-2030")


@pytest.fixture(scope="module")
def plans():
    return {name: read_plan(DATA / f"{name}.yaml") for name in BOTH}


@pytest.fixture(scope="module")
def hospital(plans):
    return plans[BOTH[0]]


@pytest.fixture(scope="module")
def province(plans):
    return plans[BOTH[1]]


def by_id(records):
    return {record.id: record for record in records}


def is_weekday(day):
    return day.weekday() < 5


@pytest.mark.parametrize("name", BOTH)
def test_invented_plan_says_so(plans, name):
    assert plans[name].origin == "invented"


@pytest.mark.parametrize(
    ("name", "rounds"),
    [
        (BOTH[0], [("DK", "registration", NOT_STATED), ("DX", "nomination", "DK")]),
        (
            BOTH[1],
            [("GHI", "registration", NOT_STATED), ("DOT1", "nomination", "GHI"), ("DOT2", "nomination", NOT_STATED)],
        ),
    ],
)
def test_registration_is_a_round_apart(plans, name, rounds):
    assert [(r.id, r.kind, r.follows) for r in plans[name].rounds] == rounds


@pytest.mark.parametrize(
    ("name", "start", "issued"),
    [(BOTH[0], date(2027, 3, 1), date(2027, 3, 15)), (BOTH[1], date(2030, 1, 1), date(2030, 2, 5))],
)
def test_campaign_starts_before_its_plan_is_issued(plans, name, start, issued):
    assert (plans[name].period.start.first, plans[name].document.issued) == (start, issued)


@pytest.mark.parametrize(("name", "event"), [(BOTH[0], "LTK"), (BOTH[1], "HNTK")])
def test_end_is_an_event_without_a_date(plans, name, event):
    period = plans[name].period

    assert (period.end.event, period.end.bound, period.end.last_moment) == (event, Bound.THROUGH, None)
    assert by_id(plans[name].events)[event].when is NOT_STATED
    assert period.days is None


def test_relative_deadline_waits_for_its_event(hospital):
    deadline = by_id(hospital.rounds)["DX"].deadline

    assert (deadline.event, deadline.days, deadline.side, deadline.counted) == ("LTK", 10, "before", "calendar")
    assert hospital.dated(deadline, is_weekday) == deadline
    assert deadline.given(date(2027, 11, 20), is_weekday).last_moment.date() == date(2027, 11, 10)


def test_relative_deadline_takes_the_day_the_plan_gives_its_event(hospital):
    deadline = by_id(hospital.duties)["D1"].deadline

    assert hospital.dated(deadline, is_weekday).last_moment.isoformat() == "2027-03-26T23:59:59.999999+07:00"


def test_phrase_in_words_is_helped_by_fields(hospital):
    deadline = by_id(hospital.duties)["D2"].deadline

    assert deadline.given(date(2027, 11, 20), is_weekday).last_moment.date() == date(2027, 11, 22)


def test_moved_deadline_keeps_every_wording(hospital):
    deadline = by_id(hospital.rounds)["DK"].deadline

    assert (deadline.phrase, deadline.last_moment.date()) == ("trước ngày 01/4/2027", date(2027, 3, 31))
    assert [(move.by, move.last_moment.isoformat()) for move in deadline.moved] == [
        ("CV1", "2027-04-10T23:59:59.999999+07:00"),
        ("CV2", "2027-04-20T16:59:59.999999+07:00"),
    ]
    assert deadline.current == deadline.moved[1]


def test_dated_deadline_moves_to_an_event(province):
    deadline = by_id(province.rounds)["DOT2"].deadline

    assert deadline.last_moment.date() == date(2030, 8, 31)
    assert (deadline.current.event, deadline.current.days, deadline.current.counted) == ("HNTK", 7, "working")


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (BOTH[0], [("Giấy khen", "bệnh viện", "GD"), ("Bằng khen", "bộ", "BT")]),
        (BOTH[1], [("Giấy khen", "xã", "CTX"), ("Bằng khen", "tỉnh", "CT")]),
    ],
)
def test_award_forms_have_levels_and_deciders(plans, name, forms):
    assert [(form.name, form.level, form.decider) for form in plans[name].award_forms] == forms


def test_cluster_nominates_and_has_a_leading_unit(hospital):
    nominators = hospital.units_of(by_id(hospital.rounds)["DX"].nominators)
    (cluster,) = [unit for unit in nominators if unit.kind == "cluster"]

    assert (cluster.members, cluster.led_by, cluster.placement) == (("TRAM1", "TRAM2"), "TRAM2", "external")


def test_board_and_enterprise_nominate(province):
    nominators = province.units_of(by_id(province.rounds)["DOT2"].nominators)

    assert [unit.kind for unit in nominators] == ["board", "commune", "enterprise"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (BOTH[0], ["collective", "individual", "household"]),
        (BOTH[1], ["household", "collective", "individual", "other"]),
    ],
)
def test_subjects_go_beyond_persons_and_collectives(plans, name, kinds):
    assert [subject.kind for subject in plans[name].subjects] == kinds


def test_quotas_by_kind_of_body_keep_subjects_apart(hospital):
    quotas = by_id(hospital.quotas)

    assert (quotas["HN1"].unit_kinds, quotas["HN1"].subjects, quotas["HN1"].operator) == (("khoa",), ("NGUOI",), "<=")
    assert (quotas["HN1"].ratio.percent, quotas["HN1"].ratio.of) == (Decimal("12.5"), "participants")
    assert (quotas["HN2"].subjects, quotas["HN2"].count, quotas["HN2"].each) == (("NHOM",), 1, True)


def test_quota_by_named_body_takes_subjects_together_and_exactly(hospital):
    quota = by_id(hospital.quotas)["HN3"]

    assert (quota.bodies, quota.subjects, quota.operator, quota.count) == (("CUMBAC",), ("NHOM", "NGUOI"), "=", 3)


def test_quotas_of_a_province_are_exact_shared_and_by_staff(province):
    assert [(q.operator, q.count, q.ratio and q.ratio.percent, q.each) for q in province.quotas] == [
        ("=", 5, NOT_STATED, True),
        ("<=", 40, NOT_STATED, False),
        ("<=", NOT_STATED, Decimal(2), True),
    ]


@pytest.mark.parametrize(("name", "basis", "place"), [(BOTH[0], "QC1", "Điều 9"), (BOTH[1], "LUAT", NOT_STATED)])
def test_criteria_stand_in_another_document(plans, name, basis, place):
    (criterion,) = plans[name].criteria

    assert (criterion.reference.basis, criterion.reference.place) == (basis, place)


@pytest.mark.parametrize(
    ("name", "parent", "children"),
    [
        (BOTH[0], "invented-ministry-2027", [NOT_STATED]),
        (BOTH[1], "invented-centre-2030", ["invented-district-2030", NOT_STATED]),
    ],
)
def test_plan_has_parent_and_children(plans, name, parent, children):
    assert (plans[name].parent.plan, [child.plan for child in plans[name].children]) == (parent, children)


def test_council_votes_where_the_route_says_so(hospital):
    route = by_id(hospital.rounds)["DX"].route

    assert [step.verb for step in route] == ["select", "submit", "vote", "approve"]


def test_decimal_comma_is_exact(province):
    assert by_id(province.targets)["CT1"].value == Decimal("3.5")


def test_two_subjects_share_a_number_only_where_written(province):
    assert [quota.subjects for quota in province.quotas] == [("HO",), ("TAPTHE", "CANHAN"), ("CANHAN",)]
