"""manage.py webhook USERNAME --name … --url … [--kind dossiers] [--verb issue] | --off ID"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.desk.webhooks import WebhookForm
from api.models import Webhook
from api.services.webhooks import make_webhook, turn_off
from organisation.models import User


class Command(BaseCommand):
    help = "Makes a webhook of an account for a program of the body itself, and prints its secret once; or ends one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", nargs="?", help="the account whose sight the webhook has")
        parser.add_argument("--name", default="", help="what it is for")
        parser.add_argument("--url", default="", help="the https address that is called")
        parser.add_argument("--kind", action="append", default=[], help="only these kinds, as in addresses")
        parser.add_argument("--verb", action="append", default=[], help="only these verbs")
        parser.add_argument("--off", metavar="ID", type=int, help="turns this one off")

    def handle(self, **options: Any) -> None:
        if options["off"] is not None:
            self._end(options["off"])
        else:
            self._make(options)

    def _end(self, pk: int) -> None:
        found = Webhook.objects.filter(pk=pk).first()
        if found is None:
            raise CommandError(f"There is no webhook {pk}.")
        turn_off(found)
        self.stdout.write(f"Off: {found.name} ({found.url}), of {found.account.get_username()}.")

    def _make(self, options: dict[str, Any]) -> None:
        account = User.objects.filter(username=options["username"] or "", is_active=True).first()
        if account is None:
            raise CommandError("Name an account that is in use.")
        asked = {"kinds": options["kind"], "verbs": " ".join(options["verb"])}
        form = WebhookForm({"name": options["name"], "url": options["url"], **asked})
        if not form.is_valid():
            raise CommandError("; ".join(f"{name}: {words}" for name, all_ in form.errors.items() for words in all_))
        webhook, secret = make_webhook(account, **form.cleaned_data)
        self.stdout.write(f"{webhook.pk} {secret}")
