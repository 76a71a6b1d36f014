from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.seals.checkpoints import SealRefused, rotate
from workflows.seals.notes import BadNote, Signer


class Command(BaseCommand):
    help = "Lets a new key take over: both sign one checkpoint. Then name the new file in SEAL_KEY_FILE and restart."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", type=Path)
        parser.add_argument("new", type=Path)

    def handle(self, *, old: Path, new: Path, **_options: Any) -> None:
        try:
            made = rotate(*(Signer.parse(file.read_text(encoding="utf-8")) for file in (old, new)))
        except (SealRefused, BadNote, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(made.note)
