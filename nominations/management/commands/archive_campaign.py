from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaigns.models import Campaign
from nominations.archive.packing import write
from nominations.effects import store_pdfs
from workflows.seals.checkpoints import SealRefused


class Command(BaseCommand):
    help = "Writes the package of a campaign for the archive: papers, indexes, trail, checksums (a ZIP)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--campaign", required=True, metavar="CODE")
        parser.add_argument("--organisation", default="", metavar="CODE", help="where two have a campaign of that code")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="a new file")

    def handle(self, *, campaign: str, organisation: str, out: Path, **_options: Any) -> None:
        found = self._campaign(campaign, organisation)
        if out.exists():
            raise CommandError(f"{out} is there already; name a new file.")
        unfinished = out.with_name(f".{out.name}.part")
        try:
            store_pdfs(found)
            exit_code, papers = write(found, unfinished)
            unfinished.rename(out)
        except SealRefused as refusal:
            raise CommandError(str(refusal)) from None
        finally:
            unfinished.unlink(missing_ok=True)
        self.stdout.write(f"{papers} files, trail checked with exit {exit_code}: {out}")

    def _campaign(self, code: str, organisation: str) -> Campaign:
        found = Campaign.objects.filter(code=code).select_related("organisation")
        if organisation:
            found = found.filter(organisation__code=organisation)
        if not found:
            raise CommandError(f"There is no campaign “{code}”.")
        if len(found) > 1:
            owners = ", ".join(sorted(one.organisation.code for one in found))
            raise CommandError(f"Several organisations have a campaign “{code}”; add --organisation: {owners}.")
        return found[0]
