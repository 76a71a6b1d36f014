"""Brings a file into a unit's list from the command line: the same reading, the same fates, the same transaction."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import CommandError, CommandParser

from campaigns.models import Campaign, Round
from nominations.importing.fates import Fate, Preview, Row, preview_of
from nominations.management.files import FileCommand, acting, in_letters
from nominations.models import Dossier
from nominations.services import dossiers, imports
from nominations.sheets.reading import ListFile, read_list
from organisation.models import Unit
from organisation.states import Role
from workflows.canonical import sha256_hex


class Command(FileCommand):
    help = "Reads a unit's list (XLSX, XLS, ODS, CSV, DOCX), tells each row's fate, and brings in what is new."
    default_actor = "its one officer"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--campaign", required=True, metavar="CODE")
        parser.add_argument("--unit", required=True, metavar="CODE")
        parser.add_argument("--round", default="", metavar="CODE", help="where several take nominations")
        parser.add_argument("--take-likely", action="store_true", help="bring in probable duplicates too")

    def told(self, file: Path, data: bytes, **options: Any) -> dict[str, Any]:
        round_, unit = _place(options)
        dossier = Dossier.objects.filter(round=round_, unit=unit).first()
        known = imports.remembered(dossier) if dossier else {}
        read, encoding = in_letters(
            lambda encoding: read_list(data, file.name, encoding=encoding, known=known), options["letters"]
        )
        preview = preview_of(read, campaign=round_.campaign, unit=unit, dossier=dossier)
        told = described(file.name, data, read, preview)
        take = [row.key for row in preview.of(Fate.LIKELY)] if options["take_likely"] else []
        if options["dry_run"] or not preview.taken(take=take):
            return told
        actor = acting(options["account"], unit, Role.UNIT_OFFICER)
        dossier = dossiers.open_dossier(round_, unit, actor=actor)
        found = imports.take_list(dossier, ContentFile(data, file.name), actor=actor)
        found = imports.settle(found, encoding=encoding, headings=found.headings, actor=actor)
        done = imports.apply_list(found, actor=actor, take=take, seen_version=dossier.version)
        return told | {"created": len(done.created), "import": done.pk}

    def say(self, told: dict[str, Any]) -> None:
        for row in told["rows"]:
            faults = "; ".join(f"{fault['cell']}: {fault['what']}" for fault in row["errors"])
            alike = f" ~ {row['twin']} ({row['score']} %)" if row["twin"] else ""
            self.stdout.write(
                f"{row['row']:>5}  {row['fate']:<6}  {row['name']}{alike}{'  ' if faults else ''}{faults}"
            )
        counts = ", ".join(f"{count} {fate}" for fate, count in told["counts"].items())
        self.stdout.write(f"{counts}; {told['created']} brought in.")


def _place(options: dict[str, Any]) -> tuple[Round, Unit]:
    campaigns = Campaign.objects.filter(code=options["campaign"])
    if options["organisation"]:
        campaigns = campaigns.filter(organisation__code=options["organisation"])
    if campaigns.count() != 1:
        raise CommandError(f"There are {campaigns.count()} campaigns “{options['campaign']}”; see --organisation.")
    campaign = campaigns.get()
    unit = Unit.objects.filter(organisation=campaign.organisation_id, code=options["unit"]).first()
    if unit is None:
        raise CommandError(f"There is no unit “{options['unit']}” in that organisation.")
    rounds = [one for one in campaign.rounds.select_related("campaign").order_by("pk") if one.takes_nominations]
    rounds = [one for one in rounds if options["round"] in ("", one.code)]
    if len(rounds) != 1:
        codes = ", ".join(one.code for one in rounds) or "none"
        raise CommandError(f"Name the --round; that take nominations: {codes}.")
    return rounds[0], unit


def described(name: str, data: bytes, read: ListFile, preview: Preview) -> dict[str, Any]:
    """Every row with its fate, as plain data."""
    return {
        "file": name, "sha256": sha256_hex(data), "kind": read.kind.extension, "encoding": read.encoding.value,
        "columns": [dict(zip(table.headings, map(str, table.fields), strict=False)) for table in read.tables],
        "rows": [_row(row) for row in preview.rows], "counts": preview.counts, "created": 0,
    }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    twin = row.twin
    named = f"row {row.twin.number}" if row.twin_is_row else getattr(twin, "code", "")  # type: ignore[union-attr]
    return {
        "sheet": row.entry.sheet, "row": row.entry.number, "kind": row.entry.kind, "name": row.entry.name,
        "fate": row.fate.value, "score": row.score, "twin": named,
        "errors": [{"cell": fault.cell, "what": fault.words} for fault in row.entry.faults], "notes": row.entry.notes,
    }  # fmt: skip
