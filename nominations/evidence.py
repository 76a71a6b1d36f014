"""The files that the trail speaks of: attachments, evidence, those taken off a list or report, decisions as signed."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models.fields.files import FieldFile

from campaigns.models import Evidence as Proof
from nominations.models import Attachment, Decision, Original
from workflows.models import Subject
from workflows.seals.export import Evidence

STORE = Attachment._meta.get_field("file").storage
FOLDERS: dict[type[Any], str] = {Attachment: "attachments", Proof: "progress"}


def evidence() -> Iterator[Evidence]:
    """Every file that ought to stand; one that is lost is named too, so that it is missed."""
    for model, folder in FOLDERS.items():
        yield from _files(model, folder)
    for decision in Decision.objects.exclude(pdf="").defer("paper").order_by("pk").iterator(500):
        yield paper_of(decision, decision.pdf_sha256, decision.pdf)
    for original in Original.objects.exclude(file="").order_by("pk").iterator(500):
        yield paper_of(original, original.sha256, original.file)


def paper_of(subject: Subject, sha256: str, file: FieldFile) -> Evidence:
    """A file of our own making, as it belongs to its object."""
    size = file.size if file.storage.exists(file.name) else 0
    return Evidence(sha256, file.name.rpartition("/")[2], f"{subject.object_type()}/{subject.pk}", size, file.open)


def _files(model: type[Any], folder: str) -> Iterator[Evidence]:
    kind, known = model._meta.label_lower, set()
    for one in model.objects.order_by("pk").iterator(500):
        known.add(one.sha256)
        yield Evidence(one.sha256, one.name, f"{kind}/{one.pk}", one.size, one.file.open)
    for sha256, path in _stored(folder):
        if sha256 not in known:
            yield Evidence(sha256, sha256, f"{kind}/removed", STORE.size(path), partial(STORE.open, path))


def _stored(root: str) -> Iterator[tuple[str, str]]:
    """Hash and path of each stored file."""
    if STORE.exists(root):
        for folder in STORE.listdir(root)[0]:
            for name in STORE.listdir(f"{root}/{folder}")[1]:
                if name.startswith(folder) and len(name) == 64:
                    yield name, f"{root}/{folder}/{name}"
