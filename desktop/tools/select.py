"""The tool to select, move and reshape what is there: corners, edges, whole things, and boxes round
several."""

from desktop.tools.corners import Address
from desktop.tools.drags import drag_corners, drag_edge, reshape_step
from desktop.tools.event import Context, Event, Gesture, Outcome, Part, Place, Preview, Sketch
from desktop.tools.held import Held, grip, handles, held, looked_at, said_address
from desktop.tools.hit import at, changeable, removable, row_at, shown_shape
from desktop.tools.reshaping import added, removed
from desktop.tools.said import called, named
from desktop.tools.things import drag_box, drag_things
from scenarios.edits import moves
from scenarios.edits.shapes import remove
from scenarios.project.change import net
from scenarios.wording import tr

_EDGE, _REACH = 6.0, 6.0
"""Pixels within which an edge and a small thing are taken."""

Chosen = tuple[Place, ...] | None
"""What is to be selected from now on; None leaves the selection."""

Active = frozenset[Address]
"""The corners that were picked."""

_NONE: Active = frozenset()


def select(context: Context) -> Gesture:
    """Click, Shift-click or drag a box to select; drag things, corners and edges; Delete removes."""
    active = _NONE
    under: Place | None = None
    chosen: Chosen = None
    cursor, said, pixel = "arrow", "", 0.0
    while True:
        event = yield _idle(context, active, under, cursor, chosen, said, pixel)
        chosen, thing = None, held(context)
        active = active & frozenset(thing.corners.addresses) if thing and active else _NONE
        outcome: Outcome | None = None
        if event.kind in ("move", "press", "double"):
            pixel = event.pixel
        if event.kind == "move":
            under, cursor = _under(context, thing, event)
            continue
        if event.kind in ("press", "double", "key"):
            said = ""
        if event.kind == "press" and event.button == "left":
            outcome, said, active, chosen = yield from _press(context, thing, active, event)
            # The table of corners follows the one that is picked here.
            picked = said_address(next(iter(active))) if len(active) == 1 and not chosen else ""
            context.choose("corner", picked)
        elif event.kind == "double" and thing:
            outcome, said = _split(context, thing, event)
        elif event.kind == "press" and event.button == "right":
            chosen = _choose_for_menu(context, event)
        elif event.kind == "key" and event.key == "delete":
            outcome, said = _cut(context, thing, active) if thing and active else _removed(context)
        elif event.kind == "key" and event.key == "escape":
            active, chosen = _NONE, None if active else ()
        if outcome:
            return outcome


def _idle(
    context: Context,
    active: Active,
    under: Place | None,
    cursor: str,
    chosen: Chosen,
    said: str,
    pixel: float,
) -> Preview:
    thing = held(context) if chosen is None else None
    lit = active | looked_at(context)
    row = row_at(context.snapshot(), under) if under and under not in context.selection() else None
    return Preview(
        hint=said or _hint(context, thing, active, under),
        warning=said,
        sketches=(Sketch(shown_shape(context.snapshot(), row), "hover"),) if row is not None else (),
        handles=handles(thing.corners, lit, context.view(), pixel) if thing else (),
        selection=chosen,
        cursor=cursor,
    )


def _hint(context: Context, thing: Held | None, active: Active, under: Place | None) -> str:
    if len(active) > 1:
        return tr("Drag one of the corners to move them together; Delete removes them, Esc lets them go.")
    if thing and thing.corners.kind != "Point":
        return tr(
            "Drag it, a corner, or an edge with Alt; a round handle makes a corner; Shift picks more corners."
        )
    if context.selection():
        return tr("Drag to move, Delete removes, Esc selects nothing.")
    row = row_at(context.snapshot(), under) if under else None
    if row is not None:
        return tr("Click to select {thing}.", thing=named(row))
    return tr("Click something drawn to select it, or drag a box round several.")


def _things(context: Context, event: Event) -> list[Place]:
    return at(context.snapshot(), *event.hand, _REACH * event.pixel, context.seen)


def _under(context: Context, thing: Held | None, event: Event) -> tuple[Place | None, str]:
    if thing and grip(thing.corners, event, context.view()):
        return None, "corner"
    found = _things(context, event)
    if not found:
        return None, "arrow"
    return found[0], "move" if any(place in context.selection() for place in found) else "point"


