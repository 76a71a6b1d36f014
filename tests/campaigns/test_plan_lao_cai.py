"""The plan of 2013 as data: nothing missing, nothing guessed, to the letter."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from campaigns.plan import NOT_STATED, Bound, read_plan, weekday_name
from campaigns.plan.quotations import SourceText, quotes_of

PLANS = Path(__file__).parents[2] / "campaigns" / "plans"
SOURCE = PLANS / "lao-cai-2013.md"


@pytest.fixture(scope="module")
def plan():
    return read_plan(PLANS / "lao-cai-2013.yaml")


@pytest.fixture(scope="module")
def source():
    return SourceText(SOURCE.read_text(encoding="utf-8"))


def by_id(records):
    return {record.id: record for record in records}


def test_copy_of_the_plan_is_unchanged():
    digest = hashlib.sha256(SOURCE.read_bytes()).hexdigest()

    assert digest == "c29f78d43a187f7b92e7b857427f4942c4c8beb97f1515766ab197adc3b6e129"


@pytest.mark.parametrize(
    ("section", "ids"),
    [
        ("bases", [f"B{n}" for n in range(1, 8)]),
        ("commemorations", [f"C{n}" for n in range(1, 5)]),
        ("actors", [f"AC{n}" for n in range(1, 25)]),
        ("duties", [*(f"O{n}" for n in range(7)), "O6b", *(f"O{n}" for n in range(7, 47))]),
        ("targets", ["T0", "T1", "T2", "T3"]),
        ("events", ["E0", "E1", "E2", "E3"]),
        ("reports", ["R1", "R2", "R3", "R4", "R5"]),
        ("amendments", []),
    ],
)
def test_section_holds_every_item(plan, section, ids):
    assert [record.id for record in getattr(plan, section)] == ids


def test_every_phrase_stands_on_its_lines(plan, source):
    assert [quote for quote in quotes_of(plan) if not source.has(quote.phrase, quote.lines)] == []


def flow_lists(node):
    """The texts of every list written in brackets."""
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        yield [item.value for item in node.value if isinstance(item, yaml.ScalarNode)]
    for child in getattr(node, "value", ()) if not isinstance(node, yaml.ScalarNode) else ():
        for part in child if isinstance(child, tuple) else (child,):
            yield from flow_lists(part)


def test_no_phrase_falls_apart_at_its_commas(source):
    """`[a, b]` without quotes is a list of two, even where the plan has "a, b" as one phrase."""
    root = yaml.compose((PLANS / "lao-cai-2013.yaml").read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    text = " ".join(source.lines)

    assert [texts for texts in flow_lists(root) if len(texts) > 1 and ", ".join(texts) in text] == []


def test_every_line_of_the_plan_is_quoted(plan, source):
    quoted = {line for quote in quotes_of(plan) for line in quote.lines}

    assert {number for number, line in enumerate(source.lines, 1) if line} - quoted == set()


def test_subject_runs_over_three_lines(plan):
    assert plan.document.subject.phrase == (
        "Phát động phong trào thi đua cao điểm ngành thông tin và truyền thông "
        "lập thành tích chào mừng 65 năm kỷ niệm ngày Bác Hồ ra lời kêu gọi thi đua ái quốc "
        "và 55 năm ngày Bác Hồ lên thăm Lào Cai"
    )


@pytest.mark.parametrize("name", ["number", "issued", "place", "national_header", "issuing_body_box", "seal"])
def test_what_the_copy_lacks_is_not_stated(plan, name):
    assert getattr(plan.document, name) is NOT_STATED


def test_bases_keep_state_party_and_missing_numbers(plan):
    assert [(basis.number, str(basis.style)) for basis in plan.bases] == [
        ("496/QĐ-BTTTT", "state"),
        ("35/KH-UBND", "state"),
        ("34-KH/ĐUK", "party"),
        ("03-CT/TW", "party"),
        (NOT_STATED, "unnumbered"),
        (NOT_STATED, "unnumbered"),
        (NOT_STATED, "unnumbered"),
    ]


def test_bases_keep_their_dates(plan):
    assert [basis.issued for basis in plan.bases[:4]] == [
        date(2013, 5, 8),
        date(2013, 3, 8),
        date(2012, 10, 1),
        date(2011, 5, 14),
    ]


def test_commemorations_keep_years_and_days(plan):
    assert [(c.years, c.first, c.anniversary) for c in plan.commemorations] == [
        (65, date(1948, 6, 11), date(2013, 6, 11)),
        (55, date(1958, 9, 23), date(2013, 9, 23)),
        (88, date(1925, 6, 21), date(2013, 6, 21)),
        (68, date(1945, 8, 15), date(2013, 8, 15)),
    ]


def test_campaign_runs_119_days(plan):
    assert (plan.period.start.first, plan.period.end.last, plan.period.days) == (
        date(2013, 5, 25),
        date(2013, 9, 20),
        119,
    )


def test_targets_keep_their_operators(plan):
    assert [(t.id, str(t.operator), t.value, t.measure) for t in plan.targets] == [
        ("T0", ">", Decimal(100), "%"),
        ("T1", ">", Decimal(80), "%"),
        ("T2", "=", Decimal(100), "%"),
        ("T3", ">=", Decimal(80), "%"),
    ]


def test_target_parts_are_counted_and_unnamed(plan):
    targets = by_id(plan.targets)

    assert [len(targets[name].parts) for name in ("T2", "T3")] == [3, 10]
    assert {part.name for name in ("T2", "T3") for part in targets[name].parts} == {NOT_STATED}


@pytest.mark.parametrize(
    ("section", "key", "phrase", "bound", "last_day", "weekday"),
    [
        ("duties", "O29", "trước ngày 10/8/2013", Bound.BEFORE, date(2013, 8, 9), "thứ Sáu"),
        ("rounds", "DN", "trước ngày 10/8/2013", Bound.BEFORE, date(2013, 8, 9), "thứ Sáu"),
        ("reports", "R2", "trước ngày 10/8/2013", Bound.BEFORE, date(2013, 8, 9), "thứ Sáu"),
        ("duties", "O23", "trước ngày 01/9/2013", Bound.BEFORE, date(2013, 8, 31), "thứ Bảy"),
        ("targets", "T2", "trước ngày 01/9/2013", Bound.BEFORE, date(2013, 8, 31), "thứ Bảy"),
        ("targets", "T3", "trước ngày 01/9/2013", Bound.BEFORE, date(2013, 8, 31), "thứ Bảy"),
        ("targets", "T1", "đến hết tháng 9 năm 2013", Bound.THROUGH, date(2013, 9, 30), "thứ Hai"),
        ("duties", "O25", "trong tháng 8/2013", Bound.ON, date(2013, 8, 31), "thứ Bảy"),
        ("targets", "T0", "năm 2013", Bound.ON, date(2013, 12, 31), "thứ Ba"),
    ],
)
def test_deadline_binds_as_worded(plan, section, key, phrase, bound, last_day, weekday):
    deadline = by_id(getattr(plan, section))[key].deadline

    assert (deadline.phrase, deadline.bound, deadline.last_moment.date()) == (phrase, bound, last_day)
    assert weekday_name(deadline.last_moment.date()) == weekday


def test_undated_duties_bind_nothing(plan):
    phrases = {d.id: d.deadline.phrase for d in plan.duties if d.deadline and d.deadline.bound == Bound.NONE}

    assert phrases == {
        "O8": "Thường xuyên",
        "O11": "Kịp thời",
        "O16": "hoàn thành sớm",
        "O26": "gửi sau",
        "O36": "theo từng thời điểm",
        "O39": "Thường xuyên",
        "O40": "Thường xuyên",
        "O41": "kịp thời",
        "O45": "đúng thời gian tiến độ đã đề ra",
    }


def test_route_goes_from_units_through_the_office_to_the_director(plan):
    (nomination,) = plan.rounds

    assert [(str(step.verb), step.by) for step in nomination.route] == [
        ("select", ("AC8", "AC9")),
        ("submit", ("AC8", "AC9")),
        ("consolidate", ("AC6",)),
        ("forward", ("AC6",)),
        ("approve", ("AC2",)),
    ]


def test_award_rules_are_not_guessed(plan):
    (nomination,) = plan.rounds

    assert (plan.award_forms, plan.quotas, plan.papers) == (NOT_STATED,) * 3
    assert (nomination.award_forms, nomination.decision, nomination.counted_at) == (NOT_STATED,) * 3


def test_council_is_named_and_nothing_more(plan):
    council = plan.council

    assert council.phrase == "Hội đồng thi đua – khen thưởng Sở"
    assert {council.composition, council.quorum, council.threshold, council.ballot, council.meeting} == {NOT_STATED}


def test_report_interval_is_not_stated(plan):
    frequency = by_id(plan.reports)["R1"].frequency

    assert (frequency.phrase, frequency.also, frequency.interval) == (
        "thường xuyên",
        ("theo từng thời điểm",),
        NOT_STATED,
    )


def test_recipients_stand_in_order(plan):
    assert [(r.phrase, str(r.purpose)) for r in plan.recipients] == [
        ("UBND tỉnh (b/c)", "report"),
        ("Bộ TT&TT (b/c)", "report"),
        ("Các doanh nghiệp BC, VT", "not_stated"),
        ("Lãnh đạo Sở", "not_stated"),
        ("Các phòng, ban, trung tâm", "not_stated"),
        ("Lưu: VT, TĐKT", "archive"),
    ]


def test_deputy_signs_for_the_director(plan):
    signatory = plan.signatory

    assert (signatory.capacity, signatory.position, signatory.name, str(signatory.authority)) == (
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Tăng Văn Hạnh",
        "KT",
    )


def test_director_has_two_capacities(plan):
    assert by_id(plan.actors)["AC2"].capacities == ("Giám đốc Sở", "Chủ tịch Hội đồng thi đua – khen thưởng Sở")


def test_slips_are_shown_not_corrected(plan):
    slips = {slip.phrase: slip.suspected for slip in plan.slips}

    assert slips["Ban biên tập Công"] == "Ban biên tập Cổng"
    assert slips["thi đua cao của ngành"] == "thi đua cao điểm của ngành"


def test_publications_name_both_portals(plan):
    assert [publication.channel for publication in plan.publications] == [
        "Cổng thông tin điện tử Sở",
        "Cổng điều hành tác nghiệp của Sở",
    ]


def test_settings_say_who_and_why(plan):
    decided = [setting for name in vars(plan.settings) if (setting := getattr(plan.settings, name))]

    assert all(setting.set_by == "Văn phòng Sở" and setting.why for setting in decided)


def test_office_decides_the_award_form(plan):
    (form,) = plan.settings.award_forms.value

    assert (form.name, form.subjects, form.decider) == ("Giấy khen", ("TT", "CN"), "AC2")


def test_units_named_by_the_plan_are_marked(plan):
    assert [unit.name for unit in plan.units if unit.source == "plan"] == [
        "Sở Thông tin và Truyền thông",
        "Văn phòng Sở",
        "Phòng Quản lý Thông tin điện tử",
        "Chi nhánh Viettel",
        "Viễn thông Lào Cai",
    ]


def test_nominating_units_are_the_divisions_and_the_enterprises(plan):
    (nomination,) = plan.rounds

    nominating = plan.units_of(nomination.nominators)

    assert {unit.code for unit in plan.units} - {unit.code for unit in nominating} == {"STTTT"}


def test_telecom_enterprises_are_found_through_their_branch(plan):
    assert [unit.code for unit in plan.units_of(["AC11"])] == ["VIETTEL", "VTLC", "MBFLC"]
