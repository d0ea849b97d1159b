"""What a planner should look at in a site: each finding says what, how much and where; none blocks."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.catalogue import SENSITIVE, activities
from scenarios.landuse.reach import FELT, HOUSING, NATURE, Reach, reach
from scenarios.landuse.setbacks import dwellings_on, sensitive_of
from scenarios.landuse.span import significant
from scenarios.landuse.visible import CLUSTER, category_of, is_heavy, visible_parts
from scenarios.project.model import Plot, Site
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, number, tr


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: a code for programs, a sentence for people, the place as x, y in EPSG:28992."""

    code: str
    text: str
    place: tuple[float, float]


def findings_of(
    snapshot: Snapshot, site: Site, area_m2: int, municipalities: Mapping[str, int], outside_m2: int
) -> tuple[Finding, ...]:
    """The findings about one site: its size, its place, its plots and the surroundings of its plots."""
    plots = tuple(t for t in snapshot.things if isinstance(t, Plot) and t.site == site.key)
    found = [
        *_size(snapshot, site, area_m2),
        *_place(snapshot, site, municipalities, outside_m2),
        *_plots(snapshot, site, plots),
        *_contours(snapshot, plots, municipalities),
    ]
    return tuple(found)


def _size(snapshot: Snapshot, site: Site, area_m2: int) -> Iterator[Finding]:
    kind = "cluster" if site.kind == CLUSTER else "hub"
    low, high = (float(snapshot.settings[f"{kind}_{end}_ha"]) for end in ("min", "max"))
    if low <= area_m2 / 10_000 <= high:
        return
    values = {"area": hectares(area_m2), "low": number(low, 1), "high": number(high, 1)}
    if kind == "cluster":
        text = tr("{area}: a cluster is expected to have {low} to {high} ha (estimate).", **values)
    else:
        text = tr("{area}: a hub is expected to have {low} to {high} ha (estimate).", **values)
    yield Finding("size", text, _inside(snapshot.geometry(site)))


def _place(
    snapshot: Snapshot, site: Site, municipalities: Mapping[str, int], outside_m2: int
) -> Iterator[Finding]:
    shape = snapshot.geometry(site)
    if len(municipalities) > 1:
        names = ", ".join(f"{_name(snapshot, code)} {hectares(m2)}" for code, m2 in municipalities.items())
        text = tr(
            "This site lies in {count} municipalities: {names}.", count=len(municipalities), names=names
        )
        smallest = min(municipalities, key=lambda code: municipalities[code])
        place = _place_in(snapshot, snapshot.region.index[smallest], shape, site.geom)
        yield Finding("border", text, place)
    if outside_m2:
        text = tr("{area} of this site lies outside the region.", area=hectares(outside_m2, 2))
        key = ("place outside", snapshot.region.stamp, site.geom)
        yield Finding(
            "outside_region", text, snapshot.remember(key, lambda: _inside(_outside(snapshot, shape)))
        )


def _outside(snapshot: Snapshot, shape: Any) -> Any:
    """The part of a shape that no municipality has."""
    region = snapshot.region
    left: Any = shape
    for position in region.border_tree.query(shape).tolist():
        left = shapely.difference(left, region.borders[position])
    return left if float(shapely.area(left)) > 0 else shape


def _place_in(snapshot: Snapshot, position: int, shape: Any, token: Hashable) -> tuple[float, float]:
    """A point of a shape inside a municipality by its position; `token` names what the shape was made of."""

    def make() -> tuple[float, float]:
        return _inside(shapely.intersection(shape, snapshot.region.borders[position]))

    return snapshot.remember(("place in", snapshot.region.stamp, position, token), make)


def _plots(snapshot: Snapshot, site: Site, plots: tuple[Plot, ...]) -> Iterator[Finding]:
    shape = snapshot.geometry(site)
    for plot in plots:
        own = snapshot.geometry(plot)
        if shapely.covers(shape, own):
            continue
        left = shapely.difference(own, shape)
        if left.area >= SMALLEST_M2:
            text = tr(
                "{area} of plot {plot} lies outside this site.",
                area=hectares(left.area, 2),
                plot=_called(plot),
            )
            yield Finding("plot_outside", text, _inside(left))
    for one, other in _pairs(snapshot, site, plots):
        shared = _shared(snapshot, one, other)
        if shared is not None:
            text = tr(
                "Plots {one} and {other} overlap by {area}; the one on top counts.",
                one=_called(one),
                other=_called(other),
                area=hectares(shared.area, 2),
            )
            yield Finding("plot_overlap", text, _inside(shared))
    if site.kind == CLUSTER and not any(is_heavy(snapshot, category_of(plot)) for plot in plots):
        text = tr(
            "No plot of this cluster has category {category} or higher: no heavy industry (HMC) yet.",
            category=snapshot.settings["hmc_threshold"],
        )
        yield Finding("no_hmc", text, _inside(shape))


