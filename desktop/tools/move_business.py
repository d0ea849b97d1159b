"""Moving a business: click it or draw what it leaves, then click the plot it goes to, or drag it there.

The tool goes on where a move without a destination is selected: the next click on a plot links it, Enter
leaves it open.
"""

import math
from collections.abc import Generator
from dataclasses import replace

from desktop.tools.draw import started
from desktop.tools.drawing import DRAGGED, Drawing
from desktop.tools.event import Context, Event, Gesture, Outcome, Part, Point, Preview, Sketch
from desktop.tools.hit import at
from desktop.tools.methods import draw
from desktop.tools.reshaping import attempt
from desktop.tools.said import named
from desktop.tools.variant import only_in_a_variant
from scenarios.edits import moves
from scenarios.landuse.moves import BAD, line_of_move, name_of, plot_name
from scenarios.landuse.moves import moves as facts
from scenarios.landuse.relations import curve
from scenarios.project.change import Change
from scenarios.wording import hectares, tr

DEFAULT_FREED_USE = "WON"
"""What the land that is left becomes where nothing was chosen yet."""

_REACH = 6.0
"""Pixels within which a business or a small plot is taken."""

_BEND = 0.16


def move_business(context: Context) -> Gesture:
    """Plan a move; with a move selected that has no destination yet, choose where it lands."""
    return (yield from only_in_a_variant(context, _move(context)))


def _move(context: Context) -> Gesture:
    key = waiting_for_a_place(context)
    if key is not None:
        outcome = yield from _destination(context, key)
        if outcome is not None:
            return outcome
    return (yield from _origin(context))


def waiting_for_a_place(context: Context) -> int | None:
    """The key of the one selected move, where it has no destination yet."""
    snapshot, chosen = context.snapshot(), context.selection()
    key = chosen[0][1] if len(chosen) == 1 and chosen[0][0] == "move" else None
    row = snapshot.moves.get(key) if key is not None else None
    return key if row is not None and row.plot is None else None


def drawing_of(context: Context) -> Drawing:
    """What becomes of an area that is drawn as the land that is left."""
    return Drawing(
        label=lambda: tr("Plan a relocation"),
        changes=lambda snapshot, shape: moves.plan(
            snapshot, shape, freed_use(context), leaves=started(snapshot)
        ),
        use=lambda: freed_use(context),
    )


def freed_use(context: Context) -> str:
    """What the land that is left becomes."""
    return str(context.options.get("freed_use") or DEFAULT_FREED_USE)


def _destination(context: Context, key: int) -> Part[Outcome | None]:
    """The plot that is clicked for a move; None where its end is left open."""
    hand: Point | None = None
    said = ""
    while True:
        snapshot = context.snapshot()
        row = snapshot.moves.get(key)
        if row is None or waiting_for_a_place(context) != key:
            return None
        name = name_of(snapshot, row)
        shown = _aimed(context, line_of_move(snapshot, row).coords[0], hand)
        event = yield replace(
            shown,
            hint=said or tr("Click the plot where {name} lands; Enter: not known yet.", name=name),
            warning=said or _amiss(context, key, hand),
        )
        if event.kind == "move":
            hand = event.hand
            said = said if _plot_below(context, hand) is None else ""
        if event.kind in ("press", "key"):
            said = ""
        if event.kind == "key" and event.key in ("enter", "escape"):
            yield Preview(selection=())
            return None
        if event.kind == "press" and event.button == "left":
            plot = _key_at(context, event, "plot")
            if plot is None:
                said = tr("There is no plot here: a relocation lands on a plot of a cluster or hub.")
                continue
            found, said = attempt(lambda s=snapshot, p=plot: moves.change(s, key, plot=p))
            if found:
                return Outcome(tr("Choose where {name} lands", name=name), found, (("move", key),))


