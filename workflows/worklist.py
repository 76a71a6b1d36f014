"""Human tasks: who must act next on a document. viewflow holds them; each is finished by exactly one verb.

A flow declares `HumanTask(verbs=(…))` nodes; `advance` is called by the door after every verb of a document and
finishes the open task that the verb belongs to, in the same transaction. Nobody else completes a task.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import import_string
from viewflow.workflow import flow
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflows import clock
from workflows.models import Subject

OPEN = (STATUS.NEW, STATUS.ASSIGNED)
LOCK = SelectForUpdateLock(nowait=False, attempts=1)  # queue for the row; the stock lock sleeps between tries


class HumanTask(flow.View):
    """A step that a person takes, by one of `verbs`. It has no viewflow pages: the desk shows it."""

    undo_view_class = cancel_view_class = revive_view_class = None

    def __init__(self, *, verbs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(view=None, **kwargs)
        self.verbs = tuple(verbs)

    def can_execute(self, user: Any, task: Any) -> bool:  # noqa: ARG002
        """The door has decided already."""
        return True


def flow_of(document: Subject) -> Any:
    return import_string(document.flow_name)


def start(document: Subject) -> None:
    """Opens the document's process and its first task. Call it in the transaction that creates the document."""
    flow_of(document).start.run(document=document)


def process_of(document: Subject) -> Any:
    """The document's latest process: one that was reopened has begun a second."""
    return flow_of(document).process_class.objects.filter(document=document).latest("pk")


def open_tasks(document: Subject) -> QuerySet[Task]:
    """The document's open human tasks; a sound document has one, or none when its path has ended."""
    process = flow_of(document).process_class
    ids = process.objects.filter(document=document).values("pk")
    return Task.objects.filter(process_id__in=ids, status__in=OPEN, flow_task_type="HUMAN")


def advance(document: Subject, verb: str, act: Any) -> None:
    """Finishes the task that `verb` performs, then gives the open task to whom the state names."""
    flow_class = flow_of(document)
    process = process_of(document)
    with flow_class.lock(process.pk):
        for task in open_tasks(document):
            if verb in task.flow_task.verbs:
                _finish(task, act)
        _hand_over(document)


def fire_due_timers() -> int:
    """Fires every deadline that has passed on the installation's clock; returns how many. Twice at once is harmless.

    viewflow's own sweep asks the machine's clock, which a demonstration leaves behind.
    """
    due = Task.objects.filter(flow_task_type="TIMER", status=STATUS.SCHEDULED, scheduled__lte=clock.now())
    return sum(_fire(task) for task in due.order_by("scheduled", "pk"))


def _fire(task: Task) -> bool:
    with task.activation() as activation:
        if not activation.start.can_proceed():
            return False
        activation.start()
        activation.execute()
        return True


def _finish(task: Task, act: Any) -> None:
    activation = task.flow_task.activation_class(task)
    if task.status == STATUS.ASSIGNED and task.owner_id != act.actor.pk:
        task.owner_id = act.actor.pk
    elif task.status == STATUS.NEW:
        activation.assign(act.actor)
    activation.start(None)
    activation.execute()


def _hand_over(document: Subject) -> None:
    """The open task belongs to whom the document names; to the queue when it names nobody."""
    owner_id = document.task_owner_id()
    for task in open_tasks(document):
        if task.owner_id != owner_id:
            task.owner_id = owner_id
            task.status = STATUS.ASSIGNED if owner_id else STATUS.NEW
            task.save(update_fields=["owner", "status"])
