"""Each municipality for itself against all together: the same demands, two ways to govern them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.demands import Demand
from scenarios.searches.allocation.goals import GOALS
from scenarios.searches.allocation.program import Program, Vector
from scenarios.searches.allocation.space import Space


@dataclass(frozen=True, eq=False)
class Own:
    """What a municipality does by itself: hectares per column of the whole space, None where it cannot bring
    its share."""

    code: str
    converted: Vector | None


def alone(space: Space, demands: Sequence[Demand], shares: Vector, costs: Vector) -> list[Own]:
    """What each municipality can bring of demands by itself, each its own share of those on several.

    `shares` (n) add up to one; `costs` is the objective, a figure per column.
    """
    municipality, _, _ = space.columns
    found = []
    for m, code in enumerate(space.codes):
        here = Space((code,), space.uses, space.present_m2[m : m + 1], space.allowed)
        own = [part for demand in demands if (part := _share_of(space, demand, m, float(shares[m])))]
        program = Program(here, own)
        columns = np.flatnonzero(municipality == m)
        program.minimise(costs[columns])
        answer = program.solve()
        if answer is None:
            found.append(Own(code, None))
            continue
        converted = np.zeros(len(space.most))
        converted[columns] = answer.converted
        found.append(Own(code, converted))
    return found


def shares_of(snapshot: Snapshot, space: Space) -> tuple[Vector, str]:
    """Each municipality's share of what is asked of all, and what it is by: "inhabitants" or, where those are
    not all known, "area"."""
    heads = [m.inhabitants for m in snapshot.region.municipalities]
    if all(heads):
        by = np.array([float(count or 0) for count in heads])
        return by / by.sum(), "inhabitants"
    area = space.present_m2.sum(axis=1).astype(float)
    return area / area.sum(), "area"


def together_and_apart(
    figures: Mapping[str, Vector], together: Vector, apart: Sequence[Own]
) -> dict[str, tuple[float, float]]:
    """What each goal comes to, as people read it: together, and the sum of all who can do their share."""
    own = [one.converted for one in apart if one.converted is not None]
    return {
        key: (
            float(figure @ together) * GOALS[key].shown,
            sum(float(figure @ converted) for converted in own) * GOALS[key].shown,
        )
        for key, figure in figures.items()
    }


def _share_of(space: Space, demand: Demand, municipality: int, share: float) -> Demand | None:
    """A municipality's own part of a demand: of one on several, its share of the change that is asked."""
    own = tuple((0, use, weight) for m, use, weight in demand.cells if m == municipality)
    if not own:
        return None
    low, high = demand.low, demand.high
    if len(own) < len(demand.cells):
        everyone = sum(weight * float(space.present[m, u]) for m, u, weight in demand.cells)
        here = sum(weight * float(space.present[municipality, u]) for _, u, weight in own)
        low = here + share * (low - everyone) if np.isfinite(low) else low
        high = here + share * (high - everyone) if np.isfinite(high) else high
    key = f"{demand.key}:{space.codes[municipality]}"
    return Demand(key, demand.text, own, low, high, demand.unit, demand.price)
