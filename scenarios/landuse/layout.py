"""The land of all active sites piece by piece: what is visible of each plot inside its site, and the rest."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import shapely

from scenarios.landuse.visible import activities_of, use_of, visible_parts
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A piece of a site: the plot that has it, or the site itself; its use, its geometry and what that is
    made of (`token`); `group`: the kind of activity, "rest" outside plots, "unknown" without an activity."""

    thing: Plot | Site
    use: str
    group: str
    geometry: Any
    token: Hashable

    @property
    def m2(self) -> float:
        """Its area, not rounded."""
        return float(self.geometry.area)


_LIKE = {"GRO": "green", "NAT": "green", "LAN": "green", "WAT": "water", "INF": "road"}
"""The kind of activity that land outside plots is like, by its use."""


def layout(snapshot: Snapshot) -> tuple[Piece, ...]:
    """The pieces of all active sites, in drawing order; together they are the visible land of the sites."""
    found = []
    for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True):
        if isinstance(thing, Site):
            use = use_of(snapshot, thing)
            found.append(Piece(thing, use, _LIKE.get(use, "rest"), part.geometry, part.token))
        elif isinstance(thing, Plot) and (site := snapshot.sites.get(thing.site)) is not None:
            token = ("in site", part.token, site.geom)
            inside = snapshot.remember(token, lambda p=part, s=site: _inside(snapshot, p.geometry, s))
            found.append(Piece(thing, use_of(snapshot, thing), _group(thing), inside, token))
    return tuple(piece for piece in found if not piece.geometry.is_empty)


def _inside(snapshot: Snapshot, shape: Any, site: Site) -> Any:
    whole = snapshot.geometry(site)
    return shape if shapely.covers(whole, shape) else shapely.intersection(shape, whole)


def _group(plot: Plot) -> str:
    found = activities_of(plot)
    return found[0].group if found else "unknown"
