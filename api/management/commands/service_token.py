"""manage.py service_token USERNAME --name … [--scope act] [--days 365] | --revoke PREFIX"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.models import Token
from api.models.token import NAME
from api.services.tokens import make_token, revoke_token
from api.states import Scope, TokenKind
from organisation.models import User

LONGEST = 730  # days


class Command(BaseCommand):
    help = "Makes a token of an account for a program of the body itself, and prints it once; or revokes a token."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", nargs="?", help="the account in whose name the program asks")
        parser.add_argument("--name", default="", help="what the token is for")
        parser.add_argument("--scope", action="append", default=[], choices=Scope.values, help="beside reading")
        parser.add_argument("--days", type=int, default=365)
        parser.add_argument("--revoke", metavar="PREFIX", help="ends the token with this prefix")

    def handle(self, **options: Any) -> None:
        if options["revoke"]:
            self._revoke(options["revoke"])
        else:
            self._make(options)

    def _revoke(self, prefix: str) -> None:
        token = Token.objects.filter(prefix=prefix.removeprefix("vd_").rstrip("_…")).first()
        if token is None:
            raise CommandError(f"There is no token {prefix}.")
        revoke_token(token)
        self.stdout.write(f"Revoked: {token.name} ({token.prefix}), of {token.account.get_username()}.")

    def _make(self, options: dict[str, Any]) -> None:
        account = User.objects.filter(username=options["username"] or "", is_active=True).first()
        if account is None:
            raise CommandError("Name an account that is in use.")
        if not 0 < len(options["name"]) <= NAME or not 0 < options["days"] <= LONGEST:
            raise CommandError(f"Say what it is for (--name, at most {NAME} characters), for 1 to {LONGEST} days.")
        _token, secret = make_token(
            account, name=options["name"], scopes=options["scope"], days=options["days"], kind=TokenKind.SERVICE
        )
        self.stdout.write(secret)
