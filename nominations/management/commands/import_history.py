"""Brings past awards into the register from the command line: the same reading, the same fates, the same act."""

import json
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from nominations.models import HistoryImport, PastAward
from nominations.services import histories
from nominations.sheets.headings import key_of
from nominations.sheets.legacy import Encoding
from nominations.sheets.reading import ListFile
from nominations.states import LineChoice
from organisation.models import Organisation, User
from organisation.selectors import holders_of
from organisation.states import Role
from organisation.uploads import RefusedUpload
from workflows import clock
from workflows.errors import NotAllowed, NotPermitted

TOLD = ("number", "full_name", "fate", "score", "faults")


class Command(BaseCommand):
    help = "Reads past awards (XLSX, XLS, ODS, CSV), tells each line's fate, and brings in what is new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--organisation", default="", metavar="CODE", help="where there are several")
        parser.add_argument("--as", dest="account", default="", metavar="ACCOUNT", help="if not its one head of office")
        parser.add_argument("--letters", choices=["convert", "keep"], default="", help="of an old font")
        parser.add_argument(
            "--likely", choices=["same", "another", "leave"], default="leave", help="probable conflicts"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell the fates and change nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object with each line's fate")

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
        body = self._body(options["organisation"])
        actor = self._actor(body, options["account"])
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from None
        read = histories.read_history(data, file.name, body)
        encoding = self._encoding(read, options["letters"])
        if encoding is not read.encoding:
            read = histories.read_history(data, file.name, body, encoding=encoding)
        if options["dry_run"]:
            return histories.rehearsed(body, read, file.name, actor=actor, tell=_described)
        found = histories.take_history(body, ContentFile(data, file.name), actor=actor)
        found = histories.settle(found, encoding=encoding, headings=_headings(read), actor=actor)
        if options["likely"] != LineChoice.LEAVE:
            seen = (found.version, found.content_hash)
            found = histories.choose(found, {}, actor=actor, seen=seen, rest=options["likely"])
        told = _described(found)
        if found.taken:
            histories.bring_in(found, actor=actor)
            told |= {"brought_in": found.taken, "import": found.pk}
        return told

    def _body(self, code: str) -> Organisation:
        bodies = Organisation.objects.filter(code=code) if code else Organisation.objects.all()
        if bodies.count() != 1:
            raise CommandError(f"There are {bodies.count()} organisations; see --organisation.")
        return bodies.get()

    def _actor(self, body: Organisation, account: str) -> User:
        if account:
            found = User.objects.filter(username=account, organisation=body).first()
            if found is None:
                raise CommandError(f"There is no account “{account}” in that organisation.")
            return found
        root = body.units.filter(parent=None, is_external=False).first()
        heads = list(holders_of(Role.OFFICE_HEAD, root, clock.now())) if root else []
        if len(heads) != 1:
            raise CommandError(f"The office has {len(heads)} heads; say --as whom.")
        return heads[0]

    def _encoding(self, read: ListFile, letters: str) -> Encoding:
        if not read.asks:
            return Encoding.UNICODE
        if not letters:
            raise CommandError(f"The file is in {read.seems.value}, not in Unicode: add --letters convert, or keep.")
        return read.seems if letters == "convert" else Encoding.UNICODE

    def _say(self, told: dict[str, Any]) -> None:
        for line in told["lines"]:
            faults = "; ".join(f"{cell}: {words}" for cell, words in line["faults"])
            alike = f" ({line['score']} %)" if line["score"] else ""
            self.stdout.write(f"{line['number']:>6}  {line['fate']:<6}  {line['full_name']}{alike}  {faults}".rstrip())
        counts = ", ".join(f"{count} {fate}" for fate, count in told["counts"].items())
        self.stdout.write(f"{counts}; {told['brought_in']} brought in.")


def _headings(read: ListFile) -> dict[str, str]:
    """The columns as they were guessed or remembered."""
    return {
        key_of(heading): what.value
        for table in read.tables
        for heading, what in zip(table.headings, table.fields, strict=True)
    }


def _described(found: HistoryImport) -> dict[str, Any]:
    """Every line with its fate, as plain data."""
    lines = PastAward.objects.filter(history=found).order_by("pk").values(*TOLD)
    return {
        "file": found.name, "sha256": found.sha256, "counts": found.fates, "lines": list(lines), "brought_in": 0,
    }  # fmt: skip
