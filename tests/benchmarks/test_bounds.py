"""A figure beyond its bound fails `make bench`."""

import pytest

from benchmarks.bounds import BOUNDS, judged


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("trail_export", {"events_per_s": 99_999, "peak_mb": 200}),
        ("trail_verify", {"events_per_s": 200_000, "peak_mb": 301}),
        ("trail_write", {"chain_cost": 0.11, "behind_s": 0}),
        ("broker_hung", {"ratio": 1.51}),
        ("fanout", {"ratio": 3.01, "messages_a_second": 900, "behind_s": 1}),
        ("fanout", {"ratio": 2, "messages_a_second": 499, "behind_s": 1}),
        ("doorbell", {"ours_ms": 100.1}),
    ],
)
def test_figure_beyond_its_bound_is_not_within(name, figures):
    assert judged(name, figures)["within"] is False


@pytest.mark.parametrize("name", BOUNDS)
def test_figures_at_their_bounds_are_within(name):
    figures = {figure: bound.least if bound.most is None else bound.most for figure, bound in BOUNDS[name].items()}

    assert judged(name, figures)["within"] is True


def test_line_names_the_bounds():
    assert judged("doorbell", {"ours_ms": 40}) == {
        "benchmark": "doorbell", "within": True, "ours_ms": 40, "bounds": {"ours_ms": {"most": 100}},
    }  # fmt: skip
