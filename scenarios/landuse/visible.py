"""Which drawn thing decides at a place, and which use it gives: the topmost one that is active that year."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scenarios.landuse.catalogue import Activity, activities, step_of
from scenarios.landuse.stack import Layer, Part, uncovered
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot, Thing

CLUSTER, HUB = "cluster", "hub"
"""The two kinds of site."""


def activities_of(plot: Plot) -> tuple[Activity, ...]:
    """The activities on a plot, the main one first; codes that are not in the list are left out."""
    known, own = activities(), plot.activity or ""
    if not plot.also:
        return (known[own],) if own in known else ()
    codes = dict.fromkeys((own, *(code.strip() for code in plot.also.split(","))))
    return tuple(known[code] for code in codes if code in known)


def category_of(plot: Plot) -> str:
    """A plot's environmental category: its own, else the heaviest of its activities', else empty."""
    if plot.category:
        return plot.category
    return max((activity.category for activity in activities_of(plot)), key=step_of, default="")


def is_heavy(snapshot: Snapshot, category: str) -> bool:
    """Whether a category reaches the project's threshold of heavy industry (HMC)."""
    step = step_of(category)
    return step >= 0 and step >= step_of(str(snapshot.settings["hmc_threshold"]))


def use_of(snapshot: Snapshot, thing: Thing) -> str:
    """The land use that a drawn thing gives its land.

    A site: its own rest use, else HMC for a cluster and BED for a hub. A plot: the use of its layout part
    (road, green, water), else HMC where its category reaches the threshold, else BED, also without activity.
    """
    if isinstance(thing, Site):
        return thing.rest_use or ("HMC" if thing.kind == CLUSTER else "BED")
    if isinstance(thing, Plot):
        said = (thing.activity, thing.also, thing.category, snapshot.settings["hmc_threshold"])
        return snapshot.remember(("use of plot", said), lambda: _use_of_plot(snapshot, thing))
    return thing.use


def _use_of_plot(snapshot: Snapshot, plot: Plot) -> str:
    activity = activities().get(plot.activity or "")
    if activity and activity.use:
        return activity.use
    return "HMC" if is_heavy(snapshot, category_of(plot)) else "BED"


def shapes_of_things(snapshot: Snapshot) -> NDArray[np.object_]:
    """The shapes of the active drawn things, from the ground up, whole."""

    def make() -> NDArray[np.object_]:
        shapes = np.empty(len(snapshot.things), dtype=object)
        shapes[:] = [snapshot.geometry(thing) for thing in snapshot.things]
        return shapes

    return snapshot.once("shapes of things", make)


def visible_parts(snapshot: Snapshot) -> tuple[Part, ...]:
    """The part of each active drawn thing that nothing above it covers, from the ground up."""
    return snapshot.once("visible parts", lambda: _visible_parts(snapshot))


def _visible_parts(snapshot: Snapshot) -> tuple[Part, ...]:
    layers = tuple(Layer(thing.key, thing.geom, use_of(snapshot, thing)) for thing in snapshot.things)
    return snapshot.remember(("visible", layers), lambda: uncovered(snapshot, layers))


def visible(snapshot: Snapshot) -> tuple[tuple[Thing, str, Any], ...]:
    """Each active drawn thing, its use and the shapely geometry of its visible part, from the ground up."""
    parts = visible_parts(snapshot)
    return tuple(
        (thing, part.layer.use, part.geometry) for thing, part in zip(snapshot.things, parts, strict=True)
    )
