"""What helps the pointer, at the bottom edge: snapping and tracing, and what is snapped to."""

from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QFrame, QGridLayout, QHBoxLayout, QSpinBox, QWidget

from desktop import look
from desktop.canvas.snapping import KINDS, USUAL_KINDS, wish
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button
from desktop.widgets.label import Label
from scenarios.wording import mark, tr

_TITLES = {
    "vertex": mark("Corners"),
    "intersection": mark("Crossings"),
    "middle": mark("Middles of edges"),
    "centre": mark("Centres of areas"),
    "edge": mark("Edges"),
    "grid": mark("Grid"),
}
_MOST_PIXELS, _LEAST_GRID, _MOST_GRID = 40, 0.5, 1000.0


def switch(session: Session, option: str) -> None:
    """Switch the option `snap` (usually on) or `trace` (usually off)."""
    now = session.options.get(option, "on" if option == "snap" else "off")
    session.choose(option, "off" if now == "on" else "on")


class SnapBar(QWidget):
    """Three buttons: snapping, what is snapped to, tracing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.choices = SnapChoices(session, self)
        self.snap = icon_button(
            "snap",
            lambda: tr("Snapping"),
            partial(switch, session, "snap"),
            shortcut="S",
            tip=lambda: tr("The pointer jumps to corners, edges and more; Ctrl held lets it go free."),
            checkable=True,
            small=True,
        )
        self.more = icon_button("chevron-up", lambda: tr("What is snapped to"), self.open, small=True)
        self.trace = icon_button(
            "trace",
            lambda: tr("Tracing"),
            partial(switch, session, "trace"),
            shortcut="T",
            tip=lambda: tr("The outline follows existing edges from one click on them to the next."),
            checkable=True,
            small=True,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.snap, self.more, self.trace):
            button.setFixedHeight(look.size("status_bar"))
            row.addWidget(button)
        session.focused.connect(self.refresh)
        session.edited.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is on, where something can be drawn."""
        wanted = wish(self.session.options)
        self.setVisible(self.session.editing and self.session.workspace == "draw")
        self.snap.setChecked(wanted.on)
        self.trace.setChecked(wanted.trace)
        self.choices.refresh()

    def open(self) -> None:
        """Show what can be snapped to, above the button."""
        self.choices.adjustSize()
        above = self.more.mapToGlobal(QPoint(self.more.width(), 0))
        self.choices.move(above.x() - self.choices.width(), above.y() - self.choices.height())
        self.choices.show()
        self.choices.boxes[KINDS[0]].setFocus(Qt.FocusReason.PopupFocusReason)


class SnapChoices(QFrame):
    """The kinds of places to snap to, how near, how wide the grid is, and whether marks get words."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.session = session
        self.setProperty("part", "message")
        self.boxes = {kind: QCheckBox() for kind in KINDS}
        self.words = QCheckBox()
        self.pixels, self.grid = QSpinBox(), QDoubleSpinBox()
        self.pixels.setRange(1, _MOST_PIXELS)
        self.grid.setRange(_LEAST_GRID, _MOST_GRID)
        self.grid.setDecimals(1)
        self._titles = (Label(role="secondary"), Label(role="secondary"))
        column = QGridLayout(self)
        edge = look.size("padding")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setVerticalSpacing(look.size("grid"))
        for row, box in enumerate((*self.boxes.values(), self.words)):
            column.addWidget(box, row, 0, 1, 2)
        for row, (title, spin) in enumerate(zip(self._titles, (self.pixels, self.grid), strict=True)):
            column.addWidget(title, len(KINDS) + 1 + row, 0)
            column.addWidget(spin, len(KINDS) + 1 + row, 1)
        for box in self.boxes.values():
            box.toggled.connect(self._choose)
        self.words.toggled.connect(self._choose_words)
        self.pixels.valueChanged.connect(self._choose_pixels)
        self.grid.valueChanged.connect(self._choose_grid)
        retranslate(self, self._word)
        look.restyle(self, self._dress)

    def refresh(self) -> None:
        """Show what is chosen."""
        wanted = wish(self.session.options)
        for kind, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(kind in wanted.kinds)
        with QSignalBlocker(self.words):
            self.words.setChecked(wanted.words)
        with QSignalBlocker(self.pixels), QSignalBlocker(self.grid):
            self.pixels.setValue(round(wanted.pixels))
            self.grid.setValue(wanted.grid)

    def _choose(self) -> None:
        chosen = [kind for kind, box in self.boxes.items() if box.isChecked()]
        same = set(chosen) == set(USUAL_KINDS)
        self.session.choose("snap_kinds", ",".join(USUAL_KINDS if same else chosen))

    def _choose_words(self, on: bool) -> None:
        self.session.choose("snap_words", "on" if on else "off")

    def _choose_pixels(self, value: int) -> None:
        self.session.choose("snap_pixels", str(value))

    def _choose_grid(self, value: float) -> None:
        self.session.choose("grid", str(value))

    def _word(self) -> None:
        for kind, box in self.boxes.items():
            box.setText(tr(_TITLES[kind]))
        self.words.setText(tr("Name the mark"))
        self._titles[0].setText(tr("Within"))
        self._titles[1].setText(tr("Grid"))
        self.pixels.setSuffix(tr(" pixels"))
        self.grid.setSuffix(" m")
        self.pixels.setAccessibleName(tr("Pixels within which the pointer snaps"))
        self.grid.setAccessibleName(tr("Metres between the lines of the grid"))

    def _dress(self) -> None:
        for kind, box in self.boxes.items():
            box.setIcon(look.icon(f"snap-{kind}"))
