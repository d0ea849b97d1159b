"""The gesture of tools that draw a line or ring over things that are there: split, reshape, add a ring.

Clicks are never thrown away: Esc and Backspace take one back, and a line that does nothing yet says why.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import shapely

from desktop.tools.acting import selection_after
from desktop.tools.event import Context, Event, Gesture, Handle, Outcome, Place, Point, Preview, Sketch
from desktop.tools.hit import changeable
from desktop.tools.obeying import refusal
from desktop.tools.reshaping import Changes, attempt, reshaped_sketches
from desktop.tools.said import called
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_SAME = 2.0
"""Two clicks within this many pixels are one."""

_CLOSING = 10.0
"""A click within this many pixels of the first corner closes a ring."""

Step = tuple[Point, tuple[Point, ...]]
"""A click, and the points along existing edges that lead to it."""


@dataclass(frozen=True)
class Stroke:
    """What a drawn line does.

    `places`: the things it is for, given what is selected and the points. `changes`: may be refused. `least`:
    the clicks it needs. `hint`: given how many there are. `closed`: it is a ring.
    """

    label: Callable[[str], str]
    places: Callable[[Context, tuple[Place, ...], Any], tuple[Place, ...]]
    changes: Callable[[Snapshot, tuple[Place, ...], tuple[Point, ...]], Iterable[Change]]
    least: int
    hint: Callable[[int], str]
    nothing: Callable[[], str]
    closed: bool = False


def stroking(context: Context, stroke: Stroke) -> Gesture:
    """Draw by clicks until Enter, a double click or a right click finishes."""
    steps: list[Step] = []
    pointer: Step | None = None
    said = ""
    while True:
        points = _points(steps, pointer)
        places, changes, refused = _result(context, stroke, points)
        event = yield _shown(context, stroke, steps, points, changes, said or "", refused)
        if event.kind in ("press", "double", "key"):
            said = ""
        if event.kind == "move":
            pointer = (event.point, event.trace)
            continue
        if not _take(stroke, steps, event):
            continue
        pointer = None
        places, changes, refused = _result(context, stroke, _points(steps, None))
        said = refused or refusal(context, changes)
        if changes and not said:
            label = stroke.label(called(context.snapshot(), places))
            return Outcome(label, changes, selection_after(places, changes))
        said = said or (stroke.nothing() if len(steps) >= stroke.least else stroke.hint(len(steps)))


def _take(stroke: Stroke, steps: list[Step], event: Event) -> bool:
    """Let an event add a click or take one back; gives whether it finishes."""
    if event.kind == "put":
        steps.append((event.point, event.trace))
    elif event.kind == "press" and event.button == "left":
        if stroke.closed and len(steps) >= 3 and math.dist(event.hand, steps[0][0]) <= _CLOSING * event.pixel:
            return True
        if not steps or math.dist(steps[-1][0], event.point) > _SAME * event.pixel:
            steps.append((event.point, event.trace))
    elif event.kind == "double" or (event.kind == "press" and event.button == "right"):
        return bool(steps)
    elif event.kind == "key":
        if event.key in ("escape", "back") and steps:
            steps.pop()
        return event.key == "enter" and bool(steps)
    return False


def _points(steps: list[Step], pointer: Step | None) -> tuple[Point, ...]:
    every = [*steps, *([pointer] if pointer and steps and pointer[0] != steps[-1][0] else [])]
    return tuple(point for place, trace in every for point in (*trace, place))


def _drawn(stroke: Stroke, points: tuple[Point, ...]) -> Any | None:
    if len(points) < stroke.least:
        return shapely.LineString(points) if len(points) > 1 else None
    return shapely.Polygon(points) if stroke.closed else shapely.LineString(points)


def _result(
    context: Context, stroke: Stroke, points: tuple[Point, ...]
) -> tuple[tuple[Place, ...], Changes, str]:
    drawn = _drawn(stroke, points)
    if drawn is None or len(points) < stroke.least:
        return (), (), ""
    if stroke.closed and not drawn.is_valid:
        return (), (), tr("The outline crosses itself.")
    snapshot = context.snapshot()
    places = stroke.places(context, changeable(snapshot, context.selection()), drawn)
    if not places:
        return (), (), stroke.nothing()
    changes, refused = attempt(lambda: stroke.changes(snapshot, places, points))
    return places, changes, refused


def _shown(
    context: Context,
    stroke: Stroke,
    steps: list[Step],
    points: tuple[Point, ...],
    changes: Changes,
    said: str,
    refused: str,
) -> Preview:
    drawn = _drawn(stroke, points)
    wrong = bool(said) or (stroke.closed and bool(refused))
    own = () if drawn is None else (Sketch(drawn, "wrong" if wrong else "drawing"),)
    handles = [Handle(*place, "corner") for place, _ in steps]
    if stroke.closed and len(steps) >= 3:
        handles[0] = Handle(*steps[0][0], "first")
    return Preview(
        hint=said or stroke.hint(len(steps)),
        sketches=(*reshaped_sketches(changes), *own),
        handles=tuple(handles),
        changes=changes,
        clicks=tuple(place for place, _ in steps),
        snaps=True,
        busy=bool(steps),
        warning=said or (refused if len(steps) >= stroke.least else ""),
        base=tuple(place for place, _ in steps),
        asks=("distance", "angle", "x", "y") if steps else ("x", "y"),
        traces=True,
    )
