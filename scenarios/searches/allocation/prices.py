"""What a demand costs: the programme solved again with one unit more and one unit less asked of it.

The dual of the solver lies between the two; where they differ, both are said.
"""

from dataclasses import dataclass

import numpy as np

from scenarios.searches.allocation.demands import FREE, Demand
from scenarios.searches.allocation.program import Answer, Program, Vector

_FELT = 1e-9
"""A dual nearer to zero than this is none."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit of a demand is worth at the present answer, in units of the objective.

    `less`: what it brings (above zero) to ask one unit less; `more`: what one unit more costs; None where
    the demands cannot be met then. `dual` is the solver's own figure. `bound` is "low" or "high": what holds.
    `after_less` and `after_more`: hectares per column of the answers with a unit less and more.
    """

    demand: Demand
    bound: str
    dual: float
    less: float | None
    more: float | None
    after_less: Vector | None = None
    after_more: Vector | None = None

    @property
    def is_one(self) -> bool:
        """Whether one figure says it: a unit more costs what a unit less brings."""
        if self.less is None or self.more is None:
            return False
        return bool(np.isclose(self.more, self.less, rtol=1e-6, atol=1e-9))


def felt(program: Program, answer: Answer) -> list[int]:
    """Positions of the demands that hold the answer back, the dearest first."""
    prices = np.abs(answer.demand_duals)
    order = np.argsort(-prices, kind="stable")
    return [int(position) for position in order if prices[position] > _FELT]


def price(program: Program, answer: Answer, position: int, costs: Vector, step: float = 1.0) -> Price:
    """The price of the demand at a position, by solving again with `step` units more and less asked.

    `costs` is the objective that the answer was found with; the programme is left as it was.
    """
    demand, dual = program.demands[position], float(answer.demand_duals[position])
    # Below zero the upper bound holds: raising it makes the answer better.
    holds = "low" if dual > 0 or demand.high == FREE else "high"
    sign = 1.0 if holds == "low" else -1.0
    objective = float(costs @ answer.converted)
    found: list[Vector | None] = []
    for by in (-sign * step, sign * step):
        low, high = demand.low, demand.high
        if demand.low == demand.high:
            low, high = low + by, high + by
        elif holds == "low":
            low += by
        else:
            high += by
        program.ask(position, low, high)
        again = program.solve() if low <= high else None
        found.append(None if again is None else again.converted)
    program.ask_again(position)
    program.solve()
    less, more = found
    return Price(
        demand,
        holds,
        dual,
        None if less is None else (objective - float(costs @ less)) / step,
        None if more is None else (float(costs @ more) - objective) / step,
        less,
        more,
    )


@dataclass(frozen=True, slots=True)
class CellPrice:
    """What a hectare of one use in one municipality is worth: `less` what one hectare less costs, `more` what
    one more costs, in units of the objective (below zero: it brings that); None where that cannot be.

    `reached`: the best objective with the cell as it was asked.
    """

    reached: float
    less: float | None
    more: float | None


def cell_price(
    program: Program, municipality: int, use: int, hectares: float, step: float = 1.0
) -> CellPrice | None:
    """The price of a cell held at so many hectares, all demands kept; None where it cannot be held there."""
    objective: list[float | None] = []
    for at in (hectares, hectares - step, hectares + step):
        program.hold(municipality, use, at, at)
        objective.append(program.objective() if at >= 0 else None)
        if objective[0] is None:
            break
    program.hold(municipality, use)
    here = objective[0]
    if here is None:
        return None
    less, more = objective[1:]
    return CellPrice(
        here,
        None if less is None else (less - here) / step,
        None if more is None else (more - here) / step,
    )
