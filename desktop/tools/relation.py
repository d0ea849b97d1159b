"""A relation between two plots: click where it comes from, then where it goes to."""

import shapely

from desktop.tools.event import Context, Event, Gesture, Outcome, Preview, Sketch
from desktop.tools.hit import at
from desktop.tools.said import named
from desktop.tools.variant import only_in_a_variant
from scenarios.edits.relations import relate
from scenarios.errors import Refused
from scenarios.geometry.shape import SMALLEST_M2
from scenarios.landuse.catalogue import activities
from scenarios.landuse.relations import KINDS, curve, kind_name
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

DEFAULT_KIND = "material"
"""The kind of a relation where none was chosen yet."""

_REACH = 6.0
"""Pixels within which a small plot is taken."""


def relation(context: Context) -> Gesture:
    """Click the plot a relation comes from, then the one it goes to."""
    return (yield from only_in_a_variant(context, _relation(context)))


def _relation(context: Context) -> Gesture:
    clicks: list[tuple[float, float]] = []
    hand: tuple[float, float] | None = None
    under: int | None = None
    said = ""
    while True:
        snapshot = context.snapshot()
        start = _plot_at(context, clicks[0], SMALLEST_M2) if clicks else None
        if clicks and start is None:
            clicks = []
        event = yield _shown(context, snapshot, clicks, start, under, hand, said)
        if event.kind == "move":
            hand, under = event.hand, _plot_at(context, event.hand, _REACH * event.pixel)
            continue
        if event.kind in ("press", "key"):
            said = ""
        if event.kind == "put":
            clicks = [event.point]
        elif event.kind == "key" and event.key in ("escape", "back"):
            clicks = []
        elif event.kind == "press" and event.button == "left":
            found = _plot_at(context, event.hand, _REACH * event.pixel)
            if found is None:
                said = tr("There is no plot here: a relation goes from plot to plot.")
            elif start is None:
                clicks = [_inside(snapshot, found, event)]
            else:
                try:
                    changes = tuple(relate(snapshot, start, found, _kind(context)))
                except Refused as refusal:
                    said = str(refusal)
                    continue
                label = tr("Draw relation: {kind}", kind=kind_name(_kind(context)).lower())
                return Outcome(label, changes, tuple((c.table, c.key) for c in changes))


def _shown(
    context: Context,
    snapshot: Snapshot,
    clicks: list[tuple[float, float]],
    start: int | None,
    under: int | None,
    hand: tuple[float, float] | None,
    said: str,
) -> Preview:
    sketches = [
        Sketch(snapshot.geometry(snapshot.plots[key]), "hover")
        for key in dict.fromkeys((start, under))
        if key is not None and key in snapshot.plots
    ]
    if start is not None and hand is not None and hand != clicks[0]:
        sketches.append(Sketch(curve(clicks[0], hand, 0.18), "reshaped"))
    if start is None:
        hint = tr("Click the plot that gives: {kind}.", kind=kind_name(_kind(context)).lower())
    else:
        plot = snapshot.plots[start]
        activity = activities().get(plot.activity or "")
        giver = plot.name or (activity.name if activity else named(plot))
        hint = tr("Click the plot that gets it from {plot}; Esc begins again.", plot=giver)
    return Preview(
        hint=said or hint,
        warning=said,
        sketches=tuple(sketches),
        clicks=tuple(clicks),
        busy=bool(clicks),
        cursor="point",
    )


def _inside(snapshot: Snapshot, plot: int, event: Event) -> tuple[float, float]:
    """A point that surely meets the plot again: the click, or the plot's own middle where it fell beside."""
    shape = snapshot.geometry(snapshot.plots[plot])
    point = shapely.Point(event.hand)
    if not shapely.contains(shape, point):
        point = shapely.point_on_surface(shape)
    return point.x, point.y


def _kind(context: Context) -> str:
    chosen = str(context.options.get("relation") or DEFAULT_KIND)
    return chosen if chosen in KINDS else DEFAULT_KIND


def _plot_at(context: Context, place: tuple[float, float], radius: float) -> int | None:
    found = at(context.snapshot(), *place, radius, context.seen)
    return next((key for table, key in found if table == "plot"), None)
