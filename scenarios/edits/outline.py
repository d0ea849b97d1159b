"""Edits of outlines: to a given area, wider, simpler, cut out of what lies below, trimmed, with holes."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon

from scenarios.edits.common import next_rank, row_of
from scenarios.edits.overlap import Place, neighbours
from scenarios.edits.pieces import Ranks, area_of, given, in_pieces, one_area
from scenarios.edits.shapes import clean, remove
from scenarios.errors import Refused
from scenarios.geometry import area, outline, rings
from scenarios.geometry.grid import common, united
from scenarios.geometry.shape import SMALLEST_M2, to_wkb
from scenarios.project.change import Change, insert
from scenarios.project.model import DRAWN, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

Point = tuple[float, float]


def set_area(snapshot: Snapshot, place: Place, m2: float, edge: int | None = None) -> list[Change]:
    """Give an area exactly `m2` square metres: outer edge `edge` moves, or without one the whole scales.

    Raises Refused where that area cannot be reached.
    """
    return given(snapshot, place, area.with_area(one_area(snapshot, place), m2, edge))


def offset(snapshot: Snapshot, places: Iterable[Place], m: float) -> list[Change]:
    """Grow areas by metres on all sides, or shrink them below 0; raises Refused where nothing is left."""
    return _each(snapshot, places, lambda part: [outline.offset(part, m)])


def simplify(snapshot: Snapshot, places: Iterable[Place], tolerance: float) -> list[Change]:
    """Leave out corners of areas that lie within `tolerance` m of the outline without them.

    Corners that neighbours of the same kind share stay, so that no sliver opens.
    """
    changes: list[Change] = []
    for place in dict.fromkeys(places):
        whole = area_of(snapshot, place)
        _, *beside = neighbours(snapshot, place).values()
        kept = shapely.get_coordinates(beside)
        found = [outline.simplified(part, tolerance, kept) for part in shapely.get_parts(whole)]
        changes += given(snapshot, place, found[0] if isinstance(whole, Polygon) else MultiPolygon(found))
    return changes


def cut_out(snapshot: Snapshot, place: Place, below: Iterable[Place] | None = None) -> list[Change]:
    """Cut the land of an area out of chosen rows, or out of all that is drawn below it.

    A plot is not cut out of its own site, a site not out of its plots. Rows that have no land left go; one
    that falls apart becomes several. Raises Refused where there is nothing to cut.
    """
    cutter = area_of(snapshot, place)
    chosen = _below(snapshot, place) if below is None else [p for p in dict.fromkeys(below) if p != place]
    ranks = Ranks(snapshot)
    changes: list[Change] = []
    gone = []
    for other in chosen:
        shape = area_of(snapshot, other)
        if common(shape, cutter).area < SMALLEST_M2:
            continue
        try:
            changes += in_pieces(snapshot, other, _parts(outline.cut_out(shape, cutter)), ranks)
        except Refused:
            gone.append(other)
    if not changes and not gone:
        raise Refused(tr("Nothing lies under this shape here: choose a shape that lies over another."))
    return changes + remove(snapshot.with_changes(changes), gone)


def trim_to_municipality(
    snapshot: Snapshot, places: Iterable[Place], code: str | None = None
) -> list[Change]:
    """Trim areas to the municipality with that code, or each to the one that most of it lies in.

    Raises Refused where nothing of an area lies there.
    """
    region = snapshot.region

    def border(shape: Any) -> Any:
        if code is not None:
            return region.borders[region.index[code]]
        near = region.border_tree.query(shape, predicate="intersects")
        if len(near) == 0:
            raise Refused(tr("This shape lies outside every municipality of the region: move it first."))
        inside = shapely.area(shapely.intersection(region.borders[near], shape))
        return region.borders[near[int(inside.argmax())]]

    return _in_parts(snapshot, places, lambda _, shape: outline.trimmed(shape, border(shape)))


def trim_to_site(snapshot: Snapshot, places: Iterable[Place], site: int | None = None) -> list[Change]:
    """Trim areas to the site with that key, plots without one to their own site.

    Raises Refused where nothing of an area lies there, or there is no site to trim to.
    """

    def trimmed(place: Place, shape: Any) -> Any:
        key = row_of(snapshot, *place).site if site is None and place[0] == "plot" else site
        if key is None or ("site", key) == place:
            raise Refused(tr("Choose the site to trim to: only a plot has a site of its own."))
        return outline.trimmed(shape, area_of(snapshot, ("site", key)))

    return _in_parts(snapshot, places, trimmed)


def trim_to_free(snapshot: Snapshot, places: Iterable[Place]) -> list[Change]:
    """Trim areas to land that no other site of this year takes; a plot's own site counts as free for it.

    Raises Refused where nothing is free.
    """

    def trimmed(place: Place, shape: Any) -> Any:
        row = row_of(snapshot, *place)
        own = row.site if place[0] == "plot" else row.key
        sites = [snapshot.geometry(s) for s in snapshot.sites.values() if s.key != own and snapshot.active(s)]
        taken = [other for other in sites if shapely.intersects(other, shape)]
        return outline.cut_out(shape, united(taken)) if taken else shape

    return _in_parts(snapshot, places, trimmed)


def add_ring(snapshot: Snapshot, place: Place, hole: Any) -> list[Change]:
    """Put a hole in an area; raises Refused where it does not lie inside."""
    return _part_at(snapshot, place, hole, lambda part: rings.with_hole(part, hole))


def delete_ring(snapshot: Snapshot, place: Place, point: Point) -> list[Change]:
    """Take the hole at a point out of an area, which gets its land; raises Refused where there is none."""
    at = shapely.Point(point)
    return _part_at(snapshot, place, at, lambda part: rings.without_hole(part, point))


def fill_ring(snapshot: Snapshot, place: Place, point: Point) -> list[Change]:
    """A new row with the same columns, but no name, in the hole of an area at a point.

    Raises Refused where there is no hole.
    """
    row = row_of(snapshot, *place)
    part = _part_with(shapely.get_parts(area_of(snapshot, place)).tolist(), shapely.Point(point))
    _, hole = rings.filled(part, point)
    columns: dict[str, Any] = {"key": new_key(), "geom": to_wkb(clean(place[0], hole))}
    columns |= {name: "" for name in ("name",) if hasattr(row, name)}
    if hasattr(row, "origin"):
        columns["origin"] = columns["key"]
    if place[0] in DRAWN:
        columns["rank"] = next_rank(snapshot)
    return [insert(replace(row, **columns))]


def _each(snapshot: Snapshot, places: Iterable[Place], make: Any) -> list[Change]:
    changes: list[Change] = []
    for place in dict.fromkeys(places):
        whole = area_of(snapshot, place)
        found = [piece for part in shapely.get_parts(whole) for piece in make(part)]
        shape = found[0] if isinstance(whole, Polygon) else united(found)
        changes += given(snapshot, place, shape)
    return changes


def _in_parts(snapshot: Snapshot, places: Iterable[Place], make: Any) -> list[Change]:
    ranks = Ranks(snapshot)
    changes: list[Change] = []
    for place in dict.fromkeys(places):
        found = _parts(make(place, area_of(snapshot, place)))
        changes += in_pieces(snapshot, place, found, ranks)
    return changes


def _parts(shape: Any) -> list[Polygon]:
    return sorted(shapely.get_parts(shape).tolist(), key=lambda part: -part.area)


def _below(snapshot: Snapshot, place: Place) -> list[Place]:
    """All that is drawn below a row in this year, without the site of a plot and the plots of a site."""
    row = row_of(snapshot, *place)
    tables = {"Site": "site", "Plot": "plot", "UseChange": "use_change"}
    found: list[Place] = []
    for thing in snapshot.things:
        if thing.key == row.key:
            return found
        if getattr(row, "site", None) != thing.key and getattr(thing, "site", None) != row.key:
            found.append((tables[type(thing).__name__], thing.key))
    return found


def _part_with(every: list[Polygon], where: Any) -> Polygon:
    """The part of an area whose outline holds a place, else its first part."""
    return next((part for part in every if shapely.covers(Polygon(part.exterior), where)), every[0])


def _part_at(snapshot: Snapshot, place: Place, where: Any, make: Any) -> list[Change]:
    whole = area_of(snapshot, place)
    every = shapely.get_parts(whole).tolist()
    chosen = _part_with(every, where)
    found = [make(part) if part is chosen else part for part in every]
    return given(snapshot, place, found[0] if isinstance(whole, Polygon) else MultiPolygon(found))
