"""The gesture that tools on existing things share: choose the things, give a few places or values, see what
comes of it, and click or press Enter.

What is selected is meant; where nothing is, the thing that is pointed at. Esc takes one click back.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely

from desktop.tools.event import Context, Event, Gesture, Handle, Outcome, Place, Point, Preview, Sketch
from desktop.tools.hit import at, changeable, row_at
from desktop.tools.obeying import refusal
from desktop.tools.reshaping import Changes, attempt, reshaped_sketches
from desktop.tools.said import called, named
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

_REACH = 6.0
"""Pixels within which a small thing is taken."""

_DRAGGED = 5.0
"""The hand drags where it goes farther than this many pixels."""


@dataclass(frozen=True)
class Given:
    """What the hand gave so far: the things, the clicks, where the pointer is, typed values by name."""

    snapshot: Snapshot
    places: tuple[Place, ...]
    clicks: tuple[Point, ...] = ()
    pointer: Point | None = None
    typed: Mapping[str, float] = field(default_factory=dict)
    shift: bool = False

    @property
    def points(self) -> tuple[Point, ...]:
        """The clicks and the pointer."""
        if self.pointer is None or self.clicks[-1:] == (self.pointer,):
            return self.clicks
        return (*self.clicks, self.pointer)


def _nothing(given: Given) -> tuple[Sketch, ...]:
    return ()


@dataclass(frozen=True)
class Act:
    """What a tool does with things.

    `label`: of the step, given what the things are called. `changes`: what is given to changes, None while
    more is needed; may be refused. `clicks`: how many finish it. `hint`: what the next click does. `pick`:
    the hint while nothing is chosen. `asks`: the values that may be typed. `values`: how much those are.
    `guides`: sketches that help. `lines`: figures near the pointer. `begins`: the click that picks a thing is
    the first one, too. `by_enter`: the place that Enter gives as the first one. `admits`: whether a thing can
    be meant. `snaps`: whether the pointer snaps. `only_new`: the new things are selected after it, not the
    old ones.
    """

    label: Callable[[str], str]
    changes: Callable[[Given], Iterable[Change] | None]
    clicks: int
    hint: Callable[[Given], str]
    pick: Callable[[], str]
    asks: Callable[[Given], tuple[str, ...]] = lambda given: ()
    values: Callable[[Given], Mapping[str, float]] = lambda given: {}
    guides: Callable[[Given], tuple[Sketch, ...]] = _nothing
    lines: Callable[[Given], tuple[str, ...]] = lambda given: ()
    begins: bool = False
    by_enter: Callable[[Given], Point] | None = None
    admits: Callable[[Snapshot, Place], bool] = lambda snapshot, place: True
    snaps: bool = True
    only_new: bool = False


@dataclass
class _State:
    """Where a running gesture is."""

    clicks: list[Point] = field(default_factory=list)
    pointer: Point | None = None
    typed: dict[str, float] = field(default_factory=dict)
    shift: bool = False
    under: Place | None = None
    chosen: tuple[Place, ...] | None = None
    said: str = ""

    def given(self, context: Context, places: tuple[Place, ...]) -> Given:
        return Given(
            context.snapshot(), places, tuple(self.clicks), self.pointer, dict(self.typed), self.shift
        )


def acting(context: Context, act: Act) -> Gesture:
    """Choose things, give places and values, finish by the last click or Enter."""
    state = _State()
    changes: Changes = ()
    while True:
        places = chosen(context, act)
        given = state.given(context, places)
        changes, refused = _changes(act, given)
        event = yield _shown(context, act, state, given, changes, refused)
        state.chosen = None
        if event.kind in ("press", "double", "key", "value"):
            state.said = ""
        if event.kind in ("move", "press", "release", "double"):
            state.pointer, state.shift = event.point, event.shift
        finish = _take(context, act, state, places, event)
        if not finish:
            continue
        places = chosen(context, act)
        given = state.given(context, places)
        changes, refused = _changes(act, given)
        state.said = refused or refusal(context, changes)
        if changes and not state.said:
            label = act.label(called(given.snapshot, places))
            return Outcome(label, changes, selection_after(places, changes, act.only_new))
        if len(state.clicks) == act.clicks:
            state.clicks.pop()
        if not changes and not state.said and not state.clicks:
            state.said = tr("Nothing changes by this.") if places else ""


def chosen(context: Context, act: Act) -> tuple[Place, ...]:
    """The selected things that an act can be done to."""
    snapshot = context.snapshot()
    return tuple(p for p in changeable(snapshot, context.selection()) if act.admits(snapshot, p))


def selection_after(places: tuple[Place, ...], changes: Changes, only_new: bool = False) -> tuple[Place, ...]:
    """What is selected afterwards: what was meant and is still there, and new things of the same kinds."""
    tables = {table for table, _ in places}
    new = tuple((c.table, c.key) for c in changes if c.old is None and c.table in tables)
    gone = {(c.table, c.key) for c in changes if c.new is None}
    return new if only_new else (*(p for p in places if p not in gone), *new)


def _changes(act: Act, given: Given) -> tuple[Changes, str]:
    if not given.places:
        return (), ""
    return attempt(lambda: act.changes(given) or ())


def _take(context: Context, act: Act, state: _State, places: tuple[Place, ...], event: Event) -> bool:
    """Let an event change where the gesture is; gives whether it asks to finish."""
    if event.kind == "move":
        state.under = None if places else under(context, act, event)
    elif event.kind == "press" and event.button == "left":
        if not places:
            return _pick(context, act, state, event)
        state.clicks.append(event.point)
        return len(state.clicks) >= act.clicks
    elif event.kind == "release" and places and 0 < len(state.clicks) == act.clicks - 1:
        if math.dist(event.point, state.clicks[-1]) > _DRAGGED * event.pixel:
            state.clicks.append(event.point)
            return True
    elif event.kind == "value":
        state.typed[event.name] = event.value
    elif event.kind == "double" or (event.kind == "press" and event.button == "right"):
        return bool(places)
    elif event.kind == "key":
        return _key(context, act, state, places, event.key)
    return False


def _key(context: Context, act: Act, state: _State, places: tuple[Place, ...], key: str) -> bool:
    if key == "enter" and places:
        if not state.clicks and act.by_enter is not None and not state.typed:
            state.clicks.append(act.by_enter(state.given(context, places)))
            return False
        return True
    if key in ("escape", "back"):
        if state.typed:
            state.typed.clear()
        elif state.clicks:
            state.clicks.pop()
        elif key == "escape" and places:
            state.chosen = ()
    return False


def _pick(context: Context, act: Act, state: _State, event: Event) -> bool:
    found = under(context, act, event)
    if found is None:
        state.said = act.pick()
        return False
    state.under, state.chosen = None, (found,)
    if act.begins:
        state.clicks.append(event.point)
    return False


def under(context: Context, act: Act, event: Event) -> Place | None:
    """The topmost thing under the pointer that an act can be done to."""
    snapshot = context.snapshot()
    found = changeable(snapshot, tuple(at(snapshot, *event.hand, _REACH * event.pixel, context.seen)))
    return next((place for place in found if act.admits(snapshot, place)), None)


def _shown(
    context: Context, act: Act, state: _State, given: Given, changes: Changes, refused: str
) -> Preview:
    snapshot = given.snapshot
    said = state.said or refused
    if not given.places or state.chosen is not None:
        row = row_at(snapshot, state.under) if state.under else None
        return Preview(
            hint=said or (tr("Click {thing}.", thing=named(row)) if row is not None else act.pick()),
            warning=said,
            sketches=(Sketch(snapshot.geometry(row), "hover"),) if row is not None else (),
            selection=state.chosen,
            cursor="point" if row is not None else "cross",
        )
    return Preview(
        hint=said or act.hint(given),
        warning=said,
        sketches=(*act.guides(given), *reshaped_sketches(changes)),
        handles=tuple(Handle(*point, "corner") for point in state.clicks),
        lines=act.lines(given),
        changes=changes,
        snaps=act.snaps,
        apart=tuple((c.table, c.key) for c in changes) if changes else given.places,
        busy=bool(state.clicks or state.typed),
        base=tuple(state.clicks),
        asks=act.asks(given),
        values=act.values(given),
    )


def middle_of(snapshot: Snapshot, places: Iterable[Place]) -> Point:
    """The middle of the box round things."""
    shapes: list[Any] = [snapshot.geometry(row_at(snapshot, place)) for place in places]
    xmin, ymin, xmax, ymax = shapely.total_bounds(shapes).tolist()
    return ((xmin + xmax) / 2, (ymin + ymax) / 2)
