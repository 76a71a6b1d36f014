from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflows.disagreements import disagreements


class Command(BaseCommand):
    help = "Finds documents whose open human tasks disagree with their state; exit code 1 when there is one."

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = 0
        for found in disagreements():
            self.stdout.write(str(found))
            count += 1
        if count:
            raise CommandError(f"{count} disagreements between tasks and states.")
        self.stdout.write("Every document's tasks agree with its state.")
