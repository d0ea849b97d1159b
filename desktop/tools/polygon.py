"""Drawing an area by its corners, or as a rectangle: the gesture that all drawing tools share.

Clicks are never thrown away: Esc and Backspace take one back, and a shape that cannot be finished says why
and stays to be mended.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import shapely

from desktop.tools.event import Context, Event, Gesture, Handle, Outcome, Place, Point, Preview, Sketch
from desktop.tools.numbers import measures
from scenarios.errors import Refused
from scenarios.project.change import Change
from scenarios.project.model import new_key
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_CLOSING = 10.0
"""A click within this many pixels of the first corner closes the shape."""

_SAME = 2.0
"""Two clicks within this many pixels are one."""

_DRAGGED = 5.0
"""A rectangle is dragged, not clicked, where the hand goes farther than this many pixels."""

_TURN = math.radians(45)


@dataclass(frozen=True)
class Drawing:
    """What becomes of a drawn area: the step's label, its changes (may be refused), its colour, a warning."""

    label: Callable[[], str]
    changes: Callable[[Snapshot, Any], list[Change]]
    use: Callable[[], str]
    warning: Callable[[Snapshot, Any], str] = lambda snapshot, shape: ""


def draw(context: Context, drawing: Drawing) -> Gesture:
    """Corners by clicks until Enter, a double click, a right click or a click on the first corner
    finishes."""
    clicks: list[Point] = []
    pointer: Point | None = None
    key, said, closing = new_key(), "", False
    while True:
        boxed = is_rectangle(context)
        event = yield _shown(context, drawing, clicks, pointer, key, said, closing)
        if event.kind == "move":
            pointer = _guided(event, clicks, boxed)
            closing = not boxed and _closes(event, clicks)
            continue
        finish = False
        if event.kind == "put":
            clicks.append(event.point)
        elif event.kind == "press" and event.button == "left":
            said = ""
            if not boxed and _closes(event, clicks):
                finish = True
            else:
                _add(clicks, _guided(event, clicks, boxed), event.pixel)
                finish = boxed and len(clicks) == 2
        elif event.kind == "release" and boxed and len(clicks) == 1:
            corner = _guided(event, clicks, boxed)
            if math.dist(corner, clicks[0]) > _DRAGGED * event.pixel:
                _add(clicks, corner, event.pixel)
                finish = len(clicks) == 2
        elif event.kind == "double" or (event.kind == "press" and event.button == "right"):
            finish = bool(clicks)
        elif event.kind == "key":
            finish = event.key == "enter" and bool(clicks)
            if event.key in ("escape", "back") and clicks:
                clicks.pop()
                said = ""
        closing = False
        if finish:
            outcome, said = _finished(context, drawing, clicks, key)
            if outcome:
                return outcome
            if boxed and len(clicks) == 2:
                clicks.pop()


def is_rectangle(context: Context) -> bool:
    """Whether two clicks make a rectangle: the option that R switches."""
    return context.options.get("shape") == "rectangle"


def corners_of(clicks: list[Point], boxed: bool) -> list[Point]:
    """The corners of what the clicks say: the clicks themselves, or the rectangle between two of them."""
    if not boxed or len(clicks) != 2:
        return clicks
    (x0, y0), (x1, y1) = clicks
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def _finished(
    context: Context, drawing: Drawing, clicks: list[Point], key: int
) -> tuple[Outcome | None, str]:
    corners = corners_of(clicks, is_rectangle(context))
    if len(corners) < 3:
        return None, tr("A shape needs three corners: click the next one.")
    try:
        changes = _steady(drawing.changes(context.snapshot(), shapely.Polygon(corners)), key)
    except Refused as refusal:
        return None, str(refusal)
    new: tuple[Place, ...] = tuple((change.table, change.key) for change in changes[:1])
    return Outcome(drawing.label(), changes, new), ""


