"""docs/traceability.md: each row of the plan of 2013 with the screen it lives on and the test that holds it there.

`python -m tests.docs.traceability` writes the page anew; tests/docs/test_traceability.py fails while it is stale.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "campaigns" / "plans" / "lao-cai-2013.yaml"
PAGE = ROOT / "docs" / "traceability.md"
SHORT = 90

ROWS = "tests/campaigns/test_assignments.py::test_every_duty_event_and_target_of_the_plan_has_its_rows"
HOLDERS = "tests/campaigns/test_assignments.py::test_task_falls_to_whom_the_plan_names_or_the_office_decided"
TOLD = "tests/nominations/test_progress_pages.py::test_duty_is_asked_how_far_it_has_come"
OUTSIDE = "tests/nominations/test_progress_pages.py::test_owner_outside_the_register_stays_visible"
ON_THE_PAGE = "tests/campaigns/test_plan_page.py::test_every_value_of_the_file_stands_in_its_section"
FILED = "tests/nominations/test_filing_dossier.py::test_dossier_words_the_deadline_as_the_plan_does"
SIGNED = "tests/nominations/test_signing_lists.py::test_signing_answers_with_the_decision"
URGED = "tests/nominations/test_letters.py::test_urging_letter_is_written_for_each_unit_that_has_not_filed"
WATCHED = (
    "tests/nominations/test_progress_pages.py::test_dashboard_counts_what_is_verified_and_tells_what_is_provisional"
)
UNVERIFIED = "tests/nominations/test_progress_pages.py::test_list_to_sign_names_who_stands_on_unverified_results"
DATED = "tests/campaigns/test_plan_lao_cai.py::test_deadline_binds_as_worded"
PLAN_SENT = "tests/nominations/test_events.py::test_plan_of_an_event_is_sent_to_every_unit"
COMPARED = "tests/nominations/test_side_by_side.py::test_same_task_is_marked_where_it_differs"
SETTLED = "tests/campaigns/test_plan_lao_cai.py::test_settings_say_who_and_why"
UNGUESSED = "tests/campaigns/test_plan_lao_cai.py::test_award_rules_are_not_guessed"


class Held(NamedTuple):
    """On which screens (names of routes) a row lives, which test says so, and what has no screen yet."""

    screens: tuple[str, ...]
    test: str
    missing: str = ""


REPORTED = Held(("assignments", "progress_edit", "dashboard"), TOLD)
INSPECTED = Held(
    ("campaign_inspections", "plan_inspections", "inspection", "inspection_edit"),
    "tests/nominations/test_inspections.py::test_unit_hears_of_each_answer_and_the_office_that_it_was_mended",
)
LAUNCHED = Held(
    ("progress_edit", "campaign_launches", "dashboard"),
    "tests/nominations/test_launches.py::test_page_counts_what_is_verified_and_tells_what_is_provisional",
)
OWN_PLAN = LAUNCHED._replace(test="tests/nominations/test_launches.py::test_plan_without_its_file_is_not_handed_in")
HELD = Held(
    ("progress_edit", "campaign_events", "event_picture"),
    "tests/nominations/test_events.py::test_who_came_is_told_unit_by_unit",
)
OUTSIDERS = Held(
    ("campaign_assignments", "assignments", "progress_edit", "progress_report"),
    "tests/nominations/test_outsiders.py::test_report_says_that_the_office_speaks_for_its_owner",
)
POSTED = "tests/nominations/test_publications.py::test_log_says_when_where_for_whom_and_by_whom"
READERS = "tests/nominations/test_publications.py::test_readers_are_those_whom_the_plan_names"
NAMED = "tests/portal/test_published.py::test_list_names_who_is_honoured_once_the_office_lets_it"
DRAFTED = Held(
    ("campaign_new", "campaign_draft", "campaign_part", "campaign_versions", "campaign_version"),
    "tests/campaigns/test_drafting.py::test_a_plan_goes_from_draft_to_launch",
)  # fmt: skip
PUBLISHED = Held(("publications", "publication", "publication_rule"), POSTED)
TOLD_ABOVE = Held(
    ("campaign_reports", "campaign_report"), "tests/nominations/test_campaign_reports.py::"
    "test_presenting_freezes_the_figures",
)  # fmt: skip
REVIEWED = TOLD_ABOVE._replace(
    test="tests/nominations/test_campaign_reports.py::test_campaign_without_a_final_review_is_not_finished"
)
SECTIONS = {  # of the plan's file: heading, how a row is called, where it lives unless RULES says otherwise
    "bases": ("Bases (căn cứ)", "phrase", Held(("campaign_plan",), ON_THE_PAGE)),
    "commemorations": ("Commemorations", "phrase", Held(("campaign_plan",), ON_THE_PAGE)),
    "actors": ("Actors", "phrase", Held(("campaign_plan",), ON_THE_PAGE)),
    "duties": ("Duties", "what", REPORTED),
    "targets": ("Targets", "indicator", Held(("assignments", "progress_edit", "assignment", "dashboard"), WATCHED)),
    "events": ("Events", "name", REPORTED),
    "reports": ("Report lines", "content", TOLD_ABOVE),
}
RULES = {  # rows that live elsewhere, or of which something has no screen yet
    "O3": Held((*REPORTED.screens, "side_by_side"), COMPARED),
    "O9": OUTSIDERS,
    "O13": INSPECTED,
    "O23": REPORTED._replace(test=HOLDERS),
    "O25": HELD,
    "O26": Held(("progress_edit", "campaign_events", "event_plan"), PLAN_SENT),
    "O28": Held(("dossier", "nomination_edit"), FILED),
    "O29": Held(("dossier",), FILED),
    "O30": Held(("compiling", "consolidated_list"), SIGNED),
    "O31": Held(("consolidated_list", "decision"), SIGNED),
    "O32": DRAFTED,
    "O33": Held(("dashboard", "board"), WATCHED),
    "O34": Held(("letters", "reminder_rules"), URGED),
    "O35": INSPECTED,
    "O36": TOLD_ABOVE,
    "O37": REVIEWED,
    "O38": Held(("compiling", "consolidated_list"), SIGNED),
    "O39": PUBLISHED, "O40": PUBLISHED,
    "O41": Held(("publication", "portal_front", "portal_news", "portal_honoured"), READERS),
    "O42": LAUNCHED,
    "O44": OWN_PLAN,
    "E0": HELD._replace(screens=(*HELD.screens, "campaign_launches")),
    "E1": HELD,
    "E2": Held(("campaign_assignments",), OUTSIDE),
    "E3": REVIEWED,
    "R2": Held(("dossier",), FILED),
    "R3": Held(("compiling", "consolidated_list"), SIGNED),
    "R4": REVIEWED,
    "R5": Held(("campaign_plan", "campaign_paper", "campaign_recipients", "delivery"),
               "tests/nominations/test_deliveries.py::test_page_tells_who_is_missing"),
}  # fmt: skip
GAPS = (  # what the plan leaves open or says in two ways, and how the site deals with it
    ("X1", "the lists fall due before the targets do", Held(("consolidated_list",), UNVERIFIED)),
    ("X2", "a last day that is one of rest", Held(("assignment",), "tests/nominations/test_progress_pages.py::"
     "test_deadline_on_a_day_of_rest_is_shown_and_stays")),
    ("X3", "“trước ngày” leaves the day out, “đến hết” takes it in", Held(("dossier", "assignment"), DATED)),
    ("X4", "no award form, quota or papers", Held(("campaign_plan",), UNGUESSED)),
    ("X5", "the council is named and no meeting ordered", Held(("campaign_plan",), "tests/campaigns/"
     "test_plan_lao_cai.py::test_council_is_named_and_nothing_more")),
    ("X6", "milestones without a day", Held(("assignments",), "tests/campaigns/test_plan_lao_cai.py::"
     "test_undated_duties_bind_nothing")),
    ("X7", "“thường xuyên” fixes no interval", Held(("campaign_plan", "campaign_reports", "publication_rule"),
     "tests/nominations/test_campaign_reports.py::test_no_report_falls_due_where_the_office_set_no_interval")),
    ("X8", "the enterprises are an open set", Held(("campaign_assignments", "units", "unit"),
     "tests/organisation/test_units.py::test_merger_is_noted_in_words")),
    ("X9", "the office nominates too, the Director decides and presides", Held(("dossier", "consolidated_list"),
     "tests/campaigns/test_progress.py::test_who_handed_in_once_accepts_never")),
    ("X10", "a target without a list of indicators", Held(("progress_edit", "progress_report"),
     "tests/nominations/test_outsiders.py::test_units_own_indicators_stand_as_rows")),
    ("X11", "what a collective is", Held(("campaign_plan", "nomination_edit"), SETTLED)),
    ("X12", "money, numbers of certificates, publication", 
     Held(("campaign_plan", "publication_rule", "portal_honoured"), NAMED)),
    ("X13", "slips of the copy", Held(("campaign_plan",), "tests/campaigns/test_plan_lao_cai.py::"
     "test_slips_are_shown_not_corrected")),
    ("X14", "dates in several spellings", Held(("campaign_plan",), DATED)),
    ("X15", "abbreviations that mean two things", Held(("campaign_plan",),
     "tests/campaigns/test_abbreviations.py::test_letters_mean_what_they_mean_on_their_line")),
    ("X16", "what form a list has", Held(("dossier",), "tests/nominations/test_filing_files.py::"
     "test_form_takes_several_files_beside_the_text")),
)  # fmt: skip
HEAD = """# From the plan to the screen

