"""The list that waits for a signature, asked about: which pages of it are visited, and by whom."""

from typing import Any

from nominations.demo import acts
from nominations.models import ConsolidatedList, Consultation
from nominations.services import consultations
from nominations.walkthrough import consulting
from tests.e2e.desk import the_campaign


def _asked_of_the_public() -> Consultation:
    """The newest list, open for comment, with one comment that waits and one that was considered."""
    consolidated = ConsolidatedList.objects.latest("pk")
    found = Consultation.objects.filter(consolidated_list=consolidated).first()
    if found is None:
        written = {"question": consulting.QUESTION, "working_days": 10, "holds_signing": False}
        found = consultations.prepare(consolidated, written, actor=acts.who("chuyenvien"))
        consultations.consult(found, actor=acts.who("chanhvp"))
        for code in ("HUCAU2345A", "HUCAU2345B"):
            comment = consultations.hand_in(found, consolidated.nominations.first(), consulting.SAID, code=code)
        consultations.consider(comment, actor=acts.who("chuyenvien"), reason=consulting.FOUND)
    return found


def a_consultation() -> list[Any]:
    return [_asked_of_the_public().pk]


def a_comment() -> list[Any]:
    return [_asked_of_the_public().comments.earliest("pk").pk]


def a_comment_code() -> list[Any]:
    return [_asked_of_the_public().comments.earliest("pk").code]


def _campaign() -> list[Any]:
    return [the_campaign().pk]


CONSULTED = [
    ("prepare_consultation", "chuyenvien", _campaign, "consultation-prepare"),
    ("consultation", "chanhvp", a_consultation, "consultation"),
    ("campaign_consultations", "chanhvp", _campaign, "consultations"),
    ("comment", "chuyenvien", a_comment, "comment"),
    ("comment", "giamdoc", a_comment, "comment-director"),
    ("portal_consultation", "giamdoc", a_consultation, "portal-consultation"),
    ("give_comment", "giamdoc", a_consultation, "portal-comment"),
    ("comment_given", "giamdoc", a_comment_code, "portal-comment-given"),
    ("home", "chuyenvien", list, "home-comments"),
    ("consolidated_list", "giamdoc", lambda: [ConsolidatedList.objects.latest("pk").pk], "list-consulted"),
]
