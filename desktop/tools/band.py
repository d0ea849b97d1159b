"""Drawing a line that has a width: a strip of land along the clicks."""

import math
from itertools import pairwise
from typing import Any, Literal

import shapely

from desktop.tools.drawing import KEPT, Drawing, Method, Stroke, by_clicks
from desktop.tools.event import Context, Gesture, Point
from desktop.tools.polygon import straight
from scenarios.errors import Refused
from scenarios.geometry.figures import band as strip
from scenarios.wording import hectares, tr

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
        kept={**KEPT, "width": option},
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
    """The strip whose width meets an area: the area grows with the width, at first by the line's length, so
    that the false position between too narrow and too wide finds it. Raises Refused where none does."""
    length = math.fsum(math.dist(a, b) for a, b in pairwise(places))
    low, short = 0.0, -m2
    high = min(m2 / max(length, 0.001), _WIDEST)
    shape = strip(places, high, side)
    while shape.area < m2 - _NEAR and high < _WIDEST:
        low, short = high, shape.area - m2
        high = min(2 * high, _WIDEST)
        shape = strip(places, high, side)
    over = shape.area - m2
    for _ in range(_STEPS):
        if abs(shape.area - m2) <= _NEAR:
            return shape
        if over < 0:
            break
        wide = (low * over - high * short) / (over - short)
        shape = strip(places, wide, side)
        # The end that stays counts half, or it would hold the other one back for ever (Illinois).
        if shape.area > m2:
            high, over, short = wide, shape.area - m2, short / 2
        else:
            low, short, over = wide, shape.area - m2, over / 2
    if abs(shape.area - m2) > 1:
        raise Refused(tr("No strip along this line has {area}: draw a longer line.", area=hectares(m2, 2)))
    return shape


_STEPS, _NEAR, _WIDEST = 40, 0.4, 1_000.0
"""Steps at most, how near to the asked area is enough (m2), the widest strip (m)."""


def _hint(stroke: Stroke) -> str:
    if not stroke.clicks:
        return tr("Click where the line begins; its width can be typed.")
    if len(stroke.clicks) < 2:
        return tr("Click the next place of the line; Shift keeps straight angles, Esc takes one back.")
    return tr("Click on; Enter, a double click or a right click finishes, Esc takes one place back.")
