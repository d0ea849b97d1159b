"""Pushing an edge parallel to itself by a distance, clicked or typed."""

import shapely

from desktop.tools.corners import Address, Corners
from desktop.tools.event import Context, Event, Gesture, Outcome, Place, Point, Preview, Sketch
from desktop.tools.held import Held
from desktop.tools.hit import at, changeable, row_at
from desktop.tools.obeying import refusal
from desktop.tools.outlines import is_area
from desktop.tools.reshaping import Changes, pushed, reshaped_sketches
from desktop.tools.said import named
from scenarios.wording import number, tr

_REACH = 10.0
"""Pixels within which an edge is taken."""

_DRAGGED = 5.0


def push_edge(context: Context) -> Gesture:
    """Click an edge and click, or type, how far it goes."""
    near: tuple[Held, Address] | None = None
    taken: tuple[Held, Address] | None = None
    start: Event | None = None
    far, said, typed = 0.0, "", False
    while True:
        changes, refused = pushed(context, *taken, far) if taken and far else ((), "")
        event = yield _shown(near, taken, changes, far, said or refused)
        if event.kind in ("press", "key", "value"):
            said = ""
        finish = False
        if event.kind == "move" and taken is None:
            near = _edge_at(context, event)
        elif event.kind == "move" and taken and start and not typed:
            far = _far(taken, start, event)
        elif event.kind == "press" and event.button == "left" and taken is None:
            taken, start, far, typed = _edge_at(context, event), event, 0.0, False
            said = "" if taken else tr("There is no edge here: click an edge of something drawn.")
        elif event.kind == "press" and taken:
            far = far if typed or start is None else _far(taken, start, event)
            finish = True
        elif event.kind == "release" and taken and start and not typed:
            far = _far(taken, start, event)
            finish = abs(far) > _DRAGGED * event.pixel
        elif event.kind == "value" and event.name == "offset":
            far, typed = event.value, True
        elif event.kind == "key" and event.key in ("escape", "back"):
            taken, typed = (taken, False) if typed else (None, False)
        elif event.kind == "key" and event.key == "enter":
            finish = taken is not None
        if finish and taken:
            changes, refused = pushed(context, *taken, far) if far else ((), "")
            said = refused or refusal(context, changes)
            if changes and not said:
                held = taken[0]
                return Outcome(tr("Push an edge of {thing}", thing=named(held.row)), changes, (held.place,))


def _far(taken: tuple[Held, Address], start: Event, event: Event) -> float:
    held, edge = taken
    normal = held.corners.outward(edge)
    x, y = held.corners.at(edge) if event.snapped else start.hand
    return (event.x - x) * normal[0] + (event.y - y) * normal[1]


def _edge_at(context: Context, event: Event) -> tuple[Held, Address] | None:
    """The nearest edge of what is selected, else of what lies under or beside the pointer."""
    snapshot, reach = context.snapshot(), _REACH * event.pixel
    chosen = changeable(snapshot, context.selection())
    around: list[Point] = [
        event.hand,
        *((event.hand[0] + dx * reach, event.hand[1] + dy * reach) for dx in (-1, 1) for dy in (-1, 1)),
    ]
    found: tuple[Place, ...] = chosen or tuple(
        dict.fromkeys(place for x, y in around for place in at(snapshot, x, y, 0.0, context.seen))
    )
    best, least = None, reach
    for place in changeable(snapshot, found):
        if not is_area(snapshot, place):
            continue
        row = row_at(snapshot, place)
        corners = Corners.of(snapshot.geometry(row))
        (p, r, c), _, far = corners.nearest_edge(*event.hand)
        if far < least:
            best, least = (Held(place, row, corners), (p, r, c - 1)), far
    return best


def _line(one: tuple[Held, Address]) -> Sketch:
    held, edge = one
    return Sketch(shapely.LineString([held.corners.at(edge), held.corners.following(edge)]), "chosen")


def _shown(
    near: tuple[Held, Address] | None,
    taken: tuple[Held, Address] | None,
    changes: Changes,
    far: float,
    said: str,
) -> Preview:
    if taken is None:
        return Preview(
            hint=said or tr("Click the edge to push; it stays parallel to itself."),
            warning=said,
            sketches=(_line(near),) if near else (),
            cursor="point" if near else "cross",
        )
    return Preview(
        hint=said or tr("Click where the edge goes, or type the metres and press Enter; Esc lets it go."),
        warning=said,
        lines=(tr("{metres} m", metres=number(far, 1)),),
        sketches=(_line(taken), *reshaped_sketches(changes)),
        changes=changes,
        snaps=True,
        apart=tuple(dict.fromkeys((taken[0].place, *((c.table, c.key) for c in changes)))),
        busy=True,
        asks=("offset",),
        values={"offset": far},
        cursor="move",
    )