def _pairs(snapshot: Snapshot, site: Site, plots: tuple[Plot, ...]) -> list[tuple[Plot, Plot]]:
    """Plots of the site and other plots, also of other sites, that may overlap; each pair once per site."""
    everyone = [thing for thing in snapshot.things if isinstance(thing, Plot)]
    if not plots or len(everyone) < 2:
        return []
    tree = shapely.STRtree([snapshot.geometry(plot) for plot in everyone])
    own, others = tree.query([snapshot.geometry(plot) for plot in plots])
    pairs = ((plots[i], everyone[j]) for i, j in zip(own.tolist(), others.tolist(), strict=True))
    return [(a, b) for a, b in pairs if b.site != site.key or a.key < b.key]


def _shared(snapshot: Snapshot, one: Plot, other: Plot) -> Any | None:
    """The overlap of two plots, None where it is less than a slip of the hand."""

    def make() -> Any | None:
        a, b = snapshot.geometry(one), snapshot.geometry(other)
        if not shapely.intersects(a, b) or shapely.touches(a, b):
            return None
        both = shapely.intersection(a, b)
        return both if both.area >= SMALLEST_M2 else None

    return snapshot.remember(("shared plots", one.geom, other.geom), make)


def _contours(
    snapshot: Snapshot, plots: tuple[Plot, ...], municipalities: Mapping[str, int]
) -> Iterator[Finding]:
    found = reach(snapshot, plots)
    sensitive = float(sensitive_of(found).sum())
    if sensitive >= SMALLEST_M2:
        homes = dwellings_on(snapshot, float(found.felt[:, FELT.index(HOUSING)].sum()))
        text = tr(
            "The setback contours reach {area} of housing: about {dwellings} dwellings ({low} to {high}).",
            area=hectares(sensitive),
            dwellings=number(significant(homes.value)),
            low=number(significant(homes.low)),
            high=number(significant(homes.high)),
        )
        yield Finding("housing", text, _felt_place(snapshot, found, SENSITIVE))
    nature = float(found.felt[:, FELT.index(NATURE)].sum())
    if nature >= SMALLEST_M2:
        text = tr("The setback contours reach {area} of nature.", area=hectares(nature))
        yield Finding("nature", text, _felt_place(snapshot, found, (NATURE,)))
    for position, m2 in enumerate(found.claimed.tolist()):
        code = snapshot.region.municipalities[position].code
        if m2 >= SMALLEST_M2 and code not in municipalities:
            text = tr(
                "The setback contours claim {area} in {municipality}, where this site does not lie.",
                area=hectares(m2),
                municipality=_name(snapshot, code),
            )
            yield Finding("contour_border", text, _place_in(snapshot, position, found.geometry, found.token))


def _felt_place(snapshot: Snapshot, found: Reach, uses: tuple[str, ...]) -> tuple[float, float]:
    """A point inside the contours where a use lies that feels them."""
    for part in visible_parts(snapshot):
        if part.layer.use in uses and shapely.intersects(found.geometry, part.geometry):
            return _inside(shapely.intersection(found.geometry, part.geometry))
    coverage = snapshot.region.imported
    near = coverage.tree.query(found.geometry, predicate="intersects")
    near = near[np.isin(coverage.use[near], [USE_INDEX[use] for use in uses])]
    for index in near[:1].tolist():
        return _inside(shapely.intersection(found.geometry, coverage.geoms[index]))
    return _inside(found.geometry)


def _inside(shape: Any) -> tuple[float, float]:
    point = shapely.point_on_surface(shape)
    return (float(point.x), float(point.y))


def _called(plot: Plot) -> str:
    activity = activities().get(plot.activity or "")
    return plot.name or (activity.name if activity else tr("without a name"))


def _name(snapshot: Snapshot, code: str) -> str:
    return snapshot.region.municipalities[snapshot.region.index[code]].name
