"""Whether the plots of a site lie inside it and beside each other, and sites beside other sites."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.checks.finding import Finding, Ground, called, inside
from scenarios.landuse.stack import Part, shape_of
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import Plot, Site
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr


def plots_outside(ground: Ground) -> Iterator[Finding]:
    """Plots that reach out of their site."""
    for plot in ground.plots:
        left = _outside(ground, plot)
        if left is None:
            continue
        m2, place, whole = left
        text = tr("{area} of plot {plot} lies outside this site.", area=hectares(m2, 2), plot=called(plot))
        remedy = "" if whole else "trim_to_site"
        yield ground.found("plot_outside", text, place, remedy, (("plot", plot.key),))


def _outside(ground: Ground, plot: Plot) -> tuple[float, tuple[float, float], bool] | None:
    """How much of a plot lies outside its site, where, and whether all of it does; None where none does."""

    def make() -> tuple[float, tuple[float, float], bool] | None:
        own = ground.snapshot.geometry(plot)
        if shapely.covers(ground.shape, own):
            return None
        left = shapely.difference(own, ground.shape)
        kept = float(shapely.area(own)) - float(left.area)
        return (float(left.area), inside(left), kept < SMALLEST_M2) if left.area >= SMALLEST_M2 else None

    return ground.snapshot.remember(("plot outside", plot.geom, ground.site.geom), make)


def plot_overlaps(ground: Ground) -> Iterator[Finding]:
    """Plots on each other, also on plots of other sites; each pair once per site."""
    own = {plot.key for plot in ground.plots}
    for under, over, m2, place in _pairs(ground.snapshot):
        if under.key not in own and over.key not in own:
            continue
        # Told in order of key, so that bringing one forward does not change the sentence.
        one, other = sorted((under, over), key=lambda plot: (plot.key not in own, plot.key))
        text = tr(
            "Plots {one} and {other} overlap by {area}; the one on top counts.",
            one=called(one),
            other=called(other),
            area=hectares(m2, 2),
        )
        rows = (("plot", under.key), ("plot", over.key))
        yield ground.found("plot_overlap", text, place, "cut_below", rows)


Pair = tuple[Plot, Plot, float, tuple[float, float]]


def _pairs(snapshot: Snapshot) -> tuple[Pair, ...]:
    """Every two plots that overlap: the lower, the upper, by how many m2, and where."""
    parts = visible_parts(snapshot)
    key = ("plot pairs", tuple(part.token for part in parts), tuple(part.layer.key for part in parts))
    return snapshot.remember(key, lambda: tuple(_find_pairs(snapshot)))


def _find_pairs(snapshot: Snapshot) -> Iterator[Pair]:
    plots: dict[bytes, list[tuple[int, Plot]]] = {}
    for height, thing in enumerate(snapshot.things):
        if isinstance(thing, Plot):
            plots.setdefault(thing.geom, []).append((height, thing))
    heights = {thing.key: height for height, thing in enumerate(snapshot.things)}
    for thing, part in zip(snapshot.things, visible_parts(snapshot), strict=True):
        if not isinstance(thing, Plot):
            continue
        for geom, m2, place in _covered(snapshot, thing.geom, _above(part)):
            for height, other in plots.get(geom, ()):
                if height > heights[thing.key]:
                    yield thing, other, m2, place


def _above(part: Part) -> tuple[bytes, ...]:
    """The shapes above a part that may cover some of it."""
    token: Any = part.token
    return token[1]


def _covered(
    snapshot: Snapshot, own: bytes, above: tuple[bytes, ...]
) -> tuple[tuple[bytes, float, tuple[float, float]], ...]:
    """Which of the shapes above a plot share land with it: the shape, how many m2 and where."""

    if not above:
        return ()

    def make() -> tuple[tuple[bytes, float, tuple[float, float]], ...]:
        shape = shape_of(snapshot, own)
        shapes = np.array([shape_of(snapshot, geom) for geom in above], dtype=object)
        shared = shapely.intersection(shape, shapes)
        return tuple(
            (geom, float(both.area), inside(both))
            for geom, both in zip(above, shared, strict=True)
            if both.area >= SMALLEST_M2
        )

    return snapshot.remember(("covered plot", own, above), make)


def site_overlaps(ground: Ground) -> Iterator[Finding]:
    """Sites on each other; told at both."""
    snapshot, site = ground.snapshot, ground.site
    heights = {thing.key: height for height, thing in enumerate(snapshot.things)}
    for other in snapshot.things:
        if not isinstance(other, Site) or other.key == site.key:
            continue
        shared = snapshot.remember(
            ("site overlap", *sorted((site.geom, other.geom))), lambda o=other: _shared(ground, o)
        )
        if shared is None:
            continue
        m2, place = shared
        text = tr(
            "This site and {other} overlap by {area}; the one on top counts.",
            other=called(other),
            area=hectares(m2, 2),
        )
        pair = sorted((site, other), key=lambda row: heights[row.key])
        yield ground.found("site_overlap", text, place, "cut_below", tuple(("site", row.key) for row in pair))


def _shared(ground: Ground, other: Any) -> tuple[float, tuple[float, float]] | None:
    shape = ground.snapshot.geometry(other)
    if not shapely.intersects(ground.shape, shape):
        return None
    both = shapely.intersection(ground.shape, shape)
    return (float(both.area), inside(both)) if both.area >= SMALLEST_M2 else None
