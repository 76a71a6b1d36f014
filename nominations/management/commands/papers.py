"""`make papers`: every paper of the award path, drawn from the plan's walkthrough, as PDF and as Word."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from nominations import walkthrough
from nominations.demo import acts
from nominations.models import Decision, UnitLetter
from nominations.papers.kinds import PAPERS, printed
from nominations.services import letters
from workflows.models import Subject


class Command(BaseCommand):
    help = "Plays the plan's award path on a database of its own and writes every paper of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=Path("build/papers"), metavar="DIR")

    def handle(self, *, out: Path, **_options: Any) -> None:
        out.mkdir(parents=True, exist_ok=True)
        with walkthrough.own_database(), translation.override("vi"):
            decision = walkthrough.play(lambda _line: None)
            letters.prepare(decision, actor=acts.who("chuyenvien"))
            for name, kind in PAPERS.items():
                subject = _example(kind.of, decision)
                for form in kind.forms:
                    path = out / f"{name}.{form}"
                    path.write_bytes(printed(kind, subject, form))
                    self.stdout.write(str(path))


def _example(of: type[Subject], decision: Decision) -> Subject:
    """An object that shows the paper filled in."""
    granted = decision.consolidated_list.nominations.filter(kind="individual", state="awarded").first()
    found = {
        "nominations.decision": decision,
        "nominations.consolidatedlist": decision.consolidated_list,
        "nominations.nomination": granted,
        "nominations.dossier": granted.dossier,
        "nominations.unitletter": UnitLetter.objects.filter(unit=granted.unit).first(),
    }
    return found[of._meta.label_lower]
