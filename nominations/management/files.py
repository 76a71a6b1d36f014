"""What every command that reads one file of people shares: its options, its refusals, the letters of old fonts."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from nominations.sheets.legacy import Encoding
from nominations.sheets.reading import ListFile
from organisation.models import Unit, User
from organisation.selectors import holders_of
from organisation.states import Role
from organisation.uploads import RefusedUpload
from workflows import clock
from workflows.errors import NotAllowed, NotPermitted


class FileCommand(BaseCommand, ABC):
    """Ends with words and exit code 1 where the file or the act is refused; `--json` says the same as data."""

    default_actor = ""  # who acts when no account is named

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--organisation", default="", metavar="CODE", help="where there are several")
        parser.add_argument("--as", dest="account", default="", metavar="ACCOUNT", help=f"if not {self.default_actor}")
        parser.add_argument("--letters", choices=["convert", "keep"], default="", help="of an old font")
        parser.add_argument("--dry-run", action="store_true", help="tell the fates and change nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object with each line's fate")

    @abstractmethod
    def told(self, file: Path, data: bytes, **options: Any) -> dict[str, Any]:
        """What became of the file, as plain data."""

    @abstractmethod
    def say(self, told: dict[str, Any]) -> None:
        """The same for people."""

    def handle(self, *, file: Path, **options: Any) -> None:
        with translation.override("vi"):
            try:
                told = self.told(file, _read(file), **options)
            except (RefusedUpload, NotAllowed, NotPermitted) as refusal:
                words = " ".join(getattr(refusal, "reasons", [])) or str(refusal) or "This account may not."
                if options["json"]:
                    self.stdout.write(json.dumps({"file": file.name, "refused": words}, ensure_ascii=False))
                raise CommandError(words) from None
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self.say(told)


def in_letters(read: Callable[[Encoding | None], ListFile], letters: str) -> tuple[ListFile, Encoding]:
    """The file as `read` reads it in the letters that were chosen. Raises CommandError when somebody has to choose."""
    found = read(None)
    if not found.asks:
        encoding = Encoding.UNICODE
    elif not letters:
        raise CommandError(f"The file is in {found.seems.value}, not in Unicode: add --letters convert, or keep.")
    else:
        encoding = found.seems if letters == "convert" else Encoding.UNICODE
    return (found if encoding is found.encoding else read(encoding)), encoding


def acting(account: str, unit: Unit, role: Role) -> User:
    """The account of the unit's organisation, or the one holder of the role in the unit. Raises CommandError."""
    if account:
        named = User.objects.filter(username=account, organisation=unit.organisation_id).first()
        if named is None:
            raise CommandError(f"There is no account “{account}” in that organisation.")
        return named
    holders = list(holders_of(role, unit, clock.now()))
    if len(holders) != 1:
        raise CommandError(f"{len(holders)} people are {role.value} of {unit.code}; say --as whom.")
    return holders[0]


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from None
