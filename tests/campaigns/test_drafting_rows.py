"""The sections of a plan as rows, without a page: what a form does to a plan's text."""

from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from campaigns.plan import NOT_STATED, read_plan
from campaigns.plan.filling import form_of
from campaigns.plan.parts import PARTS
from campaigns.plan.writing import SECTIONS, written
from nominations.desk.drafting.fields import Names
from nominations.desk.drafting.rows import Rows
from tests.campaigns.test_drafting import DATA, LAO_CAI

PLANS = [*sorted(Path("campaigns/plans").glob("*.yaml")), *sorted(DATA.glob("*.yaml"))]
FORMS = [name for name in SECTIONS if form_of(name)]
LISTS = [name for name in FORMS if form_of(name).is_list]


def opened(plan: dict[str, Any], section: str) -> QueryDict:
    """The section's page as a browser would send it with every row open."""
    rows = Rows(plan, section)
    data = QueryDict(mutable=True)
    for row in list(rows):
        rows.do(f"open {row.key}")
    for row in rows:
        data.appendlist("row", row.key)
        data.appendlist("open", row.key)
        for one in row.form:
            data[one.html_name] = one.value() or ""
    return data


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("section", FORMS)
def test_a_form_sent_unchanged_writes_the_same_part(path, section):
    plan = read_plan(path).as_dict()
    rows = Rows(plan, section, opened(plan, section))
    part = next(sections for sections in PARTS.values() if section in sections)

    assert (rows.is_valid(), rows.typed()) == (True, written(plan, part))


@pytest.mark.parametrize("name", ["invented-small-2028", "invented-province-2030"])
@pytest.mark.parametrize("section", [name for name in LISTS if name != "rounds"])  # their route is a list of records
def test_rows_filled_in_anew_read_as_the_same_plan(name, section):
    """Every answer of the form, none taken from what is stored, makes the plan that it shows."""
    path = DATA / f"{name}.yaml"
    plan = read_plan(path).as_dict()
    sent = opened(plan, section)
    data = QueryDict(mutable=True)
    for name, values in sent.lists():
        prefix, dash, rest = name.partition("-")
        if dash:
            data[f"n{int(prefix.lstrip('n')) + 1}-{rest}"] = values[0]
        else:
            data.setlist(name, [f"n{int(value.lstrip('n')) + 1}" for value in values])
    rows = Rows(plan, section, data)
    assert rows.is_valid()
    part = next(sections for sections in PARTS.values() if section in sections)
    text = rows.typed() + written(plan, tuple(name for name in SECTIONS if name not in part))

    assert read_plan(text).as_dict() == plan


def test_a_name_that_actor_and_unit_share_is_the_actors():
    names = Names(read_plan(LAO_CAI).as_dict()).of(("actors", "units"))

    assert (names["AC6"], names["VPS"]) == ("Văn phòng Sở", "Văn phòng Sở (VPS)")


def test_a_quotation_that_stays_keeps_its_lines():
    plan = read_plan(LAO_CAI).as_dict()
    data = opened(plan, "document")
    data["0-campaign_names"] = "Phong trào thi đua cao điểm\r\nĐợt mới"
    rows = Rows(plan, "document", data)
    assert rows.is_valid()
    text = rows.typed() + written(plan, tuple(name for name in SECTIONS if name not in PARTS["document"]))

    names = [(name.phrase, name.line) for name in read_plan(text).document.campaign_names]
    assert names == [("Phong trào thi đua cao điểm", (67,)), ("Đợt mới", NOT_STATED)]
