"""The one thing whose corners can be taken: its handles, and which of them lies under the pointer."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.tools.corners import Address, Corners
from desktop.tools.event import Bounds, Context, Event, Handle, Place, Point
from desktop.tools.hit import EDITABLE, row_at

_REACH = 8.0
"""Pixels within which a handle is taken."""

_MOST = 400
"""Corners in view above which the edges get no handles, so that the map stays readable and quick."""

_SPREAD = 6.0
"""Pixels of which one corner gets a handle then; every corner can be taken all the same."""

_ROOM = 64.0
"""Pixels an edge must be long to have a handle of its own beside that of its middle."""

_ASIDE = 0.75
"""Where on an edge its own handle is."""


@dataclass(frozen=True)
class Held:
    """The one selected thing with its corners."""

    place: Place
    row: Any
    corners: Corners


@dataclass(frozen=True)
class Grip:
    """The handle that was taken, a `kind` of corner, middle or edge: the address of the corner, of the one
    that a middle would get, or of the one at which the edge starts; and where it is."""

    kind: str
    address: Address
    point: Point


def held(context: Context) -> Held | None:
    """What is held: the one thing that is selected, where it can be changed and is shown."""
    chosen = context.selection()
    if len(chosen) != 1 or chosen[0][0] not in EDITABLE or not context.editing():
        return None
    if not context.seen(chosen[0][0]):
        return None
    snapshot = context.snapshot()
    row = row_at(snapshot, chosen[0])
    if row is None:
        return None
    shape = snapshot.geometry(row)
    corners = snapshot.remember(("corners", row.geom), lambda: Corners.of(shape))
    return Held(chosen[0], row, corners)


def said_address(address: Address) -> str:
    """An address as the text of an option."""
    return ",".join(map(str, address))


def looked_at(context: Context) -> frozenset[Address]:
    """The corner that the option `corner` says is looked at elsewhere, if any."""
    numbers = str(context.options.get("corner") or "").split(",")
    if len(numbers) != 3 or not all(map(str.isdigit, numbers)):
        return frozenset()
    p, r, c = map(int, numbers)
    return frozenset(((p, r, c),))


def handles(
    corners: Corners, active: Collection[Address] = (), view: Bounds | None = None, pixel: float = 0.0
) -> tuple[Handle, ...]:
    """The handles in view: corners, and while they are not too many the middles of edges and, on long ones,
    the edge's own."""
    if corners.kind == "Point":
        return ()
    seen, lit = np.flatnonzero(_in_view(corners.places, view)), _positions(corners, active)
    many = len(seen) > _MOST
    if many and pixel > 0:
        seen = _spread(corners.places, seen, lit, _SPREAD * pixel)
    found = [
        Handle(x, y, "active" if i in lit else "corner")
        for i, (x, y) in zip(seen.tolist(), corners.places[seen].tolist(), strict=True)
    ]
    if many:
        return tuple(found)
    middles, edges = _edge_handles(corners, pixel)
    for points, which, role in ((*middles, "middle"), (*edges, "edge")):
        shown = points[which & _in_view(points, view)]
        found += [Handle(x, y, role) for x, y in shown.tolist()]
    return tuple(found)


def _positions(corners: Corners, active: Collection[Address]) -> frozenset[int]:
    there = [(p, r, c) for p, r, c in active if p < len(corners.parts) and r < len(corners.parts[p])]
    return frozenset(corners.position(address) for address in there)


def _spread(
    points: NDArray[np.float64], seen: NDArray[np.int64], lit: frozenset[int], step: float
) -> NDArray[np.int64]:
    """Of the corners that are seen one in every square of a size, and those that are lit."""
    cells = np.floor(points[seen] / step).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    return np.union1d(seen[first], np.intersect1d(seen, list(lit)).astype(np.int64))


def grip(corners: Corners, event: Event, view: Bounds | None = None) -> Grip | None:
    """The handle under the pointer; a corner goes before the handles of an edge."""
    if corners.kind == "Point":
        return None
    candidates = [("corner", corners.places, np.ones(len(corners.places), bool))]
    if int(_in_view(corners.places, view).sum()) <= _MOST:
        middles, edges = _edge_handles(corners, event.pixel)
        candidates += [("middle", *middles), ("edge", *edges)]
    best, least = None, _REACH * event.pixel
    for kind, points, there in candidates:
        far = np.where(there, np.hypot(points[:, 0] - event.hand[0], points[:, 1] - event.hand[1]), np.inf)
        nearest = int(np.argmin(far))
        if far[nearest] <= least:
            best, least = (kind, nearest, points[nearest]), float(far[nearest])
        if best is not None and kind == "corner":
            break
    if best is None:
        return None
    kind, place, (x, y) = best
    p, r, c = corners.addresses[place]
    return Grip(kind, (p, r, c + 1) if kind == "middle" else (p, r, c), (float(x), float(y)))


def _edge_handles(corners: Corners, pixel: float) -> tuple[tuple[NDArray, NDArray], tuple[NDArray, NDArray]]:
    """Middles of edges and the edges' own handles, each with whether it is there."""
    along = corners.ends - corners.places
    length = np.hypot(along[:, 0], along[:, 1])
    roomy = (length > _ROOM * pixel) & (pixel > 0) & corners.closed
    return (
        (corners.places + along / 2, length > 0),
        (corners.places + along * _ASIDE, roomy),
    )


def _in_view(points: NDArray[np.float64], view: Bounds | None) -> NDArray[np.bool_]:
    if view is None:
        return np.ones(len(points), bool)
    return np.all((points >= view[:2]) & (points <= view[2:]), axis=1)