def _origin(context: Context) -> Generator[Preview, Event, Outcome]:
    """A business that is clicked or dragged to a plot, else the land that is left drawn as any area."""
    gesture = draw(context, drawing_of(context))
    preview = next(gesture)
    under: int | None = None
    said = ""
    try:
        while True:
            event = yield _resting(context, preview, under, said)
            free = not preview.clicks and event.kind in ("move", "press")
            under = _key_at(context, event, "business") if free else under
            if event.kind in ("press", "key"):
                said = ""
            if event.kind == "press" and event.button == "left" and free and under is not None:
                outcome, said = yield from _from_business(context, under, event)
                if outcome is not None:
                    return outcome
                continue
            try:
                preview = gesture.send(event)
            except StopIteration as done:
                return done.value
    finally:
        gesture.close()


def _resting(context: Context, preview: Preview, under: int | None, said: str) -> Preview:
    if preview.clicks:
        return preview
    snapshot = context.snapshot()
    business = snapshot.businesses.get(under or 0)
    if business is not None:
        hint = tr("Click to move {name} out; drag it to the plot where it lands.", name=named(business))
        shown = Sketch(snapshot.geometry(business), "hover")
        return replace(preview, hint=said or hint, warning=said, sketches=(shown,), cursor="point")
    hint = tr("Click the business that leaves, or draw the land that is left.")
    return replace(preview, hint=said or hint, warning=said or preview.warning)


def _from_business(context: Context, key: int, start: Event) -> Part[tuple[Outcome | None, str]]:
    """A press on a business: let go there it gets an open end, let go on a plot it lands on it."""
    snapshot = context.snapshot()
    found, said = attempt(lambda: _planned(context, key, None))
    if not found:
        return None, said
    hand = start.hand
    while True:
        hint = tr("Let go on the plot where it lands; elsewhere the destination stays open.")
        shown = _aimed(context, start.hand, hand)
        event = yield replace(shown, hint=hint, busy=True, changes=found)
        if event.kind == "key" and event.key in ("escape", "back"):
            return None, ""
        if event.kind == "move":
            hand = event.hand
        if event.kind == "release":
            far = math.dist(start.hand, event.hand) > DRAGGED * start.pixel
            plot = _key_at(context, event, "plot") if far else None
            found, said = attempt(lambda p=plot: _planned(context, key, p))
            label = tr("Move {name} out", name=named(snapshot.businesses[key]))
            moved = tuple((c.table, c.key) for c in found if c.table == "move")
            return (Outcome(label, found, moved) if found else None), said


def _planned(context: Context, key: int, plot: int | None) -> list[Change]:
    snapshot = context.snapshot()
    return moves.move_business(snapshot, key, freed_use(context), plot, leaves=started(snapshot))


def _aimed(context: Context, start: Point, hand: Point | None) -> Preview:
    """The curve from where it leaves to the hand, and the plot below that."""
    sketches: list[Sketch] = []
    lines: tuple[str, ...] = ()
    if hand is not None:
        snapshot = context.snapshot()
        plot = _plot_below(context, hand)
        if plot is not None:
            sketches.append(Sketch(snapshot.geometry(snapshot.plots[plot]), "hover"))
            row = snapshot.plots[plot]
            lines = (hectares(snapshot.geometry(row).area, 2), plot_name(snapshot, row))
        if math.dist(start, hand) > 0:
            sketches.append(Sketch(curve(start, hand, _BEND), "reshaped"))
    return Preview(sketches=tuple(sketches), lines=lines, cursor="point")


def _amiss(context: Context, key: int, hand: Point | None) -> str:
    """What would not fit if a move landed on the plot below the hand."""
    plot = _plot_below(context, hand) if hand is not None else None
    if plot is None:
        return ""
    snapshot = context.snapshot()
    landed = snapshot.with_changes(moves.change(snapshot, key, plot=plot))
    one = next(one for one in facts(landed) if one.row.key == key)
    return " ".join(light.text for light in one.lights.values() if light.state == BAD)


def _plot_below(context: Context, hand: Point) -> int | None:
    found = at(context.snapshot(), *hand, 0.0, context.seen)
    return next((key for table, key in found if table == "plot"), None)


def _key_at(context: Context, event: Event, table: str) -> int | None:
    found = at(context.snapshot(), *event.hand, _REACH * event.pixel, context.seen)
    return next((key for there, key in found if there == table), None)
