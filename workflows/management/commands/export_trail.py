from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.seals.checkpoints import SealRefused
from workflows.seals.export import BundleExists, export


class Command(BaseCommand):
    help = "Seals the trail and writes it as a bundle that verify_audit.py checks without this site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a new or empty folder")

    def handle(self, *, folder: Path, **_options: Any) -> None:
        try:
            counts = export(folder)
        except BundleExists:
            raise CommandError(f"{folder} is not empty; name a new folder.") from None
        except SealRefused as refusal:
            raise CommandError(str(refusal)) from None
        for name, count in counts.items():
            self.stdout.write(f"{count:>9,}  {name}")
        self.stdout.write(f"Bundle: {folder}. Check it with: python3 verify_audit.py {folder}")
