from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.seals.notes import Signer


class Command(BaseCommand):
    help = "Makes a private key that seals the trail, in a file for SEAL_KEY_FILE; prints its public half."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the key's name, such as so-tttt.example.vn/2026; no spaces")
        parser.add_argument("file", type=Path, help="where to keep it; never on the database's machine alone")

    def handle(self, *, name: str, file: Path, **_options: Any) -> None:
        try:
            key = Signer.generate(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            raise CommandError(f"{file} exists; a key is never overwritten.") from None
        except ValueError as error:
            raise CommandError(str(error)) from None
        file.write_text(f"{key}\n", encoding="utf-8")
        self.stdout.write(str(key.verifier))
