"""`make papers`: every paper of the award path, drawn from the plan's walkthrough, as PDF and as Word."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from nominations import walkthrough
from nominations.demo.papers import papers_after


class Command(BaseCommand):
    help = "Plays the plan's award path on a database of its own and writes every paper of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=Path("build/papers"), metavar="DIR")

    def handle(self, *, out: Path, **_options: Any) -> None:
        out.mkdir(parents=True, exist_ok=True)
        with walkthrough.own_database(), translation.override("vi"):
            for made in papers_after(walkthrough.play_award_path(lambda _line: None)):
                for form, render in made.forms.items():
                    path = out / f"{made.name}.{form}"
                    path.write_bytes(render(made.paper))
                    self.stdout.write(str(path))
