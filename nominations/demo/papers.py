"""Every paper of the plan's award path: what `make papers` writes and what is measured."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from campaigns.models import Campaign, CampaignReport
from documents.certificate import Certificates
from documents.paper import Paper
from nominations.demo import acts, reports
from nominations.demo.council import INVENTED_PAPERS
from nominations.demo.story import at
from nominations.models import Decision, UnitLetter
from nominations.papers.awards import as_signed
from nominations.papers.kinds import FORMS, PAPERS
from nominations.selectors import signed_replacements_for, signed_revocations_for
from nominations.services import amendments, letters, replacements, revocations
from workflows import clock
from workflows.models import Subject

LAST = ("replacement_text", "replacement")
NAMES = (
    *(name for name in PAPERS if name not in (*INVENTED_PAPERS, *LAST)), "decision", "revocation",
    *INVENTED_PAPERS, *LAST,
)  # fmt: skip
THEN = at(26, 8, 9)  # after the last day of the walkthrough
WRONG = "Chức vụ của một cá nhân ghi thiếu (hư cấu)"
FINDING = "Kết luận số 04/KL-TTr ngày 24/8/2013 của Thanh tra Sở (hư cấu)"


@dataclass(frozen=True)
class Made:
    """A paper with the forms that it is written in, by the ending of the file."""

    name: str
    paper: Paper | Certificates
    forms: Mapping[str, Callable[[Any], bytes]]


def papers_after(decision: Decision) -> Iterator[Made]:
    """One of each of `NAMES`: what the site prints of the walkthrough's objects, then what is invented after it."""
    with clock.moved_to(THEN):
        letters.prepare(decision, actor=acts.who("chuyenvien"))
        revocation = _revocation(decision)
        for name, kind in PAPERS.items():
            if name in INVENTED_PAPERS or kind.readable is signed_replacements_for:
                continue  # the plan names no money: the list of payments is an invented one; a replacement comes last
            one = revocation if kind.readable is signed_revocations_for else _example(kind.of, decision)
            yield Made(name, kind.draw(one), kind.forms)
        for name, signed in (("decision", decision), ("revocation", revocation)):
            yield Made(name, as_signed(signed).as_paper(), FORMS)
        for name, draw in INVENTED_PAPERS.items():
            yield Made(name, draw(decision), FORMS)
        replacement = _replacement(decision, revocation)
        yield Made("replacement_text", PAPERS["replacement_text"].draw(replacement), PAPERS["replacement_text"].forms)
        yield Made("replacement", as_signed(replacement).as_paper(), FORMS)


def _revocation(decision: Decision) -> Decision:
    """Of one award, signed and not yet issued: the award still stands on the other papers."""
    line = decision.consolidated_list.nominations.filter(kind="individual", state="awarded").last()
    draft = revocations.propose(decision, [line.pk], ground="a", finding=FINDING, actor=acts.who("chuyenvien"))
    amendments.sign(draft, actor=acts.who("phogiamdoc"))
    return draft


def _replacement(decision: Decision, revocation: Decision) -> Decision:
    """Of what is left once the revocation is in force: a decision takes one draft at a time."""
    revocations.enact(revocation, actor=acts.who("vanthu"))
    line = decision.consolidated_list.nominations.filter(kind="individual", state="awarded").first()
    words = {line.pk: {"position": f"{line.position}, Phó Bí thư chi đoàn"}}
    draft = replacements.propose(decision, words, finding=WRONG, actor=acts.who("chuyenvien"))
    amendments.sign(draft, actor=acts.who("phogiamdoc"))
    return draft


def _report(campaign: Campaign) -> CampaignReport:
    """What the office presents after the walkthrough's last day."""
    reports.tell(campaign, replace(reports.STORY[-1], day=THEN.date()))
    return campaign.reports.latest("pk")


def _example(of: type[Subject], decision: Decision) -> Subject:
    """An object that shows the paper filled in."""
    granted = decision.consolidated_list.nominations.filter(kind="individual", state="awarded").first()
    found = {
        "campaigns.campaign": decision.campaign,
        "nominations.decision": decision,
        "nominations.consolidatedlist": decision.consolidated_list,
        "nominations.nomination": granted,
        "nominations.dossier": granted.dossier,
        "campaigns.campaignreport": decision.campaign.reports.last() or _report(decision.campaign),
        "nominations.unitletter": UnitLetter.objects.filter(unit=granted.unit).first(),
    }
    return found[of._meta.label_lower]
