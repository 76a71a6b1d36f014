"""`make walkthrough`: the award path of the plan, on a database of its own that is dropped afterwards."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from nominations import walkthrough
from workflows import outbox


class Command(BaseCommand):
    help = "Plays the plan's award path, prints each act, writes decision.pdf and trail.json, verifies every chain."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=Path("build/walkthrough"), metavar="DIR")

    def handle(self, *, out: Path, **_options: Any) -> None:
        out.mkdir(parents=True, exist_ok=True)
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self._play(out)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)

    def _play(self, out: Path) -> None:
        decision = walkthrough.play(self.stdout.write)
        while outbox.drain():
            pass
        decision = type(decision).objects.get(pk=decision.pk)
        with decision.pdf.open("rb") as made:
            (out / "decision.pdf").write_bytes(made.read())
        events = walkthrough.trail()
        (out / "trail.json").write_text(json.dumps(events, ensure_ascii=False, indent=1), encoding="utf-8")
        faults = walkthrough.faults()
        self.stdout.write(f"\n{decision}: {out / 'decision.pdf'}")
        self.stdout.write(f"Đề nghị theo trạng thái: {walkthrough.totals()}")
        self.stdout.write(f"Nhật ký: {len(events)} sự kiện, {out / 'trail.json'}")
        if faults:
            raise CommandError(f"Chuỗi sự kiện hỏng: {faults[0]}")
        self.stdout.write("Mọi chuỗi sự kiện đều toàn vẹn.")
