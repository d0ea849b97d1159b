"""The parts of a site that are drawn as a line with a width: internal road, quay, green edge."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.tools.band import side_of, strip_of, width_of
from desktop.tools.draw import started
from desktop.tools.drawing import Drawing, by_clicks
from desktop.tools.event import Context, Gesture, Point
from desktop.tools.variant import only_in_a_variant
from scenarios.edits.plots import draw_plot
from scenarios.geometry.figures import band
from scenarios.wording import mark, tr

_LARGE_QUAY_M2 = 2_000.0
"""The storage above which a quay for minerals is the large one (VNG list, SBI 52242)."""


@dataclass(frozen=True)
class Line:
    """A part that is drawn as a strip: the option of its width, the width where none was chosen (m), its
    activity by area, its colour, the label of the step."""

    option: str
    usual: float
    activity: Callable[[float], str]
    use: str
    label: str


ROAD = Line("road_width", 12.0, lambda m2: "L03", "INF", mark("Draw internal road"))
QUAY = Line("quay_width", 30.0, lambda m2: "A36" if m2 >= _LARGE_QUAY_M2 else "A35", "HMC", mark("Draw quay"))
GREEN = Line("green_width", 20.0, lambda m2: "L04", "GRO", mark("Draw green edge"))
BY_OPTION = {line.option: line for line in (ROAD, QUAY, GREEN)}


def internal_road(context: Context) -> Gesture:
    """Draw an internal road along its middle."""
    return (yield from _along(context, ROAD))


def quay(context: Context) -> Gesture:
    """Draw a quay along the water's edge."""
    return (yield from _along(context, QUAY))


def green_edge(context: Context) -> Gesture:
    """Draw a green edge."""
    return (yield from _along(context, GREEN))


def part_of(context: Context, line: Line) -> Drawing:
    """What becomes of a strip that is drawn as a part of a site."""

    def changes(snapshot: Any, shape: Any) -> Any:
        return draw_plot(snapshot, shape, activity=line.activity(shape.area), start_year=started(snapshot))

    return Drawing(label=lambda: tr(line.label), changes=changes, use=lambda: line.use)


def along(context: Context, line: Line, places: Sequence[Point]) -> Any:
    """The strip along a line that comes from elsewhere, as wide as the option says; raises Refused."""
    wide = width_of(context, line.option, line.usual)
    return band(places, wide, side_of(context.options.get("side")))


def _along(context: Context, line: Line) -> Gesture:
    method = strip_of(context, line.option, line.usual)
    return (yield from only_in_a_variant(context, by_clicks(context, part_of(context, line), method)))
