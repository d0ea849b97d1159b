"""Cutting the land of a thing out of what lies under it, or out of one other thing."""

from collections.abc import Iterable

import shapely

from desktop.tools.acting import Act, Given, acting
from desktop.tools.event import Context, Gesture, Place
from desktop.tools.hit import at, row_at
from desktop.tools.outlines import is_area
from scenarios.edits import outline
from scenarios.project.change import Change
from scenarios.project.model import DRAWN
from scenarios.wording import tr


def cut_out(context: Context) -> Gesture:
    """Cut a thing out of all that is drawn under it, or of the one that is pointed at."""

    def other(given: Given) -> Place | None:
        if given.pointer is None or not given.places:
            return None
        snapshot, own = given.snapshot, given.places[0]
        shape = snapshot.geometry(row_at(snapshot, own))
        if shapely.covers(shape, shapely.Point(given.pointer)):
            return None
        found = at(snapshot, *given.pointer, 0.0, context.seen)
        return next((p for p in found if p != own and p[0] in DRAWN and is_area(snapshot, p)), None)

    def changes(given: Given) -> Iterable[Change] | None:
        one = other(given)
        below = None if one is None else [one]
        done: list[Change] = []
        for place in given.places:
            done += outline.cut_out(given.snapshot.with_changes(done), place, below)
        return done

    act = Act(
        label=lambda thing: tr("Cut out {thing}", thing=thing),
        changes=changes,
        clicks=1,
        hint=lambda given: tr(
            "Click inside it, or press Enter, to cut it out of all below it; click another for that one only."
        ),
        pick=lambda: tr("Click the thing whose land is cut out of others."),
        admits=is_area,
        snaps=False,
    )
    return (yield from acting(context, act))
