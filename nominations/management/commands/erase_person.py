"""Removes what is kept of a person who asked for it. docs/decisions/erasure.md says what the law lets go."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from nominations.models import Erasure
from nominations.services import erasures
from nominations.traces import Place, places
from organisation.models import User
from workflows.errors import NotAllowed, NotPermitted


class Command(BaseCommand):
    help = "Erases a person's data on request: shows every place first, erases with --erase and two people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--nomination", type=int, action="append", default=[], metavar="KEY")
        parser.add_argument("--account", default="", help="the person's own account")
        parser.add_argument("--comment", action="append", default=[], metavar="CODE", help="what the person sent to us")
        parser.add_argument("--reason", required=True, help="the request: number and date, never the name")
        parser.add_argument("--explanation", default="", help="why although the campaign goes on")
        parser.add_argument("--requested-by", default="", metavar="ACCOUNT")
        parser.add_argument("--confirmed-by", default="", metavar="ACCOUNT", help="another person")
        parser.add_argument("--erase", action="store_true", help="without it nothing is changed")

    def handle(self, *, nomination: list[int], account: str, reason: str, erase: bool, **options: Any) -> None:
        if not nomination and not account and not options["comment"]:
            raise CommandError("Name a --nomination, an --account or a --comment.")
        try:
            person = erasures.person_of(nomination, account, options["comment"])
            if erase:
                asker, confirmer = (User.objects.get(username=options[who]) for who in ("requested_by", "confirmed_by"))
        except ObjectDoesNotExist as error:
            raise CommandError(str(error)) from None
        if not erase:
            self._say("would be erased", places(person))
            self.stdout.write("Nothing was changed. Add --erase, --requested-by and --confirmed-by.")
            return
        try:
            with transaction.atomic():
                asked = erasures.request_erasure(person, actor=asker, reason=reason, explanation=options["explanation"])
                found = erasures.erase(asked, actor=confirmer, reason=reason)
        except NotPermitted as refusal:
            words = str(refusal) or "they may not: it takes an administrator, and another one or the office's head"
            raise CommandError(words) from None
        except NotAllowed as refusal:
            raise CommandError(" ".join(refusal.reasons)) from None
        self._say("erased", found)
        self.stdout.write(str(Erasure.objects.get(pk=asked.pk)))
        self._forget_pages()

    def _say(self, what: str, found: list[Place]) -> None:
        for place in found:
            self.stdout.write(f"{len(place.keys):>6}  {place.name}")
        self.stdout.write(f"{sum(len(place.keys) for place in found):>6}  {what}")

    def _forget_pages(self) -> None:
        """What was deleted still stands in the file's free pages until it is packed."""
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
