"""Whether a site, and whatever else is drawn, lies in one municipality and inside the region."""

from collections.abc import Hashable, Iterator
from typing import Any

import shapely

from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.checks.finding import Finding, Ground, called, inside, municipality
from scenarios.landuse.present import areas_in
from scenarios.project.model import UseChange
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr


def border(ground: Ground) -> Iterator[Finding]:
    """A site in more than one municipality: one of them will be its host (S80)."""
    snapshot, shares = ground.snapshot, ground.municipalities
    if len(shares) < 2:
        return
    names = ", ".join(f"{municipality(snapshot, code)} {hectares(m2)}" for code, m2 in shares.items())
    text = tr("This site lies in {count} municipalities: {names}.", count=len(shares), names=names)
    smallest = min(shares, key=lambda code: shares[code])
    place = place_in(snapshot, snapshot.region.index[smallest], ground.shape, ground.site.geom)
    yield ground.found("border", text, place, "trim_to_host")


def outside(ground: Ground) -> Iterator[Finding]:
    """A part of a site outside the region, where no municipality counts it."""
    if not ground.outside_m2:
        return
    snapshot = ground.snapshot
    key = ("place outside", snapshot.region.stamp, ground.site.geom)
    place = snapshot.remember(key, lambda: inside(_outside(snapshot, ground.shape)))
    text = tr("{area} of this site lies outside the region.", area=hectares(ground.outside_m2, 2))
    yield ground.found("outside_region", text, place, "trim_to_region" if ground.municipalities else "")


def changes_outside(snapshot: Snapshot) -> Iterator[Finding]:
    """Drawn changes of land use that lie partly outside the region."""
    for change in snapshot.things:
        if not isinstance(change, UseChange):
            continue
        shape = snapshot.geometry(change)
        areas, out = areas_in(snapshot, shape, change.geom)
        if out < SMALLEST_M2:
            continue
        key = ("place outside", snapshot.region.stamp, change.geom)
        place = snapshot.remember(key, lambda s=shape: inside(_outside(snapshot, s)))
        text = tr(
            "{area} of the land-use change {name} lies outside the region.",
            area=hectares(out, 2),
            name=called(change),
        )
        remedy = "trim_to_region" if areas.sum() >= SMALLEST_M2 else ""
        yield Finding("outside_region", text, place, remedy, (("use_change", change.key),))


def _outside(snapshot: Snapshot, shape: Any) -> Any:
    """The part of a shape that no municipality has."""
    region = snapshot.region
    left: Any = shape
    for position in region.border_tree.query(shape).tolist():
        left = shapely.difference(left, region.borders[position])
    return left if float(shapely.area(left)) > 0 else shape


def place_in(snapshot: Snapshot, position: int, shape: Any, token: Hashable) -> tuple[float, float]:
    """A point of a shape inside a municipality by its position; `token` names what the shape was made of."""

    def make() -> tuple[float, float]:
        return inside(shapely.intersection(shape, snapshot.region.borders[position]))

    return snapshot.remember(("place in", snapshot.region.stamp, position, token), make)
