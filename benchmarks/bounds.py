"""What each figure may be at most or must be at least. A benchmark beyond one of its bounds fails `make bench`."""

from typing import Any, NamedTuple


class Bound(NamedTuple):
    most: float | None = None
    least: float | None = None

    def holds(self, figure: float) -> bool:
        return (self.most is None or figure <= self.most) and (self.least is None or figure >= self.least)


GROWTH = {"ratio": Bound(most=1.5)}
BUNDLE = {"events_per_s": Bound(least=100_000), "peak_mb": Bound(most=300)}
BOUNDS: dict[str, dict[str, Bound]] = {
    "transition": {"ratio": Bound(most=2.5)},
    "bulk_sign": {"ratio": Bound(most=4)},
    "inbox": GROWTH,
    "nominations": GROWTH,
    "api_list": {"ratio": Bound(most=1), "more_queries": Bound(most=0)},
    "dashboard": GROWTH,
    "trail_write": {"chain_cost": Bound(most=0.10), "behind_s": Bound(most=3)},
    "trail_export": BUNDLE,
    "trail_verify": BUNDLE,
    "broker_hung": {"ratio": Bound(most=1.5)},
    "doorbell": {"ours_ms": Bound(most=100)},
    "fanout": {"ratio": Bound(most=3), "messages_a_second": Bound(least=500), "behind_s": Bound(most=5)},
    "certificates": {"ratio": Bound(most=2), "peak_mb": Bound(most=300)},
    "decision": {"ratio": Bound(most=1.5), "peak_mb": Bound(most=300)},
    "docx": {"ratio": Bound(most=3)},
    "sign": {"ratio": Bound(most=1.5)},
    "portal": {"ratio": Bound(most=1.5), "more_queries": Bound(most=0)},
    "portal_growth": {"ratio": Bound(most=1.5), "more_queries": Bound(most=0)},
    "portal_kept": {"ratio": Bound(most=5), "requests_a_second": Bound(least=1_000)},
    "portal_served": {"requests_a_second": Bound(least=1_000)},
    "search": {"p95_ms": Bound(most=300), "ratio": Bound(most=3)},
    "search_sqlite": {"p95_ms": Bound(most=300), "ratio": Bound(most=3)},
    "import_history": {"ratio": Bound(most=3), "peak_mb": Bound(most=300)},
    "export_50000": {"ratio": Bound(most=2)},
    "import_5000": {"ratio": Bound(most=3), "preview_ms": Bound(most=2_000), "peak_mb": Bound(most=150)},
}


def judged(name: str, figures: dict[str, Any]) -> dict[str, Any]:
    """The figures as they are printed: with their bounds, and whether every one is `within`."""
    bounds = BOUNDS[name]
    spelt = {figure: {k: v for k, v in bound._asdict().items() if v is not None} for figure, bound in bounds.items()}
    within = all(bound.holds(figures[figure]) for figure, bound in bounds.items())
    return {"benchmark": name, "within": within, **figures, "bounds": spelt}
