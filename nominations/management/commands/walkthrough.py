"""`make walkthrough`: the campaign of the plan, on a database of its own that is dropped afterwards."""

import json
import shutil
import warnings
from html import unescape
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from documents.pdf import render_pdf
from nominations import walkthrough
from nominations.models import Decision
from nominations.papers.report import campaign_report
from nominations.selectors import granted_in
from workflows import outbox
from workflows.seals.checkpoints import seal
from workflows.seals.export import export
from workflows.seals.notes import Signer


class Command(BaseCommand):
    help = "Plays the plan's whole campaign, prints each act, writes its papers and the trail, verifies every chain."

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
        played = walkthrough.play(self.stdout.write, settle=_settle)
        with played.decision.pdf.open("rb") as made:
            (out / "decision.pdf").write_bytes(made.read())
        (out / "review.pdf").write_bytes(render_pdf(campaign_report(played.review)))
        (out / "honoured.html").write_bytes(_portal_page(played.decision))
        events = walkthrough.trail()
        (out / "trail.json").write_text(json.dumps(events, ensure_ascii=False, indent=1), encoding="utf-8")
        export(out / "bundle")
        faults = walkthrough.faults()
        self.stdout.write(f"\n{played.decision}: {out / 'decision.pdf'}")
        self.stdout.write(f"{played.review}: {out / 'review.pdf'}")
        self.stdout.write(f"Danh sách khen thưởng trên cổng công khai: {out / 'honoured.html'}")
        self.stdout.write(f"Đề nghị theo trạng thái: {walkthrough.totals()}")
        self.stdout.write(f"Nhật ký: {len(events)} sự kiện, {out / 'trail.json'}")
        self.stdout.write(
            f"Gói nhật ký: python3 verify_audit.py {out / 'bundle'} --keys {out / 'keys'} --held {out / 'checkpoints'}"
        )
        if faults:
            raise CommandError(f"Chuỗi sự kiện hỏng: {faults[0]}")
        self.stdout.write("Mọi chuỗi sự kiện đều toàn vẹn.")


def _portal_page(decision: Decision) -> bytes:
    """What an anonymous visitor of the public portal reads. Raises CommandError when a name is missing there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles were not collected; the page names them all the same
        page = Client().get(reverse("portal_decision", args=[decision.pk]), HTTP_HOST="localhost").content
    names = granted_in(decision).values_list("full_name", flat=True)
    if missing := [name for name in names if name not in unescape(page.decode())]:
        raise CommandError(f"Cổng công khai thiếu: {', '.join(missing)}")
    return page


def _settle() -> None:
    """What follows from the acts so far is done, and the trail sealed, before the next day."""
    while outbox.drain():
        pass
    seal("walkthrough")
