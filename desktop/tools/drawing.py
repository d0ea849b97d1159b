"""What all ways of drawing an area share: what becomes of it, the clicks it is made of, what is shown and
said on the way.

Clicks are never thrown away: Esc and Backspace take one back, and a shape that cannot be finished says why
and stays to be mended.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import shapely

from desktop.tools.event import Context, Event, Gesture, Handle, Outcome, Place, Point, Preview, Sketch
from desktop.tools.numbers import measures, metres
from scenarios.errors import Refused
from scenarios.project.change import Change
from scenarios.project.model import POINTERS, new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

CLOSING = 10.0
"""A click within this many pixels of the first corner closes a shape."""

SAME = 2.0
"""Two clicks within this many pixels are one."""

DRAGGED = 5.0
"""A shape is dragged, not clicked, where the hand goes farther than this many pixels."""

TYPED = ("distance", "angle", "x", "y")
"""The values that place the next click."""


@dataclass(frozen=True)
class Drawing:
    """What becomes of a drawn shape: the step's label, its changes (may be refused), its colour and a
    warning."""

    label: Callable[[], str]
    changes: Callable[[Snapshot, Any], list[Change]]
    use: Callable[[], str]
    warning: Callable[[Snapshot, Any], str] = lambda snapshot, shape: ""


@dataclass(frozen=True)
class Stroke:
    """What the hand did so far: its clicks, where the next one would come (`ahead`, after the places traced
    on the way there), and the values that were typed or chosen."""

    clicks: tuple[Point, ...] = ()
    ahead: tuple[Point, ...] = ()
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Point, ...]:
        """The clicks and what comes after them."""
        return (*self.clicks, *self.ahead)

    @property
    def area(self) -> float | None:
        """The area that was asked for, m2; None where none was."""
        return self.values.get("area") or None


def _next(event: Event, clicks: list[Point]) -> Point:
    return event.point


KEPT = {"area": "area", "sides": "sides"}
"""The options that keep what is typed for a value, by value."""


@dataclass(frozen=True)
class Method:
    """A way to make an area out of clicks.

    `make` gives the shape of a stroke, None where there is none yet; it may raise Refused. `least` places
    make a shape, and `ends` clicks finish it (0: only Enter, a double click or a right click do). `place`:
    where the next click would come. `closes`: a click on the first corner finishes. `drags`: press, drag and
    let go are two clicks. `traces`: places along existing edges are taken in. `asks`: values that can be
    typed beside those that place a click, `values` how much they are, `kept` the options that take them;
    `guides`: lines that help.
    """

    make: Callable[[Stroke], Any]
    hint: Callable[[Stroke], str]
    least: int
    ends: int = 0
    place: Callable[[Event, list[Point]], Point] = _next
    closes: bool = False
    drags: bool = False
    traces: bool = False
    asks: tuple[str, ...] = ("area",)
    values: Callable[[Context], dict[str, float]] = lambda context: {}
    kept: Mapping[str, str] = field(default_factory=lambda: KEPT)
    guides: Callable[[Stroke], tuple[Any, ...]] = lambda stroke: ()
    missing: Callable[[], str] = lambda: tr("A shape needs three corners: click the next one.")


class Clicks:
    """The clicks of a gesture; each may have brought places that were traced on the way to it."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self._steps: list[int] = []

    def add(self, point: Point, pixel: float, trace: tuple[Point, ...] = ()) -> None:
        """Take a click in, unless it lies on the one before it."""
        before = len(self.points)
        for place in (*trace, point):
            if not self.points or math.dist(self.points[-1], place) > (SAME * pixel if place == point else 0):
                self.points.append(place)
        if len(self.points) > before:
            self._steps.append(len(self.points) - before)

    def back(self) -> bool:
        """Take the last click back; gives whether there was one."""
        if not self._steps:
            return False
        del self.points[-self._steps.pop() :]
        return True


