"""A proposal: the best conversions for a request and what its demands cost, or which demands clash."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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
    """What came of it. `m2` whole square metres per column and the exact `answer`, None in a clash; `goals`
    what each goal comes to (as people read it); `felt`: positions in `demands` of those that hold it back,
    the dearest first; prices are in units of the weighed goals."""

    space: Space
    m2: NDArray[np.int64] | None
    goals: Mapping[str, float] = field(default_factory=dict)
    prices: tuple[Price, ...] = ()
    clashes: tuple[Clash, ...] = ()
    easing: tuple[Easing, ...] = ()
    demands: tuple[Demand, ...] = ()
    answer: Answer | None = None
    felt: tuple[int, ...] = ()

    def conversions(self) -> dict[str, dict[tuple[str, str], int]]:
        """Whole m2 by municipality code, from use and to use."""
        return {} if self.m2 is None else conversions_of(self.space, self.m2)


def conversions_of(space: Space, m2: NDArray[np.int64]) -> dict[str, dict[tuple[str, str], int]]:
    """Whole m2 per column by municipality code, from use and to use; nothing for what stays."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    municipality, source, target = space.columns
    for column in np.flatnonzero(m2 > 0).tolist():
        pair = space.uses[source[column]], space.uses[target[column]]
        found.setdefault(space.codes[municipality[column]], {})[pair] = int(m2[column])
    return found


def propose(snapshot: Snapshot, space: Space, request: Request) -> Proposal:
    """The best answer to a request in whole m2, or the clashes that stand in its way."""
    worth = figures(snapshot, space)
    costs = weighed(worth, request.goals)
    program = Program(space, request.demands)
    program.minimise(costs)
    found = solved(program, worth, costs, request.burden, request.heads)
    answer = found.answer
    if answer is None:
        return explained(found)
    prices = tuple(price(program, answer, at, costs) for at in dearest(found)[:MOST_PRICES])
    return replace(found, prices=prices)


def solved(
    program: Program,
    worth: Mapping[str, Vector],
    costs: Vector,
    burden: Vector | None = None,
    heads: Vector | None = None,
) -> Proposal:
    """The proposal of a programme that minimises `costs`, without prices, and where demands clash without
    saying which; `worth`: every goal per column.

    With `burden` and `heads` the fairest sharing goes first, and no demand has a price.
    """
    space, demands = program.space, program.demands
    answer = program.solve()
    if answer is None:
        return Proposal(space, None, demands=demands)
    held = tuple(felt(program, answer))
    if burden is not None and heads is not None:
        answer, held = fairest(space, demands, burden, heads, costs) or answer, ()
    m2 = whole(space, demands, answer.converted)
    return Proposal(space, m2, totals(worth, m2 / M2), demands=demands, answer=answer, felt=held)


def explained(found: Proposal) -> Proposal:
    """The same where there is no answer, with the demands that clash and the least change that would do."""
    return replace(
        found, clashes=clashes(found.space, found.demands), easing=easing(found.space, found.demands)
    )


def figures(snapshot: Snapshot, space: Space) -> dict[str, Vector]:
    """Every goal as a figure per column."""
    return {key: goal.per_column(snapshot, space) for key, goal in GOALS.items()}


def totals(worth: Mapping[str, Vector], converted: Vector) -> dict[str, float]:
    """What hectares per column come to in every goal, as people read it (dwellings above zero)."""
    return {key: float(figure @ converted) * GOALS[key].shown for key, figure in worth.items()}


def kind_of(key: str) -> str:
    """What demands share that are one rule in several municipalities; a key of its own for any other."""
    kind, _, rest = key.partition(":")
    return f"{kind}:{rest.rpartition(':')[2]}" if kind == "keep" else key


def dearest(found: Proposal) -> list[int]:
    """Positions of the demands that hold an answer back, the dearest first, of each rule only one."""
    seen: dict[str, int] = {}
    for at in found.felt:
        seen.setdefault(kind_of(found.demands[at].key), at)
    return list(seen.values())
