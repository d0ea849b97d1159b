"""Where the next click comes when part of it is typed: a distance, an angle, an x or y, or the direction of
an edge; the pointer says the rest.

The canvas applies this to every event before a tool sees it, so that every tool obeys what is typed. Angles
are in degrees, counter-clockwise from the east, or relative: from the direction of the last segment.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.tools.event import Point

PLACING = ("distance", "angle", "x", "y")
"""The values that place a click."""

RELATIVE = frozenset({"angle"})
"""Values that are meant relative unless told otherwise."""

ALONG, ACROSS = "along", "across"

Edge = tuple[float, float, float, float]


@dataclass(frozen=True)
class Locks:
    """What is typed and locked: `values` by name, m or degrees; `relative`: the names that count from the
    last place or segment. `direction`: degrees that an edge gave, to go `along` or `across` it (`kind`)."""

    values: Mapping[str, float] = field(default_factory=dict)
    relative: frozenset[str] = RELATIVE
    direction: float | None = None
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.values) or self.direction is not None

    def typed(self, name: str, value: float | None) -> "Locks":
        """With a value locked, or let go where it is None."""
        rest = {key: kept for key, kept in self.values.items() if key != name}
        return replace(self, values=rest if value is None else {**rest, name: value})

    def turned_over(self, name: str) -> "Locks":
        """With a value counted relative instead of absolute, or the other way round."""
        return replace(self, relative=self.relative ^ {name})

    def beside(self, edge: Edge) -> "Locks":
        """The next of: along an edge, across it, free of it again."""
        x0, y0, x1, y1 = edge
        angle = math.degrees(math.atan2(y1 - y0, x1 - x0))
        same = self.direction is not None and _parallel(self.direction, angle + (self.kind == ACROSS) * 90)
        if same and self.kind == ACROSS:
            return replace(self, direction=None, kind="")
        if same:
            return replace(self, direction=angle + 90, kind=ACROSS)
        return replace(self, direction=angle, kind=ALONG)

    def released(self) -> "Locks":
        """Without any lock; what counts relative stays so."""
        return Locks(relative=self.relative)


def guided(point: Point, base: tuple[Point, ...], locks: Locks, edge: Edge | None = None) -> Point:
    """The place that what is locked leaves of a point. `base`: the last places, newest last; `edge`: the edge
    that the point lies on, on which it stays where only a direction is locked.

    Where more is locked than a place can meet, x and y go before the direction and that before the distance.
    """
    if not locks:
        return point
    origin = base[-1] if base else None
    x, y = _axis("x", 0, origin, locks), _axis("y", 1, origin, locks)
    angle = heading(base, locks) if origin else None
    distance = locks.values.get("distance") if origin else None
    if x is not None and y is not None:
        return (x, y)
    if x is not None:
        return _on_axis(point, 0, x, origin, angle, distance)
    if y is not None:
        return _on_axis(point, 1, y, origin, angle, distance)
    if origin is None:
        return point
    if angle is not None:
        return _in_direction(point, origin, angle, distance, locks.direction is None, edge)
    if distance is not None:
        towards = math.atan2(point[1] - origin[1], point[0] - origin[0])
        return (origin[0] + distance * math.cos(towards), origin[1] + distance * math.sin(towards))
    return point


def heading(base: tuple[Point, ...], locks: Locks) -> float | None:
    """The direction that is locked, degrees counter-clockwise from the east; None where none is."""
    if "angle" in locks.values:
        return locks.values["angle"] + (_last(base) if "angle" in locks.relative else 0.0)
    return locks.direction


def determined(base: tuple[Point, ...], locks: Locks) -> bool:
    """Whether what is locked says where the next click comes, or the pointer only has to give a direction."""
    axes = sum(axis in locks.values for axis in ("x", "y"))
    if axes == 2 or not base:
        return axes == 2
    return "distance" in locks.values or (axes == 1 and heading(base, locks) is not None)


def measured(point: Point, base: tuple[Point, ...], relative: frozenset[str] = RELATIVE) -> dict[str, float]:
    """What distance, angle (-180 to 180 where relative, else 0 to 360), x and y of a point are."""
    if not base:
        return {"x": point[0], "y": point[1]}
    origin = base[-1]
    dx, dy = point[0] - origin[0], point[1] - origin[1]
    angle = math.degrees(math.atan2(dy, dx))
    if "angle" in relative:
        angle = (angle - _last(base) + 180) % 360 - 180
    return {
        "distance": math.hypot(dx, dy),
        "angle": angle if "angle" in relative else angle % 360,
        "x": dx if "x" in relative else point[0],
        "y": dy if "y" in relative else point[1],
    }


def _last(base: tuple[Point, ...]) -> float:
    """The direction of the last segment, degrees; east where there is none yet."""
    if len(base) < 2:
        return 0.0
    (x0, y0), (x1, y1) = base[-2:]
    return math.degrees(math.atan2(y1 - y0, x1 - x0))


def _parallel(one: float, other: float) -> bool:
    return abs((one - other + 90) % 180 - 90) < 1e-6


def _axis(name: str, axis: int, origin: Point | None, locks: Locks) -> float | None:
    value = locks.values.get(name)
    if value is None:
        return None
    return value + origin[axis] if name in locks.relative and origin is not None else value


def _on_axis(
    point: Point, axis: int, value: float, origin: Point | None, angle: float | None, distance: float | None
) -> Point:
    """A point whose x (axis 0) or y (axis 1) is given."""
    other = point[1 - axis]
    if origin is not None:
        gap = value - origin[axis]
        if angle is not None:
            ways = (math.cos(math.radians(angle)), math.sin(math.radians(angle)))
            if abs(ways[axis]) > 1e-9:
                other = origin[1 - axis] + gap * ways[1 - axis] / ways[axis]
        elif distance is not None and distance >= abs(gap):
            side = math.copysign(math.sqrt(distance**2 - gap**2), other - origin[1 - axis])
            other = origin[1 - axis] + side
    return (value, other) if axis == 0 else (other, value)


def _in_direction(
    point: Point, origin: Point, angle: float, distance: float | None, one_way: bool, edge: Edge | None
) -> Point:
    """A point on the line in a direction; a typed angle with a distance goes one way only."""
    ux, uy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    far = (point[0] - origin[0]) * ux + (point[1] - origin[1]) * uy
    if distance is not None:
        far = distance if one_way else math.copysign(distance, far)
    elif edge is not None:
        x0, y0, x1, y1 = edge
        across = ux * (y1 - y0) - uy * (x1 - x0)
        if abs(across) > 1e-9 * math.hypot(x1 - x0, y1 - y0):
            far = ((x0 - origin[0]) * (y1 - y0) - (y0 - origin[1]) * (x1 - x0)) / across
    return (origin[0] + ux * far, origin[1] + uy * far)
