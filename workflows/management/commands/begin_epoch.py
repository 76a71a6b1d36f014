from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.seals.checkpoints import SealRefused
from workflows.seals.epochs import begin_epoch


class Command(BaseCommand):
    help = "Explains a restored backup in a signed record, so that sealing can go on. Give the record to the auditors."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reason", required=True, help="what happened, in one line")

    def handle(self, *, reason: str, **_options: Any) -> None:
        try:
            made = begin_epoch(reason=reason)
        except SealRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(made.note)
