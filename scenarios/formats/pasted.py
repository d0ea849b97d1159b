"""Shapes out of text that was copied elsewhere: GeoJSON or well-known text, in degrees or in RD."""

import json
import re
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape as from_mapping
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.formats.crs import RD, WGS84, to_rd
from scenarios.geometry.shape import BOUNDS
from scenarios.wording import tr

_LONGEST = 20_000_000
"""More letters than this are no shape that somebody copied."""

_WKT = re.compile(
    r"\s*(?:SRID\s*=\s*(\d+)\s*;)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\b", re.I
)


def read_pasted(text: str) -> list[BaseGeometry]:
    """The points, lines and polygons in a text, single parts, in RD metres; raises Refused with one sentence.

    GeoJSON (a `crs` member is heeded) or WKT, one shape or several lines of it (`SRID=...;` is heeded);
    without a coordinate system degrees and RD are told apart by their size.
    """
    if len(text) > _LONGEST:
        raise Refused(tr("The text on the clipboard is too long to be a shape: import it as a file."))
    shapes, crs = _geojson(text) if text.lstrip()[:1] in ("{", "[") else _wkt(text)
    flat = [shapely.force_2d(part) for one in shapes for part in _parts(one)]
    if not flat:
        raise Refused(_nothing())
    geoms = np.array(flat, dtype=object)
    moved, _ = to_rd(geoms, crs or _guessed(geoms), tr("The clipboard"))
    found = [shape for shape in moved if shape is not None and not shape.is_empty]
    if not found:
        raise Refused(tr("The shape on the clipboard lies outside the Netherlands: copy another one."))
    return found


def _geojson(text: str) -> tuple[list[BaseGeometry], str]:
    try:
        said = json.loads(text)
        found = [from_mapping(geometry) for geometry in _geometries(said)]
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise Refused(_nothing()) from error
    except shapely.errors.ShapelyError as error:
        raise Refused(_nothing()) from error
    name = ""
    if isinstance(said, dict) and isinstance(said.get("crs"), dict):
        name = str((said["crs"].get("properties") or {}).get("name", ""))
    return found, name


def _geometries(said: Any) -> list[dict[str, Any]]:
    if isinstance(said, list):
        return [one for part in said for one in _geometries(part)]
    match said.get("type"):
        case "FeatureCollection":
            return [one for feature in said["features"] for one in _geometries(feature)]
        case "Feature":
            return [said["geometry"]] if said.get("geometry") else []
        case "GeometryCollection":
            return [one for part in said["geometries"] for one in _geometries(part)]
    return [said]


def _wkt(text: str) -> tuple[list[BaseGeometry], str]:
    """The shapes of one text, or of each line of it; tables of other programs put words beside them."""
    starts = list(_WKT.finditer(text))
    if not starts or _WKT.match(text) is None:
        raise Refused(_nothing())
    crs = next((f"EPSG:{match[1]}" for match in starts if match[1]), "")
    whole = re.sub(r"SRID\s*=\s*\d+\s*;", "", text, flags=re.I).strip()
    try:
        return [shapely.from_wkt(whole)], crs
    except shapely.errors.ShapelyError:
        pass
    try:
        lines = [line.split("\t")[0].strip() for line in whole.splitlines() if line.strip()]
        return [shapely.from_wkt(line) for line in lines], crs
    except shapely.errors.ShapelyError as error:
        raise Refused(_nothing()) from error


def _parts(shape: BaseGeometry) -> list[Any]:
    found: list[Any] = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "GeometryCollection" or part.geom_type.startswith("Multi"):
            found += _parts(part)
        elif not part.is_empty:
            found.append(part)
    return found


def _guessed(geoms: Any) -> str:
    xmin, ymin, xmax, ymax = shapely.total_bounds(geoms)
    if max(abs(xmin), abs(xmax)) <= 180 and max(abs(ymin), abs(ymax)) <= 90:
        return WGS84
    if BOUNDS[0] <= xmin and BOUNDS[1] <= ymin and xmax <= BOUNDS[2] and ymax <= BOUNDS[3]:
        return RD
    raise Refused(
        tr("The coordinates on the clipboard are neither degrees nor RD metres: copy it in one of them.")
    )


def _nothing() -> str:
    return tr("There is no shape on the clipboard: copy it as GeoJSON or well-known text (WKT).")
