"""Brings past awards into the register from the command line: the same reading, the same fates, the same act."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import CommandError, CommandParser

from nominations.management.files import FileCommand, acting, in_letters
from nominations.models import HistoryImport, PastAward
from nominations.services import histories
from nominations.sheets.headings import key_of
from nominations.sheets.reading import ListFile
from nominations.states import LineChoice
from organisation.models import Organisation
from organisation.selectors import root_unit
from organisation.states import Role

TOLD = ("number", "full_name", "fate", "score", "faults")


class Command(FileCommand):
    help = "Reads past awards (XLSX, XLS, ODS, CSV), tells each line's fate, and brings in what is new."
    default_actor = "its one head of office"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--likely", choices=["same", "another", "leave"], default="leave", help="probable conflicts"
        )

    def told(self, file: Path, data: bytes, **options: Any) -> dict[str, Any]:
        body = _body(options["organisation"])
        actor = acting(options["account"], root_unit(body.pk), Role.OFFICE_HEAD)
        read, encoding = in_letters(
            lambda encoding: histories.read_history(data, file.name, body, encoding=encoding), options["letters"]
        )
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

    def say(self, told: dict[str, Any]) -> None:
        for line in told["lines"]:
            faults = "; ".join(f"{cell}: {words}" for cell, words in line["faults"])
            alike = f" ({line['score']} %)" if line["score"] else ""
            self.stdout.write(f"{line['number']:>6}  {line['fate']:<6}  {line['full_name']}{alike}  {faults}".rstrip())
        counts = ", ".join(f"{count} {fate}" for fate, count in told["counts"].items())
        self.stdout.write(f"{counts}; {told['brought_in']} brought in.")


def _body(code: str) -> Organisation:
    bodies = Organisation.objects.filter(code=code) if code else Organisation.objects.all()
    if bodies.count() != 1:
        raise CommandError(f"There are {bodies.count()} organisations; see --organisation.")
    return bodies.get()


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
