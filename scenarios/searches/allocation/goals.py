"""What a proposal may aim at, each as a figure per converted hectare, and lower is better for all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scenarios.landuse.assumptions import assumed
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.program import Vector
from scenarios.searches.allocation.space import M2, Space
from scenarios.wording import mark

_MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: `title` a marked sentence, `unit` of its figure, `shown` what the figure is multiplied by for
    people (-1 where more is better)."""

    key: str
    title: str
    unit: str
    shown: int
    per_column: Callable[[Snapshot, Space], Vector]


def _converted(_snapshot: Snapshot, space: Space) -> Vector:
    return np.ones(len(space.most))


def _cost(snapshot: Snapshot, space: Space) -> Vector:
    """Million euro: to acquire and clear the old use, and to prepare the new one."""
    _, source, target = space.columns
    clear = np.array([assumed(snapshot, f"acquire_{use}").value for use in space.uses])
    prepare = np.array([assumed(snapshot, f"prepare_{use}").value for use in space.uses])
    return (clear[source] + prepare[target]) * M2 / _MILLION


def _homes(snapshot: Snapshot, space: Space) -> Vector:
    """Dwellings, below zero: more is better."""
    per_hectare = np.zeros(space.shape)
    per_hectare[:, space.uses.index("WON")] = dwellings_per_ha(snapshot)
    return -space.per_column(per_hectare)


def dwellings_per_ha(snapshot: Snapshot) -> float:
    """Dwellings on a hectare that becomes housing."""
    return float(snapshot.settings["dwellings_per_ha"])


def _open_land(_snapshot: Snapshot, space: Space) -> Vector:
    """Hectares of nature and farmland that get another use."""
    _, source, target = space.columns
    open_land = np.isin(np.array(space.uses), ("NAT", "LAN"))
    return (open_land[source] & ~open_land[target]).astype(float)


GOALS: Mapping[str, Goal] = {
    goal.key: goal
    for goal in (
        Goal("converted", mark("Least land converted"), "ha", 1, _converted),
        Goal("cost", mark("Least cost"), "million euro", 1, _cost),
        Goal("homes", mark("Most homes"), "dwellings", -1, _homes),
        Goal("open_land", mark("Least nature and farmland"), "ha", 1, _open_land),
    )
}
"""The goals that add up over hectares, by key; the fairest sharing of the burden is a search of its own."""


def weighed(figures: Mapping[str, NDArray[np.float64]], weight: Mapping[str, float]) -> Vector:
    """One figure per column out of several goals, each times its weight."""
    return np.sum([figures[key] * factor for key, factor in weight.items()], axis=0)
