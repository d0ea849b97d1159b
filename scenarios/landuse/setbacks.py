"""Setbacks: what the contours round the plots claim of each municipality, and how many dwellings lie in them.

*Claimed* is the land inside any contour and outside all sites of the variant, active or not; *sensitive* is
claimed land that suffers from nuisance in that year, by its use or as the ground of a school, care or
overnight recreation. Nature inside contours is reported apart and
never in sensitive.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.landuse.assumptions import assumed
from scenarios.landuse.catalogue import SENSITIVE
from scenarios.landuse.distances import Distances, distances
from scenarios.landuse.places import counted_in, places_by_municipality
from scenarios.landuse.reach import FELT, HOUSING, NATURE, Reach, reach, ring
from scenarios.landuse.span import Span, exactly
from scenarios.project.model import COMPONENTS, Plot
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
    """One contour for the map: plot key, distance in m, and a component or None for the one that counts.

    A free contour that was drawn has its component and the distance zero.
    """

    plot: int
    distance: float
    component: str | None
    geometry: Any

    @property
    def drawn(self) -> bool:
        """Whether it was drawn by hand instead of at a distance."""
        return self.distance == 0


@dataclass(frozen=True, slots=True, eq=False)
class Setbacks:
    """Per municipality code: claimed, sensitive and nature in whole m2, dwellings with their range.

    `places`: how many schools, care and recreation lie inside. `outside_m2` is claimed land outside the
    region; `rings` the contours that count: one per plot, and those that were drawn.
    """

    claimed_m2: dict[str, int]
    sensitive_m2: dict[str, int]
    nature_m2: dict[str, int]
    dwellings: dict[str, Span]
    places: dict[str, int]
    outside_m2: int
    rings: tuple[Ring, ...]


def setbacks(snapshot: Snapshot) -> Setbacks:
    """The setbacks of all active plots of a snapshot, at the distances in force and as they were drawn."""
    return snapshot.once("setbacks", lambda: _setbacks(snapshot))


def _setbacks(snapshot: Snapshot) -> Setbacks:
    plots = active_plots(snapshot)
    found = reach(snapshot, plots)
    codes = [m.code for m in snapshot.region.municipalities]
    return Setbacks(
        _whole(codes, found.claimed),
        _whole(codes, sensitive_of(found)),
        _whole(codes, found.felt[:, FELT.index(NATURE)]),
        dwellings_in(snapshot, found),
        places_by_municipality(snapshot, found.left),
        round(found.outside),
        _rings(snapshot, plots),
    )


def active_plots(snapshot: Snapshot) -> tuple[Plot, ...]:
    """The plots that are there in the snapshot's year, in drawing order."""
    return tuple(thing for thing in snapshot.things if isinstance(thing, Plot))


def component_rings(snapshot: Snapshot, components: tuple[str, ...] = COMPONENTS) -> tuple[Ring, ...]:
    """The contours of some components of each active plot, for a map that tells them apart."""
    found = []
    for plot in active_plots(snapshot):
        own = distances(snapshot, plot)
        found += [
            Ring(plot.key, metres, name, ring(snapshot, plot.geom, metres))
            for name in components
            if (metres := getattr(own, name)) > 0
        ]
        found += [one for one in _drawn(snapshot, plot) if one.component in components]
    return tuple(found)


def sensitive_of(found: Reach) -> NDArray[np.float64]:
    """The m2 per municipality, not rounded, that suffers from nuisance: by its use, or by the place on it."""
    return found.felt[:, [FELT.index(use) for use in SENSITIVE]].sum(axis=1) + found.places


def dwellings_in(snapshot: Snapshot, found: Reach) -> dict[str, Span]:
    """The dwellings inside contours by municipality code.

    Where a municipality has counted dwellings those that are inside, and housing that is drawn by the
    project's density; elsewhere all housing land by that density.
    """
    counted = counted_in(snapshot, found.left)
    codes = [m.code for m in snapshot.region.municipalities]
    by_land = _whole(codes, found.felt[:, FELT.index(HOUSING)])
    new = _whole(codes, found.new_housing)
    return {
        code: exactly(counted[code]) + dwellings_on(snapshot, new[code])
        if code in counted
        else dwellings_on(snapshot, by_land[code])
        for code in codes
    }


def dwellings_on(snapshot: Snapshot, m2: float) -> Span:
    """The dwellings on an area of housing land, by the project's density."""
    return assumed(snapshot, "dwellings_per_ha").span.times(m2 / 10_000)


def _whole(codes: list[str], m2: NDArray[np.float64]) -> dict[str, int]:
    return dict(zip(codes, np.rint(m2).astype(np.int64).tolist(), strict=True))


def _rings(snapshot: Snapshot, plots: tuple[Plot, ...]) -> tuple[Ring, ...]:
    found = []
    for plot in plots:
        metres = distances(snapshot, plot).category
        if metres > 0:
            found.append(Ring(plot.key, metres, None, ring(snapshot, plot.geom, metres)))
        found += _drawn(snapshot, plot)
    return tuple(found)


def _drawn(snapshot: Snapshot, plot: Plot) -> list[Ring]:
    rows = snapshot.contours_of(plot.key)
    return [Ring(plot.key, 0.0, row.component, snapshot.geometry(row)) for row in rows]
