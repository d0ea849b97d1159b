"""Picking polygons of the present land use one by one: a click picks one or lets it go again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from desktop.tools.event import Context, Gesture, Outcome, Point, Preview, Sketch
from scenarios.project.snapshot import Snapshot
from scenarios.wording import hectares, tr


@dataclass(frozen=True)
class Picking:
    """What picked polygons are for: what they become (`use`), what is said, what would be written, how it
    ends."""

    use: Callable[[], str]
    first: Callable[[], str]
    more: Callable[[], str]
    finish: Callable[[list[Any]], tuple[Outcome | None, str]]
    lines: Callable[[list[Any]], tuple[str, ...]] = lambda shapes: ()
    shown: Callable[[list[Any]], dict[str, Any]] = field(default=lambda shapes: {})


def pick(context: Context, picking: Picking) -> Gesture:
    """Click polygons of the present use to pick them or let them go, until Enter or a right click."""
    clicks: list[Point] = []
    under: int | None = None
    said = ""
    while True:
        shapes = context.snapshot().region.imported.geoms
        picked = _picked(context.snapshot(), clicks)
        event = yield _shown(context, picking, clicks, picked, under, said)
        if event.kind == "move":
            under = _piece(context.snapshot(), event.hand)
            continue
        finish = False
        if event.kind in ("press", "key"):
            said = ""
        if event.kind == "put":
            clicks.append(event.point)
        elif event.kind == "press" and event.button == "left":
            if _piece(context.snapshot(), event.hand) is None:
                said = tr("There is no land use from the file here.")
            else:
                clicks.append(event.hand)
        elif event.kind == "press" and event.button == "right":
            finish = True
        elif event.kind == "key" and event.key in ("escape", "back") and clicks:
            clicks.pop()
        elif event.kind == "key" and event.key == "enter":
            finish = True
        if finish and picked:
            outcome, said = picking.finish([shapes[i] for i in picked])
            if outcome:
                return outcome


def _shown(
    context: Context,
    picking: Picking,
    clicks: list[Point],
    picked: list[int],
    under: int | None,
    said: str,
) -> Preview:
    geoms = context.snapshot().region.imported.geoms
    sketches = [Sketch(geoms[i], "chosen", picking.use()) for i in picked]
    if under is not None and under not in picked:
        sketches.append(Sketch(geoms[under], "hover"))
    chosen = [geoms[i] for i in picked]
    found: dict[str, Any] = picking.shown(chosen) if picked else {}
    found["warning"] = said or found.get("warning", "")
    if picked:
        area = hectares(float(shapely.area(np.array(chosen, dtype=object)).sum()))
        found.setdefault("lines", (area, *picking.lines(chosen)))
    return Preview(
        hint=said or (picking.more() if picked else picking.first()),
        sketches=tuple(sketches),
        clicks=tuple(clicks),
        busy=bool(clicks),
        cursor="point",
        **found,
    )


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
