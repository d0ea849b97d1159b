"""Results as map layers for other programs: what is drawn, the land use of a year, municipalities, contours.

The layer `drawn` has the columns that `place` reads, so that it can be changed elsewhere and brought back.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.formats.layer import VectorLayer
from scenarios.landuse.balance import balance
from scenarios.landuse.catalogue import USES
from scenarios.landuse.present import corrected
from scenarios.landuse.setbacks import setbacks
from scenarios.landuse.visible import category_of, use_of, visible_parts
from scenarios.project.model import DRAWN, Plot, Site
from scenarios.project.region import USES as CODES
from scenarios.project.region import Coverage, Region
from scenarios.project.snapshot import Snapshot, Thing
from scenarios.reports.naming import municipality_names, plot_name


def drawn(snapshot: Snapshot) -> VectorLayer:
    """Everything drawn in the variant, of all years, in drawing order."""
    rows = [row for table in DRAWN for row in snapshot.rows(table).values()]
    rows.sort(key=lambda row: (row.rank, row.key))
    lines = [_drawn(snapshot, row) for row in rows]
    return VectorLayer("drawn", "MultiPolygon", _shapes(snapshot, rows), _columns(lines, _DRAWN_COLUMNS))


_DRAWN_COLUMNS = (
    *("kind", "name", "site", "activity", "use", "start", "end"),
    *("key", "site_key", "land_use", "category", "area_m2", "note"),
)


def _drawn(snapshot: Snapshot, row: Thing) -> dict[str, Any]:
    site = snapshot.sites.get(row.site) if isinstance(row, Plot) else None
    return {
        "kind": row.kind if isinstance(row, Site) else "plot" if isinstance(row, Plot) else "change",
        "name": row.name,
        "site": site.name if site else None,
        "activity": row.activity if isinstance(row, Plot) else None,
        "use": row.use if not isinstance(row, Site | Plot) else None,
        "start": row.start_year,
        "end": row.end_year,
        "key": row.key,
        "site_key": row.site if isinstance(row, Plot) else None,
        "land_use": use_of(snapshot, row),
        "category": category_of(row) or None if isinstance(row, Plot) else None,
        "area_m2": round(snapshot.geometry(row).area),
        "note": row.note,
    }


def _columns(lines: list[dict[str, Any]], names: Iterable[str]) -> dict[str, list[Any]]:
    return {name: [line[name] for line in lines] for name in names}


def _shapes(snapshot: Snapshot, rows: Iterable[Any]) -> NDArray[np.object_]:
    found = [snapshot.geometry(row) for row in rows]
    shapes = np.empty(len(found), dtype=object)
    shapes[:] = found
    return shapes


def land_use(snapshot: Snapshot) -> VectorLayer:
    """The land use of the year: the present with corrections and what is drawn on top, per municipality."""
    coverage, region = corrected(snapshot), snapshot.region
    parts = [part for part in visible_parts(snapshot) if not part.geometry.is_empty]
    bare, homes = _uncovered(coverage, region)
    geoms = np.concatenate([coverage.geoms, bare])
    municipality = np.concatenate([coverage.municipality, homes])
    use = np.concatenate([coverage.use, np.full(len(bare), CODES.index("OVE"), dtype=np.int32)])
    count = len(geoms)
    if parts:
        cover = shapely.union_all([part.geometry for part in parts])
        hit = shapely.STRtree(geoms).query(cover, predicate="intersects")
        geoms[hit] = shapely.difference(geoms[hit], cover)
    pieces = [
        (shapely.intersection(part.geometry, region.borders[i]), i, CODES.index(part.layer.use))
        for part in parts
        for i in region.border_tree.query(part.geometry, predicate="intersects").tolist()
    ]
    new = np.empty(len(pieces), dtype=object)
    new[:] = [piece for piece, *_ in pieces]
    geoms = np.concatenate([geoms, new])
    municipality = np.concatenate([municipality, np.array([p[1] for p in pieces], dtype=np.int32)])
    use = np.concatenate([use, np.array([p[2] for p in pieces], dtype=np.int32)])
    origin = np.array(["present"] * count + ["drawn"] * len(pieces))
    areas = shapely.area(geoms)
    seen = areas >= 0.5
    names = municipality_names(snapshot)
    codes = [region.municipalities[i].code for i in municipality[seen].tolist()]
    uses = [CODES[i] for i in use[seen].tolist()]
    columns = {
        "municipality": codes,
        "municipality_name": [names[code] for code in codes],
        "use": uses,
        "use_name": [USES[code].name for code in uses],
        "origin": origin[seen].tolist(),
        "area_m2": np.rint(areas[seen]).astype(np.int64).tolist(),
    }
    return VectorLayer("land_use", "MultiPolygon", _polygons(geoms[seen]), columns)


def _uncovered(coverage: Coverage, region: Region) -> tuple[NDArray[np.object_], NDArray[np.int32]]:
    """The land of each municipality that no polygon covers, and the positions of those municipalities."""
    covered = np.bincount(coverage.municipality, weights=coverage.areas, minlength=len(region.borders))
    open_ones = np.flatnonzero(shapely.area(region.borders) - covered >= 0.5).astype(np.int32)
    found = np.empty(len(open_ones), dtype=object)
    for row, i in enumerate(open_ones.tolist()):
        cover = shapely.union_all(coverage.geoms[coverage.municipality == i])
        found[row] = shapely.difference(region.borders[i], cover)
    return found, open_ones


def _polygons(geoms: NDArray[np.object_]) -> NDArray[np.object_]:
    """Shapes without the loose lines and points that an overlay may leave."""
    mixed = shapely.get_type_id(geoms) == 7
    for i in np.flatnonzero(mixed):
        parts = shapely.get_parts(geoms[i])
        geoms[i] = shapely.multipolygons(parts[shapely.get_type_id(parts) == 3])
    return geoms


def municipalities(snapshot: Snapshot) -> VectorLayer:
    """The municipalities with their balance: whole m2 per land use."""
    region, found = snapshot.region, balance(snapshot)
    codes = [m.code for m in region.municipalities]
    columns: dict[str, list[Any]] = {
        "code": codes,
        "name": [m.name for m in region.municipalities],
        "area_m2": [found.area_m2[code] for code in codes],
    }
    for use in CODES:
        columns[use] = [found.now_m2[code][use] for code in codes]
    return VectorLayer("municipality", "MultiPolygon", region.borders, columns)


def contours(snapshot: Snapshot) -> VectorLayer:
    """The setback contours of the year: one per plot, and those drawn by hand with their component."""
    rings = setbacks(snapshot).rings
    shapes = np.empty(len(rings), dtype=object)
    shapes[:] = [ring.geometry for ring in rings]
    columns = {
        "plot": [str(ring.plot) for ring in rings],
        "plot_name": [plot_name(snapshot.plots[ring.plot]) for ring in rings],
        "distance_m": [None if ring.drawn else float(ring.distance) for ring in rings],
        "component": [ring.component or "" for ring in rings],
    }
    return VectorLayer("contour", "MultiPolygon", shapes, columns)


def businesses(snapshot: Snapshot) -> VectorLayer:
    """The present businesses, as points."""
    rows = list(snapshot.businesses.values())
    names = ("name", "category", "activity", "area_m2", "permit", "note", "source", "fictitious", "key")
    lines = [{name: getattr(row, name) for name in names} for row in rows]
    return VectorLayer("business", "Point", shapely.centroid(_shapes(snapshot, rows)), _columns(lines, names))


LAYERS: dict[str, Callable[[Snapshot], VectorLayer]] = {
    "drawn": drawn,
    "land_use": land_use,
    "municipality": municipalities,
    "contour": contours,
    "business": businesses,
}
"""The layers by the name that `export --layer` takes."""
