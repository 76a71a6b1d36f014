"""Finds documents whose human tasks say something else than their state: three statements a kind of document.

A state expects a task when one of the flow's human tasks has a verb that starts from that state; no other rule is
written down, so the check follows the flows and the machines by itself.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflows.models import Subject
from workflows.verbs import subject_models, verbs_of
from workflows.worklist import OPEN, HumanTask

OVER = (STATUS.DONE, STATUS.CANCELED)


@dataclass(frozen=True)
class Disagreement:
    """One document, its state, and what about its tasks is wrong."""

    object_type: str
    object_id: int
    state: str
    fault: str

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id} ({self.state}): {self.fault}"


def disagreements() -> Iterator[Disagreement]:
    """Every document of every kind that has a flow."""
    for model in subject_models():
        if model.flow_name:
            yield from _of_kind(model)


def tasks_expected(model: type[Subject], state: str) -> set[str]:
    """The names of the human tasks that can be finished from that state; empty where the path has ended."""
    verbs = verbs_of(model)
    return {
        node.name
        for node in human_tasks(import_string(model.flow_name))
        if any(state in verbs[name].sources for name in node.verbs)
    }


def human_tasks(flow_class: Any) -> list[HumanTask]:
    """The steps of a flow that people take, in the order of the source."""
    return [node for node in vars(flow_class).values() if isinstance(node, HumanTask)]


def _of_kind(model: Any) -> Iterator[Disagreement]:
    process_class = import_string(model.flow_name).process_class
    running: dict[int, set[int]] = defaultdict(set)
    document_of = {}
    for key, document_id, status in process_class.objects.values_list("pk", "document_id", "status"):
        document_of[key] = document_id
        if status not in OVER:
            running[document_id].add(key)
    tasks: dict[int, list[Task]] = defaultdict(list)
    found = Task.objects.filter(process_id__in=process_class.objects.values("pk"), flow_task_type="HUMAN")
    for task in found.filter(status__in=OPEN).order_by("pk"):
        tasks[document_of[task.process_id]].append(task)
    for document in model._default_manager.order_by("pk").iterator():
        for fault in _faults(document, running[document.pk], tasks[document.pk]):
            yield Disagreement(model._meta.label_lower, document.pk, document.state, fault)


def _faults(document: Any, running: set[int], tasks: list[Task]) -> Iterator[str]:
    expected = tasks_expected(type(document), document.state)
    if len(running) > 1:
        yield "two processes run at once"
    if expected and not running:
        yield "its process has ended, the document is open"
    elif running and not expected:
        yield "its process still runs, the document's path has ended"
    if expected and not tasks:
        yield f"no open task, expected {', '.join(sorted(expected))}"
    if len(tasks) > 1:
        yield f"{len(tasks)} open tasks: {', '.join(task.flow_task.name for task in tasks)}"
    for task in tasks:
        yield from _faults_of(task, document, expected, running)


def _faults_of(task: Task, document: Any, expected: set[str], running: set[int]) -> Iterator[str]:
    name = task.flow_task.name
    if name not in expected:
        verbs = ", ".join(getattr(task.flow_task, "verbs", ())) or "unknown"
        yield f"task {name} is open, none of its verbs ({verbs}) starts from this state"
    if task.process_id not in running:
        yield f"task {name} is open in a process that has ended"
    if task.owner_id != document.task_owner_id():
        yield f"task {name} belongs to account {task.owner_id}, the document names {document.task_owner_id()}"
    if (task.owner_id is None) != (task.status == STATUS.NEW):
        yield f"task {name} is {task.status} with owner {task.owner_id}"
