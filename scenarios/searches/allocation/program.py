"""The linear programme itself, kept warm: a changed demand or objective is solved on from the last answer.

HiGHS through highspy. One row per cell keeps its hectares at zero or above; one row per demand; one row per
goal that may be capped. Minimises.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.searches.allocation.demands import FREE, Demand
from scenarios.searches.allocation.space import Space, weights

Vector = NDArray[np.float64]

_PROOF = 1e-9
"""Below this a demand has no part in the proof that there is no answer."""


@dataclass(frozen=True, eq=False)
class Answer:
    """An optimal answer: hectares per column, the objective, and the duals.

    `demand_duals`: what the objective rises by when a demand's active bound goes up by one unit.
    `cell_duals` (n*k) belong to "no cell below zero", `column_duals` are the reduced costs.
    """

    converted: Vector
    objective: float
    demand_duals: Vector
    cell_duals: Vector
    column_duals: Vector


class Program:
    """A space with its demands; `capped` are goals (a figure per column each) whose sum can be limited.

    `solver` is HiGHS itself, for what goes beyond this.
    """

    def __init__(
        self, space: Space, demands: Sequence[Demand], capped: Mapping[str, Vector] | None = None
    ) -> None:
        self.space, self.demands = space, tuple(demands)
        self.capped = dict(capped or {})
        self._cells = space.shape[0] * space.shape[1]
        self._bases = [_base(space, demand) for demand in self.demands]
        self.solver = _model(space, self.demands, tuple(self.capped.values()))
        self._columns = np.arange(len(space.most), dtype=np.int32)

    def minimise(self, costs: Vector) -> None:
        """Set the objective: a figure per column."""
        self.solver.changeColsCost(len(self._columns), self._columns, np.ascontiguousarray(costs, float))

    def ask(self, position: int, low: float, high: float) -> None:
        """Give the demand at a position other bounds, in its unit, for this programme only."""
        base = self._bases[position]
        self.solver.changeRowBounds(self._cells + position, low - base, high - base)

    def ask_again(self, position: int) -> None:
        """Give the demand at a position its own bounds back."""
        self.ask(position, self.demands[position].low, self.demands[position].high)

    def renew(self, demands: Sequence[Demand]) -> None:
        """Give the demands, in the same order and on the same cells, other bounds and texts for good."""
        before, self.demands = self.demands, tuple(demands)
        for position, (old, new) in enumerate(zip(before, self.demands, strict=True)):
            if (old.low, old.high) != (new.low, new.high):
                self.ask(position, new.low, new.high)

    def hold(self, municipality: int, use: int, low: float = 0.0, high: float = FREE) -> None:
        """Keep the final hectares of a cell between bounds; without them at zero or above, as all are."""
        row, now = municipality * self.space.shape[1] + use, float(self.space.present[municipality, use])
        self.solver.changeRowBounds(row, low - now, high - now)

    def drop(self, position: int) -> None:
        """Leave the demand at a position out."""
        self.solver.changeRowBounds(self._cells + position, -FREE, FREE)

    def cap(self, goal: str, most: float = FREE) -> None:
        """Let the sum of a goal over all columns be at most so much; without a figure: anything."""
        row = self._cells + len(self.demands) + list(self.capped).index(goal)
        self.solver.changeRowBounds(row, -FREE, most)

    def solve(self) -> Answer | None:
        """The best answer, or None where the demands cannot all be met."""
        from highspy import HighsModelStatus

        status = self._run()
        if status == HighsModelStatus.kInfeasible:
            return None
        if status != HighsModelStatus.kOptimal:
            raise ArithmeticError(f"the solver stopped: {self.solver.modelStatusToString(status)}")
        found = self.solver.getSolution()
        duals = np.array(found.row_dual)
        last = self._cells + len(self.demands)
        return Answer(
            np.maximum(np.array(found.col_value), 0.0),
            float(self.solver.getInfo().objective_function_value),
            duals[self._cells : last],
            duals[: self._cells],
            np.array(found.col_dual),
        )

    def objective(self) -> float | None:
        """The best figure of the objective, or None where the demands cannot all be met."""
        from highspy import HighsModelStatus

        if self._run() != HighsModelStatus.kOptimal:
            return None
        return float(self.solver.getInfo().objective_function_value)

    def _run(self) -> Any:
        """Solve on from the last basis, or anew where the solver loses its way from there."""
        from highspy import HighsModelStatus

        sure = (HighsModelStatus.kOptimal, HighsModelStatus.kInfeasible)
        self.solver.run()
        if self.solver.getModelStatus() not in sure:
            self.solver.clearSolver()
            self.solver.run()
        return self.solver.getModelStatus()

    def suspects(self) -> list[int]:
        """After an answer of None: positions of demands that cannot be met together, by its proof."""
        _, there, ray = self.solver.getDualRay()
        everything = range(len(self.demands))
        if not there:
            return list(everything)
        proof = np.abs(np.array(ray)[self._cells : self._cells + len(self.demands)])
        return [position for position in everything if proof[position] > _PROOF]


def _base(space: Space, demand: Demand) -> float:
    """What a demand's sum is at present."""
    return float(sum(weight * space.present[m, use] for m, use, weight in demand.cells))


def _model(space: Space, demands: Sequence[Demand], capped: Sequence[Vector]) -> Any:
    from highspy import Highs, HighsLp, HighsStatus, MatrixFormat

    n, k = space.shape
    municipality, source, target = space.columns
    count = len(municipality)
    order = np.arange(count)
    rows = [municipality * k + target, municipality * k + source]
    columns, values = [order, order], [np.ones(count), -np.ones(count)]
    low, high = [-space.present.ravel()], [np.full(n * k, FREE)]
    row = n * k
    for demand in demands:
        table = weights(space, demand.cells)
        _add(rows, columns, values, row, space.per_column(table))
        base = float((table * space.present).sum())
        low.append(np.array([demand.low - base]))
        high.append(np.array([demand.high - base]))
        row += 1
    for goal in capped:
        _add(rows, columns, values, row, goal)
        low.append(np.array([-FREE]))
        high.append(np.array([FREE]))
        row += 1
    lp = HighsLp()
    lp.num_col_, lp.num_row_ = count, row
    lp.col_cost_ = np.zeros(count)
    lp.col_lower_, lp.col_upper_ = np.zeros(count), space.most
    lp.row_lower_, lp.row_upper_ = np.concatenate(low), np.concatenate(high)
    at, which, entry = np.concatenate(columns), np.concatenate(rows), np.concatenate(values)
    sorted_by = np.lexsort((which, at))
    lp.a_matrix_.format_ = MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(at[sorted_by], np.arange(count + 1)).astype(np.int32)
    lp.a_matrix_.index_ = which[sorted_by].astype(np.int32)
    lp.a_matrix_.value_ = entry[sorted_by]
    highs = Highs()
    highs.setOptionValue("output_flag", False)
    # Only the simplex method goes on from its last basis; presolve would begin anew each time.
    highs.setOptionValue("solver", "simplex")
    highs.setOptionValue("presolve", "off")
    highs.setOptionValue("threads", 1)
    if highs.passModel(lp) == HighsStatus.kError:
        raise ArithmeticError("the solver does not take the programme")
    return highs


def _add(
    rows: list[NDArray[Any]],
    columns: list[NDArray[Any]],
    values: list[NDArray[Any]],
    row: int,
    entries: Vector,
) -> None:
    there = np.flatnonzero(entries)
    rows.append(np.full(len(there), row))
    columns.append(there)
    values.append(entries[there])
