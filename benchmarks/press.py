"""The floor of the papers: typst itself on the same data, by a template of benchmarks/typst. Peaks of memory."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from documents.fonts import chosen_typeface

TEMPLATES = Path(__file__).parent / "typst"
MEASURE = """
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) // 1024)  # ru_maxrss would begin with that of the process that started it
"""


def floor_pdf(template: str, data: dict[str, Any]) -> bytes:
    """One compile to the same standards, and nothing around it."""
    face = chosen_typeface()
    return typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=face.fonts,
        ignore_system_fonts=True,
        sys_inputs={"font": face.family, "data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime(2013, 9, 25, tzinfo=UTC),
    )


def peak_mb(code: str) -> int:
    """The most memory that a process of its own ever held while it ran the code."""
    ran = subprocess.run([sys.executable, "-c", code + MEASURE], check=True, capture_output=True, text=True)
    return int(ran.stdout.splitlines()[-1])
