"""The files that the trail speaks of: attachments, and the decisions as signed."""

from collections.abc import Iterator

from nominations.models import Attachment, Decision
from workflows.seals.export import Evidence


def evidence() -> Iterator[Evidence]:
    """Every file that stands; one that was taken off a list may be gone."""
    for attachment in Attachment.objects.order_by("pk").iterator(500):
        name = f"{attachment._meta.label_lower}/{attachment.pk}"
        yield Evidence(attachment.sha256, attachment.name, name, attachment.size, attachment.file.open)
    for decision in Decision.objects.exclude(pdf="").defer("paper").order_by("pk").iterator(500):
        name = f"{decision._meta.label_lower}/{decision.pk}"
        yield Evidence(
            decision.pdf_sha256, decision.pdf.name.rpartition("/")[2], name, decision.pdf.size, decision.pdf.open
        )
