"""Correcting the present: pick the polygons whose use is not what the file says, then give them another
use."""

from typing import Any

import shapely

from desktop.tools.event import Context, Gesture, Outcome, Place, Point, Preview, Sketch
from scenarios.edits.corrections import correct
from scenarios.errors import Refused
from scenarios.landuse.catalogue import USES
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr

DEFAULT_USE = "HMC"
"""The use that a correction gives where none was chosen yet: land-use files know no heavy industry."""


def pick_present(context: Context) -> Gesture:
    """Click polygons of the present use to pick them or let them go; Enter gives them the chosen use."""
    clicks: list[Point] = []
    under: int | None = None
    said = ""
    while True:
        picked = _picked(context.snapshot(), clicks)
        event = yield _shown(context, clicks, picked, under, said)
        if event.kind == "move":
            under = _piece(context.snapshot(), event.hand)
            continue
        finish = False
        if event.kind in ("press", "key"):
            said = ""
        if event.kind == "put":
            clicks.append(event.point)
        elif event.kind == "press" and event.button == "left":
            clicks.append(event.hand)
            if _piece(context.snapshot(), event.hand) is None:
                clicks.pop()
                said = tr("There is no land use from the file here.")
        elif event.kind == "press" and event.button == "right":
            finish = True
        elif event.kind == "key" and event.key in ("escape", "back") and clicks:
            clicks.pop()
        elif event.kind == "key" and event.key == "enter":
            finish = True
        if finish and picked:
            outcome, said = _corrected(context, picked)
            if outcome:
                return outcome


def _shown(context: Context, clicks: list[Point], picked: list[int], under: int | None, said: str) -> Preview:
    geoms = context.snapshot().region.imported.geoms
    use = USES[use_chosen(context)].name
    sketches = [Sketch(geoms[i], "chosen", use_chosen(context)) for i in picked]
    if under is not None and under not in picked:
        sketches.append(Sketch(geoms[under], "hover"))
    lines = (hectares(float(shapely.area(geoms[picked]).sum())), f"→ {use}") if picked else ()
    hint = (
        tr("Click more land; Enter or a right click makes it {use}, Esc takes one click back.", use=use)
        if picked
        else tr("Click the land whose present use is not right.")
    )
    return Preview(
        hint=said or hint,
        sketches=tuple(sketches),
        lines=lines,
        warning=said,
        clicks=tuple(clicks),
        busy=bool(clicks),
        cursor="point",
    )


def use_chosen(context: Context) -> str:
    """The use that the picked land gets."""
    return str(context.options.get("correction") or DEFAULT_USE)


def _picked(snapshot: Snapshot, clicks: list[Point]) -> list[int]:
    """The polygons that were clicked an odd number of times."""
    found: dict[int, None] = {}
    for click in clicks:
        piece = _piece(snapshot, click)
        if piece is None:
            continue
        if piece in found:
            del found[piece]
        else:
            found[piece] = None
    return list(found)


def _piece(snapshot: Snapshot, point: Point) -> int | None:
    near = snapshot.region.imported.tree.query(shapely.Point(point), predicate="intersects")
    return int(near[0]) if len(near) else None


def _corrected(context: Context, picked: list[int]) -> tuple[Outcome | None, str]:
    geoms: Any = context.snapshot().region.imported.geoms[picked]
    try:
        changes = tuple(correct(context.snapshot(), list(geoms), use_chosen(context)))
    except Refused as refusal:
        return None, str(refusal)
    new: tuple[Place, ...] = tuple((change.table, change.key) for change in changes)
    return Outcome(tr("Correct the present land use"), changes, new), ""
