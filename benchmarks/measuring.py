"""Timing two ways of doing one thing, turn by turn, so that the machine's moods strike both."""

import gc
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds of one run."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def interleaved(ours: Sequence[Callable[[], Any]], floor: Sequence[Callable[[], Any]]) -> dict[str, Any]:
    """Runs ours[0], floor[0], floor[1], ours[1], … and compares the medians."""
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    gc.collect()
    gc.freeze()  # as config/wsgi.py does for a server
    for turn, (mine, theirs) in enumerate(zip(ours, floor, strict=True)):
        pair = [("ours", mine), ("floor", theirs)]
        for name, work in pair if turn % 2 else reversed(pair):
            times[name].append(timed(work))
    mine, theirs = median(times["ours"]), median(times["floor"])
    return {
        "ratio": round(mine / theirs, 2),
        "ours_ms": round(mine, 3),
        "floor_ms": round(theirs, 3),
        "ours_spread_ms": spread(times["ours"]),
        "floor_spread_ms": spread(times["floor"]),
        "runs": len(ours),
    }


def spread(times: Sequence[float]) -> list[float]:
    """The first and third quartile."""
    low, _middle, high = quantiles(times, n=4)
    return [round(low, 3), round(high, 3)]


def queries_of(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)
