"""TopoJSON: shared arcs put together into polygons, whatever the order of the keys in the file.

GDAL recognises a topology only by its first words and drops some geometries; the format is small enough to
read here. Without a `crs` member coordinates are WGS84, as in GeoJSON.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from scenarios.errors import Refused
from scenarios.formats.crs import WGS84
from scenarios.formats.features import Field, LayerInfo, Raw, kind_of, samples
from scenarios.formats.gdal import geometry_kind
from scenarios.geometry.remarks import Remark
from scenarios.wording import tr

Coordinates = NDArray[np.float64]


def layers(path: Path) -> list[LayerInfo]:
    """The objects of a topology, each a layer."""
    topology = _topology(path)
    return [_info(path, topology, str(name)) for name in topology["objects"]]


def read(path: Path, layer: str, columns: tuple[str, ...] | None) -> Raw:
    """One object of a topology, its members as features; geometries that cannot be put together are null."""
    topology = _topology(path)
    members = _members(topology["objects"][layer])
    transform = topology.get("transform")
    try:
        arcs = _arcs(topology)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Refused(tr("{file} is no readable TopoJSON: its arcs are damaged.", file=path.name)) from error
    geoms = np.empty(len(members), dtype=object)
    bad = 0
    for i, member in enumerate(members):
        try:
            geoms[i] = _geometry(member, arcs, transform)
        except (KeyError, IndexError, TypeError, ValueError, shapely.GEOSException):
            geoms[i] = None
            bad += 1
    rows = [_properties(member) for member in members]
    names = columns if columns is not None else tuple(dict.fromkeys(name for row in rows for name in row))
    table = {name: _column([row.get(name) for row in rows]) for name in names}
    return Raw(geoms, table, _crs(topology), (Remark("unreadable", bad),) if bad else ())


def _info(path: Path, topology: dict[str, Any], name: str) -> LayerInfo:
    raw = read(path, name, None)
    fields = tuple(Field(n, kind_of(values), samples(values)) for n, values in raw.columns.items())
    return LayerInfo(name, geometry_kind(raw.geoms), len(raw.geoms), fields, raw.crs)


def _topology(path: Path) -> dict[str, Any]:
    stat = path.stat()
    return _parsed(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=1)
def _parsed(path: Path, _changed: int, _size: int) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(
            tr("{file} is no readable TopoJSON: it is damaged or cut short.", file=path.name)
        ) from error
    if not isinstance(found, dict) or not isinstance(found.get("objects"), dict) or "arcs" not in found:
        raise Refused(tr("{file} is no readable TopoJSON: it has no objects or no arcs.", file=path.name))
    return found


def _crs(topology: dict[str, Any]) -> str:
    crs = topology.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return str(name) if name else WGS84


def _arcs(topology: dict[str, Any]) -> list[Coordinates]:
    transform = topology.get("transform")
    found = []
    for arc in topology["arcs"]:
        points = np.array([point[:2] for point in arc], dtype=float).reshape(-1, 2)
        if transform:
            points = np.cumsum(points, axis=0) * transform["scale"] + transform["translate"]
        found.append(points)
    return found


def _members(thing: Any) -> list[dict[str, Any]]:
    if not isinstance(thing, dict):
        return []
    if thing.get("type", "GeometryCollection") == "GeometryCollection" and "geometries" in thing:
        return [member for member in thing["geometries"] if isinstance(member, dict)]
    return [thing]


def _properties(member: dict[str, Any]) -> dict[str, Any]:
    given = member.get("properties")
    found = dict(given) if isinstance(given, dict) else {}
    if "id" in member:
        found.setdefault("id", member["id"])
    return found


def _column(values: list[Any]) -> NDArray[np.object_]:
    column = np.empty(len(values), dtype=object)
    column[:] = [json.dumps(v) if isinstance(v, dict | list) else v for v in values]
    return column


def _geometry(member: dict[str, Any], arcs: list[Coordinates], transform: Any) -> Any:
    kind = member.get("type")
    if kind == "Polygon":
        return _polygon(member["arcs"], arcs)
    if kind == "MultiPolygon":
        return shapely.multipolygons([p for p in (_polygon(rings, arcs) for rings in member["arcs"]) if p])
    if kind == "LineString":
        return shapely.linestrings(_joined(member["arcs"], arcs))
    if kind == "MultiLineString":
        return shapely.MultiLineString([_joined(line, arcs) for line in member["arcs"]])
    if kind in ("Point", "MultiPoint"):
        points = np.array(member["coordinates"], dtype=float)[..., :2]
        if transform:
            points = points * transform["scale"] + transform["translate"]
        return shapely.points(points) if kind == "Point" else shapely.multipoints(points)
    if kind == "GeometryCollection":
        inner = [_geometry(m, arcs, transform) for m in member["geometries"]]
        return shapely.geometrycollections([g for g in inner if g is not None])
    return None


def _polygon(rings: list[list[int]], arcs: list[Coordinates]) -> Any:
    found = [ring for ring in (_joined(ring, arcs) for ring in rings) if len(ring) >= 4]
    return shapely.Polygon(found[0], found[1:]) if found else None


def _joined(indexes: list[int], arcs: list[Coordinates]) -> Coordinates:
    """Arcs end to end: a negative index ~i is arc i backwards, a shared end is kept once."""
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
    return np.concatenate([pieces[0], *[piece[1:] for piece in pieces[1:]]])
