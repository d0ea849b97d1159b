"""Giving a selected area exactly the hectares that are asked: one edge moves, or the whole grows."""

import math
from typing import Any

import shapely

from desktop.tools.drawing import asked_area, typed_in
from desktop.tools.event import Context, Event, Gesture, Outcome, Preview, Sketch
from desktop.tools.held import Held, held
from desktop.tools.hit import at
from desktop.tools.numbers import measures, size_check
from desktop.tools.reshaping import attempt, is_shared, reshaped_sketches
from desktop.tools.said import named
from scenarios.edits.borders import push_edge
from scenarios.edits.shapes import reshape
from scenarios.errors import Refused
from scenarios.geometry.area import with_area
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr

_EDGE = 12.0
"""Pixels within which the pointer chooses an edge."""

_STEPS, _CLOSE_M2 = 12, 0.5
"""Steps at most, and how near to the asked area is enough."""

_REACH = 6.0
"""Pixels within which a small thing is taken."""


def set_area(context: Context) -> Gesture:
    """Type the area, point at the edge that moves (or at none: the whole grows), click or press Enter."""
    typed: dict[str, float] = {}
    edge: int | None = None
    chosen: tuple[tuple[str, int], ...] | None = None
    said = ""
    while True:
        one = _area_of(held(context)) if chosen is None else None
        asked = asked_area(context, typed)
        changes, wrong = _changes(context, one, asked, edge)
        event = yield _shown(context, one, asked, edge, changes, said or wrong, chosen)
        chosen, said = None, "" if event.kind in ("press", "key", "value") else said
        if event.kind == "value":
            typed = typed_in(context, typed, event)
        elif event.kind == "move":
            edge = _edge_at(one, event)
        elif event.kind == "press" and event.button == "left":
            edge = _edge_at(one, event)
            if one is None or (edge is None and not _inside(one, event)):
                found = at(context.snapshot(), *event.hand, _REACH * event.pixel, context.seen)
                chosen = tuple(found[:1])
                continue
            if asked is None:
                said = tr("Type the area first: a number of hectares, then Enter.")
        done = (event.kind == "key" and event.key == "enter") or event.kind == "press"
        if done and one is not None and asked is not None:
            changes, said = _changes(context, one, asked, edge)
            if changes:
                label = tr("Set area of {thing} to {area}", thing=named(one.row), area=hectares(asked, 2))
                return Outcome(label, changes, (one.place,))


def _area_of(one: Held | None) -> Held | None:
    return one if one is not None and one.corners.closed else None


def _shape(one: Held) -> Any:
    shape = one.corners.shape()
    if len(one.corners.parts) > 1:
        raise Refused(tr("This has several parts: give each its area after splitting them."))
    return shapely.get_parts(shape)[0]


def _changes(
    context: Context, one: Held | None, asked: float | None, edge: int | None
) -> tuple[tuple[Change, ...], str]:
    if one is None or asked is None:
        return (), ""
    if edge is not None and is_shared(context):
        return attempt(lambda: _shared(context.snapshot(), one, asked, edge))
    return attempt(lambda: reshape(context.snapshot(), *one.place, with_area(_shape(one), asked, edge)))


def _shared(snapshot: Snapshot, one: Held, asked: float, edge: int) -> list[Change]:
    """The changes that push an edge until the area is met, its neighbours along with it.

    The area is nearly straight in the way the edge goes, so a few steps of the secant method find it.
    """
    land = _shape(one)
    (x0, y0), (x1, y1) = one.corners.at((0, 0, edge)), one.corners.following((0, 0, edge))
    slope = math.hypot(x1 - x0, y1 - y0)
    way, area, changes = 0.0, float(land.area), list[Change]()
    for _ in range(_STEPS):
        if abs(area - asked) <= _CLOSE_M2:
            return changes
        step = (asked - area) / slope
        changes = push_edge(snapshot, one.place, edge, way + step)
        own = next((c.new for c in changes if (c.table, c.key) == one.place and c.new), None)
        found = shapely.from_wkb(own["geom"]).area if own else land.area
        slope = (found - area) / step if found != area else slope
        way, area = way + step, found
    return reshape(snapshot, *one.place, with_area(land, asked, edge))


def _inside(one: Held, event: Event) -> bool:
    return bool(shapely.intersects(one.corners.shape(), shapely.Point(event.hand)))


def _edge_at(one: Held | None, event: Event) -> int | None:
    """The edge of the outline near the pointer."""
    if one is None:
        return None
    (part, ring, corner), _, far = one.corners.nearest_edge(*event.hand)
    return corner - 1 if far <= _EDGE * event.pixel and (part, ring) == (0, 0) else None


def _shown(
    context: Context,
    one: Held | None,
    asked: float | None,
    edge: int | None,
    changes: tuple[Change, ...],
    said: str,
    chosen: tuple[tuple[str, int], ...] | None,
) -> Preview:
    if one is None:
        hint = said or tr("Click the area that has to get another size.")
        return Preview(hint=hint, warning=said, selection=chosen, cursor="point")
    region, shape = context.snapshot().region, one.corners.shape()
    sketches: list[Sketch] = []
    own = next((c.new for c in changes if (c.table, c.key) == one.place and c.new), None)
    if own:
        shape = shapely.from_wkb(own["geom"])
        sketches += [Sketch(shape, "reshaped"), *reshaped_sketches(changes, one.place)]
    if edge is not None:
        address = (0, 0, edge)
        line = shapely.LineString([one.corners.at(address), one.corners.following(address)])
        sketches.append(Sketch(line, "hover" if changes else "chosen"))
    kind = getattr(one.row, "kind", "") if one.place[0] == "site" else ""
    return Preview(
        hint=said or _hint(asked, edge),
        warning=said or size_check(context.snapshot(), kind, shape.area),
        lines=measures(region, shape, 4),
        sketches=tuple(sketches),
        changes=changes,
        selection=chosen,
        asks=("area",),
        values={"area": float(shape.area)},
        cursor="point",
    )


def _hint(asked: float | None, edge: int | None) -> str:
    if asked is None:
        return tr("Type the area in hectares; point at the edge that has to move, or at none.")
    if edge is None:
        return tr("Enter or a click inside lets the whole grow or shrink; point at an edge to move that one.")
    return tr("Click or Enter moves this edge until the area is met.")
