"""Land in waiting: an area of someone else that comes free for something new."""

from desktop.tools.drawing import Drawing
from desktop.tools.event import Context, Gesture
from desktop.tools.methods import draw
from scenarios.edits.waiting import add
from scenarios.wording import tr


def waiting(context: Context) -> Gesture:
    """Draw land that comes free; owner and date are filled in beside the map."""
    return (yield from draw(context, land_of(context)))


def land_of(context: Context) -> Drawing:
    """What becomes of an area that is drawn as land in waiting."""
    return Drawing(
        label=lambda: tr("Draw land in waiting"),
        changes=lambda snapshot, shape: add(snapshot, shape),
        use=lambda: "WSG",
    )