Pressed = tuple[Outcome | None, str, Active, Chosen]
"""What came of a press: an outcome, what there is to say, the picked corners, the selection."""


def _press(context: Context, thing: Held | None, active: Active, event: Event) -> Part[Pressed]:
    """What a press on the map begins: on a handle, an edge, a thing, or nothing."""
    taken = grip(thing.corners, event, context.view()) if thing else None
    if thing and taken and taken.kind == "corner" and event.shift:
        return None, "", active ^ {taken.address}, None
    if thing and taken and taken.kind == "corner" and event.alt:
        return *_cut(context, thing, {taken.address}), _NONE, None
    if thing and taken and taken.kind == "edge":
        return *(yield from drag_edge(context, thing, taken.address, event)), _NONE, None
    if thing and taken:
        outcome, said = yield from drag_corners(context, thing, taken, active, event)
        if taken.kind == "middle":
            return outcome, said, _NONE, None
        return outcome, said, active if taken.address in active else frozenset((taken.address,)), None
    if thing and event.alt and thing.corners.closed:
        (p, r, c), _, far = thing.corners.nearest_edge(*event.hand)
        if far <= _EDGE * event.pixel:
            return *(yield from drag_edge(context, thing, (p, r, c - 1), event)), _NONE, None
    return (yield from _press_things(context, thing, active, event))


def _press_things(context: Context, thing: Held | None, active: Active, event: Event) -> Part[Pressed]:
    found, chosen = _things(context, event), context.selection()
    hit = next((place for place in found if place in chosen), found[0] if found else None)
    on_edge = thing is not None and thing.corners.nearest_edge(*event.hand)[2] <= _EDGE * event.pixel
    if hit is None:
        if on_edge:
            return None, "", active, chosen
        selected, corners = yield from drag_box(context, thing, event)
        return None, "", (active if event.shift else _NONE) | frozenset(corners), selected
    if event.shift:
        kept = tuple(place for place in chosen if place != hit)
        return None, "", _NONE, kept if hit in chosen else (*chosen, hit)
    moving = chosen if hit in chosen else (hit,)
    # A relation goes where its plots go.
    moving = changeable(context.snapshot(), moving)
    if not moving and hit not in chosen:
        return None, "", _NONE, (hit,)
    if not context.editing():
        return None, "", _NONE, (hit,)
    outcome, moved = yield from drag_things(context, moving, event)
    if moved or hit not in chosen or len(chosen) > 1:
        return outcome, "", _NONE, None if outcome else (moving if moved else (hit,))
    if on_edge:
        return None, "", _NONE, chosen
    # A second click on what is selected goes to what lies under it.
    return None, "", _NONE, (found[(found.index(hit) + 1) % len(found)],)


def _choose_for_menu(context: Context, event: Event) -> Chosen:
    found = _things(context, event)
    return (found[0],) if found and not any(place in context.selection() for place in found) else None


def _cut(
    context: Context, thing: Held, addresses: frozenset[Address] | set[Address]
) -> tuple[Outcome | None, str]:
    """Leave corners out."""
    changes, said = removed(context, thing, addresses)
    return (reshape_step(thing, changes) if changes else None), said


def _split(context: Context, thing: Held, event: Event) -> tuple[Outcome | None, str]:
    """Add a corner where an edge was double-clicked."""
    taken = grip(thing.corners, event, context.view())
    if thing.corners.kind == "Point" or (taken and taken.kind != "edge"):
        return None, ""
    address, foot, far = thing.corners.nearest_edge(*event.hand)
    if far > _EDGE * event.pixel:
        return None, ""
    changes, said = added(context, thing, address, foot)
    return (reshape_step(thing, changes) if changes else None), said


def _removed(context: Context) -> tuple[Outcome | None, str]:
    snapshot = context.snapshot()
    if not context.editing():
        return None, tr("This file is only looked at: nothing can be removed.")
    places = removable(snapshot, context.selection())
    if not places:
        return None, tr("Nothing is selected that can be removed.")
    label = tr("Delete {thing}", thing=called(snapshot, places))
    leaving = [key for table, key in places if table == "move"]
    changes = moves.remove(snapshot, leaving)
    shown = snapshot.with_changes(changes) if leaving else snapshot
    changes += remove(shown, (p for p in places if row_at(shown, p) is not None))
    return Outcome(label, tuple(net(changes)), ()), ""
