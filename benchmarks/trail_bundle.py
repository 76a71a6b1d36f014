"""How fast is a trail of a million events exported and verified, and in how much memory?"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection

from benchmarks.trail_seeding import seed_trail
from workflows.seals.checkpoints import seal
from workflows.seals.sequencer import sequence

EVENTS = int(os.environ.get("BENCH_EVENTS", "1000000"))
RUNS = 3
EXPORT = """
import django, resource, sys
from pathlib import Path
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[2]
from workflows.seals.export import export
counts = export(Path(sys.argv[1]))
"""
VERIFY = """
import resource, sys
sys.argv = [sys.argv[1], sys.argv[2]]
import runpy
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit as end:
    if end.code:
        raise
"""
MEASURE = """
import resource, json, re
spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
own = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
print(json.dumps({"mb": (own + spent[1].ru_maxrss) // 1024, "cpu": sum(use.ru_utime + use.ru_stime for use in spent)}))
"""  # its own peak not from getrusage: there a process begins with the peak of the one that started it


def run_export() -> dict[str, Any]:
    """`export_trail` in a process of its own, from a database whose log is sealed; memory is that process's peak."""
    with tempfile.TemporaryDirectory() as folder:
        sequencer = _seeded()
        runs = [_exported(Path(folder) / str(run)) for run in range(RUNS)]
        return _median(runs) | sequencer


def run_verify() -> dict[str, Any]:
    """`verify_audit.py` on the exported bundle; memory is that of both of its processes together."""
    with tempfile.TemporaryDirectory() as folder:
        _seeded()
        bundle = Path(folder) / "bundle"
        _exported(bundle)
        connection.close()
        verifier = [str(settings.BASE_DIR / "verify_audit.py"), str(bundle)]
        return _median([_measured(VERIFY, verifier) for _ in range(RUNS)])


def _median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The run of middle speed, with the speeds of all and the highest peak."""
    runs.sort(key=lambda run: run["events_per_s"])
    speeds, peak = [run["events_per_s"] for run in runs], max(run["peak_mb"] for run in runs)
    return runs[len(runs) // 2] | {"runs_per_s": speeds, "peak_mb": peak}


def _seeded() -> dict[str, Any]:
    seed_trail(EVENTS)
    began = perf_counter()
    events = sequence()
    seal()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")  # else it comes by itself, in the middle of a measurement
    return {"sequencer_per_s": round(events / (perf_counter() - began))}


def _exported(bundle: Path) -> dict[str, Any]:
    return _measured(EXPORT, [str(bundle), str(connection.settings_dict["NAME"])])


def _measured(code: str, arguments: list[str]) -> dict[str, Any]:
    """Runs the code in a fresh process; the clock includes its start."""
    began = perf_counter()
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code + MEASURE, *arguments], check=True, capture_output=True, text=True
    )
    seconds = perf_counter() - began
    spent = json.loads(found.stdout.splitlines()[-1])
    return {
        "events_per_s": round(EVENTS / seconds), "peak_mb": spent["mb"], "events": EVENTS, "seconds": round(seconds, 1),
        "cpu_seconds": round(spent["cpu"], 1), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
