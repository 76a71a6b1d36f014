import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.seals.checkpoints import SealRefused, known_keys
from workflows.seals.export import export

VERIFIER = Path(settings.BASE_DIR) / "verify_audit.py"


class Command(BaseCommand):
    help = "The same check as the auditor's, in place: exports the trail into a temporary folder and verifies it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--held", type=Path, action="append", default=[], help="checkpoints kept outside")
        parser.add_argument("--keys", type=Path, help="public keys kept outside; else those of the database")
        parser.add_argument("--lang", choices=["vi", "en"], default="vi")

    def handle(self, *, held: list[Path], keys: Path | None, lang: str, **_options: Any) -> None:
        with tempfile.TemporaryDirectory(prefix="trail-") as folder:
            trusted = keys or Path(folder) / "keys"
            if keys is None:
                trusted.write_text("".join(f"{key}\n" for key in known_keys()), encoding="utf-8")
            bundle = Path(folder) / "bundle"
            try:
                export(bundle)
            except SealRefused as refusal:
                raise CommandError(str(refusal)) from None
            command = [sys.executable, "-I", "-S", str(VERIFIER), str(bundle), "--keys", str(trusted), "--lang", lang]
            outside = [Path(settings.SEAL_ANCHORS)] if settings.SEAL_ANCHORS else []
            for place in [*held, *filter(Path.exists, outside)]:
                command += ["--held", str(place)]
            code = subprocess.run(command, check=False).returncode  # noqa: S603 - our own file, no shell
        if code:
            raise CommandError(f"The trail is not whole: exit code {code} of verify_audit.py.", returncode=code)