def spoke(stroke: Stroke) -> tuple[Any, ...]:
    """The help line from the middle that was clicked to the hand."""
    return (shapely.LineString((stroke.places[0], stroke.places[-1])),) if len(stroke.places) > 1 else ()


def by_clicks(context: Context, drawing: Drawing, method: Method) -> Gesture:
    """Clicks that make an area by a method; Enter, a double click or a right click finish it."""
    clicks = Clicks()
    ahead: tuple[Point, ...] = ()
    typed: dict[str, float] = {}
    key, said, closing = new_key(), "", False
    while True:
        points = clicks.points
        values = {"area": asked_area(context, typed) or 0.0, **method.values(context)}
        stroke = Stroke(tuple(points), () if closing else ahead, {**values, **typed})
        event = yield _shown(context, drawing, method, stroke, key, said, closing)
        if event.kind == "move":
            ahead = _loose((*event.trace, method.place(event, points)), points)
            closing = method.closes and _on_first(event, points)
            continue
        if event.kind == "value":
            typed = typed_in(context, typed, event, method.kept)
            continue
        finish = False
        if event.kind == "put" and (not method.ends or len(points) < method.ends - 1):
            clicks.add(event.point, 0.0, event.trace)
        elif event.kind == "press" and event.button == "left":
            said = ""
            finish = method.closes and _on_first(event, points)
            if not finish:
                clicks.add(method.place(event, points), event.pixel, event.trace)
                finish = 0 < method.ends <= len(points)
        elif event.kind == "release" and method.drags and points:
            corner = method.place(event, points)
            if math.dist(corner, points[-1]) > DRAGGED * event.pixel:
                clicks.add(corner, event.pixel)
                finish = 0 < method.ends <= len(points)
        elif event.kind == "double" or (event.kind == "press" and event.button == "right"):
            finish = bool(points)
        elif event.kind == "key":
            finish = event.key == "enter" and bool(points)
            if event.key in ("escape", "back") and clicks.back():
                said, ahead = "", _loose(ahead[-1:], clicks.points)
        closing = False
        if finish:
            whole = Stroke(tuple(points), ahead if 0 < method.ends > len(points) else (), stroke.values)
            outcome, said = _finished(context, drawing, method, whole, key)
            if outcome:
                return outcome
            if 0 < method.ends <= len(points):
                clicks.back()
        if event.kind not in ("again", "key"):
            ahead = ()


def typed_in(
    context: Context, typed: dict[str, float], event: Event, kept: Mapping[str, str] = KEPT
) -> dict[str, float]:
    """The typed values after one more; a value of zero was let go, unless it is an area: then none is asked.

    `kept`: options by value that take what is typed too, so that it holds for the next gesture.
    """
    if event.name in kept:
        context.choose(kept[event.name], f"{event.value:.10g}" if event.value > 0 else "")
    rest = {name: value for name, value in typed.items() if name != event.name}
    return {**rest, event.name: event.value} if event.value > 0 or event.name == "area" else rest


def asked_area(context: Context, typed: Mapping[str, float]) -> float | None:
    """The area that was typed, else the one in the option `area`, m2; None where none is asked."""
    if "area" in typed:
        return typed["area"] or None
    try:
        return float(context.options.get("area") or 0.0) or None
    except ValueError:
        return None


def finished(context: Context, drawing: Drawing, shape: Any, key: int) -> tuple[Outcome | None, str]:
    """The step that a finished shape makes, or why it cannot be."""
    try:
        changes = steady(drawing.changes(context.snapshot(), shape), key)
    except Refused as refusal:
        return None, str(refusal)
    new: tuple[Place, ...] = tuple((change.table, change.key) for change in changes[:1])
    return Outcome(drawing.label(), changes, new), ""