Each row of the [plan of 2013](../campaigns/plans/lao-cai-2013.yaml): on which screens it lives, by the names of their
routes, and the test that fails when it no longer does. *No screen yet* is said in so many words. Written by
`python -m tests.docs.traceability` from the plan's file; a test fails while this page is stale.
"""


def rows(plan: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, str, Held]]]]:
    """Every section with its rows: id, what it says, where it is held."""
    for section, (heading, name, usual) in SECTIONS.items():
        yield heading, [(one["id"], one[name], RULES.get(one["id"], usual)) for one in plan[section]]
    yield "What the plan leaves open", list(GAPS)


def page() -> str:
    plan = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    sections = list(rows(plan))
    every = [row for _heading, found in sections for row in found]
    open_ones = [code for code, _what, held in every if held.missing]
    end = f"{len(every)} rows; of {len(open_ones)} something has no screen yet: {', '.join(open_ones)}.\n"
    return "\n".join([HEAD, *(_section(heading, found) for heading, found in sections), end])


def _section(heading: str, found: list[tuple[str, str, Held]]) -> str:
    head = [f"## {heading}", "", "| row | what | screens | test | no screen yet |", "|---|---|---|---|---|"]
    return "\n".join([*head, *(_line(*row) for row in found), ""])


def _line(code: str, what: str, held: Held) -> str:
    words = " ".join(what.split())
    words = words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]} …"
    screens = ", ".join(f"`{screen}`" for screen in held.screens)
    file, _colons, test = held.test.partition("::")
    return f"| {code} | {words} | {screens} | [{test.removeprefix('test_')}](../{file}) | {held.missing} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
