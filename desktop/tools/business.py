"""A present business: a click puts it on the map as a point, or its ground is drawn as an area."""

from desktop.tools.drawing import Drawing
from desktop.tools.event import Context, Gesture
from desktop.tools.placing import point_or_area
from scenarios.edits.businesses import add
from scenarios.wording import tr


def business(context: Context) -> Gesture:
    """Place a business, or draw its ground."""
    return (yield from point_or_area(context, ground(context), tr("Click where the business is.")))


def ground(context: Context) -> Drawing:
    """What becomes of a place or an area that is drawn as a business."""
    return Drawing(
        label=lambda: (
            tr("Draw business") if context.options.get("ground") == "area" else tr("Place business")
        ),
        changes=lambda snapshot, shape: add(snapshot, shape),
        use=lambda: "BED",
    )
