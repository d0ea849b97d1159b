"""Putting a note on the map: a text or a photograph by a click, an arrow by the line it follows.

What it says is typed in the panel of what is selected, which the new note is.
"""

import shapely

from desktop.tools.drawing import TYPED, Clicks
from desktop.tools.event import Context, Gesture, Handle, Outcome, Point, Preview, Sketch
from desktop.tools.polygon import straight
from desktop.tools.variant import only_in_a_variant
from scenarios.edits.notes import add_note
from scenarios.errors import Refused
from scenarios.wording import tr

KINDS = ("text", "arrow", "photo")
"""What a note can be, the usual one first: the option `note`."""


def note(context: Context) -> Gesture:
    """Click where the note belongs; an arrow takes two clicks or more, its head at the last one."""
    return (yield from only_in_a_variant(context, _noted(context)))


def kind_of(context: Context) -> str:
    """The kind of note that is chosen."""
    kind = context.options.get("note")
    return kind if kind in KINDS else KINDS[0]


def _noted(context: Context) -> Gesture:
    clicks, said = Clicks(), ""
    ahead: tuple[Point, ...] = ()
    while True:
        arrow = kind_of(context) == "arrow"
        event = yield _shown(context, clicks.points, ahead, said)
        finish = False
        if event.kind == "move":
            ahead = (*event.trace, straight(event, clicks.points))
        elif event.kind == "put" and arrow:
            clicks.add(event.point, 0.0, event.trace)
        elif event.kind == "press" and event.button == "left":
            said, ahead = "", ()
            clicks.add(straight(event, clicks.points), event.pixel, event.trace if arrow else ())
            finish = not arrow
        elif event.kind == "release" and arrow and len(clicks.points) == 1:
            before = len(clicks.points)
            clicks.add(event.point, 3 * event.pixel)
            finish = len(clicks.points) > before
        elif event.kind in ("double", "press") or (event.kind == "key" and event.key == "enter"):
            finish = bool(clicks.points)
        elif event.kind == "key" and event.key in ("escape", "back"):
            clicks.back()
            said = ""
        if finish:
            outcome, said = _finished(context, clicks.points)
            if outcome:
                return outcome


def _finished(context: Context, points: list[Point]) -> tuple[Outcome | None, str]:
    kind = kind_of(context)
    if kind == "arrow" and len(points) < 2:
        return None, tr("An arrow needs two clicks: where it begins and what it points at.")
    shape = shapely.LineString(points) if kind == "arrow" else shapely.Point(points[-1])
    try:
        changes = tuple(add_note(context.snapshot(), shape, kind))
    except Refused as refusal:
        return None, str(refusal)
    label = {"text": tr("Add note"), "arrow": tr("Add arrow"), "photo": tr("Add photograph")}[kind]
    return Outcome(label, changes, tuple((change.table, change.key) for change in changes)), ""


def _shown(context: Context, points: list[Point], ahead: tuple[Point, ...], said: str) -> Preview:
    arrow = kind_of(context) == "arrow"
    line = [*points, *ahead] if arrow and points else []
    return Preview(
        hint=said or _hint(kind_of(context), len(points)),
        warning=said,
        sketches=(Sketch(shapely.LineString(line), "drawing"),) if len(line) > 1 else (),
        handles=tuple(Handle(*point, "corner") for point in points),
        clicks=tuple(points),
        snaps=True,
        traces=arrow,
        busy=bool(points),
        base=tuple(points[-2:]),
        asks=TYPED if arrow else (),
    )


def _hint(kind: str, count: int) -> str:
    if kind == "photo":
        return tr("Click where the photograph was taken; type then where the picture is.")
    if kind == "text":
        return tr("Click where the note belongs; type it then in the panel Selected.")
    if count == 0:
        return tr("Click where the arrow begins, or drag it.")
    return tr("Click what the arrow points at; Enter or a right click finishes, Esc takes one place back.")
