"""The ways to draw an area, one of them chosen by the option `shape`; the choice may change while drawing."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.tools.band import band
from desktop.tools.circle import circle
from desktop.tools.drawing import Drawing
from desktop.tools.event import Context, Event, Gesture
from desktop.tools.freehand import freehand
from desktop.tools.from_present import from_present
from desktop.tools.polygon import polygon
from desktop.tools.rectangle import rectangle
from desktop.tools.rectangle_centre import rectangle_centre
from desktop.tools.rectangle_three import rectangle_three
from desktop.tools.regular import regular
from scenarios.wording import mark


@dataclass(frozen=True)
class Way:
    """A way to draw: its key in the option `shape`, its name and what it does (marked sentences), its icon,
    its letter, and the other options it heeds."""

    key: str
    title: str
    hint: str
    icon: str
    letter: str
    start: Callable[[Context, Drawing], Gesture]
    options: tuple[str, ...] = ()


WAYS: tuple[Way, ...] = (
    Way("polygon", mark("Corners"), mark("Click corner after corner."), "polygon", "Shift+P", polygon),
    Way(
        "rectangle",
        mark("Rectangle"),
        mark("Two opposite corners; R again goes to the next kind."),
        "rectangle",
        "R",
        rectangle,
    ),
    Way(
        "rectangle3",
        mark("Rectangle askew"),
        mark("A side first, then how deep it is."),
        "rectangle-three",
        "",
        rectangle_three,
    ),
    Way(
        "rectangle-centre",
        mark("Rectangle from its middle"),
        mark("The middle first, then a corner."),
        "rectangle-centre",
        "",
        rectangle_centre,
    ),
    Way(
        "regular",
        mark("Equal sides"),
        mark("The middle first, then a corner; as many sides as you ask."),
        "regular",
        "G",
        regular,
        ("sides",),
    ),
    Way("circle", mark("Circle"), mark("The middle first, then the rim."), "circle", "Q", circle),
    Way(
        "freehand",
        mark("Freehand"),
        mark("Draw the outline in one movement."),
        "freehand",
        "F",
        freehand,
    ),
    Way(
        "band",
        mark("Strip"),
        mark("A line with a width."),
        "band",
        "",
        band,
        ("width", "side"),
    ),
    Way(
        "present",
        mark("From present land"),
        mark("Click present land: its outline becomes the shape."),
        "from-present",
        "U",
        from_present,
    ),
)
"""Every way to draw, in the order of the options bar; the first is the usual one."""

BY_NAME = {way.key: way for way in WAYS}
RECTANGLES = ("rectangle", "rectangle3", "rectangle-centre")
"""The kinds that R goes round."""


def way_of(option: object) -> Way:
    """The way to draw that an option names, the usual one where it names none."""
    return BY_NAME.get(str(option), WAYS[0])


def draw(context: Context, drawing: Drawing) -> Gesture:
    """Draw an area in the chosen way; where another way is chosen meanwhile, it goes on with the clicks there
    are."""
    way = way_of(context.options.get("shape"))
    gesture = way.start(context, drawing)
    preview = next(gesture)
    try:
        while True:
            event = yield preview
            chosen = way_of(context.options.get("shape"))
            if chosen is not way:
                gesture.close()
                way, gesture = chosen, chosen.start(context, drawing)
                kept, preview = preview.clicks or (), next(gesture)
                for x, y in kept:
                    preview = gesture.send(Event("put", x, y))
            try:
                preview = gesture.send(event)
            except StopIteration as end:
                return end.value
    finally:
        gesture.close()
