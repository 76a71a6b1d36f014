"""The picture of a flow: where each step stands, how the arrows run, and how far a process has come.

The steps, arrows and gates are viewflow's. The placing is ours, since viewflow's chart bends the main path and leads
returns through other steps: here the main path is one row, side ends stand above it, what a deadline sets off below it,
and returns run in lanes at the top.
"""

from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

from django.utils.translation import gettext as _
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflows.models import Subject
from workflows.worklist import flow_of, process_of

KINDS = {"startEvent": "start", "endEvent": "end", "exclusiveGateway": "gate", "boundaryEvent": "timer"}
SIZES = {"start": (40, 40), "end": (40, 40), "gate": (48, 48), "timer": (32, 32), "task": (160, 76)}  # pixels
COLUMN = {"task": 160}  # room for a step in its row; a title stands below everything but a task
NARROW, GAP, MARGIN = 92, 30, 10
ROW, SIDE_ROW = 132, 76
LANE = 18
LINE = 16  # of text
ENTRY = 26  # between two arrows that return to one step
Point = tuple[int, int]
Place = tuple[int, int]  # column, row


@dataclass(eq=False)
class Step:
    """One step: `x` and `y` are its middle; `status` is done, current, todo or off (called off)."""

    node: Any
    kind: str
    title: str
    x: int = 0
    y: int = 0
    status: str = "todo"
    lines: list[tuple[str, int, int]] = field(default_factory=list)  # of the title: text, x, y
    arriving: list["Arrow"] = field(default_factory=list)
    leaving: list["Arrow"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def attached_to(self) -> str:
        """The step on whose border a timer sits."""
        return self.node._attached_to.name if self.kind == "timer" else ""

    @property
    def interrupts(self) -> bool:
        return self.node._interrupting

    @property
    def width(self) -> int:
        return SIZES[self.kind][0]

    @property
    def height(self) -> int:
        return SIZES[self.kind][1]

    @property
    def left(self) -> int:
        return self.x - self.width // 2

    @property
    def top(self) -> int:
        return self.y - self.height // 2

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height


@dataclass(eq=False)
class Arrow:
    """From one step to another, with the answer of a gate as its label."""

    source: Step
    target: Step
    label: str
    is_default: bool
    points: list[Point] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.source.name}-{self.target.name}"

    @property
    def label_at(self) -> Point:
        (x, y), (_next_x, next_y) = self.points[:2]
        return (x + 6, y - 10) if y == next_y else (x + 8, y - 14 if next_y < y else y + 18)


@dataclass
class FlowMap:
    title: str
    steps: dict[Any, Step]
    arrows: list[Arrow]
    width: int = 0
    height: int = 0

    @property
    def current(self) -> str:
        """The titles of the steps that somebody must take now; empty when the path has ended."""
        return ", ".join(step.title for step in self.steps.values() if step.status == "current")


def map_of(document: Subject) -> FlowMap:
    """The map of the document's latest process, with what is done, current and still to come. Two statements."""
    drawn = draw(flow_of(document))
    tasks = Task.objects.filter(process_id=process_of(document).pk).order_by("pk")
    for task in tasks.only("flow_task", "flow_task_type", "status"):
        step = drawn.steps.get(task.flow_task)
        if step:
            step.status = _status(task)
    return drawn


def _status(task: Task) -> str:
    if task.status == STATUS.DONE:
        return "done"
    if task.status in (STATUS.CANCELED, STATUS.ERROR):
        return "off"
    return "current" if task.flow_task_type == "HUMAN" else "todo"  # a deadline that waits is nobody's step


def draw(flow_class: Any) -> FlowMap:
    """The map of a flow that nobody has begun."""
    places = _places(flow_class)
    steps = {node: Step(node, KINDS.get(node.bpmn_element, "task"), str(node.task_title)) for node in places}
    arrows = [
        Arrow(steps[node], steps[edge.dst], _answer(steps[node], edge), edge.edge_class == "default")
        for node in steps
        for edge in node._outgoing()
    ]
    drawn = FlowMap(str(flow_class.process_title), steps, arrows)
    for arrow in arrows:
        arrow.source.leaving.append(arrow)
        arrow.target.arriving.append(arrow)
    returns = [arrow for arrow in arrows if _returns(places, arrow)]
    _spread(drawn, places, top=MARGIN + LANE * len(returns))
    for arrow in arrows:
        arrow.points = _lane(arrow, returns) if arrow in returns else _path(arrow, places)
    for step in steps.values():
        step.lines = _title(step, places[step.node])
    return drawn


