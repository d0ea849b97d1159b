"""The same allocation written out row by row for another solver (GLPK), as an independent check."""

from collections.abc import Sequence

import numpy as np
import swiglpk as glpk

from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.space import Space


def best(space: Space, demands: Sequence[Demand], costs: np.ndarray) -> float | None:
    """The least objective that GLPK finds, None where the demands cannot be met."""
    glpk.glp_term_out(glpk.GLP_OFF)
    problem = glpk.glp_create_prob()
    try:
        n, k = space.shape
        columns = list(zip(*(part.tolist() for part in space.columns), strict=True))
        glpk.glp_add_cols(problem, len(columns))
        for place, ((m, u, _v), cost) in enumerate(zip(columns, costs.tolist(), strict=True), 1):
            most = max(float(space.present[m, u]), 0.0)
            kind = glpk.GLP_DB if most > 0 else glpk.GLP_FX
            glpk.glp_set_col_bnds(problem, place, kind, 0.0, most)
            glpk.glp_set_obj_coef(problem, place, cost)
        sums = [({(m, u): 1.0}, 0.0, np.inf) for m in range(n) for u in range(k)]
        for demand in demands:
            cells: dict[tuple[int, int], float] = {}
            for m, u, weight in demand.cells:
                cells[m, u] = cells.get((m, u), 0.0) + weight
            sums.append((cells, demand.low, demand.high))
        for cells, low, high in sums:
            base = sum(weight * float(space.present[cell]) for cell, weight in cells.items())
            entries = [
                (place, cells.get((m, v), 0.0) - cells.get((m, u), 0.0))
                for place, (m, u, v) in enumerate(columns, 1)
            ]
            _row(problem, [entry for entry in entries if entry[1]], low - base, high - base)
        settings = glpk.glp_smcp()
        glpk.glp_init_smcp(settings)
        settings.presolve = glpk.GLP_ON
        settings.tol_bnd = settings.tol_dj = 1e-9
        failed = glpk.glp_simplex(problem, settings)
        status = glpk.glp_get_status(problem)
        if failed in (glpk.GLP_ENOPFS, glpk.GLP_ENODFS) or status in (glpk.GLP_NOFEAS, glpk.GLP_INFEAS):
            return None
        assert not failed and status == glpk.GLP_OPT, (failed, status)
        return float(glpk.glp_get_obj_val(problem))
    finally:
        glpk.glp_delete_prob(problem)


def _row(problem: object, entries: list[tuple[int, float]], low: float, high: float) -> None:
    row = glpk.glp_add_rows(problem, 1)
    if low == high:
        kind = glpk.GLP_FX
    elif np.isinf(low):
        kind = glpk.GLP_UP if np.isfinite(high) else glpk.GLP_FR
    else:
        kind = glpk.GLP_DB if np.isfinite(high) else glpk.GLP_LO
    glpk.glp_set_row_bnds(
        problem, row, kind, low if np.isfinite(low) else 0.0, high if np.isfinite(high) else 0.0
    )
    which, values = glpk.intArray(len(entries) + 1), glpk.doubleArray(len(entries) + 1)
    for place, (column, value) in enumerate(entries, 1):
        which[place], values[place] = column, value
    glpk.glp_set_mat_row(problem, row, len(entries), which, values)
