"""A present business: a click puts it on the map as a point, or its ground is drawn as an area."""

import shapely

from desktop.tools.drawing import Drawing
from desktop.tools.event import Context, Gesture, Outcome, Preview
from desktop.tools.methods import draw
from scenarios.edits.businesses import add
from scenarios.errors import Refused
from scenarios.wording import tr


def business(context: Context) -> Gesture:
    """Place a business, or draw its ground."""
    if not _drawn(context):
        return (yield from _placed(context))
    drawing = Drawing(
        label=lambda: tr("Draw business"),
        changes=lambda snapshot, shape: add(snapshot, shape),
        use=lambda: "BED",
    )
    return (yield from draw(context, drawing))


def _drawn(context: Context) -> bool:
    return context.options.get("ground") == "area"


def _placed(context: Context) -> Gesture:
    said = ""
    while True:
        event = yield Preview(
            hint=said or tr("Click where the business is."),
            warning=said,
            snaps=True,
            clicks=(),
        )
        if event.kind == "press" and event.button == "left":
            try:
                changes = tuple(add(context.snapshot(), shapely.Point(event.point)))
            except Refused as refusal:
                said = str(refusal)
                continue
            return Outcome(tr("Place business"), changes, tuple((c.table, c.key) for c in changes))