def steady(changes: list[Change], key: int) -> tuple[Change, ...]:
    """The new rows, one in each table, under the same key all through the gesture, so that what was worked
    out for them stays good; those that point at each other go on doing so."""
    new = {(c.table, c.key) for c in changes if c.old is None}

    def kept(change: Change, columns: Mapping[str, Any]) -> Mapping[str, Any]:
        pointers = POINTERS.get(change.table, {}).items()
        there = [column for column, table in pointers if (table, columns.get(column)) in new]
        return {**columns, **dict.fromkeys(there, key), **({"origin": key} if "origin" in columns else {})}

    return tuple(
        Change(c.table, key, None, kept(c, c.new)) if c.old is None and c.new is not None else c
        for c in changes
    )


def figures(
    context: Context, drawing: Drawing, shape: Any, key: int, said: str, *, exact: bool = False
) -> dict[str, Any]:
    """What a preview says of a shape: the shape itself, its figures, its changes, what is amiss; `exact`
    gives hectares to the square metre."""
    snapshot = context.snapshot()
    line = shape.geom_type == "LineString"
    if not shape.is_valid:
        crossing = tr("The outline crosses itself.") if shape.area > 0 else ""
        return {"sketches": (Sketch(shape, "wrong", drawing.use()),), "warning": said or crossing}
    found: dict[str, Any] = {
        "sketches": (Sketch(shape, "drawing", drawing.use()),),
        "lines": (metres(shape.length),) if line else measures(snapshot.region, shape, 4 if exact else 1),
    }
    try:
        found["changes"] = steady(drawing.changes(snapshot, shape), key)
        found["warning"] = said or drawing.warning(snapshot, shape)
    except Refused as refusal:
        found["warning"] = said or str(refusal)
    return found


def _finished(
    context: Context, drawing: Drawing, method: Method, stroke: Stroke, key: int
) -> tuple[Outcome | None, str]:
    if len(stroke.places) < method.least:
        return None, method.missing()
    try:
        shape = method.make(stroke)
    except Refused as refusal:
        return None, str(refusal)
    return finished(context, drawing, shape, key) if shape is not None else (None, method.missing())


def _shown(
    context: Context,
    drawing: Drawing,
    method: Method,
    stroke: Stroke,
    key: int,
    said: str,
    closing: bool,
) -> Preview:
    clicks = stroke.clicks
    handles = [Handle(x, y, "corner") for x, y in clicks]
    if method.closes and len(clicks) >= method.least:
        handles[0] = Handle(*clicks[0], "close" if closing else "first")
    shown = Preview(
        hint=said or method.hint(stroke),
        handles=tuple(handles),
        clicks=clicks,
        snaps=True,
        busy=bool(clicks),
        warning=said,
        base=clicks[-2:],
        asks=(*TYPED, *(method.asks if clicks else ())),
        values=dict(stroke.values),
        traces=method.traces,
    )
    try:
        shape = method.make(stroke)
    except Refused as refusal:
        return replace(shown, sketches=_path(stroke, drawing), warning=said or str(refusal))
    if shape is None or len(stroke.places) < method.least:
        return replace(shown, sketches=_path(stroke, drawing))
    more = figures(context, drawing, shape, key, said, exact=stroke.area is not None)
    guides = tuple(Sketch(line, "guide") for line in method.guides(stroke))
    more["sketches"] = (*more["sketches"], *guides)
    area = {} if shape.geom_type == "LineString" else {"area": float(shape.area)}
    return replace(shown, **more, values={**stroke.values, **area})


def _path(stroke: Stroke, drawing: Drawing) -> tuple[Sketch, ...]:
    places = stroke.places
    return (Sketch(shapely.LineString(places), "drawing", drawing.use()),) if len(places) > 1 else ()


def _loose(ahead: tuple[Point, ...], points: list[Point]) -> tuple[Point, ...]:
    """What lies ahead, without a place that is the last click itself."""
    return tuple(place for place in ahead if not points or place != points[-1])


def _on_first(event: Event, points: list[Point]) -> bool:
    return len(points) >= 3 and math.dist(event.hand, points[0]) <= CLOSING * event.pixel
