from workflows.models.access import Access, How
from workflows.models.audit import AuditEvent, AuditPayload, ContentSnapshot
from workflows.models.bundle import Bundle
from workflows.models.idempotency import IdempotencyKey
from workflows.models.outbox import OutboxEntry
from workflows.models.seal import Checkpoint, Epoch, Leaf, SealKey, TreeHead
from workflows.models.slot import JobSlot
from workflows.models.subject import GENESIS, Subject
from workflows.models.upkeep import Deed, Upkeep
from workflows.models.work import Work

__all__ = [
    "GENESIS", "Access", "AuditEvent", "AuditPayload", "Bundle", "Checkpoint", "ContentSnapshot", "Deed", "Epoch",
    "How", "IdempotencyKey", "JobSlot", "Leaf", "OutboxEntry", "SealKey", "Subject", "TreeHead", "Upkeep", "Work",
]  # fmt: skip
