from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError, CommandParser

from nominations.models import LegalHold, Nomination
from nominations.services import erasures
from organisation.models import User


class Command(BaseCommand):
    help = "Holds a nomination's data against erasure, or lifts the hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nomination", type=int)
        parser.add_argument("--by", required=True, metavar="ACCOUNT")
        parser.add_argument("--reason", default="", help="why; with --lift not asked for")
        parser.add_argument("--lift", action="store_true")

    def handle(self, *, nomination: int, by: str, reason: str, lift: bool, **_options: Any) -> None:
        try:
            subject, actor = Nomination.objects.get(pk=nomination), User.objects.get(username=by)
        except ObjectDoesNotExist as error:
            raise CommandError(str(error)) from None
        if not lift and not reason.strip():
            raise CommandError("Say why with --reason.")
        if lift:
            for hold in LegalHold.objects.filter(nomination=subject, lifted_at=None):
                erasures.lift_hold(hold, actor=actor)
        else:
            erasures.place_hold(subject, actor=actor, reason=reason)
        standing = LegalHold.objects.filter(nomination=subject, lifted_at=None).count()
        self.stdout.write(f"{subject.code}: {standing} standing")
