from workflows.models.audit import AuditEvent, AuditPayload, ContentSnapshot
from workflows.models.idempotency import IdempotencyKey
from workflows.models.outbox import OutboxEntry
from workflows.models.subject import GENESIS, Subject

__all__ = ["GENESIS", "AuditEvent", "AuditPayload", "ContentSnapshot", "IdempotencyKey", "OutboxEntry", "Subject"]
