"""Each row of the plan of 2013 has its place in docs/traceability.md, and what the page names exists."""

import re

import pytest
import yaml

from tests.docs import traceability
from tests.routes.asking import ROUTES

HELD = {
    code: held
    for _heading, found in traceability.rows(yaml.safe_load(traceability.PLAN.read_text(encoding="utf-8")))
    for code, _what, held in found
}
SCREENS = {route.partition(":")[0] for route in ROUTES}


def test_page_is_what_the_plan_and_the_rules_say() -> None:
    assert traceability.PAGE.read_text(encoding="utf-8") == traceability.page(), (
        "stale: python -m tests.docs.traceability"
    )


def test_page_leaves_no_row_of_the_plan_out() -> None:
    text = traceability.PLAN.read_text(encoding="utf-8")
    named = set(re.findall(r"^  - id: ((?:B|C|AC|O|T|E|R)\d+b?)$", text, re.MULTILINE))

    assert named - set(HELD) == set()
    assert len(HELD) == 7 + 4 + 24 + 48 + 4 + 4 + 5 + 16


def test_every_rule_is_about_a_row() -> None:
    assert set(traceability.RULES) - set(HELD) == set()


@pytest.mark.parametrize("test", sorted({held.test for held in HELD.values()}))
def test_named_test_exists(test: str) -> None:
    file, _colons, name = test.partition("::")

    assert f"\ndef {name}(" in (traceability.ROOT / file).read_text(encoding="utf-8")


def test_named_screens_exist() -> None:
    assert {screen for held in HELD.values() for screen in held.screens} - SCREENS == set()
