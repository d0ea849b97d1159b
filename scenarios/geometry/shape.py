"""Drawn shapes are cleaned in one place, so that every row holds a valid shape inside the country.

Coordinates are metres in EPSG:28992, rounded to 1 mm, which makes a shape that is written, read and written
again the same bytes.
"""

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from scenarios.errors import Refused
from scenarios.wording import number, tr

BOUNDS = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)
"""Where RD New coordinates are sensible: xmin, ymin, xmax, ymax, m."""

SMALLEST_M2 = 1.0
"""A drawn area below this is a slip of the hand."""

_DECIMALS = 3


def clean_polygon(shape: BaseGeometry) -> Polygon:
    """The shape as one valid polygon on the 1 mm grid; raises Refused with what is wrong and where."""
    return _clean(_single(shape))


def clean_multipolygon(shape: BaseGeometry | Iterable[BaseGeometry]) -> MultiPolygon:
    """The shapes as one valid multipolygon on the 1 mm grid, touching parts joined; raises Refused."""
    shapes = [shape] if isinstance(shape, BaseGeometry) else list(shape)
    parts = [_clean(part) for one in shapes for part in _parts(one)]
    if not parts:
        raise Refused(tr("There is no area in this shape: draw a polygon."))
    return _multi(shapely.union_all(np.array(parts, dtype=object)) if len(parts) > 1 else parts[0])


def joined(shapes: Iterable[BaseGeometry]) -> MultiPolygon:
    """Valid polygons that exist already as one multipolygon, their corners untouched; raises Refused.

    Unlike `clean_multipolygon` it does not round, so that a shape taken from a coverage still fits it.
    """
    parts = [part for one in shapes for part in _parts(one)]
    if not parts:
        raise Refused(tr("There is no area in this shape: draw a polygon."))
    for part in parts:
        _check(part)
    return _multi(shapely.union_all(np.array(parts, dtype=object)) if len(parts) > 1 else parts[0])


def clean_place(shape: BaseGeometry) -> BaseGeometry:
    """A point or polygon on the 1 mm grid, for things that may be either; raises Refused."""
    if isinstance(shape, Point):
        point = rounded(shape)
        if point.is_empty:
            raise Refused(tr("There is no place in this shape: click a point on the map."))
        _check_bounds(point)
        return point
    return clean_polygon(shape)


def clean_line(shape: BaseGeometry) -> LineString:
    """The shape as one line of at least 1 m on the 1 mm grid; raises Refused."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, LineString)]
    line = shapely.remove_repeated_points(rounded(parts[0])) if len(parts) == 1 else LineString()
    _check_bounds(line)
    if line.length < 1.0:
        raise Refused(tr("This line is shorter than 1 m: draw it longer."))
    return line


def clean_mark(shape: BaseGeometry) -> BaseGeometry:
    """A point or a line on the 1 mm grid, for notes; raises Refused."""
    return clean_place(shape) if isinstance(shape, Point) else clean_line(shape)


def rounded(shape: BaseGeometry) -> Any:
    """The shape in two dimensions with its coordinates rounded to 1 mm; its validity may suffer."""
    return shapely.transform(shapely.force_2d(shape), lambda xy: np.round(xy, _DECIMALS))


def inside(shape: Any) -> Any:
    """The shape itself; raises Refused where it has corners outside the area of RD coordinates."""
    _check_bounds(shape)
    return shape


def sound(shape: BaseGeometry) -> Polygon:
    """The one valid polygon in a shape, flat, wherever it lies; raises Refused if unsound."""
    polygon = shapely.force_2d(_single(shape))
    _check_numbers(polygon)
    _check_valid(polygon)
    return polygon


def on_grid(shape: BaseGeometry) -> Polygon:
    """The shape as one valid polygon on the 1 mm grid, wherever it lies; raises Refused if unsound."""
    flat = sound(shape)
    snapped = shapely.remove_repeated_points(rounded(flat))
    if snapped.is_valid and not snapped.is_empty:
        return snapped
    # Rounding folded a corner over; the grid's own overlay unfolds it, where that leaves one part.
    unfolded = shapely.set_precision(flat, 10.0**-_DECIMALS)
    if not isinstance(unfolded, Polygon) or unfolded.is_empty:
        raise Refused(_invalid(snapped))
    return unfolded


def to_wkb(shape: Any) -> Any:
    """The shape, or every shape of an array, as the WKB that rows hold.

    Little-endian, two dimensions, no coordinate system inside.
    """
    return shapely.to_wkb(shape, byte_order=1, output_dimension=2, include_srid=False)


def _single(shape: BaseGeometry) -> Polygon:
    parts = _parts(shape)
    if not parts:
        raise Refused(tr("There is no area in this shape: draw a polygon."))
    if len(parts) > 1:
        raise Refused(
            tr("This shape has {count} separate parts: draw each part by itself.", count=len(parts))
        )
    return parts[0]


def _parts(shape: BaseGeometry) -> list[Polygon]:
    return [p for p in shapely.get_parts(shape) if isinstance(p, Polygon) and not p.is_empty]


def _clean(polygon: Polygon) -> Polygon:
    _check_bounds(polygon)
    return on_grid(polygon)


def _check(polygon: Polygon) -> None:
    _check_bounds(polygon)
    _check_valid(polygon)


def _check_valid(polygon: Polygon) -> None:
    if not polygon.is_valid:
        raise Refused(_invalid(polygon))
    if polygon.area < SMALLEST_M2:
        raise Refused(_too_small())


def _check_numbers(shape: Any) -> None:
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise Refused(tr("This shape has a corner without coordinates: draw it again."))


def _check_bounds(shape: Any) -> None:
    _check_numbers(shape)
    corners = shapely.get_coordinates(shape)
    xmin, ymin, xmax, ymax = BOUNDS
    inside = (corners >= (xmin, ymin)).all(axis=1) & (corners <= (xmax, ymax)).all(axis=1)
    if not inside.all():
        x, y = corners[~inside][0]
        raise Refused(
            tr(
                "{place} lies outside the area of RD coordinates (X {x}, Y {y}): move it inside.",
                place=_place(x, y),
                x=f"{number(xmin)} – {number(xmax)}",
                y=f"{number(ymin)} – {number(ymax)}",
            )
        )


def _invalid(polygon: Polygon) -> str:
    reason = shapely.is_valid_reason(polygon)
    found = re.search(r"\[(\S+) (\S+)\]", reason)
    if found is None:
        return tr("This outline is not a valid polygon: draw it again.")
    place = _place(float(found[1]), float(found[2]))
    if "Hole" in reason or "Nested" in reason:
        return tr(
            "A hole in this shape lies wrong near {place}: redraw the hole inside the outline.", place=place
        )
    return tr(
        "The outline crosses or touches itself near {place}: move a corner so that it does not.", place=place
    )


def _too_small() -> str:
    return tr("This shape is smaller than 1 m²: draw it larger.")


def _place(x: float, y: float) -> str:
    return f"X {number(x)}, Y {number(y)}"


def _multi(shape: BaseGeometry) -> MultiPolygon:
    return MultiPolygon([p for p in shapely.get_parts(shape) if isinstance(p, Polygon)])
