"""Whom the contours of a site reach: housing with its dwellings, places that suffer, other municipalities."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.catalogue import SENSITIVE
from scenarios.landuse.checks.finding import Finding, Ground, inside, municipality
from scenarios.landuse.checks.place import place_in
from scenarios.landuse.reach import FELT, HOUSING, Reach, reach
from scenarios.landuse.setbacks import dwellings_on, sensitive_of
from scenarios.landuse.span import significant
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import SensitivePlace
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, number, tr


def housing(ground: Ground) -> Iterator[Finding]:
    """Housing inside the contours, with the dwellings on it."""
    snapshot = ground.snapshot
    found = reach(snapshot, ground.plots)
    sensitive = float(sensitive_of(found).sum())
    if sensitive < SMALLEST_M2:
        return
    homes = dwellings_on(snapshot, float(found.felt[:, FELT.index(HOUSING)].sum()))
    text = tr(
        "The setback contours reach {area} of housing: about {dwellings} dwellings ({low} to {high}).",
        area=hectares(sensitive),
        dwellings=number(significant(homes.value)),
        low=number(significant(homes.low)),
        high=number(significant(homes.high)),
    )
    yield ground.found("housing", text, felt_place(snapshot, found, SENSITIVE))


def places(ground: Ground) -> Iterator[Finding]:
    """Schools, care and overnight recreation inside the contours, or on the site itself."""
    snapshot = ground.snapshot
    rows = [row for row in snapshot.sensitive_places.values() if row.kind != "dwellings"]
    if not rows:
        return
    found = reach(snapshot, ground.plots)
    for row in rows:
        shape = snapshot.geometry(row)
        key = ("place reached", row.geom, ground.site.geom, found.token)
        if not snapshot.remember(key, lambda s=shape: _reached(ground, found, s)):
            continue
        rows = (("site", ground.site.key), ("sensitive_place", row.key))
        yield ground.found("sensitive_place", _said(row), inside(shape), "", rows)


def _reached(ground: Ground, found: Reach, shape: Any) -> bool:
    return bool(shapely.intersects(found.geometry, shape) or shapely.intersects(ground.shape, shape))


def _said(row: SensitivePlace) -> str:
    counted = row.count is not None
    values = {"name": row.name or tr("without a name"), "count": number(row.count or 0)}
    if row.kind == "school":
        return (
            tr("School {name} ({count} pupils) lies inside a setback contour.", **values)
            if counted
            else tr("School {name} lies inside a setback contour.", **values)
        )
    if row.kind == "care":
        return (
            tr("Care home {name} ({count} places) lies inside a setback contour.", **values)
            if counted
            else tr("Care home {name} lies inside a setback contour.", **values)
        )
    return tr("Recreation with overnight stay {name} lies inside a setback contour.", **values)


def other_municipalities(ground: Ground) -> Iterator[Finding]:
    """Municipalities that carry the contours of a site they do not have."""
    snapshot = ground.snapshot
    found = reach(snapshot, ground.plots)
    for position, m2 in enumerate(found.claimed.tolist()):
        code = snapshot.region.municipalities[position].code
        if m2 < SMALLEST_M2 or code in ground.municipalities:
            continue
        text = tr(
            "The setback contours claim {area} in {municipality}, where this site does not lie.",
            area=hectares(m2),
            municipality=municipality(snapshot, code),
        )
        yield ground.found("contour_border", text, place_in(snapshot, position, found.geometry, found.token))


def felt_place(snapshot: Snapshot, found: Reach, uses: tuple[str, ...]) -> tuple[float, float]:
    """A point inside the contours where one of the uses lies."""
    parts = visible_parts(snapshot)
    drawn = tuple(part.token for part in parts if part.layer.use in uses)
    key = ("felt place", snapshot.region.stamp, found.token, uses, drawn)
    return snapshot.remember(key, lambda: _felt_place(snapshot, found, uses))


def _felt_place(snapshot: Snapshot, found: Reach, uses: tuple[str, ...]) -> tuple[float, float]:
    for part in visible_parts(snapshot):
        if part.layer.use in uses and shapely.intersects(found.geometry, part.geometry):
            return inside(shapely.intersection(found.geometry, part.geometry))
    coverage = snapshot.region.imported
    near = coverage.tree.query(found.geometry, predicate="intersects")
    near = near[np.isin(coverage.use[near], [USE_INDEX[use] for use in uses])]
    for index in near[:1].tolist():
        return inside(shapely.intersection(found.geometry, coverage.geoms[index]))
    return inside(found.geometry)
