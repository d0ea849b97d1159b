"""What the tool in hand leaves to choose: a bar that floats over the map's top edge."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools import BY_KEY, TOOLS
from desktop.tools.contour import DEFAULT_COMPONENT
from desktop.tools.draw import DEFAULT_USE
from desktop.tools.pick_present import DEFAULT_USE as DEFAULT_CORRECTION
from desktop.widgets.activity_options import activity_options
from desktop.widgets.button import text_button
from desktop.widgets.chip import chip
from desktop.widgets.chooser import Chooser
from desktop.widgets.label import Label
from desktop.widgets.new_variant import new_variant
from desktop.widgets.segments import Segments
from scenarios.landuse.catalogue import COMPONENTS, USES
from scenarios.landuse.distances import component_name
from scenarios.landuse.places import KINDS
from scenarios.project.model import PRESENT
from scenarios.wording import tr

_DEFAULT_FIRST = (DEFAULT_COMPONENT, *(name for name in COMPONENTS if name != DEFAULT_COMPONENT))


class ToolOptions(QFrame):
    """One brick per option that the tool heeds; in the present the way to a variant; else it hides."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self.session = session
        self.setProperty("part", "floating")
        self.title = Label(medium=True)
        self.needed = Label(role="secondary")
        self.add = text_button(lambda: tr("New variant"), self.add_variant, role="primary", icon="plus")
        self.bricks: dict[str, QWidget] = {
            "activity": _activities(session),
            "use": _uses(session, "use", DEFAULT_USE),
            "correction": _uses(session, "correction", DEFAULT_CORRECTION),
            "component": _either(
                session,
                "component",
                *((name, lambda name=name: component_name(name)) for name in _DEFAULT_FIRST),
            ),
            "place_kind": _either(
                session, "place_kind", *((kind, lambda kind=kind: tr(KINDS[kind])) for kind in KINDS)
            ),
            "ground": _either(
                session, "ground", ("point", lambda: tr("Point")), ("area", lambda: tr("Area"))
            ),
            "shape": _either(
                session,
                "shape",
                ("polygon", lambda: tr("Corners")),
                ("rectangle", lambda: tr("Rectangle")),
            ),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(look.size("padding"), look.size("grid"), look.size("gap"), look.size("grid"))
        row.setSpacing(look.size("gap"))
        row.addWidget(self.title)
        row.addWidget(self.needed)
        row.addWidget(self.add)
        for brick in self.bricks.values():
            row.addWidget(brick)
        over.installEventFilter(self)
        session.focused.connect(self.refresh)
        retranslate(self, self.refresh)

    def refresh(self) -> None:
        """Show the options of the tool in hand."""
        tool = BY_KEY.get(self.session.tool, TOOLS[0])
        editing = self.session.editing
        lacking = editing and tool.group == "draw" and self.session.variant == PRESENT
        heeded = tool.options if editing and not lacking else ()
        for name, brick in self.bricks.items():
            brick.setVisible(name in heeded)
            _SHOW[type(brick)](brick, self.session.options.get(name, ""))
        self.title.setText(tr(tool.title))
        self.needed.setText(tr("is done in a variant"))
        self.needed.setVisible(lacking)
        self.add.setVisible(lacking)
        self.setVisible(bool(heeded) or lacking)
        self._place()

    def add_variant(self) -> None:
        """Make a variant from the present to draw in, and go there."""
        new_variant(self.session)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the map's top edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        over, rows = self.parentWidget(), self.layout()
        if over is None or rows is None:
            return
        rows.invalidate()
        self.resize(self.sizeHint())
        rows.activate()
        below_the_notice = look.size("padding") + look.size("row") + look.size("gap")
        self.move(max(0, (over.width() - self.width()) // 2), below_the_notice)
        self.raise_()


def _either(session: Session, name: str, *choices: tuple[str, Callable[[], str]]) -> Segments:
    segments = Segments(choices)
    segments.setProperty("default", choices[0][0])
    segments.chosen.connect(lambda key: session.choose(name, key))
    return segments


def _uses(session: Session, name: str, default: str) -> QComboBox:
    combo = QComboBox()
    combo.setProperty("default", default)
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

    retranslate(combo, word)
    look.restyle(combo, dress)
    return combo


def _activities(session: Session) -> Chooser:
    chooser = Chooser()
    chooser.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    chooser.setFixedWidth(look.size("search_width"))
    chooser.chosen.connect(lambda key: session.choose("activity", key))
    retranslate(chooser, lambda: chooser.setAccessibleName(tr("Activity")))
    return chooser


def _show_either(segments: QWidget, value: str) -> None:
    assert isinstance(segments, Segments)
    segments.choose(value or str(segments.property("default")))


def _show_use(combo: QWidget, value: str) -> None:
    assert isinstance(combo, QComboBox)
    with QSignalBlocker(combo):
        combo.setCurrentIndex(combo.findData(value or combo.property("default")))


def _show_activity(chooser: QWidget, value: str) -> None:
    assert isinstance(chooser, Chooser)
    chooser.show_options(activity_options(), value, none=tr("No activity"))


_SHOW: dict[type[QWidget], Callable[[QWidget, str], None]] = {
    Segments: _show_either,
    QComboBox: _show_use,
    Chooser: _show_activity,
}
