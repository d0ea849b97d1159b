"""Tools that change a whole outline: offset, simplify and trim."""

from collections.abc import Iterable
from typing import Any

import shapely

from desktop.tools.acting import Act, Given, acting
from desktop.tools.event import Context, Gesture, Place
from desktop.tools.hit import row_at
from scenarios.edits import outline
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

TRIMS = ("municipality", "site", "free")
"""What a shape can be trimmed to, the default first."""


def offset(context: Context) -> Gesture:
    """Grow or shrink things by the same distance on all sides."""

    def changes(given: Given) -> Iterable[Change] | None:
        metres = _metres(given)
        return outline.offset(given.snapshot, given.places, metres) if metres else None

    act = Act(
        label=lambda thing: tr("Offset {thing}", thing=thing),
        changes=changes,
        clicks=1,
        hint=lambda given: tr("Move out to grow it, in to shrink it, and click; or type the metres."),
        pick=lambda: tr("Click the thing to grow or shrink."),
        asks=lambda given: ("offset",),
        values=lambda given: {"offset": _metres(given)},
        lines=lambda given: (tr("{metres} m", metres=number(_metres(given), 1)),),
        admits=is_area,
    )
    return (yield from acting(context, act))


def simplify(context: Context) -> Gesture:
    """Leave out corners that hardly matter."""

    def changes(given: Given) -> Iterable[Change] | None:
        return outline.simplify(given.snapshot, given.places, _tolerance(given))

    def lines(given: Given) -> tuple[str, ...]:
        before = sum(_corners(given.snapshot, place) for place in given.places)
        after = given.snapshot.with_changes(changes(given) or ())
        left = sum(_corners(after, place) for place in given.places)
        return (
            tr("{after} of {before} corners", after=number(left), before=number(before)),
            tr("within {metres} m", metres=number(_tolerance(given), 1)),
        )

    act = Act(
        label=lambda thing: tr("Simplify {thing}", thing=thing),
        changes=changes,
        clicks=1,
        hint=lambda given: tr("Move away from the outline to leave out more corners, and click; or type."),
        pick=lambda: tr("Click the thing to simplify."),
        asks=lambda given: ("tolerance",),
        values=lambda given: {"tolerance": _tolerance(given)},
        lines=lines,
        admits=is_area,
        snaps=False,
    )
    return (yield from acting(context, act))


def trim(context: Context) -> Gesture:
    """Trim things to the municipality, the site or the free land they lie in, as the option says."""

    def changes(given: Given) -> Iterable[Change] | None:
        match trim_to(context):
            case "site":
                return outline.trim_to_site(given.snapshot, given.places)
            case "free":
                return outline.trim_to_free(given.snapshot, given.places)
            case _:
                return outline.trim_to_municipality(given.snapshot, given.places)

    def hint(given: Given) -> str:
        match trim_to(context):
            case "site":
                return tr("Click, or press Enter, to cut off what lies outside its site.")
            case "free":
                return tr("Click, or press Enter, to cut off what lies in other sites.")
            case _:
                return tr("Click, or press Enter, to cut off what lies outside its municipality.")

    act = Act(
        label=lambda thing: tr("Trim {thing}", thing=thing),
        changes=changes,
        clicks=1,
        hint=hint,
        pick=lambda: tr("Click the thing to trim."),
        admits=is_area,
        snaps=False,
    )
    return (yield from acting(context, act))


def trim_to(context: Context) -> str:
    """What the option says things are trimmed to."""
    chosen = context.options.get("trim")
    return chosen if chosen in TRIMS else TRIMS[0]


def is_area(snapshot: Snapshot, place: Place) -> bool:
    """Whether a row is an area, not a point or a line."""
    row = row_at(snapshot, place)
    return row is not None and shapely.get_dimensions(snapshot.geometry(row)) == 2


def _shapes(given: Given) -> list[Any]:
    return [given.snapshot.geometry(row_at(given.snapshot, place)) for place in given.places]


def _metres(given: Given) -> float:
    """What was typed, else how far the pointer is from the outline: outside above zero, inside below."""
    if "offset" in given.typed:
        return given.typed["offset"]
    if given.pointer is None or not given.places:
        return 0.0
    point = shapely.Point(given.pointer)
    far = [float(shapely.distance(shape.boundary, point)) for shape in _shapes(given)]
    place = far.index(min(far))
    return -far[place] if shapely.covers(_shapes(given)[place], point) else far[place]


def _tolerance(given: Given) -> float:
    """What was typed, else a tenth of how far the pointer is from the outline, m."""
    if "tolerance" in given.typed:
        return given.typed["tolerance"]
    return abs(_metres(given)) / 10


def _corners(snapshot: Snapshot, place: Place) -> int:
    row = row_at(snapshot, place)
    if row is None:
        return 0
    shape = snapshot.geometry(row)
    return int(shapely.get_num_coordinates(shape)) - len(shapely.get_rings(shape))
