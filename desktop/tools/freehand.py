"""Drawing an area in one movement of the hand: press, draw and let go, or click, move round and click."""

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import shapely

from desktop.tools.drawing import TYPED, Drawing, asked_area, figures, finished, typed_in
from desktop.tools.event import Context, Gesture, Outcome, Point, Preview, Sketch
from scenarios.errors import Refused
from scenarios.geometry.area import with_area
from scenarios.geometry.figures import smoothed
from scenarios.project.model import new_key
from scenarios.wording import tr

_APART = 3.0
"""Pixels between two places that are kept of a movement."""

_ROUGH = 1.5
"""Pixels within which the trembling of a hand is smoothed away."""

_STRETCH = 40.0
"""Pixels of line that Esc and Backspace take back."""

_KEPT = 16
"""The places of a movement are kept in the file so many at a time."""

_DRAGGED = 8.0
"""The hand draws while it holds the button where it goes farther than this many pixels."""

_MOST = 0.9
"""The part of an outline that must be left for a loop in it to be a slip."""


def freehand(context: Context, drawing: Drawing) -> Gesture:
    """Follow the hand from the first press until it lets go, or until the next click."""
    trail: list[Point] = []
    typed: dict[str, float] = {}
    key, said, pixel, held = new_key(), "", 1.0, False
    while True:
        asked = asked_area(context, typed)
        event = yield _shown(context, drawing, trail, asked, pixel, key, said)
        pixel = event.pixel if event.kind in ("press", "move", "release") else pixel
        finish = False
        if event.kind == "value":
            typed = typed_in(context, typed, event)
        elif event.kind == "put":
            trail += [*event.trace, event.point]
        elif event.kind == "move" and trail:
            if math.dist(trail[-1], event.hand) >= _APART * pixel:
                trail.append(event.hand)
        elif event.kind == "press" and event.button == "left":
            said, held = "", True
            finish = len(trail) > 1
            if not trail:
                trail.append(event.point)
        elif event.kind == "release" and held:
            held = False
            finish = _length(trail) > _DRAGGED * pixel
        elif event.kind == "double" or (event.kind == "press" and event.button == "right"):
            finish = len(trail) > 1
        elif event.kind == "key":
            finish = event.key == "enter" and len(trail) > 1
            if event.key in ("escape", "back"):
                said = ""
                _take_back(trail, pixel)
        if finish:
            outcome, said = _finished(context, drawing, trail, asked_area(context, typed), pixel, key)
            if outcome:
                return outcome


def _finished(
    context: Context, drawing: Drawing, trail: list[Point], asked: float | None, pixel: float, key: int
) -> tuple[Outcome | None, str]:
    try:
        return finished(context, drawing, _shape(trail, asked, pixel), key)
    except Refused as refusal:
        return None, str(refusal)


def _shape(trail: list[Point], asked: float | None, pixel: float) -> Any:
    if len(trail) < 3:
        raise Refused(tr("This outline is too short to hold land: draw on, then let go or click."))
    shape = _sound(shapely.Polygon(smoothed(trail, _ROUGH * pixel, closed=True)))
    return shape if asked is None else with_area(shape, asked)


def _sound(shape: Any) -> Any:
    """The shape without the small loop that a hand makes where the outline meets itself."""
    if shape.is_valid:
        return shape
    parts = [p for p in shapely.get_parts(shapely.make_valid(shape)) if p.geom_type == "Polygon"]
    largest = max(parts, key=lambda part: part.area, default=shape)
    return largest if largest.area >= _MOST * shape.area else shape


def _take_back(trail: list[Point], pixel: float) -> None:
    gone = 0.0
    while trail and gone < _STRETCH * pixel:
        last = trail.pop()
        gone += math.dist(last, trail[-1]) if trail else 0.0


def _length(trail: list[Point]) -> float:
    return math.fsum(math.dist(a, b) for a, b in pairwise(trail))


def _shown(
    context: Context,
    drawing: Drawing,
    trail: list[Point],
    asked: float | None,
    pixel: float,
    key: int,
    said: str,
) -> Preview:
    kept = len(trail) if len(trail) < 2 else len(trail) - len(trail) % _KEPT
    shown = Preview(
        hint=said or _hint(bool(trail)),
        clicks=tuple(trail[: max(kept, 1)]),
        snaps=not trail,
        busy=bool(trail),
        warning=said,
        base=tuple(trail[:1]),
        asks=("area",) if trail else TYPED,
        values={"area": asked} if asked else {},
    )
    if len(trail) < 3:
        line = (Sketch(shapely.LineString(trail), "drawing", drawing.use()),) if len(trail) == 2 else ()
        return replace(shown, sketches=line)
    try:
        shape = _shape(trail, asked, pixel)
    except Refused as refusal:
        return replace(
            shown, sketches=(Sketch(shapely.LineString(trail), "drawing"),), warning=said or str(refusal)
        )
    more = figures(context, drawing, shape, key, said, exact=asked is not None)
    return replace(shown, **more, values={"area": float(shape.area)})


def _hint(begun: bool) -> str:
    if not begun:
        return tr("Press and draw the outline in one movement, or click and follow it.")
    return tr("Let go or click to finish: the outline closes by itself. Esc takes a stretch back.")