def _steady(changes: list[Change], key: int) -> tuple[Change, ...]:
    """The new row under the same key all through the gesture, so that what was worked out for it stays
    good."""
    return tuple(
        Change(c.table, key, None, {**c.new, **({"origin": key} if "origin" in c.new else {})})
        if c.old is None and c.new is not None
        else c
        for c in changes
    )


def _add(clicks: list[Point], point: Point, pixel: float) -> None:
    if not clicks or math.dist(clicks[-1], point) > _SAME * pixel:
        clicks.append(point)


def _closes(event: Event, clicks: list[Point]) -> bool:
    return len(clicks) >= 3 and math.dist(event.hand, clicks[0]) <= _CLOSING * event.pixel


def _guided(event: Event, clicks: list[Point], boxed: bool) -> Point:
    """Where the next corner would come: with Shift at a straight or half-right angle, or as a square."""
    if not event.shift or not clicks:
        return event.point
    x0, y0 = clicks[0] if boxed else clicks[-1]
    dx, dy = event.hand[0] - x0, event.hand[1] - y0
    if boxed:
        side = max(abs(dx), abs(dy))
        return (x0 + math.copysign(side, dx), y0 + math.copysign(side, dy))
    base = math.atan2(y0 - clicks[-2][1], x0 - clicks[-2][0]) if len(clicks) > 1 else 0.0
    angle = base + round((math.atan2(dy, dx) - base) / _TURN) * _TURN
    length = dx * math.cos(angle) + dy * math.sin(angle)
    return (x0 + length * math.cos(angle), y0 + length * math.sin(angle))


def _shown(
    context: Context,
    drawing: Drawing,
    clicks: list[Point],
    pointer: Point | None,
    key: int,
    said: str,
    closing: bool,
) -> Preview:
    boxed = is_rectangle(context)
    loose = pointer is not None and not closing and (not clicks or pointer != clicks[-1])
    corners = corners_of([*clicks, pointer] if loose and pointer else clicks, boxed)
    handles = [Handle(x, y, "corner") for x, y in clicks]
    if handles and len(clicks) >= 3 and not boxed:
        handles[0] = Handle(*clicks[0], "close" if closing else "first")
    shown = Preview(
        hint=said or _hint(len(clicks), boxed),
        handles=tuple(handles),
        clicks=tuple(clicks),
        snaps=True,
        busy=bool(clicks),
        warning=said,
    )
    if len(corners) < 3:
        line = (Sketch(shapely.LineString(corners), "drawing", drawing.use()),) if len(corners) == 2 else ()
        return replace(shown, sketches=line)
    shape = shapely.Polygon(corners)
    if not shape.is_valid:
        crossing = tr("The outline crosses itself.") if shape.area > 0 else ""
        return replace(shown, sketches=(Sketch(shape, "wrong", drawing.use()),), warning=said or crossing)
    return replace(shown, **_figures(context, drawing, shape, key, said))


def _figures(context: Context, drawing: Drawing, shape: Any, key: int, said: str) -> dict[str, Any]:
    snapshot = context.snapshot()
    found: dict[str, Any] = {
        "sketches": (Sketch(shape, "drawing", drawing.use()),),
        "lines": measures(snapshot.region, shape),
    }
    try:
        found["changes"] = _steady(drawing.changes(snapshot, shape), key)
        found["warning"] = said or drawing.warning(snapshot, shape)
    except Refused as refusal:
        found["warning"] = said or str(refusal)
    return found


def _hint(count: int, boxed: bool) -> str:
    if boxed:
        if count == 0:
            return tr("Click or drag from one corner of the rectangle to the other; R draws by corners.")
        return tr("Click the opposite corner; Shift makes a square, Esc goes back.")
    if count == 0:
        return tr("Click the first corner; R draws a rectangle.")
    if count < 3:
        return tr("Click the next corner; Shift keeps straight angles, Esc takes one corner back.")
    return tr(
        "Click the next corner; Enter, a double click or a right click finishes, Esc takes one corner back."
    )
