"""Where a document stands in its flow: the map, the steps taken and awaited, and the same as BPMN."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from nominations.inbox import waiting
from nominations.models import ConsolidatedList, Dossier
from nominations.selectors import dossiers_for, lists_for
from nominations.shown import shown_events
from workflows.audit import history_of
from workflows.disagreements import human_tasks
from workflows.flowmap import map_of
from workflows.worklist import flow_of


@dataclass(frozen=True)
class Taken:
    """A human task that somebody finished, and by which verb."""

    title: str
    event: dict[str, Any]


@require_safe
def dossier_map(request: HttpRequest, pk: int) -> HttpResponse:
    dossiers = dossiers_for(request.roles).select_related("unit", "round", "campaign")
    return _map(request, get_object_or_404(dossiers, pk=pk), "dossier_bpmn")


@require_safe
def list_map(request: HttpRequest, pk: int) -> HttpResponse:
    lists = lists_for(request.roles).select_related("campaign")
    return _map(request, get_object_or_404(lists, pk=pk), "list_bpmn")


@require_safe
def dossier_bpmn(request: HttpRequest, pk: int) -> HttpResponse:
    return _bpmn(request, get_object_or_404(dossiers_for(request.roles), pk=pk))


@require_safe
def list_bpmn(request: HttpRequest, pk: int) -> HttpResponse:
    return _bpmn(request, get_object_or_404(lists_for(request.roles), pk=pk))


def _map(request: HttpRequest, document: Dossier | ConsolidatedList, bpmn: str) -> HttpResponse:
    events = shown_events(list(history_of(document)))
    context = {
        "document": document,
        "map": map_of(document),
        "row": waiting([document])[0],
        "since": _since(document, events),
        "taken": _taken(document, events),
        "bpmn": bpmn,
    }
    return render(request, "trail/map.html", context)


def _bpmn(request: HttpRequest, document: Dossier | ConsolidatedList) -> HttpResponse:
    """The file keeps Vietnamese names in every language of the interface: it is kept with the document."""
    with override("vi"):
        context = {"map": map_of(document), "document": document, "at": request.now}
        answer = render(request, "trail/flow.bpmn", context, content_type="application/xml; charset=utf-8")
    name = f"{document._meta.model_name}-{document.pk}.bpmn"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _since(document: Dossier | ConsolidatedList, events: list[dict[str, Any]]) -> datetime:
    """Since when the open step waits: the last change of state."""
    moved = [event["at"] for event in events if event["source"]]
    return moved[-1] if moved else document.created_at


def _taken(document: Dossier | ConsolidatedList, events: list[dict[str, Any]]) -> list[Taken]:
    """The finished tasks in order, read from the trail: each event of a task's verb finished that task."""
    titles = {verb: str(node.task_title) for node in human_tasks(flow_of(document)) for verb in node.verbs}
    return [Taken(titles[verb], event) for event in events if (verb := event["event"].verb) in titles]