def _answer(step: Step, edge: Any) -> str:
    """A gate asks a question; its cases are the yes, its default the no."""
    if step.kind != "gate":
        return ""
    return _("Không") if edge.edge_class == "default" else _("Có")


# Placing


def _places(flow_class: Any) -> dict[Any, Place]:
    """A column and row for each step, in the order in which they are reached."""
    nodes = list(flow_class.instance.nodes())
    places: dict[Any, Place] = {}
    _follow(places, next(node for node in nodes if node.bpmn_element == "startEvent"), 0, 0)
    reached = list(places)
    for node in reached:  # grows while it is walked
        column, row = places[node]
        for edge in node._outgoing():
            reached += _follow(places, edge.dst, column, row - 1 if row <= 0 else row + 1)
        for event in node._boundary_events:
            places[event] = (column, row)
            for edge in event._outgoing():
                reached += _follow(places, edge.dst, column, row + 1)
    return places


def _follow(places: dict[Any, Place], node: Any, column: int, row: int) -> list[Any]:
    """Places the node and what follows it side by side, in the first free row away from the main path."""
    found = []
    while node is not None and node not in places:
        while (column, row) in places.values():
            row += -1 if row < 0 else 1
        places[node] = (column, row)
        found.append(node)
        edges = sorted(node._outgoing(), key=lambda edge: edge.edge_class != "default")
        node, column = (edges[0].dst if edges else None), column + 1
    return found


def _spread(drawn: FlowMap, places: dict[Any, Place], *, top: int) -> None:
    """Turns columns and rows into pixels."""
    widths: dict[int, int] = {}
    heights: dict[int, int] = {}
    for node, (column, row) in places.items():
        widths[column] = max(widths.get(column, 0), COLUMN.get(drawn.steps[node].kind, NARROW))
        heights[row] = ROW if row >= 0 else SIDE_ROW
    for node, (column, row) in places.items():
        step = drawn.steps[node]
        step.x = MARGIN + sum(widths[i] + GAP for i in range(column)) + widths[column] // 2
        step.y = top + sum(heights[i] for i in sorted(heights) if i < row) + SIZES["task"][1] // 2 + 6
        if step.kind == "timer":
            step.x, step.y = step.x + SIZES["task"][0] // 4, step.y + SIZES["task"][1] // 2
    drawn.width = 2 * MARGIN + sum(widths.values()) + GAP * (len(widths) - 1)
    drawn.height = top + sum(heights.values())


def _title(step: Step, place: Place) -> list[tuple[str, int, int]]:
    """The lines of a title: inside a task, before a timer, after a side end, below everything else."""
    if step.kind == "task":
        lines = wrap(step.title, 17)
        first = step.y - LINE * (len(lines) - 1) // 2
        return [(line, step.x, first + LINE * number) for number, line in enumerate(lines)]
    if step.kind == "timer":
        return [(step.title, step.left - 6, step.bottom)]
    if place[1] < 0:
        return [(step.title, step.right + 8, step.y)]
    return [(line, step.x, step.bottom + LINE * (number + 1)) for number, line in enumerate(wrap(step.title, 13))]


# Arrows


def _returns(places: dict[Any, Place], arrow: Arrow) -> bool:
    """An arrow to an earlier step of the row, or over other steps."""
    (column, row), (to_column, to_row) = places[arrow.source.node], places[arrow.target.node]
    return row == to_row and to_column != column + 1 and arrow.source.kind != "timer"


def _lane(arrow: Arrow, returns: list[Arrow]) -> list[Point]:
    """Up, along a lane of its own and down: the arrow that starts first runs lowest and arrives rightmost."""
    source, target = arrow.source, arrow.target
    lane = MARGIN // 2 + LANE * (len(returns) - 1 - returns.index(arrow))
    same = [other for other in returns if other.target is target]
    x = target.x + ENTRY * (len(same) - 1) // 2 - ENTRY * same.index(arrow)
    return [(source.x, source.top), (source.x, lane), (x, lane), (x, target.top)]


def _path(arrow: Arrow, places: dict[Any, Place]) -> list[Point]:
    source, target = arrow.source, arrow.target
    (column, row), (to_column, to_row) = places[source.node], places[target.node]
    if row == to_row:
        return [(source.right, source.y), (target.left, target.y)]
    down = to_row > row
    start = (source.x, source.bottom if down else source.top)
    if column == to_column:
        return [start, (source.x, target.top if down else target.bottom)]
    return [start, (source.x, target.y), (target.left, target.y)]
