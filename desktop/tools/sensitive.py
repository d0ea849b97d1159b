"""A place that suffers from nuisance: a school, care, overnight recreation, or dwellings that are counted."""

from desktop.tools.drawing import Drawing
from desktop.tools.event import Context, Gesture
from desktop.tools.placing import point_or_area
from scenarios.edits.places import add
from scenarios.landuse.places import KINDS
from scenarios.wording import tr

DEFAULT_KIND = "school"
"""What is placed where nothing was chosen yet."""


def sensitive(context: Context) -> Gesture:
    """Place a sensitive place of the chosen kind, or draw its ground."""

    def kind() -> str:
        chosen = str(context.options.get("place_kind") or DEFAULT_KIND)
        return chosen if chosen in KINDS else DEFAULT_KIND

    drawing = Drawing(
        label=lambda: tr("Place {what}", what=tr(KINDS[kind()]).lower()),
        changes=lambda snapshot, shape: add(snapshot, shape, kind()),
        use=lambda: "WON" if kind() == "dwellings" else "WRK",
    )
    return (yield from point_or_area(context, drawing, tr("Click where the sensitive place is.")))
