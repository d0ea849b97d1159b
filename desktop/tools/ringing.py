"""Tools for the holes of a thing: fill one with a new thing, or take it away."""

from collections.abc import Callable, Iterable
from typing import Any

import shapely

from desktop.tools.acting import selection_after
from desktop.tools.event import Context, Gesture, Outcome, Place, Point, Preview, Sketch
from desktop.tools.hit import changeable, row_at
from desktop.tools.obeying import refusal
from desktop.tools.reshaping import Changes, attempt, reshaped_sketches
from desktop.tools.said import called
from scenarios.edits import outline
from scenarios.project.change import Change
from scenarios.project.model import table_of
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

Edit = Callable[[Snapshot, Place, Point], Iterable[Change]]


def fill_ring(context: Context) -> Gesture:
    """Fill a hole with a new thing of the same kind."""
    return (
        yield from _holes(
            context,
            outline.fill_ring,
            lambda thing: tr("Fill the hole in {thing}", thing=thing),
            lambda: tr("Click in a hole to fill it with a new thing of the same kind."),
        )
    )


def delete_ring(context: Context) -> Gesture:
    """Take a hole away: the thing gets its land."""
    return (
        yield from _holes(
            context,
            outline.delete_ring,
            lambda thing: tr("Close the hole in {thing}", thing=thing),
            lambda: tr("Click in a hole to take it away."),
        )
    )


def _holes(context: Context, edit: Edit, label: Callable[[str], str], hint: Callable[[], str]) -> Gesture:
    pointer: Point | None = None
    said = ""
    while True:
        snapshot = context.snapshot()
        place, hole = _hole_at(context, pointer) if pointer else (None, None)
        changes, refused = _changes(edit, snapshot, place, pointer)
        event = yield Preview(
            hint=said or refused or hint(),
            warning=said or refused,
            sketches=() if hole is None else (Sketch(hole, "hover"), *reshaped_sketches(changes)),
            changes=changes,
            cursor="point" if hole is not None else "cross",
        )
        if event.kind in ("move", "press"):
            pointer = event.hand
        if event.kind != "press" or event.button != "left":
            continue
        place, _ = _hole_at(context, event.hand)
        changes, refused = _changes(edit, snapshot, place, event.hand)
        said = refused or refusal(context, changes)
        if place is None:
            said = tr("There is no hole here: click inside a hole of something drawn.")
        elif changes and not said:
            return Outcome(label(called(snapshot, (place,))), changes, selection_after((place,), changes))


def _changes(edit: Edit, snapshot: Snapshot, place: Place | None, point: Point | None) -> tuple[Changes, str]:
    if place is None or point is None:
        return (), ""
    return attempt(lambda: edit(snapshot, place, point))


def _hole_at(context: Context, point: Point) -> tuple[Place | None, Any]:
    """The thing with a hole at a point, the selected ones before others, and the hole as a polygon."""
    snapshot = context.snapshot()
    chosen = changeable(snapshot, context.selection())
    others = tuple(
        (table_of(row), row.key) for row in reversed(snapshot.things) if context.seen(table_of(row))
    )
    at = shapely.Point(point)
    for place in dict.fromkeys((*chosen, *others)):
        shape = snapshot.geometry(row_at(snapshot, place))
        for part in shapely.get_parts(shape):
            for ring in getattr(part, "interiors", ()):
                hole = shapely.Polygon(ring)
                if shapely.covers(hole, at):
                    return place, hole
    return None, None
