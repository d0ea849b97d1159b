"""One straight edge of an outline that moves parallel to itself; the edges beside it keep their direction.

Corners that lie in a straight line belong to the same edge. As the edge moves, its neighbours grow or shrink;
one that has shrunk to nothing drops out and the next takes its place.
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from scenarios.errors import Refused
from scenarios.wording import number, tr

Coordinates = NDArray[np.float64]

_STRAIGHT_M = 0.003
"""Corners that lie this close to the line of an edge are corners in it."""

_FLATTEST = 0.02
"""Sine of the angle below which a neighbour is too flat to be followed: the edge then moves straight off."""

_SHORTEST_M = 1e-6
_MOST_CORNERS = 10_000
_MOST_PIECES = 50


@dataclass(frozen=True, eq=False)
class Front:
    """An edge and the rest of its open ring: `line` from its first to its last corner, `rest` after it."""

    line: Coordinates
    rest: Coordinates
    outward: Coordinates

    @property
    def length(self) -> float:
        """The length of the edge, m."""
        return float(math.dist(self.line[0], self.line[-1]))

    def ring(self) -> Coordinates:
        """The open ring, the first corner of the edge first."""
        return np.vstack([self.line, self.rest])


@dataclass(frozen=True, slots=True)
class Motion:
    """How the ends of a front go per metre outward, how its length grows, and how far its neighbours last.

    `first` and `last` metres along the edge per metre; `until` m outward (sign as the motion) at which a
    neighbour or the edge itself has no length left, `ends` "first", "last", "edge" or "" (never).
    """

    first: float
    last: float
    until: float
    ends: str

    @property
    def growth(self) -> float:
        """Metres of length per metre outward."""
        return self.last - self.first


def front_of(polygon: Polygon, edge: int) -> Front:
    """The straight edge of the outer ring that holds the edge from corner `edge`; raises Refused if none."""
    ring = shapely.get_coordinates(polygon.exterior)[:-1]
    count = len(ring)
    if not 0 <= edge < count:
        raise Refused(tr("This edge is no longer there: choose an edge of the outline again."))
    start, end = edge, edge + 1
    while end - start < count - 2 and _straight(ring, start, end + 1):
        end += 1
    while end - start < count - 2 and _straight(ring, start - 1, end):
        start -= 1
    order = np.arange(start, start + count) % count
    line, rest = ring[order[: end - start + 1]], ring[order[end - start + 1 :]]
    along = line[-1] - line[0]
    length = math.hypot(*along)
    turn = 1.0 if polygon.exterior.is_ccw else -1.0
    return Front(line, rest, np.array([along[1], -along[0]]) / length * turn)


def motion(front: Front, sense: float) -> Motion:
    """How a front goes when it moves outward (`sense` above 0) or inward."""
    if front.length < _SHORTEST_M:
        return Motion(0.0, 0.0, 0.0, "edge")
    along = (front.line[-1] - front.line[0]) / front.length
    before, after = front.rest[::-1], front.rest
    first, first_until = _end(front.line[0], before, along, front.outward, sense)
    last, last_until = _end(front.line[-1], after, along, front.outward, sense)
    growth = last - first
    edge_until = -front.length / growth if growth * sense < 0 else math.inf
    ends = ((first_until, "first"), (last_until, "last"), (edge_until, "edge"))
    until, which = min(ends, key=lambda one: abs(one[0]))
    return Motion(first, last, until, which if math.isfinite(until) else "")


def advanced(front: Front, how: Motion, metres: float) -> Front:
    """The front moved outward by metres (inward below 0), no farther than `how.until`."""
    along = (front.line[-1] - front.line[0]) / front.length
    shift = front.outward * metres
    first = front.line[0] + shift + along * how.first * metres
    last = front.line[-1] + shift + along * how.last * metres
    low, high = float(first @ along), float(last @ along)
    inner = [corner + shift for corner in front.line[1:-1] if low < float(corner @ along) < high]
    # An end that goes straight off beside a flat neighbour leaves the old corner where it was.
    before = [front.line[0]] if _flat(_neighbour(front.line[0], front.rest[::-1]), front.outward) else []
    after = [front.line[-1]] if _flat(_neighbour(front.line[-1], front.rest), front.outward) else []
    rest = np.vstack([*after, front.rest, *before]) if before or after else front.rest
    if metres == how.until and how.ends == "first":
        first, rest = rest[-1], rest[:-1]
        while len(rest) > 1 and _goes_on(rest[-1], first, last):
            first, rest = rest[-1], rest[:-1]
    if metres == how.until and how.ends == "last":
        last, rest = rest[0], rest[1:]
        while len(rest) > 1 and _goes_on(rest[0], last, first):
            last, rest = rest[0], rest[1:]
    return Front(np.vstack([first, *inner, last]), rest, front.outward)


def pushed(front: Front, metres: float) -> Front:
    """The front moved outward by metres, past neighbours that end; Refused where it comes to a point."""
    left = metres
    for _ in range(_MOST_CORNERS):
        how = motion(front, left)
        if abs(left) < abs(how.until):
            return advanced(front, how, left)
        if how.ends == "edge" or len(front.rest) < 2:
            break
        front = advanced(front, how, how.until)
        left -= how.until
    raise Refused(
        tr(
            "This edge comes to a point after {distance} m: push it less far, or choose another edge.",
            distance=number(abs(metres - left) + min(abs(motion(front, left).until), abs(left)), 1),
        )
    )


def _straight(ring: Coordinates, start: int, end: int) -> bool:
    """Whether the corners from start to end (positions, may go round) lie in one straight line."""
    count = len(ring)
    corners = ring[np.arange(start, end + 1) % count]
    along = corners[-1] - corners[0]
    length = math.hypot(*along)
    if length <= _STRAIGHT_M:
        return False
    to = corners - corners[0]
    off = np.abs(to[:, 0] * along[1] - to[:, 1] * along[0]) / length
    far = to @ along / length
    return bool(off.max() <= _STRAIGHT_M and (np.diff(far) > 0).all())


def _goes_on(beyond: Coordinates, end: Coordinates, other: Coordinates) -> bool:
    """Whether a corner lies in the line of an edge, beyond its end, or on that end."""
    if math.dist(beyond, end) < _SHORTEST_M:
        return True
    return math.dist(end, other) > _SHORTEST_M and _straight(np.vstack([beyond, end, other]), 0, 2)


def _neighbour(end: Coordinates, rest: Coordinates) -> Coordinates:
    """From the far corner of the straight edge beside an end to that end; `rest` goes away from it.

    A short piece of an edge, between corners rounded to millimetres, would give a wrong direction.
    """
    far = 1
    while far < min(len(rest), _MOST_PIECES) and _straight(np.vstack([end, rest[: far + 1]]), 0, far + 1):
        far += 1
    return end - rest[far - 1]


def _flat(neighbour: Coordinates, outward: Coordinates) -> bool:
    return abs(float(neighbour @ outward)) <= _FLATTEST * math.hypot(*neighbour)


def _end(
    end: Coordinates, rest: Coordinates, along: Coordinates, outward: Coordinates, sense: float
) -> tuple[float, float]:
    """Metres along the edge per metre outward of an end, and how far outward the piece beside it lasts."""
    neighbour = _neighbour(end, rest)
    if _flat(neighbour, outward):
        return 0.0, math.inf
    rise = float((end - rest[0]) @ outward)
    until = -rise if rise * sense < 0 else math.inf
    return float(neighbour @ along) / float(neighbour @ outward), until
