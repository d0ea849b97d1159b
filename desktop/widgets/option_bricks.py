"""The bricks of the bar of tool options: one small control per option, by the option's name."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools.band import WIDTH
from desktop.tools.contour import DEFAULT_COMPONENT
from desktop.tools.draw import DEFAULT_USE
from desktop.tools.lines import BY_OPTION
from desktop.tools.methods import WAYS, way_of
from desktop.tools.move_business import DEFAULT_FREED_USE
from desktop.tools.pick_present import DEFAULT_USE as DEFAULT_CORRECTION
from desktop.tools.regular import USUAL
from desktop.tools.tree_row import CROWN
from desktop.widgets.activity_options import activity_options
from desktop.widgets.amount_field import AmountField
from desktop.widgets.chip import chip
from desktop.widgets.chooser import Chooser
from desktop.widgets.icon_segments import IconChoice, IconSegments
from desktop.widgets.label import Label
from desktop.widgets.segments import Segments
from scenarios.landuse.catalogue import USES
from scenarios.landuse.distances import component_name
from scenarios.landuse.places import KINDS as PLACES
from scenarios.landuse.relations import KINDS as RELATIONS
from scenarios.project.model import COMPONENTS
from scenarios.wording import tr

HECTARE = 10_000.0
Words = Callable[[], str]
Done = Callable[[], object]


@dataclass(frozen=True)
class Brick:
    """A control and how it shows the text of its option."""

    widget: QWidget
    show: Callable[[str], object]


Make = Callable[[Session, str, Done], Brick]
"""Makes the brick of an option by its name; `done` gives the keyboard back to the map."""


def ways(session: Session, name: str, done: Done) -> Brick:
    """The ways to draw, as icons."""
    choices = [
        IconChoice(way.key, way.icon, lambda w=way: tr(w.title), lambda w=way: tr(w.hint), way.letter)
        for way in WAYS
    ]
    segments = IconSegments(choices)
    segments.chosen.connect(lambda key: session.choose(name, key))
    return Brick(segments, lambda value: segments.choose(way_of(value).key))


def either(*choices: tuple[str, Words], before: Words | None = None, tips: dict[str, Words]) -> Make:
    """One of a few words, the first where nothing was chosen yet."""

    def make(session: Session, name: str, done: Done) -> Brick:
        segments = Segments(choices)
        segments.set_tips(tips)
        segments.chosen.connect(lambda key: session.choose(name, key))

        def show(value: str) -> None:
            keys = [key for key, _ in choices]
            segments.choose(value if value in keys else keys[0])

        return Brick(_after(before, segments) if before else segments, show)

    return make


def _after(words: Words, widget: QWidget) -> QWidget:
    label = Label(role="secondary")
    retranslate(label, lambda: label.setText(words()))
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.size("grid"))
    row.addWidget(label)
    row.addWidget(widget)
    return both


def amount(words: Words, unit: str, usual: float | None, decimals: int, factor: float = 1.0) -> Make:
    """A number; the option holds it in metres, square metres or plain, `factor` of its unit."""

    def make(session: Session, name: str, done: Done) -> Brick:
        field = AmountField(words, unit, decimals, lambda: "" if usual is not None else tr("free"))
        field.typed.connect(lambda value: session.choose(name, "" if value is None else repr(value * factor)))
        field.done.connect(lambda: done())

        def show(value: str) -> None:
            given = float(value) / factor if value else usual
            field.show_amount(given)

        return Brick(field, show)

    return make


def uses(default: str) -> Make:
    """The land uses."""

    def make(session: Session, name: str, done: Done) -> Brick:
        combo = QComboBox()
        for code in USES:
            combo.addItem("", code)
        combo.activated.connect(lambda at: session.choose(name, combo.itemData(at)))

        def word() -> None:
            combo.setAccessibleName(tr("Land use"))
            for at, use in enumerate(USES.values()):
                combo.setItemText(at, use.name)

        def dress() -> None:
            for at, use in enumerate(USES.values()):
                combo.setItemIcon(at, chip(use.colour))

        def show(value: str) -> None:
            with QSignalBlocker(combo):
                combo.setCurrentIndex(combo.findData(value or default))

        retranslate(combo, word)
        look.restyle(combo, dress)
        return Brick(combo, show)

    return make


def activity(session: Session, name: str, done: Done) -> Brick:
    """The activities, to search in."""
    chooser = Chooser()
    chooser.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    chooser.setFixedWidth(look.size("option_width"))
    chooser.chosen.connect(lambda key: session.choose(name, key))
    retranslate(chooser, lambda: chooser.setAccessibleName(tr("Activity")))
    return Brick(
        chooser, lambda value: chooser.show_options(activity_options(), value, none=tr("No activity"))
    )


def switch(words: Words, tip: Words) -> Make:
    """Something that is on unless it was put off."""

    def make(session: Session, name: str, done: Done) -> Brick:
        box = QCheckBox()
        box.toggled.connect(lambda on: session.choose(name, "on" if on else "off"))

        def word() -> None:
            box.setText(words())
            box.setToolTip(tip())

        def show(value: str) -> None:
            with QSignalBlocker(box):
                box.setChecked(value != "off")

        retranslate(box, word)
        return Brick(box, show)

    return make


_COMPONENTS = (DEFAULT_COMPONENT, *(name for name in COMPONENTS if name != DEFAULT_COMPONENT))


BRICKS: dict[str, Make] = {
    "activity": activity,
    "use": uses(DEFAULT_USE),
    "freed_use": uses(DEFAULT_FREED_USE),
    "correction": uses(DEFAULT_CORRECTION),
    "component": either(*((c, lambda c=c: component_name(c)) for c in _COMPONENTS), tips={}),
    "relation": either(*((kind, lambda k=kind: tr(RELATIONS[k])) for kind in RELATIONS), tips={}),
    "place_kind": either(*((kind, lambda kind=kind: tr(PLACES[kind])) for kind in PLACES), tips={}),
    "ground": either(("point", lambda: tr("Point")), ("area", lambda: tr("Area")), tips={}),
    "note": either(
        ("text", lambda: tr("Text")),
        ("arrow", lambda: tr("Arrow")),
        ("photo", lambda: tr("Photograph")),
        tips={},
    ),
    "pasted_as": either(
        ("hub", lambda: tr("Hub")),
        ("cluster", lambda: tr("Cluster")),
        ("plot", lambda: tr("Plot")),
        ("change", lambda: tr("Land-use change")),
        ("business", lambda: tr("Business")),
        ("waiting", lambda: tr("Land in waiting")),
        tips={},
    ),
    "shape": ways,
    "sides": amount(lambda: tr("Sides"), "", USUAL, 0),
    "width": amount(lambda: tr("Width"), "m", WIDTH, 2),
    "crown_width": amount(lambda: tr("Crown"), "m", CROWN, 1),
    **{name: amount(lambda: tr("Width"), "m", line.usual, 2) for name, line in BY_OPTION.items()},
    "side": either(
        ("both", lambda: tr("Middle")),
        ("left", lambda: tr("Left")),
        ("right", lambda: tr("Right")),
        tips={
            "both": lambda: tr("The strip lies on both sides of the line."),
            "left": lambda: tr("The strip lies left of the line as you draw it."),
            "right": lambda: tr("The strip lies right of the line as you draw it."),
        },
    ),
    "area": amount(lambda: tr("Area"), "ha", None, 4, HECTARE),
    "trim": either(
        ("municipality", lambda: tr("Municipality")),
        ("site", lambda: tr("Site")),
        ("free", lambda: tr("Free land")),
        before=lambda: tr("Keep what lies in"),
        tips={
            "municipality": lambda: tr("What lies outside the municipality that has most of it goes."),
            "site": lambda: tr("What lies outside its site goes."),
            "free": lambda: tr("What other sites take goes."),
        },
    ),
    "overlap": either(
        ("stop", lambda: tr("Stop")),
        ("take", lambda: tr("Take")),
        ("allow", lambda: tr("Allow")),
        before=lambda: tr("At neighbours"),
        tips={
            "stop": lambda: tr("What you draw ends where a neighbour begins."),
            "take": lambda: tr("What you draw takes the land; neighbours give way."),
            "allow": lambda: tr("Overlaps stay, and stand among the checks."),
        },
    ),
    "shared": switch(
        lambda: tr("Shared borders"),
        lambda: tr("Neighbours that share an edge move along with it."),
    ),
}
"""The bricks by the option they show, in the order of the bar."""
