"""Tools that draw over things: split them by a line, lead an outline along a line, put a hole in."""

from collections.abc import Iterable
from typing import Any

import shapely

from desktop.tools.event import Context, Gesture, Place, Point
from desktop.tools.hit import EDITABLE, row_at
from desktop.tools.outlines import is_area
from desktop.tools.strokes import Stroke, stroking
from scenarios.edits import divide, outline
from scenarios.errors import Refused
from scenarios.project.change import Change
from scenarios.project.model import DRAWN, table_of
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr


def split(context: Context) -> Gesture:
    """Split what is selected, or what the line crosses, by a line."""
    stroke = Stroke(
        label=lambda thing: tr("Split {thing}", thing=thing),
        places=_crossed,
        changes=divide.split,
        least=2,
        hint=lambda count: (
            tr("Click the next point; Enter, a double click or a right click splits, Esc takes one back.")
            if count > 1
            else tr("Click the other side, beyond the edge or on it.")
            if count
            else tr("Click where the line begins: outside what is to be split, or on its edge.")
        ),
        nothing=lambda: tr("This line crosses nothing that can be split: draw it from edge to edge."),
    )
    return (yield from stroking(context, stroke))


def reshape(context: Context) -> Gesture:
    """Lead the outline of a thing along a drawn line."""

    def changes(snapshot: Snapshot, places: tuple[Place, ...], points: tuple[Point, ...]) -> Iterable[Change]:
        return divide.reshape_along(snapshot, places[0], points)

    stroke = Stroke(
        label=lambda thing: tr("Reshape {thing}", thing=thing),
        places=lambda context, chosen, line: _met_twice(context, chosen, line)[:1],
        changes=changes,
        least=2,
        hint=lambda count: (
            tr("Cross the outline a second time; Enter, a double click or a right click finishes.")
            if count
            else tr("Click where the new outline begins: on the outline or across it.")
        ),
        nothing=lambda: tr("This line meets no outline twice: cross the outline of one thing two times."),
    )
    return (yield from stroking(context, stroke))


def add_ring(context: Context) -> Gesture:
    """Put a hole in a thing."""

    def changes(snapshot: Snapshot, places: tuple[Place, ...], points: tuple[Point, ...]) -> Iterable[Change]:
        return outline.add_ring(snapshot, places[0], shapely.Polygon(points))

    stroke = Stroke(
        label=lambda thing: tr("Cut a hole in {thing}", thing=thing),
        places=_around,
        changes=changes,
        least=3,
        hint=lambda count: (
            tr("Click the next corner of the hole; Enter, a double click or a right click finishes.")
            if count
            else tr("Click the first corner of the hole, inside the thing.")
        ),
        nothing=lambda: tr("The hole must lie inside one thing: draw it within its outline."),
        closed=True,
    )
    return (yield from stroking(context, stroke))


def _candidates(context: Context, chosen: tuple[Place, ...], shape: Any) -> list[tuple[Place, Any]]:
    """The selected areas, or where none is selected the drawn ones that a shape meets, the topmost first."""
    snapshot = context.snapshot()
    places = chosen or tuple(
        (table_of(row), row.key) for row in reversed(snapshot.things) if context.seen(table_of(row))
    )
    areas = [place for place in places if place[0] in EDITABLE and is_area(snapshot, place)]
    shapes = [snapshot.geometry(row_at(snapshot, place)) for place in areas]
    return [
        (place, land) for place, land in zip(areas, shapes, strict=True) if shapely.intersects(land, shape)
    ]


def _crossed(context: Context, chosen: tuple[Place, ...], line: Any) -> tuple[Place, ...]:
    """What a line crosses; of what is not selected plots go before what they lie in."""
    met = [
        (place, land) for place, land in _candidates(context, chosen, line) if not shapely.touches(land, line)
    ]
    if not chosen:
        for table in ("plot", *(table for table in DRAWN if table != "plot")):
            snapshot = context.snapshot()
            cut = tuple(place for place, _ in met if place[0] == table and _cuts(snapshot, place, line))
            if cut:
                return cut
    return tuple(place for place, _ in met)


def _cuts(snapshot: Snapshot, place: Place, line: Any) -> bool:
    try:
        divide.split(snapshot, [place], [(float(x), float(y)) for x, y in shapely.get_coordinates(line)])
    except Refused:
        return False
    return True


def _met_twice(context: Context, chosen: tuple[Place, ...], line: Any) -> tuple[Place, ...]:
    points = [(float(x), float(y)) for x, y in shapely.get_coordinates(line)]
    found = []
    for place, _ in _candidates(context, chosen, line):
        try:
            divide.reshape_along(context.snapshot(), place, points)
        except Refused:
            continue
        found.append(place)
        break
    return tuple(found)


def _around(context: Context, chosen: tuple[Place, ...], ring: Any) -> tuple[Place, ...]:
    found = [place for place, land in _candidates(context, chosen, ring) if shapely.covers(land, ring)]
    return tuple(found[:1]) or chosen[:1]
