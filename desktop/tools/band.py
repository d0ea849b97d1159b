"""Drawing a line that has a width: a strip of land along the clicks."""

import math
from itertools import pairwise
from typing import Any, Literal

import shapely

from desktop.tools.drawing import Drawing, Method, Stroke, by_clicks
from desktop.tools.event import Context, Gesture, Point
from desktop.tools.polygon import straight
from scenarios.geometry.figures import band as strip
from scenarios.wording import tr

WIDTH = 12.0
"""Width where none was asked, m."""

Side = Literal["both", "left", "right"]
SIDES: tuple[Side, ...] = ("both", "left", "right")
"""Where the strip lies, seen along the line."""


def band(context: Context, drawing: Drawing) -> Gesture:
    """Click after click along a line, until Enter finishes."""
    return (yield from by_clicks(context, drawing, strip_of(context)))


def strip_of(context: Context, option: str = "width", usual: float = WIDTH) -> Method:
    """The method that makes a strip as wide as an option says, on the side that the option `side` says."""

    def make(stroke: Stroke) -> Any:
        return _strip(stroke.places, stroke, side_of(context.options.get("side")))

    return Method(
        make,
        _hint,
        least=2,
        place=straight,
        traces=True,
        asks=("width", "area"),
        values=lambda context: {"width": width_of(context, option, usual)},
        guides=lambda stroke: (shapely.LineString(stroke.places),),
        missing=lambda: tr("A strip needs two clicks: where its line begins and ends."),
    )


def width_of(context: Context, option: str, usual: float) -> float:
    """The width in an option, m."""
    try:
        asked = float(context.options.get(option, usual))
    except ValueError:
        return usual
    return asked if math.isfinite(asked) and asked > 0 else usual


def side_of(option: object) -> Side:
    """The side in an option, both where it names none."""
    if option == "left":
        return "left"
    return "right" if option == "right" else "both"


def _strip(places: tuple[Point, ...], stroke: Stroke, side: Side) -> Any:
    if len(places) < 2:
        return None
    wide = stroke.values["width"]
    if stroke.area is None:
        return strip(places, wide, side)
    return _with_area(places, side, stroke.area)


def _with_area(places: tuple[Point, ...], side: Side, m2: float) -> Any:
    """The strip whose width meets an area: the area is nearly straight in the width, so that a few steps of
    the secant method find it."""
    length = math.fsum(math.dist(a, b) for a, b in pairwise(places))
    before, wide = 0.0, m2 / max(length, 0.001)
    had, shape = 0.0, strip(places, wide, side)
    for _ in range(_STEPS):
        if abs(shape.area - m2) <= _NEAR or shape.area == had:
            break
        before, wide = wide, wide + (m2 - shape.area) * (wide - before) / (shape.area - had)
        had, shape = shape.area, strip(places, wide, side)
    return shape


_STEPS, _NEAR = 12, 0.01
"""Steps at most, and how near to the asked area is enough, m2."""


def _hint(stroke: Stroke) -> str:
    if not stroke.clicks:
        return tr("Click where the line begins; its width can be typed.")
    if len(stroke.clicks) < 2:
        return tr("Click the next place of the line; Shift keeps straight angles, Esc takes one back.")
    return tr("Click on; Enter, a double click or a right click finishes, Esc takes one place back.")
