"""Merging things that touch: the first one keeps its name and all that is said of it."""

from desktop.tools.event import Context, Event, Gesture, Outcome, Place, Preview, Sketch
from desktop.tools.hit import at, changeable, row_at
from desktop.tools.obeying import refusal
from desktop.tools.outlines import is_area
from desktop.tools.reshaping import Changes, attempt, reshaped_sketches
from desktop.tools.said import called, named
from scenarios.edits import divide
from scenarios.wording import tr

_REACH = 6.0


def merge(context: Context) -> Gesture:
    """Click the things to merge, then press Enter."""
    under: Place | None = None
    chosen: tuple[Place, ...] | None = None
    said = ""
    while True:
        snapshot = context.snapshot()
        places = _chosen(context)
        changes, refused = _merged(context, places)
        event = yield _shown(context, places, changes, said or refused, under, chosen)
        chosen = None
        if event.kind in ("press", "key", "double"):
            said = ""
        if event.kind == "move":
            under = _under(context, event)
        elif event.kind == "press" and event.button == "left":
            hit = _under(context, event)
            if hit is None:
                said = tr("Click the things to merge one by one.")
            elif hit in places:
                chosen = tuple(place for place in places if place != hit)
            else:
                chosen = (*places, hit)
        elif event.kind == "key" and event.key in ("escape", "back") and places:
            chosen = places[:-1]
        elif _finishes(event):
            said = refused or refusal(context, changes)
            if changes and not said:
                label = tr("Merge {thing}", thing=called(snapshot, places))
                return Outcome(label, changes, places[:1])
            said = said or tr("Choose two or more shapes that touch, then merge them.")


def _finishes(event: Event) -> bool:
    return (event.kind == "key" and event.key == "enter") or (
        event.kind == "press" and event.button == "right"
    )


def _chosen(context: Context) -> tuple[Place, ...]:
    snapshot = context.snapshot()
    return tuple(p for p in changeable(snapshot, context.selection()) if is_area(snapshot, p))


def _under(context: Context, event: Event) -> Place | None:
    """The topmost area under the pointer, of the kind that was chosen first."""
    snapshot = context.snapshot()
    kinds = {place[0] for place in _chosen(context)[:1]}
    found = at(snapshot, *event.hand, _REACH * event.pixel, context.seen)
    areas = [p for p in changeable(snapshot, tuple(found)) if is_area(snapshot, p)]
    return next((place for place in areas if not kinds or place[0] in kinds), None)


def _merged(context: Context, places: tuple[Place, ...]) -> tuple[Changes, str]:
    return attempt(lambda: divide.merge(context.snapshot(), places)) if len(places) > 1 else ((), "")


def _shown(
    context: Context,
    places: tuple[Place, ...],
    changes: Changes,
    said: str,
    under: Place | None,
    chosen: tuple[Place, ...] | None,
) -> Preview:
    row = row_at(context.snapshot(), under) if under else None
    if len(places) > 1:
        hint = tr("Enter or a right click merges them; click another one to add it.")
    elif places:
        hint = tr("Click what is to be merged with it.")
    else:
        hint = tr("Click the things to merge; the first one keeps its name.")
    if row is not None and under not in places:
        hint = tr("Click {thing} to add it.", thing=named(row))
    hover = (Sketch(context.snapshot().geometry(row), "hover"),) if row is not None else ()
    return Preview(
        hint=said or hint,
        warning=said,
        sketches=(*hover, *reshaped_sketches(changes)),
        changes=changes,
        selection=chosen,
        busy=bool(places),
        cursor="point" if row is not None else "cross",
    )
