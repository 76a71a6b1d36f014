"""Everything that an act may leave in the database, so that a test can say that nothing was left."""

from viewflow.workflow.models import Process, Task

from workflows.models import AuditEvent, AuditPayload, ContentSnapshot, IdempotencyKey, OutboxEntry
from workflows.verbs import subject_models

WRITTEN = (AuditEvent, AuditPayload, ContentSnapshot, IdempotencyKey, OutboxEntry, Process, Task)


def traces() -> dict[str, list[tuple]]:
    """Every row, whole, of every machine, of the trail, the outbox, the keys and the human tasks."""
    models = (*subject_models(), *WRITTEN)
    return {model.__name__: list(model._default_manager.order_by("pk").values_list()) for model in models}
