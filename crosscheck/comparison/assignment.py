"""Least-cost pairing of two small lists where both may keep items unpaired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Costs = Sequence[Sequence[float | None]]
"""`costs[i][j]` is the cost of pairing row i with column j; None where they cannot pair."""

LARGE = 40_000
"""Pairs from which on a problem is no sentence any more but a page of figures: an exact answer would take
minutes."""
_REACH = 40


def near(row: int, rows: int, column: int, columns: int) -> bool:
    """Whether a pair is worth a look: in a large problem, whether it keeps the order of the text, more or
    less."""
    return rows * columns <= LARGE or abs(row * columns - column * rows) <= _REACH * min(rows, columns)


def assign(costs: Costs, skip: float) -> list[tuple[int, int]]:
    """The pairs (row, column) with the least sum of their costs plus `skip` for every row that stays alone.

    A row stays alone rather than pay more than `skip`; ties go to the earlier column. Independent parts of
    the problem are solved by themselves, each exactly, with the Hungarian method in O(rows² · columns); a
    large one takes the cheapest pairs first.
    """
    if len(costs) == 1 or (costs and len(costs[0]) == 1):
        return _cheapest(costs, skip)
    pairs: list[tuple[int, int]] = []
    for rows, columns in _components(costs, skip):
        if len(rows) == 1 or len(columns) == 1:
            part = [[costs[i][j] for j in columns] for i in rows]
            pairs.extend((rows[i], columns[j]) for i, j in _cheapest(part, skip))
        elif len(rows) * len(columns) > LARGE:
            pairs.extend(_cheapest_first(costs, rows, columns, skip))
        else:
            pairs.extend(_hungarian(costs, rows, columns, skip))
    return sorted(pairs)


def _cheapest(costs: Costs, skip: float) -> list[tuple[int, int]]:
    """The one pair that a single row or a single column allows, or none."""
    options = [
        (cost, i, j)
        for i, row in enumerate(costs)
        for j, cost in enumerate(row)
        if cost is not None and cost < skip
    ]
    return [min(options)[1:]] if options else []


def _components(costs: Costs, skip: float) -> list[tuple[list[int], list[int]]]:
    """Rows and columns connected by a cost below `skip`."""
    by_row = [[j for j, cost in enumerate(row) if cost is not None and cost < skip] for row in costs]
    by_column: dict[int, list[int]] = {}
    for i, reach in enumerate(by_row):
        for j in reach:
            by_column.setdefault(j, []).append(i)
    seen: set[int] = set()
    found = []
    for first, reach in enumerate(by_row):
        if first in seen or not reach:
            continue
        rows: list[int] = []
        columns: set[int] = set()
        waiting = [first]
        seen.add(first)
        while waiting:
            i = waiting.pop()
            rows.append(i)
            for j in by_row[i]:
                if j not in columns:
                    columns.add(j)
                    fresh = [k for k in by_column[j] if k not in seen]
                    seen.update(fresh)
                    waiting.extend(fresh)
        found.append((sorted(rows), sorted(columns)))
    return found


def _cheapest_first(
    costs: Costs, rows: list[int], columns: list[int], skip: float
) -> Iterator[tuple[int, int]]:
    options = ((costs[i][j], i, j) for i in rows for j in columns)
    free_rows, free_columns = set(rows), set(columns)
    for _, i, j in sorted((cost, i, j) for cost, i, j in options if cost is not None and cost < skip):
        if i in free_rows and j in free_columns:
            free_rows.remove(i)
            free_columns.remove(j)
            yield i, j


def _hungarian(costs: Costs, rows: list[int], columns: list[int], skip: float) -> list[tuple[int, int]]:
    """The Hungarian method with potentials (Kuhn, Munkres; shortest augmenting paths). Each row has one more
    column of its own that stands for staying alone."""
    n, real = len(rows), len(columns)
    m = real + n
    never = float("inf")
    forbidden = 1e6

    def price(i: int, j: int) -> float:
        if j < real:
            cost = costs[rows[i]][columns[j]]
            return forbidden if cost is None or cost >= skip else cost
        return skip if j - real == i else forbidden

    u, v = [0.0] * (n + 1), [0.0] * (m + 1)
    owner, way = [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        owner[0] = i
        column = 0
        least = [never] * (m + 1)
        used = [False] * (m + 1)
        while owner[column]:
            used[column] = True
            row, delta, following = owner[column], never, 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                reduced = price(row - 1, j - 1) - u[row] - v[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[owner[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return [(rows[owner[j] - 1], columns[j - 1]) for j in range(1, real + 1) if owner[j]]
