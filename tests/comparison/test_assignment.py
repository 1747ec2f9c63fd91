"""The solver against trying everything."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from crosscheck.comparison.assignment import assign, near

SKIP = 1.0
_cost = st.one_of(st.none(), st.integers(-20, 20).map(lambda tenths: tenths / 10))
_tables = st.tuples(st.integers(0, 4), st.integers(0, 4)).flatmap(
    lambda size: st.lists(
        st.lists(_cost, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def total(costs: list[list[float | None]], pairs: list[tuple[int, int]]) -> float:
    return sum((costs[i][j] or 0.0) - SKIP for i, j in pairs)


def best_total(costs: list[list[float | None]]) -> float:
    """The least total over all ways to pair rows with columns or with nothing."""
    rows = len(costs)
    columns = len(costs[0]) if costs else 0
    choices = [*range(columns), *([None] * rows)]
    least = 0.0
    for chosen in set(permutations(choices, rows)):
        pairs = [(i, j) for i, j in enumerate(chosen) if j is not None]
        if all(costs[i][j] is not None for i, j in pairs):
            least = min(least, total(costs, pairs))
    return least


@given(_tables)
def test_it_finds_the_least_sum(costs: list[list[float | None]]) -> None:
    pairs = assign(costs, SKIP)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(costs[i][j] is not None for i, j in pairs)
    assert abs(total(costs, pairs) - best_total(costs)) < 1e-9


def test_nothing_pairs_above_the_price_of_staying_alone() -> None:
    assert assign([[1.2, None]], SKIP) == []


def test_large_tables_are_solved() -> None:
    size = 60
    costs = [[0.0 if j == (i * 7) % size else 0.5 for j in range(size)] for i in range(size)]
    assert assign(costs, SKIP) == [(i, (i * 7) % size) for i in range(size)]


def test_a_page_of_figures_does_not_take_minutes() -> None:
    size = 1_500
    costs = [[abs(i - j) / 100 for j in range(size)] for i in range(size)]
    assert assign(costs, SKIP) == [(i, i) for i in range(size)]


def test_near_is_a_band_in_large_problems_alone() -> None:
    assert near(0, 200, 199, 200)
    assert near(500, 1000, 1000, 2000) and not near(0, 1000, 1000, 2000)
