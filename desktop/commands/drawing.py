"""The ways to draw, and shapes that come from the clipboard or go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from PySide6.QtGui import QGuiApplication

from desktop.tools import BY_KEY
from desktop.tools.event import Context
from desktop.tools.methods import RECTANGLES
from desktop.tools.obeying import rule_of
from desktop.tools.pasting import kind_of, put_down, takes, usable
from scenarios.edits.overlap import obey
from scenarios.formats.pasted import read_pasted
from scenarios.project.model import PRESENT
from scenarios.wording import number, tr

if TYPE_CHECKING:
    from desktop.window import Window

_USUAL = "hub"
"""The tool that is taken for a way to draw where none was used yet."""


def use_way(window: Window, way: str) -> None:
    """Draw in a way: with the tool in hand, else with the drawing tool used last."""
    session = window.session
    session.options["shape"] = way
    held = BY_KEY[session.tool]
    if "ground" in held.options:
        session.options["ground"] = "area"
    elif "shape" not in held.options:
        session.use_tool(session.options.get("last", _USUAL))
    session.focused.emit()


def use_rectangle(window: Window) -> None:
    """Draw rectangles; again: the next kind of them."""
    session = window.session
    now = session.options.get("shape", "")
    drawing = "shape" in BY_KEY[session.tool].options
    at = RECTANGLES.index(now) + 1 if drawing and now in RECTANGLES else 0
    use_way(window, RECTANGLES[at % len(RECTANGLES)])


def copy(window: Window) -> None:
    """Put the figures of a measurement, or else the selected shapes as WKT in RD, on the clipboard."""
    session, view = window.session, window.view()
    if session.tool == "measure" and view is not None and (lines := view.said):
        QGuiApplication.clipboard().setText("\n".join(lines))
        session.tell(tr("The figures are on the clipboard."))
        return
    snapshot = session.snapshot()
    rows = [snapshot.rows(table).get(key) for table, key in session.selection]
    shapes = [snapshot.geometry(row) for row in rows if hasattr(row, "geom")]
    if not shapes:
        session.tell(tr("Select something drawn first, or measure something."))
        return
    QGuiApplication.clipboard().setText("\n".join(shapely.to_wkt(s, rounding_precision=3) for s in shapes))
    several = tr("{count} shapes are on the clipboard.", count=number(len(shapes)))
    session.tell(tr("One shape is on the clipboard.") if len(shapes) == 1 else several)


def paste(window: Window) -> None:
    """Put the shapes on the clipboard on the map: as what the tool in hand draws, else it asks as what."""
    session = window.session
    context = Context(snapshot=session.committed, options=session.options)
    at_once = takes(session.tool) and session.variant != PRESENT
    kind = session.tool if at_once else kind_of(context)
    shapes = usable(read_pasted(QGuiApplication.clipboard().text()), kind)
    bounds = shapely.total_bounds(shapes).tolist()
    if at_once:
        step = put_down(context, session.tool, shapes)
        obeyed = obey(session.committed(), step.changes, rule_of(context))
        session.edit(step.label, obeyed.changes)
        session.select(step.selection or ())
        several = tr("{count} shapes pasted.", count=number(len(shapes)))
        said = tr("One shape pasted.") if len(shapes) == 1 else several
        session.tell(f"{said} {obeyed.said}".strip(), tr("Undo"), session.undo)
    else:
        session.options["pasted"] = shapely.to_wkt(shapely.GeometryCollection(shapes), rounding_precision=-1)
        session.use_tool("paste")
        session.focused.emit()
    view = window.view()
    if view is not None and not shapely.box(*view.sight.bounds).contains(shapely.box(*bounds)):
        session.show((bounds[0], bounds[1], bounds[2], bounds[3]))
