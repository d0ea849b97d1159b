"""Corners and edges moved for everything that shares them: plots of one site, sites, land-use changes."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from scenarios.edits.common import row_of
from scenarios.edits.overlap import KEPT_APART, Place, neighbours
from scenarios.edits.pieces import one_area, reshaped_all
from scenarios.edits.shapes import remove
from scenarios.errors import Refused
from scenarios.geometry.nodes import with_nodes
from scenarios.geometry.outline import edge_pushed
from scenarios.geometry.shape import on_grid
from scenarios.geometry.shared import MEETING_M, move_node, noded, push_shared_edge
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

Point = tuple[float, float]
Moves = Iterable[tuple[Point, Point]]
"""From where to where corners go."""


def move_corner(
    snapshot: Snapshot, place: Place, old: Point, new: Point, shared: bool = True
) -> list[Change]:
    """Move the corner of a row at `old` to `new`, and with it the same corner of all that shares it."""
    return move_corners(snapshot, place, [(old, new)], shared)


def move_corners(snapshot: Snapshot, place: Place, moves: Moves, shared: bool = True) -> list[Change]:
    """Move several corners of a row at once, and with them the same corners of all that shares them.

    `shared` False moves the row's own only. Raises Refused where an outline would cross itself, and where the
    row has no corner at such a place.
    """
    wanted = [(old, new) for old, new in moves if old != new]
    shapes = _jointed(snapshot, _sharing(snapshot, place, shared))
    corners = shapely.get_coordinates(shapes[place])
    for old, _ in wanted:
        if np.hypot(*(corners - old).T).min() > MEETING_M:
            raise Refused(tr("There is no corner here any more: choose a corner of the outline again."))
    return reshaped_all(snapshot, _moved(shapes, place, wanted))


def push_edge(snapshot: Snapshot, place: Place, edge: int, m: float, shared: bool = True) -> list[Change]:
    """Push the outer edge that starts at corner `edge` outward by metres, parallel; inward below 0.

    `shared`: the neighbours along that edge give the land, or get it; one that has no land left goes. Raises
    Refused where the edge would come to a point or run into the outline.
    """
    own = one_area(snapshot, place)
    if not shared or place[0] not in KEPT_APART:
        return reshaped_all(snapshot, {place: edge_pushed(own, edge, m)})
    after = edge_pushed(own, edge, m)
    beside = neighbours(snapshot, place, shapely.union(own, after))
    shapes = {other: shape for other, shape in beside.items() if shape.geom_type == "Polygon"} | {place: own}
    changed = push_shared_edge(shapes, place, edge, m)
    gone = [other for other, shape in changed.items() if shape is None]
    left = {other: shape for other, shape in changed.items() if shape is not None}
    return reshaped_all(snapshot, left) + remove(snapshot, gone)


def add_corner(snapshot: Snapshot, place: Place, point: Point, shared: bool = True) -> list[Change]:
    """Put a corner on the nearest edge of an area, and in all that shares the edge there."""
    shapes = _sharing(snapshot, place, shared)
    at = np.array([point], dtype=np.float64).round(3)
    far = shapely.distance(shapes[place].boundary, shapely.Point(at[0])) + MEETING_M
    changed = {place: with_nodes(shapes[place], at, far)}
    for other, shape in shapes.items():
        near = with_nodes(shape, at, MEETING_M)
        if other != place and near is not shape:
            changed[other] = near
    return reshaped_all(snapshot, changed)


def remove_corners(
    snapshot: Snapshot, place: Place, corners: Sequence[Point], shared: bool = True
) -> list[Change]:
    """Take corners out of an outline, and out of all that shares them, so that no gap opens.

    A corner that is the end of another row's border stays there. Raises Refused where a ring would be left
    with fewer than three corners, or an outline would cross itself.
    """
    shapes = _sharing(snapshot, place, shared)
    gone = np.array(corners, dtype=float).reshape(-1, 2)
    changed = {}
    for other, shape in shapes.items():
        after = _without(shape, gone)
        if after is not shape:
            changed[other] = on_grid(after) if after.geom_type == "Polygon" else after
    left = {other: changed.get(other, shape) for other, shape in shapes.items()}
    return reshaped_all(snapshot, changed | noded(left))


def _sharing(snapshot: Snapshot, place: Place, shared: bool) -> dict[Place, Any]:
    if shared and place[0] in KEPT_APART:
        return neighbours(snapshot, place)
    return {place: snapshot.geometry(row_of(snapshot, *place))}


def _jointed(snapshot: Snapshot, shapes: dict[Place, Any]) -> dict[Place, Any]:
    """The shapes with each other's corners in their edges, so that an edge whose one end moves turns about a
    corner that its neighbour has too. Remembered, because a drag asks for it at every move of the hand."""
    joints = snapshot.remember(("jointed", tuple(shapes.items())), lambda: noded(shapes))
    return {**shapes, **joints}


def _moved(shapes: dict[Place, Any], place: Place, moves: list[tuple[Point, Point]]) -> dict[Place, Any]:
    """The shapes that change. Corners step aside together first, so that none is taken for another."""
    if len(moves) == 1:
        return move_node(shapes, *moves[0])
    olds = np.array([old for old, _ in moves], dtype=float)
    news = np.round(np.array([new for _, new in moves], dtype=float), 3)
    changed = {}
    for other, shape in shapes.items():
        held = with_nodes(shape, olds, MEETING_M) if shapely.get_dimensions(shape) == 2 else shape
        corners = shapely.get_coordinates(held)
        far = np.hypot(*np.moveaxis(corners[:, None, :] - olds[None, :, :], 2, 0))
        near = far.min(axis=1) <= MEETING_M
        if near.any():
            corners[near] = news[far.argmin(axis=1)[near]]
            changed[other] = shapely.set_coordinates(shapely.force_2d(held), corners)
    return changed


def _without(shape: Any, gone: np.ndarray) -> Any:
    parts, changed = [], False
    for part in shapely.get_parts(shape):
        rings = []
        for ring in (part.exterior, *part.interiors):
            corners = shapely.get_coordinates(ring)[:-1]
            far = np.hypot(*np.moveaxis(corners[:, None, :] - gone[None, :, :], 2, 0))
            kept = corners[far.min(axis=1) > MEETING_M]
            changed = changed or len(kept) < len(corners)
            if len(kept) < 3:
                raise Refused(tr("An outline needs at least three corners: remove the whole shape instead."))
            rings.append(kept)
        parts.append(shapely.Polygon(rings[0], rings[1:]))
    if not changed:
        return shape
    return parts[0] if shape.geom_type == "Polygon" else shapely.MultiPolygon(parts)
