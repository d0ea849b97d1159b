"""Putting shapes that were copied elsewhere on the map: each becomes a thing of one kind, in one step."""

from collections.abc import Callable
from typing import Any

import shapely

from desktop.tools.band import width_of
from desktop.tools.business import ground
from desktop.tools.draw import change_of, plot_of, site_of
from desktop.tools.drawing import Drawing
from desktop.tools.event import Context, Gesture, Outcome, Place, Preview, Sketch
from desktop.tools.lines import GREEN, QUAY, ROAD, Line, along, part_of
from desktop.tools.numbers import measures
from desktop.tools.tree_row import CROWN, row_of
from desktop.tools.variant import only_in_a_variant
from desktop.tools.waiting import land_of
from scenarios.errors import Refused
from scenarios.project.change import Change
from scenarios.wording import number, tr

KINDS: dict[str, Callable[[Context], Drawing]] = {
    "hub": lambda context: site_of(context, "hub"),
    "cluster": lambda context: site_of(context, "cluster"),
    "plot": plot_of,
    "change": change_of,
    "business": ground,
    "waiting": land_of,
}
"""What a pasted area can become, by the tool that draws it; the usual one first: option `pasted_as`."""

STRIPS: dict[str, Line] = {"road": ROAD, "quay": QUAY, "green": GREEN}
TREES = "trees"
"""What a pasted line can become, by the tool that draws it."""


def paste(context: Context) -> Gesture:
    """The shapes in the option `pasted` (WKT), shown until their kind is right: Enter or a click puts them
    down."""
    return (yield from only_in_a_variant(context, _pasted(context)))


def put_down(context: Context, kind: str, shapes: list[Any]) -> Outcome:
    """The step that makes things of the shapes; raises Refused."""
    drawing = _drawing(context, kind)
    snapshot, changes = context.snapshot(), []
    for shape in shapes:
        made = drawing.changes(snapshot, _fitted(context, kind, shape))
        changes += made
        snapshot = snapshot.with_changes(made)
    new: tuple[Place, ...] = tuple((change.table, change.key) for change in changes)
    return Outcome(tr("Paste: {what}", what=drawing.label()), tuple(changes), new)


def usable(shapes: list[Any], kind: str) -> list[Any]:
    """Those of the shapes that can become things of a kind; raises Refused where there is none."""
    lines = kind in STRIPS or kind == TREES
    wanted = ("LineString", *(() if kind == TREES else ("Polygon",))) if lines else ("Polygon",)
    found = [shape for shape in shapes if shape.geom_type in wanted]
    if not found and lines:
        raise Refused(tr("The shape on the clipboard is no line: copy a line."))
    if not found:
        raise Refused(tr("The shape on the clipboard is no area: copy a polygon."))
    return found


def takes(kind: str) -> bool:
    """Whether a tool makes something of a pasted shape."""
    return kind in KINDS or kind in STRIPS or kind == TREES


def _drawing(context: Context, kind: str) -> Drawing:
    if kind in STRIPS:
        return part_of(context, STRIPS[kind])
    if kind == TREES:
        return row_of(lambda: width_of(context, "crown_width", CROWN))
    return KINDS[kind](context)


def _fitted(context: Context, kind: str, shape: Any) -> Any:
    """A line as the strip that the options make of it; any other shape as it is."""
    if kind in STRIPS and shape.geom_type == "LineString":
        return along(context, STRIPS[kind], list(shape.coords))
    return shape


def kind_of(context: Context) -> str:
    """What the pasted shapes become."""
    kind = str(context.options.get("pasted_as"))
    return kind if kind in KINDS else next(iter(KINDS))


def _pasted(context: Context) -> Gesture:
    said = ""
    while True:
        shapes = _shapes(context)
        event = yield _shown(context, shapes, said)
        if not shapes:
            continue
        clicked = event.kind == "press"
        if clicked or (event.kind == "key" and event.key == "enter"):
            try:
                return put_down(context, kind_of(context), shapes)
            except Refused as refusal:
                said = str(refusal)
        elif event.kind == "again":
            said = ""


def _shapes(context: Context) -> list[Any]:
    text = str(context.options.get("pasted", ""))
    return list(shapely.get_parts(shapely.from_wkt(text))) if text else []


def _shown(context: Context, shapes: list[Any], said: str) -> Preview:
    if not shapes:
        return Preview(hint=tr("Copy a shape elsewhere as GeoJSON or WKT, then press Ctrl+V here."))
    drawing, changes = KINDS[kind_of(context)](context), ()
    try:
        changes: tuple[Change, ...] = put_down(context, kind_of(context), shapes).changes
    except Refused as refusal:
        said = said or str(refusal)
    lines = measures(context.snapshot().region, shapes[0]) if len(shapes) == 1 else ()
    return Preview(
        hint=said or tr("Choose above what it becomes; Enter or a click puts it down."),
        warning=said,
        sketches=tuple(Sketch(shape, "drawing", drawing.use()) for shape in shapes),
        lines=lines or (tr("{count} shapes", count=number(len(shapes))),),
        changes=changes,
    )
