"""What stands beside the award path in the world: inspections, sendings, past awards, the public's say."""

from typing import Any

from tests.routes.consulting import asked_of_the_public
from tests.routes.delivering import sent_and_shown
from tests.routes.histories import histories_of
from tests.routes.inspecting import inspections_of


def beside_the_path(stage: Any) -> dict[str, Any]:
    found = inspections_of(stage.world, stage.family) | sent_and_shown(stage)
    return found | histories_of(stage.world, stage.family) | asked_of_the_public(stage)
