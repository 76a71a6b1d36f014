"""Every paper of the plan's award path: what `make papers` writes and what is measured."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from documents.certificate import Certificates
from documents.paper import Paper
from nominations.demo import acts
from nominations.demo.council import council_papers, payment_list
from nominations.models import Decision, UnitLetter
from nominations.papers.awards import as_signed
from nominations.papers.kinds import FORMS, PAPERS
from nominations.services import letters
from workflows.models import Subject


@dataclass(frozen=True)
class Made:
    """A paper with the forms that it is written in, by the ending of the file."""

    name: str
    paper: Paper | Certificates
    forms: Mapping[str, Callable[[Any], bytes]]


def papers_after(decision: Decision) -> Iterator[Made]:
    """What the site prints of the walkthrough's objects, then the papers whose data are invented here."""
    letters.prepare(decision, actor=acts.who("chuyenvien"))
    for name, kind in PAPERS.items():
        yield Made(name, kind.draw(_example(kind.of, decision)), kind.forms)
    yield Made("decision", as_signed(decision).as_paper(), FORMS)
    invented = council_papers(decision) | {"payment_list": payment_list(decision)}
    for name, paper in invented.items():
        yield Made(name, paper, FORMS)


def _example(of: type[Subject], decision: Decision) -> Subject:
    """An object that shows the paper filled in."""
    granted = decision.consolidated_list.nominations.filter(kind="individual", state="awarded").first()
    found = {
        "campaigns.campaign": decision.campaign,
        "nominations.decision": decision,
        "nominations.consolidatedlist": decision.consolidated_list,
        "nominations.nomination": granted,
        "nominations.dossier": granted.dossier,
        "nominations.unitletter": UnitLetter.objects.filter(unit=granted.unit).first(),
    }
    return found[of._meta.label_lower]
