"""Brings a file into a unit's list from the command line: the same reading, the same fates, the same transaction."""

import json
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from campaigns.models import Campaign, Round
from nominations.importing.fates import Fate, Preview, Row, preview_of
from nominations.models import Dossier
from nominations.services import dossiers, imports
from nominations.sheets.legacy import Encoding
from nominations.sheets.reading import ListFile, read_list
from organisation.models import Unit, User
from organisation.selectors import holders_of
from organisation.states import Role
from organisation.uploads import RefusedUpload
from workflows import clock
from workflows.canonical import sha256_hex
from workflows.errors import NotAllowed, NotPermitted


class Command(BaseCommand):
    help = "Reads a unit's list (XLSX, XLS, ODS, CSV, DOCX), tells each row's fate, and brings in what is new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--campaign", required=True, metavar="CODE")
        parser.add_argument("--unit", required=True, metavar="CODE")
        parser.add_argument("--organisation", default="", metavar="CODE", help="where two have a campaign of that code")
        parser.add_argument("--round", default="", metavar="CODE", help="where several take nominations")
        parser.add_argument("--as", dest="account", default="", metavar="ACCOUNT", help="if not its one officer")
        parser.add_argument("--letters", choices=["convert", "keep"], default="", help="of an old font")
        parser.add_argument("--take-likely", action="store_true", help="bring in probable duplicates too")
        parser.add_argument("--dry-run", action="store_true", help="tell the fates and change nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object with each row's fate")

    def handle(self, *, file: Path, **options: Any) -> None:
        with translation.override("vi"):
            try:
                told = self._told(file, **options)
            except (RefusedUpload, NotAllowed, NotPermitted) as refusal:
                words = " ".join(getattr(refusal, "reasons", [])) or str(refusal) or "This account may not."
                if options["json"]:
                    self.stdout.write(json.dumps({"file": file.name, "refused": words}, ensure_ascii=False))
                raise CommandError(words) from None
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self._say(told)

    def _told(self, file: Path, **options: Any) -> dict[str, Any]:
        round_, unit = self._place(options)
        data = self._data(file)
        dossier = Dossier.objects.filter(round=round_, unit=unit).first()
        known = imports.remembered(dossier) if dossier else {}
        read = read_list(data, file.name, known=known)
        encoding = self._encoding(read, options["letters"])
        if encoding is not read.encoding:
            read = read_list(data, file.name, encoding=encoding, known=known)
        preview = preview_of(read, campaign=round_.campaign, unit=unit, dossier=dossier)
        told = described(file.name, data, read, preview)
        if options["dry_run"]:
            return told
        take = [row.key for row in preview.of(Fate.LIKELY)] if options["take_likely"] else []
        if not preview.taken(take=take):
            return told
        actor = self._actor(unit, options["account"])
        dossier = dossiers.open_dossier(round_, unit, actor=actor)
        found = imports.take_list(dossier, ContentFile(data, file.name), actor=actor)
        found = imports.settle(found, encoding=encoding, headings=found.headings, actor=actor)
        done = imports.apply_list(found, actor=actor, take=take, seen_version=dossier.version)
        return told | {"created": len(done.created), "import": done.pk}

    def _place(self, options: dict[str, Any]) -> tuple[Round, Unit]:
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

    def _data(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from None

    def _encoding(self, read: ListFile, letters: str) -> Encoding:
        if not read.asks:
            return Encoding.UNICODE
        if not letters:
            raise CommandError(f"The file is in {read.seems.value}, not in Unicode: add --letters convert, or keep.")
        return read.seems if letters == "convert" else Encoding.UNICODE

    def _actor(self, unit: Unit, account: str) -> User:
        if account:
            found = User.objects.filter(username=account).first()
            if found is None:
                raise CommandError(f"There is no account “{account}”.")
            return found
        officers = list(holders_of(Role.UNIT_OFFICER, unit, clock.now()))
        if len(officers) != 1:
            raise CommandError(f"The unit has {len(officers)} officers; say --as whom.")
        return officers[0]

    def _say(self, told: dict[str, Any]) -> None:
        for row in told["rows"]:
            faults = "; ".join(f"{fault['cell']}: {fault['what']}" for fault in row["errors"])
            alike = f" ~ {row['twin']} ({row['score']} %)" if row["twin"] else ""
            self.stdout.write(
                f"{row['row']:>5}  {row['fate']:<6}  {row['name']}{alike}{'  ' if faults else ''}{faults}"
            )
        counts = ", ".join(f"{count} {fate}" for fate, count in told["counts"].items())
        self.stdout.write(f"{counts}; {told['created']} brought in.")


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
