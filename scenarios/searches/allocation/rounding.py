"""From the solver's hectares to whole square metres in which every demand still holds.

With demands on cells and totals alone the best corner of the programme is whole by itself. Demands that
weigh uses against each other (homes, jobs) leave a few columns broken: those are settled between the whole
numbers beside them, so that sums of land stay exact.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.program import Program, Vector
from scenarios.searches.allocation.space import M2, Space

_WHOLE = 1e-3
"""A figure this near to a whole square metre is one."""


def whole(space: Space, demands: Sequence[Demand], converted: Vector) -> NDArray[np.int64]:
    """Whole m2 per column, no further than 1 m2 from `converted` (ha), with every sum of land kept."""
    m2 = converted * M2
    near = np.round(m2)
    broken = np.abs(m2 - near) > _WHOLE
    if not broken.any():
        return near.astype(np.int64)
    low, high = np.where(broken, np.floor(m2), near), np.where(broken, np.ceil(m2), near)
    land = [replace(d, low=_up(d.low), high=_down(d.high)) for d in demands if _is_land(d)]
    program = Program(space, land)
    columns = np.arange(len(m2), dtype=np.int32)
    program.solver.changeColsBounds(len(m2), columns, low / M2, high / M2)
    program.minimise(np.where(broken, 1 - 2 * (m2 - low), 0.0))
    answer = program.solve()
    return np.round(answer.converted * M2 if answer is not None else m2).astype(np.int64)


def _is_land(demand: Demand) -> bool:
    return all(weight == 1.0 for _, _, weight in demand.cells)


def _up(hectares: float) -> float:
    return np.ceil(hectares * M2 - _WHOLE) / M2 if np.isfinite(hectares) else hectares


def _down(hectares: float) -> float:
    return np.floor(hectares * M2 + _WHOLE) / M2 if np.isfinite(hectares) else hectares
