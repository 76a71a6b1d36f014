"""Emptying the test database between transactional tests, which the guards of the trail rightly refuse."""

from typing import Any

from django.core.management.commands.flush import Command as Flush

from workflows import triggers


class Command(Flush):
    def handle(self, **options: Any) -> None:
        triggers.uninstall(options["database"])
        super().handle(**options)
        triggers.install(options["database"])
