"""The fairest proposal: the most burdened as little as possible, then the next most burdened, and so on.

Lexicographic: a programme finds the lowest figure that nobody has to exceed; those who cannot be below it
without another coming above it are fixed there; then the same for the rest.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scenarios.searches.allocation.demands import FREE, Demand
from scenarios.searches.allocation.program import Answer, Program, Vector
from scenarios.searches.allocation.space import Space

_SAME = 1e-7
"""Burdens closer than this part of the largest are one."""


def burdens(final: NDArray[np.float64], weight: Vector, heads: Vector) -> Vector:
    """The burden of each municipality: weighted hectares per head; `weight` by use, `heads` above zero."""
    return (final @ weight) / heads


def fairest(
    space: Space, demands: Sequence[Demand], weight: Vector, heads: Vector, then: Vector
) -> Answer | None:
    """The answer whose burdens, sorted from the top, are lowest one after another; then least of `then`.

    `weight` (k): burden of a hectare by use; `heads` (n): inhabitants or another measure, above zero; `then`
    a figure per column. None where the demands cannot be met.
    """
    n, _ = space.shape
    scale = _scale(space, weight, heads)
    program = Program(space, demands)
    highs = program.solver
    count = len(space.most)
    highs.addCol(1.0, -FREE, FREE, 0, np.array([], dtype=np.int32), np.array([]))
    first = highs.getNumRow()
    base = burdens(space.present, weight, heads) * scale
    for m in range(n):
        per = space.per_column(_row(space, m, weight / heads[m] * scale))
        there = np.flatnonzero(per)
        # burden - top <= 0
        index = np.append(there, count).astype(np.int32)
        highs.addRow(-FREE, -base[m], len(index), index, np.append(per[there], -1.0))
    program.minimise(np.zeros(count))
    left = set(range(n))
    while left:
        answer = program.solve()
        if answer is None:
            return None
        top = float(np.array(highs.getSolution().col_value)[count])
        duals = np.array(highs.getSolution().row_dual)[first:]
        bound = {m for m in left if duals[m] < -_SAME} or set(left)
        for m in bound:
            highs.changeRowBounds(first + m, -FREE, top - base[m] + _SAME)
            highs.changeCoeff(first + m, count, 0.0)
        left -= bound
    highs.changeColCost(count, 0.0)
    highs.changeColBounds(count, 0.0, 0.0)
    program.minimise(then)
    answer = program.solve()
    return None if answer is None else _without_top(answer, count)


def _without_top(answer: Answer, count: int) -> Answer:
    return Answer(
        answer.converted[:count],
        answer.objective,
        answer.demand_duals,
        answer.cell_duals,
        answer.column_duals[:count],
    )


def _row(space: Space, municipality: int, per_use: Vector) -> NDArray[np.float64]:
    table = np.zeros(space.shape)
    table[municipality] = per_use
    return table


def _scale(space: Space, weight: Vector, heads: Vector) -> float:
    """What brings burdens to the order of one, where the solver's tolerances are at home."""
    largest = float(
        np.max(space.present.sum(axis=1) * np.max(np.abs(weight), initial=0.0) / heads, initial=0.0)
    )
    return 1.0 / largest if largest > 0 else 1.0
