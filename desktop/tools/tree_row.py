"""A row of trees: a line that gives shade and no other use."""

from collections.abc import Callable
from typing import Any

import shapely

from desktop.tools.band import width_of
from desktop.tools.draw import started
from desktop.tools.drawing import Drawing, Method, Stroke, by_clicks
from desktop.tools.event import Context, Gesture
from desktop.tools.polygon import straight
from desktop.tools.variant import only_in_a_variant
from scenarios.edits.landscape import draw_tree_row
from scenarios.wording import tr

CROWN = 8.0
"""Width of a crown where none was chosen, m."""


def tree_row(context: Context) -> Gesture:
    """Draw a row of trees, click after click, until Enter finishes."""
    crown = {"m": CROWN}

    def make(stroke: Stroke) -> Any:
        crown["m"] = stroke.values["width"]
        return shapely.LineString(stroke.places) if len(stroke.places) > 1 else None

    method = Method(
        make,
        _hint,
        least=2,
        place=straight,
        traces=True,
        asks=("width",),
        values=lambda context: {"width": width_of(context, "crown_width", CROWN)},
        guides=_crowns,
        missing=lambda: tr("A row of trees needs two clicks: where it begins and ends."),
    )
    return (yield from only_in_a_variant(context, by_clicks(context, row_of(lambda: crown["m"]), method)))


def row_of(crown: Callable[[], float]) -> Drawing:
    """What becomes of a line that is drawn as a row of trees with crowns so many metres across."""

    def changes(snapshot: Any, shape: Any) -> Any:
        return draw_tree_row(snapshot, shape, crown_m=crown(), start_year=started(snapshot))

    return Drawing(label=lambda: tr("Draw tree row"), changes=changes, use=lambda: "GRO")


def _crowns(stroke: Stroke) -> tuple[Any, ...]:
    """How wide the crowns reach."""
    line = shapely.LineString(stroke.places)
    return (shapely.buffer(line, stroke.values["width"] / 2, quad_segs=4),)


def _hint(stroke: Stroke) -> str:
    if not stroke.clicks:
        return tr("Click where the row of trees begins; the width of its crowns can be typed.")
    if len(stroke.clicks) < 2:
        return tr("Click the next place of the row; Shift keeps straight angles, Esc takes one back.")
    return tr("Click on; Enter, a double click or a right click finishes, Esc takes one place back.")
