"""`make walkthrough`: the award path of the plan, on a database of its own that is dropped afterwards."""

import json
import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test.utils import override_settings

from nominations import walkthrough
from workflows import outbox
from workflows.seals.checkpoints import seal
from workflows.seals.export import export
from workflows.seals.notes import Signer


class Command(BaseCommand):
    help = "Plays the plan's award path, prints each act, writes the decision and the trail, verifies every chain."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=Path("build/walkthrough"), metavar="DIR")

    def handle(self, *, out: Path, **_options: Any) -> None:
        out.mkdir(parents=True, exist_ok=True)
        for folder in ("bundle", "checkpoints"):
            shutil.rmtree(out / folder, ignore_errors=True)
        key = Signer.generate("walkthrough.example")
        (out / "keys").write_text(f"{key.verifier}\n", encoding="utf-8")
        anchors = override_settings(SEAL_KEY=str(key), SEAL_ANCHORS=str(out / "checkpoints"))
        with walkthrough.own_database(), anchors:
            self._play(out)

    def _play(self, out: Path) -> None:
        decision = walkthrough.play(self.stdout.write, settle=_settle)
        with decision.pdf.open("rb") as made:
            (out / "decision.pdf").write_bytes(made.read())
        events = walkthrough.trail()
        (out / "trail.json").write_text(json.dumps(events, ensure_ascii=False, indent=1), encoding="utf-8")
        export(out / "bundle")
        faults = walkthrough.faults()
        self.stdout.write(f"\n{decision}: {out / 'decision.pdf'}")
        self.stdout.write(f"Đề nghị theo trạng thái: {walkthrough.totals()}")
        self.stdout.write(f"Nhật ký: {len(events)} sự kiện, {out / 'trail.json'}")
        self.stdout.write(
            f"Gói nhật ký: python3 verify_audit.py {out / 'bundle'} --keys {out / 'keys'} --held {out / 'checkpoints'}"
        )
        if faults:
            raise CommandError(f"Chuỗi sự kiện hỏng: {faults[0]}")
        self.stdout.write("Mọi chuỗi sự kiện đều toàn vẹn.")


def _settle() -> None:
    """What follows from the acts so far is done, and the trail sealed, before the next day."""
    while outbox.drain():
        pass
    seal("walkthrough")
