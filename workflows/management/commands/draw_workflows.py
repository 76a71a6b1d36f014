from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.diagram import FOLDER, pages, stale


class Command(BaseCommand):
    help = f"Draws every state machine into {FOLDER}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="draw nothing; fail when a page is stale")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = stale()
        if options["check"] and found:
            raise CommandError("Stale: " + ", ".join(map(str, found)) + ". Run manage.py draw_workflows.")
        drawn = pages()
        for path in found:
            place = settings.BASE_DIR / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if path in drawn:
                place.write_text(drawn[path], encoding="utf-8")
            else:
                place.unlink()
            self.stdout.write(str(path))
