"""The campaign's own trail as a bundle that verify_audit.py checks: docs/trail-bundle.md, "A part"."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from django.db.models import F, QuerySet

from campaigns.models import Campaign, CampaignReport, Inspection, ProgressReport
from campaigns.models import Evidence as Proof
from campaigns.states import ProgressState
from nominations.archive.contents import Folder, Item, attached, filed, nominated
from nominations.archive.names import ending_of
from nominations.archive.retention import Retention
from nominations.evidence import paper_of
from nominations.models import (
    ConsolidatedList,
    Decision,
    Delivery,
    Dossier,
    Erasure,
    Nomination,
    Original,
    UnitLetter,
)
from workflows.models import Checkpoint
from workflows.seals.bundles import VERIFIER, examined
from workflows.seals.checkpoints import known_keys
from workflows.seals.export import Evidence, Part, export

WHAT = {
    "verify_audit.py": "Chương trình kiểm tra, chỉ cần Python",
    "keys.txt": "Khóa công khai của hệ thống",
    "report.txt": "Kết quả kiểm tra khi đóng gói",
    "checkpoint.note": "Bản đối chiếu có chữ ký của đúng nhật ký này",
    "manifest.json": "Nhật ký: bảng kê",
    "events.jsonl": "Nhật ký: sự kiện của phong trào, mã băm của các sự kiện khác",
    "payloads.jsonl": "Nhật ký: lời ghi",
    "snapshots.jsonl": "Nhật ký: bản chụp nội dung",
    "heads.jsonl": "Nhật ký: mỗi hồ sơ đang ở đâu",
    "files.jsonl": "Nhật ký: bảng kê tệp",
    "checkpoints.jsonl": "Nhật ký: các bản đối chiếu",
    "keys.jsonl": "Nhật ký: các khóa đã dùng",
    "epochs.jsonl": "Nhật ký: các biên bản khôi phục",
}


def part_of(campaign: Campaign) -> Part:
    """What the office may see of the campaign: nothing that a unit still writes, no duty that was set aside."""
    own = {"campaign": campaign}
    keys = {
        Campaign: Campaign.objects.filter(pk=campaign.pk),
        Dossier: filed(campaign),
        Nomination: nominated(campaign),
        ConsolidatedList: ConsolidatedList.objects.filter(**own),
        Decision: Decision.objects.filter(**own),
        Original: Original.objects.filter(**own),
        Delivery: Delivery.objects.filter(**own),
        UnitLetter: UnitLetter.objects.filter(**own),
        ProgressReport: reported(campaign),
        CampaignReport: CampaignReport.objects.filter(**own).exclude(presented_by=None),
        Inspection: Inspection.objects.filter(**own),
        Erasure: Erasure.objects.filter(**own),
    }
    asked = {model.object_type(): found.values("pk") for model, found in keys.items()}
    return Part(f"{Campaign.object_type()}/{campaign.pk}", asked, partial(_evidence, campaign))


def reported(campaign: Campaign) -> QuerySet[ProgressReport]:
    """What the units have handed in on duties and targets."""
    return ProgressReport.objects.filter(campaign=campaign).exclude(state=ProgressState.DRAFT)


def _evidence(campaign: Campaign) -> Iterator[Evidence]:
    handed_in = {"report__in": reported(campaign), "uploaded_at__lte": F("report__submitted_at")}
    proofs = Proof.objects.filter(**handed_in)  # what was added to a returned one is the unit's still
    for one in chain(attached(campaign).order_by("pk").iterator(500), proofs.order_by("pk").iterator(500)):
        yield Evidence(one.sha256, one.name, f"{one._meta.label_lower}/{one.pk}", one.size, one.file.open)
    for decision in Decision.objects.filter(campaign=campaign).exclude(pdf="").defer("paper").order_by("pk"):
        yield paper_of(decision, decision.pdf_sha256, decision.pdf)
    for original in Original.objects.filter(campaign=campaign).exclude(file="").order_by("pk"):
        yield paper_of(original, original.sha256, original.file)


def exported(campaign: Campaign, place: Path) -> int:
    """Writes the bundle into the folder and checks it; what verify_audit.py said. Raises SealRefused."""
    export(place / "trail", part_of(campaign))
    (place / "keys.txt").write_text("".join(f"{key}\n" for key in known_keys()), encoding="utf-8")
    exit_code, _report = examined(place / "trail", place / "keys.txt", place / "report.txt")
    (place / "verify_audit.py").write_bytes(VERIFIER.read_bytes())
    manifest = json.loads((place / "trail" / "manifest.json").read_text(encoding="utf-8"))
    if head := Checkpoint.objects.filter(origin=manifest["origin"], size=manifest["size"]).first():
        (place / "checkpoint.note").write_text(head.note, encoding="utf-8")
    return exit_code


def folder_of(place: Path, retention: Retention) -> Folder:
    """The bundle as the last file of the campaign, under the very names that its program asks for."""
    return Folder("Nhật ký xử lý, kiểm tra được ngoài hệ thống", "Nhật ký", retention, partial(_items, place))


def _items(place: Path) -> Iterator[Item]:
    for path in sorted(one for one in place.rglob("*") if one.is_file()):
        name = path.relative_to(place).as_posix()
        title = WHAT.get(path.name, "Tệp mà nhật ký nói tới, mang tên mã SHA-256")
        yield Item(title, "Hệ thống", partial(_open, path), ending_of(path.name), name=name)


def _open(path: Path) -> AbstractContextManager[BinaryIO]:
    return cast(AbstractContextManager[BinaryIO], path.open("rb"))
