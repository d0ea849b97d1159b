"""A proposal: the best conversions for a request and what its demands cost, or which demands clash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.clashes import Clash, Easing, clashes, easing
from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.fairest import fairest
from scenarios.searches.allocation.goals import GOALS, weighed
from scenarios.searches.allocation.prices import Price, felt, price
from scenarios.searches.allocation.program import Answer, Program, Vector
from scenarios.searches.allocation.rounding import whole
from scenarios.searches.allocation.space import M2, Space

MOST_PRICES = 12


@dataclass(frozen=True, eq=False)
class Request:
    """What is asked: demands, goals by key with their weights, and whether the burden is shared out first.

    `burden` (by use) and `heads` (by municipality): with them the fairest sharing goes before the goals.
    """

    demands: tuple[Demand, ...]
    goals: Mapping[str, float]
    burden: Vector | None = None
    heads: Vector | None = None


@dataclass(frozen=True, eq=False)
class Proposal:
    """What came of it. `m2` whole square metres per column, None in a clash; `goals` what each goal comes to
    (as people read it); prices are in units of the weighed goals."""

    space: Space
    m2: NDArray[np.int64] | None
    goals: Mapping[str, float] = field(default_factory=dict)
    prices: tuple[Price, ...] = ()
    clashes: tuple[Clash, ...] = ()
    easing: tuple[Easing, ...] = ()

    def conversions(self) -> dict[str, dict[tuple[str, str], int]]:
        """Whole m2 by municipality code, from use and to use; what goes and comes back is netted."""
        found: dict[str, dict[tuple[str, str], int]] = {}
        if self.m2 is None:
            return found
        for m, u, v, m2 in zip(
            *(part.tolist() for part in self.space.columns), self.m2.tolist(), strict=True
        ):
            if m2 > 0:
                found.setdefault(self.space.codes[m], {})[self.space.uses[u], self.space.uses[v]] = m2
        return found


def propose(snapshot: Snapshot, space: Space, request: Request) -> Proposal:
    """The best answer to a request in whole m2, or the clashes that stand in its way."""
    costs = figures(snapshot, space, request.goals)
    program = Program(space, request.demands)
    program.minimise(costs)
    answer = program.solve()
    if answer is None:
        return Proposal(
            space, None, clashes=clashes(space, request.demands), easing=easing(space, request.demands)
        )
    prices = _prices(program, answer, costs)
    if request.burden is not None and request.heads is not None:
        shared = fairest(space, request.demands, request.burden, request.heads, costs)
        answer, prices = (shared or answer), ()
    m2 = whole(space, request.demands, answer.converted)
    return Proposal(space, m2, totals(snapshot, space, m2 / M2), prices)


def figures(snapshot: Snapshot, space: Space, goals: Mapping[str, float]) -> Vector:
    """The objective: each goal's figure per column times its weight."""
    return weighed({key: GOALS[key].per_column(snapshot, space) for key in goals}, goals)


def totals(snapshot: Snapshot, space: Space, converted: Vector) -> dict[str, float]:
    """What hectares per column come to in every goal, as people read it (dwellings above zero)."""
    return {
        key: float(goal.per_column(snapshot, space) @ converted) * goal.shown for key, goal in GOALS.items()
    }


def _prices(program: Program, answer: Answer, costs: Vector) -> tuple[Price, ...]:
    return tuple(price(program, answer, position, costs) for position in felt(program, answer)[:MOST_PRICES])


def alone(space: Space, demands: Sequence[Demand], shares: Vector, costs: Vector) -> list[float | None]:
    """What each municipality can bring of demands on the whole region by itself, each its own share of them.

    `shares` (n) add up to one. Gives the objective per municipality, None where it cannot bring its share.
    """
    found: list[float | None] = []
    municipality, _, _ = space.columns
    for m in range(len(space.codes)):
        own = [part for demand in demands if (part := _share_of(space, demand, m, float(shares[m])))]
        program = Program(space, own)
        columns = np.flatnonzero(municipality != m).astype(np.int32)
        zero = np.zeros(len(columns))
        program.solver.changeColsBounds(len(columns), columns, zero, zero)
        program.minimise(costs)
        answer = program.solve()
        found.append(None if answer is None else float(costs @ answer.converted))
    return found


def _share_of(space: Space, demand: Demand, municipality: int, share: float) -> Demand | None:
    """A municipality's own part of a demand: of one on several, its share of the change that is asked."""
    own = tuple(c for c in demand.cells if c[0] == municipality)
    if not own:
        return None
    if len(own) == len(demand.cells):
        return demand
    everyone = sum(weight * float(space.present[m, u]) for m, u, weight in demand.cells)
    here = sum(weight * float(space.present[m, u]) for m, u, weight in own)
    return Demand(
        f"{demand.key}:{space.codes[municipality]}",
        demand.text,
        own,
        here + share * (demand.low - everyone) if np.isfinite(demand.low) else demand.low,
        here + share * (demand.high - everyone) if np.isfinite(demand.high) else demand.high,
        demand.unit,
        demand.price,
    )
