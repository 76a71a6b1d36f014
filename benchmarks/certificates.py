"""What do 500 certificates cost, against one compile of the same 500 pages by a template that measures nothing?"""

from dataclasses import asdict, replace
from typing import Any

from benchmarks.measuring import interleaved
from benchmarks.press import floor_pdf, peak_mb
from documents.certificate import ZONES, Certificates, frame, render_certificates
from documents.typesetting import forget_layouts
from tests.documents.certificates import many

LINES, MOST, PART, RUNS = 500, 5000, 200, 7  # PART as nominations.printing makes them
PEAK = f"""
from dataclasses import replace
from documents.certificate import render_certificates
from documents.typesetting import forget_layouts
from tests.documents.certificates import many
lot = many({MOST})
for start in range(0, {MOST}, {PART}):
    render_certificates(replace(lot, certificates=lot.certificates[start : start + {PART}]))
"""


def run() -> dict[str, Any]:
    """`render_certificates` for 500; the peak is that of a worker that makes a long list in its parts."""
    lots = [of(turn) for turn in range(2 * RUNS)]
    for lot in (of(2 * RUNS), of(2 * RUNS + 1)):
        render_certificates(lot)
        bare(lot)
    return {
        **interleaved(
            [lambda lot=lot: render_certificates(lot) for lot in lots[::2]],
            [lambda lot=lot: bare(lot) for lot in lots[1::2]],
        ),
        "peak_mb": peak_mb(PEAK),
        "lines": LINES,
        "peak_lines": MOST,
    }


def of(turn: int) -> Certificates:
    """Certificates that no other turn has, so that nobody prints from the compiler's memory."""
    lot = many(LINES)
    return replace(lot, certificates=[replace(one, name=f"{one.name} {turn}") for one in lot.certificates])


def bare(lot: Certificates) -> bytes:
    """One compile, which frees its own layouts as ours does: see `papers.run_decision`."""
    zones = {key: asdict(zone) for key, zone in ZONES.items()}
    found = floor_pdf("certificates.typ", lot.as_data() | {"zones": zones, "frame": frame()})
    forget_layouts()
    return found
