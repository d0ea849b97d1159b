"""Whom the contours of a site reach: housing with its dwellings, places that suffer, other municipalities."""

from collections.abc import Iterator

import numpy as np
import shapely

from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.catalogue import SENSITIVE
from scenarios.landuse.checks.finding import Finding, Ground, inside, municipality
from scenarios.landuse.checks.place import place_in
from scenarios.landuse.places import places_in
from scenarios.landuse.reach import Reach
from scenarios.landuse.setbacks import dwellings_in, sensitive_of
from scenarios.landuse.span import exactly, significant
from scenarios.landuse.visible import visible_parts
from scenarios.project.model import SensitivePlace
from scenarios.project.region import USE_INDEX
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, number, tr


def housing(ground: Ground) -> Iterator[Finding]:
    """Housing inside the contours, with the dwellings on it: counted where they are, else by the density."""
    snapshot, found = ground.snapshot, ground.reach
    sensitive = float(sensitive_of(found).sum())
    homes = sum(dwellings_in(snapshot, found).values(), exactly(0.0))
    if sensitive < SMALLEST_M2 and homes.value < 1:
        return
    values = {
        "area": hectares(sensitive),
        "dwellings": number(significant(homes.value)),
        "low": number(significant(homes.low)),
        "high": number(significant(homes.high)),
    }
    if homes.low == homes.high:
        text = tr("The setback contours reach {area} of housing: {dwellings} dwellings, counted.", **values)
    else:
        text = tr(
            "The setback contours reach {area} of housing: about {dwellings} dwellings ({low} to {high}).",
            **values,
        )
    yield ground.found("housing", text, felt_place(snapshot, found, SENSITIVE))


def places(ground: Ground) -> Iterator[Finding]:
    """Schools, care and overnight recreation inside the contours, or on the site itself."""
    snapshot = ground.snapshot
    if not snapshot.sensitive_places:
        return
    for row in places_in(snapshot, ground.reach.left):
        yield _place(ground, row, _inside(row))
    for row in places_in(snapshot, ground.shape):
        yield _place(ground, row, tr("{what} lies on this site.", what=_named(row)))


def _place(ground: Ground, row: SensitivePlace, text: str) -> Finding:
    rows = (("site", ground.site.key), ("sensitive_place", row.key))
    return ground.found("sensitive_place", text, inside(ground.snapshot.geometry(row)), "", rows)


def _inside(row: SensitivePlace) -> str:
    return tr("{what} lies inside a setback contour.", what=_named(row))


def _named(row: SensitivePlace) -> str:
    """What a place is, how it is called and how many it holds."""
    values = {"name": row.name, "count": number(row.count or 0)}
    counted = bool(row.count)
    match row.kind:
        case "school":
            said = (
                tr("School {name} ({count} pupils)", **values) if counted else tr("School {name}", **values)
            )
        case "care":
            full = tr("Care {name} ({count} beds)", **values)
            said = full if counted else tr("Care {name}", **values)
        case _:
            said = tr("Overnight recreation {name}", **values)
    return " ".join(said.split())


def other_municipalities(ground: Ground) -> Iterator[Finding]:
    """Municipalities that carry the contours of a site they do not have."""
    snapshot, found = ground.snapshot, ground.reach
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
