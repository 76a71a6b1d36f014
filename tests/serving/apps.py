import time
from pathlib import Path

from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "tests.serving"

    def ready(self) -> None:
        # Models are known only now.
        from workflows.effects import effect  # noqa: PLC0415
        from workflows.lanes import Lane  # noqa: PLC0415
        from workflows.models import OutboxEntry  # noqa: PLC0415

        @effect("serving.long", Lane.LONG)
        @effect("serving.mark")
        def mark(entry: OutboxEntry) -> None:
            """Takes payload["seconds"], then adds a line with the entry's id to payload["file"]."""
            time.sleep(entry.payload["seconds"])
            with Path(entry.payload["file"]).open("a") as lines:
                lines.write(f"{entry.pk}\n")
