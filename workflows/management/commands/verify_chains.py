import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.verification import Tally, verify_everything


class Command(BaseCommand):
    help = "Checks every chain of the trail in the database; exit code 1 names the first bad event."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object instead of words")

    def handle(self, *_args: Any, **options: Any) -> None:
        tallies = verify_everything()
        total = sum(tallies.values(), Tally())
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(total, tallies)))
        else:
            for kind, tally in tallies.items():
                self.stdout.write(f"{kind}: {tally.objects} objects, {tally.events} events, {tally.faults} faults")
        if total.first:
            raise CommandError(f"The trail is broken at {_named(total)}. {total.faults} faults in all.")


def _named(tally: Tally) -> str:
    found = tally.first
    return f"{found.object_type} {found.object_id}, event {found.seq}: {found.fault}" if found else ""


def _as_json(total: Tally, tallies: dict[str, Tally]) -> dict[str, Any]:
    kinds = {kind: [tally.objects, tally.events, tally.faults] for kind, tally in tallies.items()}
    return {
        "ok": total.first is None, "objects": total.objects, "events": total.events, "faults": total.faults,
        "first": vars(total.first) if total.first else None, "kinds": kinds,
    }  # fmt: skip
