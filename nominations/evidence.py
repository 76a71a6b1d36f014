"""The files that the trail speaks of: attachments, those taken off a list that was filed, and decisions as signed."""

from collections.abc import Iterator
from functools import partial

from django.db.models.fields.files import FieldFile

from nominations.models import Attachment, Decision, Original
from workflows.models import Subject
from workflows.seals.export import Evidence

STORE = Attachment._meta.get_field("file").storage
FOLDER = "attachments"


def evidence() -> Iterator[Evidence]:
    """Every file that ought to stand; one that is lost is named too, so that it is missed."""
    kind, known = Attachment._meta.label_lower, set()
    for attachment in Attachment.objects.order_by("pk").iterator(500):
        known.add(attachment.sha256)
        place = f"{kind}/{attachment.pk}"
        yield Evidence(attachment.sha256, attachment.name, place, attachment.size, attachment.file.open)
    for sha256, path in _stored():
        if sha256 not in known:
            yield Evidence(sha256, sha256, f"{kind}/removed", STORE.size(path), partial(STORE.open, path))
    for decision in Decision.objects.exclude(pdf="").defer("paper").order_by("pk").iterator(500):
        yield paper_of(decision, decision.pdf_sha256, decision.pdf)
    for original in Original.objects.exclude(file="").order_by("pk").iterator(500):
        yield paper_of(original, original.sha256, original.file)


def paper_of(subject: Subject, sha256: str, file: FieldFile) -> Evidence:
    """A file of our own making, as it belongs to its object."""
    size = file.size if file.storage.exists(file.name) else 0
    return Evidence(sha256, file.name.rpartition("/")[2], f"{subject.object_type()}/{subject.pk}", size, file.open)


def _stored() -> Iterator[tuple[str, str]]:
    """Hash and path of each stored attachment."""
    if STORE.exists(FOLDER):
        for folder in STORE.listdir(FOLDER)[0]:
            for name in STORE.listdir(f"{FOLDER}/{folder}")[1]:
                if name.startswith(folder) and len(name) == 64:
                    yield name, f"{FOLDER}/{folder}/{name}"
