"""Drawing an area out of the present land use: the polygons that are clicked become one shape."""

from typing import Any

import shapely

from desktop.tools.drawing import Drawing, figures, finished
from desktop.tools.event import Context, Gesture
from desktop.tools.picking import Picking, pick
from scenarios.project.model import new_key
from scenarios.wording import tr


def from_present(context: Context, drawing: Drawing) -> Gesture:
    """Click polygons of the present use to take them in or leave them out; Enter makes them one shape."""
    key = new_key()
    picking = Picking(
        use=drawing.use,
        first=lambda: tr("Click present land to take its shape."),
        more=lambda: tr("Click more land; Enter or a right click finishes, Esc takes one click back."),
        finish=lambda shapes: finished(context, drawing, _union(shapes), key),
        shown=lambda shapes: _shown(context, drawing, shapes, key),
    )
    return (yield from pick(context, picking))


def _shown(context: Context, drawing: Drawing, shapes: list[Any], key: int) -> dict[str, Any]:
    found = figures(context, drawing, _union(shapes), key, "")
    return {name: value for name, value in found.items() if name != "sketches"}


def _union(shapes: list[Any]) -> Any:
    """One polygon where the shapes hang together, else all of them."""
    joined = shapely.union_all(shapes)
    parts = [part for part in shapely.get_parts(joined) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else joined
