"""What goes into a tool and what comes out: plain values, so that a gesture can be tried without a window.

A tool is a generator: it is sent an Event for everything the hand does, yields a Preview of what would
happen, and returns an Outcome when something is to be done. Coordinates are RD metres, already snapped.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot

T = TypeVar("T")
Point = tuple[float, float]
Place = tuple[str, int]
"""Table and key of a row."""
Bounds = tuple[float, float, float, float]
"""xmin, ymin, xmax, ymax."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing the hand did.

    `kind`: press, move, release, double (mouse), key, put (a click of before is given back), value (a value
    was typed for the tool) or again (nothing happened here, but what is shown has to be worked out anew).
    `raw` is the place before snapping, `pixel` the metres per pixel. `key`: enter, escape, back (Backspace,
    Delete and Ctrl+Z while something is being drawn), delete. `name` and `value`: which value was typed and
    how much, in m2 (area), m (width, offset, tolerance), degrees (turn) or as a plain number (sides, factor).
    `trace`: the points along existing edges between the last click and this place, both left out.
    """

    kind: str
    x: float = 0.0
    y: float = 0.0
    pixel: float = 1.0
    button: str = ""
    shift: bool = False
    alt: bool = False
    key: str = ""
    raw: Point | None = None
    snapped: str = ""
    name: str = ""
    value: float = 0.0
    trace: tuple[Point, ...] = ()

    @property
    def point(self) -> Point:
        """Where it happened, snapped."""
        return (self.x, self.y)

    @property
    def hand(self) -> Point:
        """Where it happened, not snapped."""
        return self.raw or (self.x, self.y)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A shape to show above the map; `use` colours its inside.

    `role`: drawing, wrong, reshaped, hover, box or chosen; cut (land that a neighbour loses), clipped (land
    that the drawn shape loses), measured (its inside) or guide (a thin line that only helps).
    """

    geometry: Any
    role: str
    use: str = ""


@dataclass(frozen=True, slots=True)
class Handle:
    """A point to show above the map; `role`: corner, middle, edge, active, first or close."""

    x: float
    y: float
    role: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A few words at a place on the map, such as the length of a side."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Preview:
    """What a tool shows while it waits for the next event.

    `hint`: what the next click does. `lines`: figures that float near the pointer, `warning` beside them.
    `changes`: what would be written, for live figures. `clicks`: points of the unfinished gesture, kept in
    the file. `selection`: what is to be selected from now on. `snaps`: whether the pointer snaps, and
    `apart`: rows it does not snap to. `busy`: an unfinished gesture is at hand, so that undo and Delete mean
    its last click. `base`: the last places (newest last) from which distance and angle are measured. `asks`:
    the values that may be typed now; distance, angle, x and y are heeded before the tool sees the event, the
    others (area, width, sides, factor, turn, offset, tolerance) come to it as events of kind value.
    `values`: how much those are now. `traces`: whether the tool takes in `Event.trace`; without it the canvas
    traces nothing. `tags`: words that stand at places on the map.
    """

    hint: str = ""
    sketches: tuple[Sketch, ...] = ()
    handles: tuple[Handle, ...] = ()
    lines: tuple[str, ...] = ()
    warning: str = ""
    changes: tuple[Change, ...] = ()
    clicks: tuple[Point, ...] | None = None
    selection: tuple[Place, ...] | None = None
    snaps: bool = False
    apart: tuple[Place, ...] = ()
    busy: bool = False
    cursor: str = "cross"
    base: tuple[Point, ...] = ()
    asks: tuple[str, ...] = ()
    values: Mapping[str, float] = field(default_factory=dict)
    traces: bool = False
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What is to be done: one step under a label, and what is selected after it; refused changes say why."""

    label: str
    changes: tuple[Change, ...]
    selection: tuple[Place, ...] | None = None


Gesture = Generator[Preview, Event, Outcome]
"""A whole gesture."""

Part = Generator[Preview, Event, T]
"""A part of a gesture that gives something back to the rest of it."""


@dataclass(frozen=True)
class Context:
    """What a tool may ask while it runs: the committed snapshot, the selection, the options, which tables are
    seen, whether the project may be changed, and what is in view (None where there is no view); `choose`
    sets an option."""

    snapshot: Callable[[], Snapshot]
    selection: Callable[[], tuple[Place, ...]] = lambda: ()
    options: Mapping[str, Any] = field(default_factory=dict)
    seen: Callable[[str], bool] = lambda table: True
    editing: Callable[[], bool] = lambda: True
    view: Callable[[], Bounds | None] = lambda: None
    choose: Callable[[str, str], None] = lambda option, value: None


@dataclass(frozen=True)
class Tool:
    """An entry of the list of tools: `title` and `hint` are marked sentences, `letter` its key, `icon` an
    SVG's name.

    `draws`: it makes something, so it needs a project that may be changed. `group`: tools of one group stand
    together, and those of one `family` behind one button. `options`: the names of the session's options that
    it heeds.
    """

    key: str
    title: str
    hint: str
    icon: str
    letter: str
    start: Callable[[Context], Gesture]
    group: str = ""
    draws: bool = False
    options: tuple[str, ...] = ()
    family: str = ""
