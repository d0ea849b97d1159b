"""Placing an activity: a plot of its usual size appears in free room where the pointer is, and a click (or
letting go what was dragged from the palette) leaves it there."""

from dataclasses import replace
from typing import Any

from desktop.tools.draw import started
from desktop.tools.drawing import steady
from desktop.tools.event import Context, Gesture, Outcome, Point, Preview, Sketch
from desktop.tools.hit import at
from desktop.tools.numbers import measures
from desktop.tools.variant import only_in_a_variant
from scenarios.edits.placing import place_activity
from scenarios.edits.values import set_values
from scenarios.errors import Refused
from scenarios.landuse.catalogue import activities
from scenarios.landuse.visible import use_of
from scenarios.project.model import Plot, new_key
from scenarios.wording import tr


def place(context: Context) -> Gesture:
    """Place the chosen activity; with Alt the plot below the pointer gets it."""
    return (yield from only_in_a_variant(context, _place(context)))


def _place(context: Context) -> Gesture:
    key, place, alt, said = new_key(), None, False, ""
    while True:
        outcome, shown = _answer(context, place, alt, key)
        event = yield replace(shown, warning=said or shown.warning) if said else shown
        if event.kind == "move":
            place, alt, said = event.hand, event.alt, ""
        elif event.kind == "press" and event.button == "left":
            place, alt = event.hand, event.alt
            outcome, shown = _answer(context, place, alt, key)
            if outcome is not None:
                return outcome
            said = shown.warning


def _answer(context: Context, place: Point | None, alt: bool, key: int) -> tuple[Outcome | None, Preview]:
    """What a click here would do, and how that looks."""
    code = str(context.options.get("activity") or "")
    if code not in activities():
        none = tr("Choose an activity in the palette first.")
        return None, Preview(hint=none, warning=none if place else "", cursor="forbidden")
    name = activities()[code].name
    resting = Preview(
        hint=tr(
            "Click in a cluster or hub to place {activity}; with Alt the plot below gets it, Esc stops.",
            activity=name,
        )
    )
    if place is None:
        return None, resting
    try:
        return _changed(context, place, code, resting) if alt else _new(context, place, code, key, resting)
    except Refused as refused:
        return None, replace(resting, warning=str(refused), cursor="forbidden")


def _new(
    context: Context, place: Point, code: str, key: int, resting: Preview
) -> tuple[Outcome | None, Preview]:
    snapshot = context.snapshot()
    placed = place_activity(snapshot, code, place, start_year=started(snapshot))
    new, *others = placed.changes
    changes = (*steady([new], key), *others)
    use = use_of(snapshot, Plot(0, 0, 0, b"", 0, activity=code))
    name = activities()[code].name
    shown = replace(
        resting,
        sketches=(Sketch(placed.shape, "drawing", use),),
        lines=(*measures(snapshot.region, placed.shape)[:1], name),
        warning=placed.said,
        changes=changes,
    )
    label = tr("Place {activity}", activity=name)
    return Outcome(label, changes, (("plot", key),)), shown


def _changed(context: Context, place: Point, code: str, resting: Preview) -> tuple[Outcome | None, Preview]:
    snapshot = context.snapshot()
    found = [key for table, key in at(snapshot, *place, 0.0, context.seen) if table == "plot"]
    if not found:
        raise Refused(tr("There is no plot here: without Alt a new one is placed."))
    row: Any = snapshot.plots[found[0]]
    name = activities()[code].name
    changes = tuple(set_values(snapshot, "plot", row.key, activity=code))
    use = use_of(snapshot, replace(row, activity=code))
    shown = replace(
        resting,
        sketches=(Sketch(snapshot.geometry(row), "chosen", use),),
        lines=(name,),
        changes=changes,
    )
    label = tr("Set activity to {activity}", activity=name)
    return Outcome(label, changes, (("plot", row.key),)), shown
