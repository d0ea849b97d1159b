"""Borders that several shapes share: moved once, they move for all of them, and no sliver opens.

Two shapes share a border where both have its corners; where one ends in the middle of another's edge (a
T-joint) both have a corner there.
"""

import math
from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np
import shapely
from shapely import LineString, Polygon

from scenarios.errors import Refused
from scenarios.geometry.edges import Front, front_of
from scenarios.geometry.grid import Land, common, faces, less, parts, same_kind, united
from scenarios.geometry.nodes import all_noded, with_nodes
from scenarios.geometry.outline import edge_pushed
from scenarios.geometry.overlap import fitted
from scenarios.geometry.shape import SMALLEST_M2, on_grid
from scenarios.wording import tr

Key = TypeVar("Key")
Point = tuple[float, float]

MEETING_M = 0.002
"""Corners and edges that lie this close are the same: rounding to millimetres put them apart."""

_ALONG_M = 0.1


def noded(shapes: Mapping[Key, Land], near: float = MEETING_M) -> dict[Key, Land]:
    """The shapes that get other corners, so that all have the same ones where they meet within `near` m."""
    if len(shapes) < 2:
        return {}
    found = all_noded(list(shapes.values()), near)
    return {key: new for key, new in zip(shapes, found, strict=True) if new is not shapes[key]}


def move_node(
    shapes: Mapping[Key, Any], old: Point, new: Point, tolerance: float = MEETING_M
) -> dict[Key, Any]:
    """The shapes that have a corner or an edge within `tolerance` m of `old`, with that corner at `new`.

    Raises Refused where one of them would cross itself or vanish.
    """
    at = np.array([old], dtype=float)
    to = np.round(np.array(new, dtype=float), 3)
    changed = {}
    for key, shape in shapes.items():
        if not shapely.dwithin(shape, shapely.Point(old), tolerance):
            continue
        held = with_nodes(shape, at, tolerance) if shapely.get_dimensions(shape) == 2 else shape
        corners = shapely.get_coordinates(held)
        here = np.hypot(*(corners - at).T) <= tolerance
        if not here.any():
            continue
        corners[here] = to
        after = shapely.set_coordinates(shapely.force_2d(held), corners)
        if shapely.get_dimensions(after) == 2:
            after = _still_sound(after)
        changed[key] = after
    return changed


def push_shared_edge(shapes: Mapping[Key, Polygon], key: Key, edge: int, m: float) -> dict[Key, Any]:
    """The shapes that change when an outer edge of one moves outward by metres (inward below 0).

    Neighbours along that edge give the land, or get it, divided where their own borders reach the edge; None
    for one that has no land left. Raises Refused as `edge_pushed` does.
    """
    before = on_grid(shapes[key])
    front = front_of(before, edge)
    after = fitted(edge_pushed(before, edge, m), [s for other, s in shapes.items() if other != key])
    line = LineString(front.line)
    beside = {
        other: shape
        for other, shape in shapes.items()
        if other != key and shapely.length(common(shapely.buffer(shape, MEETING_M), line)) > _ALONG_M
    }
    changed: dict[Key, Any] = {key: after}
    gained, given = less(after, before), less(before, after)
    for other, shape in beside.items():
        if gained.area > 0 and common(shape, gained).area > 0:
            changed[other] = same_kind(parts(less(shape, gained)), shape)
    if given.area > 0 and beside:
        for other, piece in _shared_out(given, front, beside):
            whole = parts(united([changed.get(other, beside[other]), piece]))
            if len(whole) == 1:
                changed[other] = whole[0]
    left = {k: changed.get(k, shape) for k, shape in shapes.items() if changed.get(k, shape) is not None}
    return changed | noded(left)


def _shared_out(given: Any, front: Front, beside: Mapping[Key, Polygon]) -> list[tuple[Key, Polygon]]:
    """The pieces of a strip that was given up, each for the neighbour that lies along it."""
    cuts = [
        cut
        for shape in beside.values()
        for corner in _joints(front, shape)
        if (cut := _stem(front, shape, corner, given)) is not None
    ]
    shared = []
    for piece in faces([given.boundary, *cuts]):
        if not shapely.intersects(given, piece.representative_point()):
            continue
        touching = {k: shapely.length(common(shape.boundary, piece.boundary)) for k, shape in beside.items()}
        best = max(touching, key=lambda k: touching[k])
        if touching[best] > 0:
            shared.append((best, piece))
    return shared


def _joints(front: Front, shape: Polygon) -> list[np.ndarray]:
    """The corners of a neighbour that lie on the edge, its ends left out."""
    corners = np.unique(shapely.get_coordinates(shape), axis=0)
    line: Any = LineString(front.line)
    on = corners[shapely.dwithin(shapely.points(corners), line, MEETING_M)]
    ends = (front.line[0], front.line[-1])
    return [corner for corner in on if all(math.dist(corner, end) > MEETING_M for end in ends)]


def _stem(front: Front, shape: Polygon, corner: np.ndarray, given: Any) -> LineString | None:
    """The border of a neighbour that reaches the edge at a corner, led on across the strip; None: it ends."""
    ring = shapely.get_coordinates(shape.exterior)[:-1]
    place = int(np.argmin(np.hypot(*(ring - corner).T)))
    reach = 2 * math.hypot(*np.ptp(np.array(shapely.bounds(given)).reshape(2, 2), axis=0))
    for next_corner in (ring[place - 1], ring[(place + 1) % len(ring)]):
        stem = corner - next_corner
        length = math.hypot(*stem)
        rise = float(stem @ front.outward) / max(length, 1e-9)
        if rise < -0.02:
            return LineString([corner, corner + stem / length * reach])
    return None


def _still_sound(shape: Any) -> Any:
    if shape.geom_type == "Polygon":
        return on_grid(shape)
    if not shape.is_valid or shape.area < SMALLEST_M2:
        raise Refused(tr("The outline would cross itself here: move the corner elsewhere."))
    return shape
