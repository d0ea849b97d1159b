"""A shape that is drawn over its neighbours takes their land, stops at them, or lies over them.

Whatever the rule, what touches afterwards shares its corners, so that no sliver opens between them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import shapely
from shapely import Polygon

from scenarios.errors import Refused
from scenarios.geometry.grid import NEAR_M, Land, common, less, parts, same_kind, united
from scenarios.geometry.nodes import all_noded, on_edges, with_nodes
from scenarios.geometry.shape import SMALLEST_M2
from scenarios.wording import tr

Rule = Literal["take", "stop", "allow"]
RULES: tuple[Rule, ...] = ("stop", "take", "allow")

REACH_M = 1.0
"""Neighbours this far away count: a sliver below 1 m2 may lie between."""

_MEETING_M = 0.002
_EMPTY: Any = Polygon()


@dataclass(frozen=True, eq=False)
class Settled:
    """A shape among its neighbours after a rule was obeyed.

    `changed`: neighbours with another outline, None where nothing is left of one. `further`: the other parts
    of a neighbour that was cut apart. `lost`: land the shape does not get, `gained`: land it takes from
    neighbours, `over`: land it has in common with them and keeps.
    """

    shape: Any
    changed: Mapping[Any, Any] = field(default_factory=dict)
    further: Mapping[Any, tuple[Polygon, ...]] = field(default_factory=dict)
    lost: Any = _EMPTY
    gained: Any = _EMPTY
    over: Any = _EMPTY


def settled(
    shape: Land,
    neighbours: Mapping[Any, Land],
    rule: Rule,
    beyond: Callable[[], Sequence[Land]] = tuple,
) -> Settled:
    """A valid shape among neighbours by key, after a rule: "take" their land, "stop" at them or "allow".

    One polygon stays one: where neighbours cut it apart the largest part stays and the rest is lost. Raises
    Refused where a shape that stops at its neighbours has no land left. `beyond`: what lies behind the
    neighbours, and may close a crack between two of them at its other end.
    """
    near = {
        key: other
        for key, other in neighbours.items()
        if shapely.dwithin(shape, other, REACH_M) and not other.is_empty
    }
    if not near:
        return Settled(shape)
    if rule == "allow":
        over = common(shape, united(near.values()))
        return Settled(shape, over=over if over.area >= SMALLEST_M2 else _EMPTY)
    drawn = fitted(shape, list(near.values()))
    made = _taken(drawn, near) if rule == "take" else _stopped(drawn, near)
    return _closed(made, near, beyond if len(near) > 1 else tuple)


def fitted(shape: Land, others: Sequence[Land]) -> Any:
    """The shape with corners and edges that lie within a centimetre of another shape's put on them."""
    if not others:
        return shape
    corners = shapely.get_coordinates(others)
    noded = with_nodes(shape, corners, NEAR_M)
    if not noded.is_valid or noded.area == 0:
        noded = shape
    return on_edges(noded, others, NEAR_M)


def _stopped(shape: Land, near: Mapping[Any, Land]) -> Settled:
    others = united(near.values())
    if not shapely.intersects(shape, others) or shapely.touches(shape, others):
        return Settled(shape)
    left = same_kind(parts(less(shape, others)), shape)
    if left is None:
        raise Refused(
            tr("All this land is its neighbours': draw elsewhere, or choose to take land from neighbours.")
        )
    lost = less(shape, left)
    return Settled(left, lost=lost if lost.area >= SMALLEST_M2 else _EMPTY)


def _taken(shape: Land, near: Mapping[Any, Land]) -> Settled:
    changed: dict[Any, Any] = {}
    further: dict[Any, tuple[Polygon, ...]] = {}
    gained = []
    for key, other in near.items():
        if not shapely.intersects(shape, other) or shapely.touches(shape, other):
            continue
        gained.append(common(shape, other))
        found = parts(less(other, shape))
        changed[key] = same_kind(found, other)
        if isinstance(other, Polygon) and len(found) > 1:
            further[key] = tuple(found[1:])
    land = united(gained) if gained else _EMPTY
    return Settled(shape, changed, further, gained=land if land.area >= SMALLEST_M2 else _EMPTY)


def _closed(made: Settled, near: Mapping[Any, Land], beyond: Callable[[], Sequence[Land]]) -> Settled:
    """The shape and its neighbours with the same corners where they meet, tiny gaps between them filled."""
    now = {key: made.changed.get(key, other) for key, other in near.items()}
    left = {key: other for key, other in now.items() if other is not None}
    loose = [(key, i, part) for key, found in made.further.items() for i, part in enumerate(found)]
    others = [*left.values(), *(part for _, _, part in loose)]
    *beside, shape = all_noded([*others, made.shape], _MEETING_M)
    filled = _filled(shape, beside, beyond())
    if filled is not shape:
        *beside, shape = all_noded([*beside, filled], _MEETING_M)
    noded = dict(zip(left, beside[: len(left)], strict=True))
    changed = {key: other for key, other in made.changed.items() if other is None}
    changed |= {key: other for key, other in noded.items() if other is not near[key]}
    further = {key: list(found) for key, found in made.further.items()}
    for (key, i, _), part in zip(loose, beside[len(left) :], strict=True):
        further[key][i] = part
    return Settled(
        shape,
        changed,
        {key: tuple(found) for key, found in further.items()},
        made.lost,
        made.gained,
        made.over,
    )


def _filled(shape: Land, beside: list[Any], beyond: Sequence[Land]) -> Land:
    """The shape with the gaps below 1 m2 that it encloses with its neighbours."""
    if not beside:
        return shape
    whole = united([shape, *beside, *beyond])
    gaps = [
        Polygon(ring)
        for part in shapely.get_parts(whole)
        if isinstance(part, Polygon)
        for ring in part.interiors
        if Polygon(ring).area < SMALLEST_M2
    ]
    gaps = [gap for gap in gaps if shapely.dwithin(gap, shape, _MEETING_M)]
    if not gaps:
        return shape
    return same_kind(parts(united([shape, *gaps])), shape) or shape
