"""Setbacks: what the contours round the plots claim of each municipality, and how many dwellings lie in them.

*Claimed* is the land inside any contour and outside all sites of the variant, active or not; *sensitive* is
claimed land with a use that suffers from nuisance in that year. Nature inside contours is reported apart and
never in sensitive.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.landuse.assumptions import assumed
from scenarios.landuse.catalogue import COMPONENTS, SENSITIVE
from scenarios.landuse.distances import Distances, distances
from scenarios.landuse.reach import FELT, HOUSING, NATURE, Reach, reach, ring
from scenarios.landuse.span import Span
from scenarios.project.model import Plot
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

__all__ = ["Distances", "Ring", "Setbacks", "component_rings", "distances", "screening_note", "setbacks"]

SCREENING_NOTE = mark(
    "These are screening distances for a sketch plan, from the VNG guide of 2009: no legal limits, and since "
    "the Omgevingswet no longer the official method for new plans."
)


def screening_note() -> str:
    """The sentence that stands next to every contour, in the language in force."""
    return tr(SCREENING_NOTE)


@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """One contour for the map: plot key, distance in m, and a component or None for the one that counts."""

    plot: int
    distance: float
    component: str | None
    geometry: Any


@dataclass(frozen=True, slots=True, eq=False)
class Setbacks:
    """Per municipality code: claimed, sensitive and nature in whole m2, dwellings with their range.

    `outside_m2` is claimed land outside the region; `rings` the contours that count, one per plot.
    """

    claimed_m2: dict[str, int]
    sensitive_m2: dict[str, int]
    nature_m2: dict[str, int]
    dwellings: dict[str, Span]
    outside_m2: int
    rings: tuple[Ring, ...]


def setbacks(snapshot: Snapshot) -> Setbacks:
    """The setbacks of all active plots of a snapshot, at the category distance in force."""
    plots = active_plots(snapshot)
    found = reach(snapshot, plots)
    codes = [m.code for m in snapshot.region.municipalities]
    nature, housing = found.felt[:, FELT.index(NATURE)], found.felt[:, FELT.index(HOUSING)]
    return Setbacks(
        _whole(codes, found.claimed),
        _whole(codes, sensitive_of(found)),
        _whole(codes, nature),
        {code: dwellings_on(snapshot, m2) for code, m2 in _whole(codes, housing).items()},
        round(found.outside),
        _rings(snapshot, plots),
    )


def active_plots(snapshot: Snapshot) -> tuple[Plot, ...]:
    """The plots that are there in the snapshot's year, in drawing order."""
    return tuple(thing for thing in snapshot.things if isinstance(thing, Plot))


def component_rings(snapshot: Snapshot) -> tuple[Ring, ...]:
    """The contours of each component of each active plot, for a map that tells them apart."""
    return tuple(
        Ring(plot.key, metres, name, ring(snapshot, plot.geom, metres))
        for plot in active_plots(snapshot)
        for name in COMPONENTS
        if (metres := getattr(distances(snapshot, plot), name)) > 0
    )


def sensitive_of(found: Reach) -> NDArray[np.float64]:
    """The m2 per municipality, not rounded, of uses that suffer from nuisance."""
    return found.felt[:, [FELT.index(use) for use in SENSITIVE]].sum(axis=1)


def dwellings_on(snapshot: Snapshot, m2: float) -> Span:
    """The dwellings on an area of housing land, by the project's density."""
    return assumed(snapshot, "dwellings_per_ha").span.times(m2 / 10_000)


def _whole(codes: list[str], m2: NDArray[np.float64]) -> dict[str, int]:
    return dict(zip(codes, np.rint(m2).astype(np.int64).tolist(), strict=True))


def _rings(snapshot: Snapshot, plots: tuple[Plot, ...]) -> tuple[Ring, ...]:
    reached = [(plot, distances(snapshot, plot).category) for plot in plots]
    return tuple(
        Ring(plot.key, metres, None, ring(snapshot, plot.geom, metres))
        for plot, metres in reached
        if metres > 0
    )
