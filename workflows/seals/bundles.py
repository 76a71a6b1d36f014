"""The bundle at one press: exported, checked by verify_audit.py, packed as a ZIP, in the background.

The file holds the words of the whole installation, so it is kept a day and no longer: what is erased later must not
live on in it. Reasons: docs/decisions/bundle-at-one-press.md.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from workflows import clock, outbox, work
from workflows.effects import effect
from workflows.lanes import Lane
from workflows.models import Bundle, Checkpoint, OutboxEntry
from workflows.seals.checkpoints import SealRefused, known_keys
from workflows.seals.export import export

VERIFIER = Path(settings.BASE_DIR) / "verify_audit.py"
README = Path(__file__).with_name("bundle_readme.txt")
KEPT = timedelta(days=1)
STEPS = (
    _("Niêm phong và xuất nhật ký"), _("Kiểm tra bằng verify_audit.py"), _("Đóng thành tệp ZIP"), _("Lưu tệp"),
)  # fmt: skip
CHUNK = 1 << 20


def order(actor: Any) -> Bundle:
    """A new bundle, or the one that is being packed for the same account."""
    now = clock.now()
    waiting = Bundle.objects.filter(
        ordered_by=actor, done_at=None, cancelled_at=None, ordered_at__gt=now - work.LONGEST
    )
    if known := waiting.order_by("-pk").first():
        return known
    made = Bundle.objects.create(ordered_by=actor, ordered_at=now)
    outbox.add("workflows.pack_bundle", made)
    return made


@effect("workflows.pack_bundle", Lane.LONG)
def pack_bundle(entry: OutboxEntry) -> None:
    """May run twice: whoever comes second finds it done, or being done."""
    made = work.take_up(Bundle, entry.object_id, total=len(STEPS))
    if made is None:
        return
    try:
        _pack(made)
    except work.Stopped:
        return
    except Exception as error:
        work.give_back(made, str(error) if isinstance(error, SealRefused) else type(error).__name__)
        raise


def _pack(made: Bundle) -> None:
    with tempfile.TemporaryDirectory(prefix="bundle-") as place:
        folder = Path(place)
        export(folder / "trail")
        work.advance(made, 1)
        keys = folder / "keys.txt"
        keys.write_text("".join(f"{key}\n" for key in known_keys()), encoding="utf-8")
        exit_code, report = examined(folder / "trail", keys, folder / "report.txt")
        work.advance(made, 2)
        manifest = json.loads((folder / "trail" / "manifest.json").read_text(encoding="utf-8"))
        checkpoint = Checkpoint.objects.filter(origin=manifest["origin"], size=manifest["size"]).first()
        packed = folder / "bundle.zip"
        _zip(packed, folder, checkpoint)
        size, sha256 = packed.stat().st_size, work.sha256_of(packed)
        work.advance(made, 3)
        with packed.open("rb") as file:
            made.file.save(f"{made.pk}-{sha256[:12]}.zip", File(file), save=False)
    try:
        work.finish(
            made,
            exit_code=exit_code,
            report=report,
            checkpoint=checkpoint,
            size=size,
            sha256=sha256,
            file=made.file.name,
        )
    except work.Stopped:  # cancelled while the file was stored
        made.file.delete(save=False)
        raise


def examined(bundle: Path, keys: Path, report: Path) -> tuple[int, dict[str, Any]]:
    """What verify_audit.py says of the folder, as a program of its own, as the auditor will run it."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(bundle), "--keys", str(keys), "--json"]
    if settings.SEAL_ANCHORS and Path(settings.SEAL_ANCHORS).exists():
        command += ["--held", settings.SEAL_ANCHORS]
    answer = subprocess.run(  # noqa: S603 - our own file, no shell
        [*command, "--report", str(report)], check=False, capture_output=True, text=True, encoding="utf-8"
    )
    return answer.returncode, json.loads(answer.stdout)


def _zip(packed: Path, folder: Path, checkpoint: Checkpoint | None) -> None:
    """Everything that the auditor needs, each file through a buffer."""
    beside = {"verify_audit.py": VERIFIER, "DOC-TRUOC-README.txt": README, "keys.txt": folder / "keys.txt",
              "report.txt": folder / "report.txt"}  # fmt: skip
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in beside.items():
            archive.write(path, name)
        if checkpoint:
            archive.writestr("checkpoint.note", checkpoint.note)
        for path in sorted((folder / "trail").rglob("*")):
            archive.write(path, path.relative_to(folder).as_posix())


def forget_old() -> int:
    """Takes the files of bundles that were kept long enough; the rows and their verdicts stay. How many went."""
    return work.forget_files(Bundle, KEPT)
