"""The demonstration's accounts, as a table or for scripts."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nominations.demo.people import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Prints the demonstration's accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for scripts: username, password, role, unit, name")

    def handle(self, **options: Any) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(accounts(), ensure_ascii=False, indent=2))
            return
        self.stdout.write("\nTài khoản trình diễn (người hư cấu) · demonstration accounts (invented people)")
        self.stdout.write(f"Mật khẩu chung · one password for all: {PASSWORD}\n")
        self.stdout.write(f"Mật khẩu khóa ký số hư cấu · passphrase of the invented signing keys: {PASSWORD}\n\n")
        for account in ACCOUNTS:
            role = f"{account.role.label}{f' ({account.unit})' if account.unit else ''}"
            self.stdout.write(f"  {account.username:<20} {role:<42} {account.full_name}")
        self.stdout.write("")


def accounts() -> list[dict[str, str]]:
    return [
        {
            "username": account.username, "password": PASSWORD, "role": account.role.value, "unit": account.unit,
            "name": account.full_name,
        }
        for account in ACCOUNTS
    ]  # fmt: skip
