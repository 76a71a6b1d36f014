"""`manage.py index_search`: writes the search index anew; needed once, on a database older than the index."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from search.triggers import install, rebuild


class Command(BaseCommand):
    help = "Writes the search index anew from what it indexes."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with transaction.atomic():
            install()
            count = rebuild()
        self.stdout.write(f"{count} entries")
