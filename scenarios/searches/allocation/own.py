"""The programme of a variant beside proposals: what it comes to, leaves undone, and could gain."""

from collections.abc import Mapping, Sequence

import numpy as np

from scenarios.landuse.programme import programme
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.demands import Demand, value
from scenarios.searches.allocation.goals import GOALS
from scenarios.searches.allocation.program import Program, Vector
from scenarios.searches.allocation.space import M2, Space

_LEEWAY = 1e-3
"""A demand is met where it is not off by more than this, in its unit."""

_SLACK = 1e-7


def own_values(snapshot: Snapshot, space: Space, goals: Sequence[str]) -> tuple[float, ...]:
    """What the planned conversions come to in each goal (lower is better), also those that no rule allows."""
    every = Space(space.codes, space.uses, space.present_m2, np.ones_like(space.allowed))
    converted = np.zeros(len(every.most))
    k = len(every.uses)
    place = np.zeros((len(every.codes), k, k), dtype=np.intp)
    place[every.columns] = np.arange(len(every.most))
    index = snapshot.region.index
    for row in snapshot.conversions.values():
        if row.municipality in index:
            at = index[row.municipality], USE_INDEX[row.from_use], USE_INDEX[row.to_use]
            converted[place[at]] += row.m2 / M2
    return tuple(float(GOALS[key].per_column(snapshot, every) @ converted) for key in goals)


def unmet(snapshot: Snapshot, space: Space, demands: Sequence[Demand]) -> list[Demand]:
    """The demands that the programme of the variant does not meet."""
    planned = programme(snapshot)
    final = np.array([[planned[code][use] for use in space.uses] for code in space.codes]) / M2
    found = []
    for demand in demands:
        now = value(space, demand, final)
        if not demand.low - _LEEWAY <= now <= demand.high + _LEEWAY:
            found.append(demand)
    return found


def gains(
    space: Space, demands: Sequence[Demand], goals: Mapping[str, Vector], values: Sequence[float]
) -> dict[str, float]:
    """By how much each goal could be better without any other getting worse than `values`; zero on the
    frontier."""
    program = Program(space, demands, goals)
    found = {}
    for name, now in zip(goals, values, strict=True):
        for other, most in zip(goals, values, strict=True):
            if other == name:
                program.cap(other)
            else:
                program.cap(other, most + _SLACK * max(1.0, abs(most)))
        program.minimise(goals[name])
        best = program.objective()
        if best is not None:
            found[name] = max(0.0, now - best)
    return found
