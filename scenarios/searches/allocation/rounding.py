"""From the solver's hectares to whole square metres in which every demand still holds.

With demands on cells and totals alone the best corner of the programme is whole by itself. Demands that
weigh uses against each other (homes, jobs) leave a few columns broken: those are settled between the whole
numbers beside them, so that sums of land stay exact.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.program import Vector
from scenarios.searches.allocation.space import M2, Space, weights

_WHOLE = 1e-3
"""A figure this near to a whole square metre is one."""


def whole(space: Space, demands: Sequence[Demand], converted: Vector) -> NDArray[np.int64]:
    """Whole m2 per column, no further than 1 m2 from `converted` (ha), with every sum of land kept."""
    m2 = converted * M2
    near = np.round(m2)
    broken = np.abs(m2 - near) > _WHOLE
    if not broken.any():
        return near.astype(np.int64)
    settled = _settled(space, demands, m2, near, np.flatnonzero(broken))
    return np.round(m2 if settled is None else settled).astype(np.int64)


def _settled(
    space: Space, demands: Sequence[Demand], m2: Vector, near: Vector, broken: NDArray[np.intp]
) -> Vector | None:
    """Whole numbers for the broken columns alone, the others being what they are: a small programme."""
    from highspy import Highs, HighsModelStatus

    fixed = near.copy()
    fixed[broken] = 0.0
    municipality, source, target = (part[broken] for part in space.columns)
    final: Vector = np.round(space.final(fixed / M2) * M2)
    highs = Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    below = np.floor(m2[broken])
    for column, low in enumerate(below):
        # The nearer whole number is the cheaper one.
        highs.addCol(float(1 - 2 * (m2[broken][column] - low)), low, low + 1, 0, _NONE, _NO_VALUES)
    ends = np.concatenate([municipality, municipality]).tolist(), np.concatenate([target, source]).tolist()
    cells = set(zip(*ends, strict=True))
    for m, use in sorted(cells):
        entries = np.where(municipality == m, 1.0 * (target == use) - 1.0 * (source == use), 0.0)
        _add(highs, entries, -float(final[m, use]), np.inf)
    for demand in demands:
        if _is_land(demand) and any((m, use) in cells for m, use, _ in demand.cells):
            table = weights(space, demand.cells)
            now = float((table * final).sum())
            entries = table[municipality, target] - table[municipality, source]
            _add(highs, entries, _up(demand.low) - now, _down(demand.high) - now)
    highs.run()
    if highs.getModelStatus() != HighsModelStatus.kOptimal:
        return None
    fixed[broken] = np.array(highs.getSolution().col_value)
    return fixed


_NONE, _NO_VALUES = np.array([], dtype=np.int32), np.array([])


def _add(highs: Any, entries: Vector, low: float, high: float) -> None:
    there = np.flatnonzero(entries).astype(np.int32)
    if len(there):
        highs.addRow(low, high, len(there), there, entries[there])


def _is_land(demand: Demand) -> bool:
    return all(weight == 1.0 for _, _, weight in demand.cells)


def _up(hectares: float) -> float:
    return float(np.ceil(hectares * M2 - _WHOLE)) if np.isfinite(hectares) else hectares


def _down(hectares: float) -> float:
    return float(np.floor(hectares * M2 + _WHOLE)) if np.isfinite(hectares) else hectares
