"""A free contour: the outline of one kind of nuisance round the selected plot, in place of its distance."""

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from desktop.tools.drawing import Drawing
from desktop.tools.event import Context, Event, Gesture, Outcome, Part, Place, Preview, Sketch
from desktop.tools.hit import at
from desktop.tools.methods import draw
from desktop.tools.variant import only_in_a_variant
from scenarios.edits.contours import draw_contour
from scenarios.landuse.distances import component_name, distances
from scenarios.landuse.reach import ring
from scenarios.project.model import COMPONENTS
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

DEFAULT_COMPONENT = "noise"
"""The component that is drawn where none was chosen yet."""

_REACH = 6.0
"""Pixels within which a small plot is taken."""


def contour(context: Context) -> Gesture:
    """Draw the contour of the chosen component of the selected plot; without one, click the plot first."""
    return (yield from only_in_a_variant(context, _contour(context)))


def _contour(context: Context) -> Gesture:
    plot = plot_of(context.snapshot(), context.selection())
    if plot is None:
        plot = yield from _clicked(context)
    key = plot
    drawing = Drawing(
        label=lambda: tr("Draw contour: {component}", component=component_name(_component(context)).lower()),
        changes=lambda snapshot, shape: draw_contour(snapshot, shape, key, _component(context)),
        use=lambda: "",
    )
    return (yield from _beside_ring(context, key, draw(context, drawing)))


def plot_of(snapshot: Snapshot, selection: tuple[Place, ...]) -> int | None:
    """The key of the one plot that is selected, or whose contour is; None where there is none."""
    if len(selection) != 1:
        return None
    table, key = selection[0]
    if table == "contour" and key in snapshot.contours:
        return snapshot.contours[key].plot
    return key if table == "plot" and key in snapshot.plots else None


def _component(context: Context) -> str:
    chosen = str(context.options.get("component") or DEFAULT_COMPONENT)
    return chosen if chosen in COMPONENTS else DEFAULT_COMPONENT


def _clicked(context: Context) -> Part[int]:
    """The plot that is clicked."""
    under: int | None = None
    said = ""
    while True:
        snapshot = context.snapshot()
        row = snapshot.plots.get(under) if under is not None else None
        event = yield Preview(
            hint=said or tr("Click the plot whose contour you draw."),
            warning=said,
            sketches=(Sketch(snapshot.geometry(row), "hover"),) if row is not None else (),
            cursor="point",
        )
        if event.kind == "again" and (chosen := plot_of(context.snapshot(), context.selection())) is not None:
            return chosen
        if event.kind in ("move", "press"):
            under, said = _plot_at(context, event), ""
        if event.kind == "press" and event.button == "left":
            if under is not None:
                yield Preview(selection=(("plot", under),), hint=tr("Click the first corner of the contour."))
                return under
            said = tr("There is no plot here: a contour belongs to a plot.")


def _plot_at(context: Context, event: Event) -> int | None:
    found = at(context.snapshot(), *event.hand, _REACH * event.pixel, context.seen)
    return next((key for table, key in found if table == "plot"), None)


def _beside_ring(context: Context, plot: int, gesture: Gesture) -> Generator[Preview, Event, Outcome]:
    """A gesture with the distance that the drawing replaces as a thin line in its previews."""
    preview = next(gesture)
    while True:
        event = yield replace(preview, sketches=(*preview.sketches, *_replaced(context, plot)))
        try:
            preview = gesture.send(event)
        except StopIteration as done:
            return done.value


def _replaced(context: Context, plot: int) -> tuple[Sketch, ...]:
    snapshot: Any = context.snapshot()
    row = snapshot.plots.get(plot)
    if row is None:
        return ()
    metres = getattr(distances(snapshot, row), _component(context))
    return (Sketch(ring(snapshot, row.geom, metres), "guide"),) if metres > 0 else ()
