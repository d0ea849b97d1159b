"""The tool to select, move and reshape what is there: corners, edges, whole things, and boxes round
several."""

import math

from desktop.tools.corners import Address, Corners
from desktop.tools.drags import (
    MOST_MIDDLES,
    Grip,
    Held,
    drag_box,
    drag_corner,
    drag_things,
    handles,
    reshape_step,
    reshaped,
)
from desktop.tools.event import Context, Event, Gesture, Outcome, Part, Place, Preview, Sketch
from desktop.tools.hit import EDITABLE, at, row_at
from desktop.tools.said import named
from scenarios.edits.shapes import remove
from scenarios.wording import tr

_HANDLE, _EDGE, _REACH = 8.0, 6.0, 6.0
"""Pixels within which a handle, an edge and a small thing are taken."""

Chosen = tuple[Place, ...] | None
"""What is to be selected from now on; None leaves the selection."""


def select(context: Context) -> Gesture:
    """Click, Shift-click or drag a box to select; drag things, corners and middles of edges; Delete
    removes."""
    active: Address | None = None
    under: Place | None = None
    chosen: Chosen = None
    cursor, said = "arrow", ""
    while True:
        event = yield _idle(context, active, under, cursor, chosen, said)
        chosen, held = None, _held(context)
        if held is None or not _there(held.corners, active):
            active = None
        outcome: Outcome | None = None
        if event.kind == "move":
            under, cursor = _under(context, held, event)
            continue
        if event.kind in ("press", "double", "key"):
            said = ""
        if event.kind == "press" and event.button == "left":
            grip = _grip(held, event) if held else None
            if held and grip and event.alt and not grip.new:
                active, (outcome, said) = None, _cut(context, held, grip.address)
            elif held and grip:
                outcome, said = yield from drag_corner(context, held, grip, event)
                active = None if grip.new else grip.address
            else:
                active = None
                outcome, chosen = yield from _press(context, event)
        elif event.kind == "double" and held:
            outcome, said = _split(context, held, event)
        elif event.kind == "press" and event.button == "right":
            chosen = _choose_for_menu(context, event)
        elif event.kind == "key" and event.key == "delete":
            outcome, said = _cut(context, held, active) if held and active else _removed(context)
        elif event.kind == "key" and event.key == "escape":
            active, chosen = None, None if active else ()
        if outcome:
            return outcome


def _idle(
    context: Context, active: Address | None, under: Place | None, cursor: str, chosen: Chosen, said: str
) -> Preview:
    held = _held(context) if chosen is None else None
    row = row_at(context.snapshot(), under) if under and under not in context.selection() else None
    return Preview(
        hint=said or _hint(context, held, under),
        warning=said,
        sketches=(Sketch(context.snapshot().geometry(row), "hover"),) if row is not None else (),
        handles=handles(held.corners, active) if held else (),
        selection=chosen,
        cursor=cursor,
    )


def _hint(context: Context, held: Held | None, under: Place | None) -> str:
    if held and held.corners.kind != "Point":
        return tr(
            "Drag it or a corner; an edge's middle makes a new corner; Delete removes the corner or it all."
        )
    if context.selection():
        return tr("Drag to move, Delete removes, Esc selects nothing.")
    row = row_at(context.snapshot(), under) if under else None
    if row is not None:
        return tr("Click to select {thing}.", thing=named(row))
    return tr("Click something drawn to select it, or drag a box round several.")


def _held(context: Context) -> Held | None:
    chosen = context.selection()
    if len(chosen) != 1 or chosen[0][0] not in EDITABLE or not context.editing():
        return None
    if not context.seen(chosen[0][0]):
        return None
    row = row_at(context.snapshot(), chosen[0])
    return Held(chosen[0], row, Corners.of(context.snapshot().geometry(row))) if row is not None else None


def _there(corners: Corners, address: Address | None) -> bool:
    return any(address == found for found, _ in corners.all())


def _grip(held: Held, event: Event) -> Grip | None:
    """The handle under the pointer; a corner goes before the middle of an edge."""
    if held.corners.kind == "Point":
        return None
    found = [Grip(address, point, False) for address, point in held.corners.all()]
    if len(found) <= MOST_MIDDLES:
        found += [Grip(address, point, True) for address, point in held.corners.middles()]
    reach = _HANDLE * event.pixel
    near = [(grip.new, math.dist(event.hand, grip.point), grip) for grip in found]
    near = [one for one in near if one[1] <= reach]
    return min(near, key=lambda one: one[:2])[2] if near else None


def _things(context: Context, event: Event) -> list[Place]:
    return at(context.snapshot(), *event.hand, _REACH * event.pixel, context.seen)


def _under(context: Context, held: Held | None, event: Event) -> tuple[Place | None, str]:
    if held and _grip(held, event):
        return None, "corner"
    found = _things(context, event)
    if not found:
        return None, "arrow"
    return found[0], "move" if any(place in context.selection() for place in found) else "point"


def _press(context: Context, event: Event) -> Part[tuple[Outcome | None, Chosen]]:
    found, chosen = _things(context, event), context.selection()
    hit = next((place for place in found if place in chosen), found[0] if found else None)
    held = _held(context)
    on_edge = held is not None and held.corners.nearest_edge(*event.hand)[2] <= _EDGE * event.pixel
    if hit is None:
        return None, (chosen if on_edge else (yield from drag_box(context, event)))
    if event.shift:
        return None, tuple(place for place in chosen if place != hit) if hit in chosen else (*chosen, hit)
    moving = chosen if hit in chosen else (hit,)
    if not context.editing():
        return None, (hit,)
    outcome, moved = yield from drag_things(context, moving, event)
    if moved or hit not in chosen or len(chosen) > 1:
        return outcome, None if outcome else (moving if moved else (hit,))
    if on_edge:
        return None, chosen
    # A second click on what is selected goes to what lies under it.
    return None, (found[(found.index(hit) + 1) % len(found)],)


def _choose_for_menu(context: Context, event: Event) -> Chosen:
    found = _things(context, event)
    return (found[0],) if found and not any(place in context.selection() for place in found) else None


def _cut(context: Context, held: Held, address: Address) -> tuple[Outcome | None, str]:
    """Leave a corner out."""
    corners = held.corners.without(address)
    if corners is None:
        return None, tr("A shape keeps at least three corners.")
    changes, said = reshaped(context.snapshot(), held, corners)
    return (reshape_step(held, changes) if changes else None), said


def _split(context: Context, held: Held, event: Event) -> tuple[Outcome | None, str]:
    """Add a corner where an edge was double-clicked."""
    if held.corners.kind == "Point" or _grip(held, event):
        return None, ""
    address, foot, far = held.corners.nearest_edge(*event.hand)
    if far > _EDGE * event.pixel:
        return None, ""
    changes, said = reshaped(context.snapshot(), held, held.corners.added(address, foot))
    return (reshape_step(held, changes) if changes else None), said


def _removed(context: Context) -> tuple[Outcome | None, str]:
    snapshot = context.snapshot()
    if not context.editing():
        return None, tr("This file is only looked at: nothing can be removed.")
    places = [p for p in context.selection() if p[0] in EDITABLE and row_at(snapshot, p) is not None]
    if not places:
        return None, tr("Nothing is selected that can be removed.")
    if len(places) == 1:
        label = tr("Delete {thing}", thing=named(row_at(snapshot, places[0])))
    else:
        label = tr("Delete {count} things", count=len(places))
    return Outcome(label, tuple(remove(snapshot, places)), ()), ""
