"""What the map shows: each layer on or off, and how strongly."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from desktop import look
from desktop.canvas.contours import ALL
from desktop.canvas.layers import LAYERS
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.cell_box import CellBox
from scenarios.landuse.distances import component_name
from scenarios.project.model import COMPONENTS
from scenarios.wording import mark, tr

WEAKEST = 10


class LayersPanel(QWidget):
    """A tick per layer, the topmost layer first, and a slider where the pointer or the keyboard is."""

    title = mark("Layers")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.lines = tuple(_Line(session, key, title) for key, title in LAYERS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.components = _Components(session)
        for line in self.lines:
            column.addWidget(line)
            if line.key == "contours":
                column.addWidget(self.components)
        session.focused.connect(self._fill)
        session.edited.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        for line in self.lines:
            line.fill()
        self.components.fill()


class _Components(QWidget):
    """Which contours are shown: those that count, all kinds of nuisance apart, or one of them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.box = CellBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for choice in ("", ALL, *COMPONENTS):
            self.box.addItem("", choice)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.size("icon") + look.size("gap"), 0, 0, look.size("grid"))
        row.addWidget(self.box)
        self.box.activated.connect(self._chosen)
        retranslate(self, self._word)

    def _chosen(self, at: int) -> None:
        self.session.show_layer("contours", choice=str(self.box.itemData(at)))

    def _word(self) -> None:
        self.box.setAccessibleName(tr("Which setback contours"))
        self.box.setToolTip(tr("Which setback contours the map shows"))
        words = {"": tr("What counts"), ALL: tr("All kinds of nuisance")}
        for at in range(self.box.count()):
            choice = str(self.box.itemData(at))
            self.box.setItemText(at, words.get(choice) or component_name(choice))

    def fill(self) -> None:
        """Show the layer as the session has it."""
        state = self.session.layer("contours")
        self.setVisible(state.shown)
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(max(self.box.findData(state.choice), 0))


class _Line(QWidget):
    """One layer."""

    def __init__(self, session: Session, key: str, title: str) -> None:
        super().__init__()
        self.session, self.key, self.title = session, key, title
        self.tick, self.strength = QCheckBox(), QSlider(Qt.Orientation.Horizontal)
        self.tick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.strength.setRange(WEAKEST, 100)
        self.strength.setPageStep(WEAKEST)
        self.strength.setFixedWidth(look.size("layer_slider"))
        self.setFixedHeight(look.size("row"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.size("gap"))
        row.addWidget(self.tick, 1)
        row.addWidget(self.strength)
        self.tick.toggled.connect(lambda shown: session.show_layer(key, shown=shown))
        self.strength.valueChanged.connect(lambda percent: session.show_layer(key, opacity=percent / 100))
        self.tick.installEventFilter(self)
        self.strength.installEventFilter(self)
        retranslate(self, self._word)

    def _word(self) -> None:
        title = tr(self.title)
        self.tick.setText(title)
        self.tick.setToolTip(title)
        self.strength.setToolTip(tr("Opacity of {layer}", layer=title))
        self.strength.setAccessibleName(tr("Opacity of {layer}", layer=title))

    def fill(self) -> None:
        """Show the layer as the session has it."""
        state = self.session.layer(self.key)
        with QSignalBlocker(self.tick), QSignalBlocker(self.strength):
            self.tick.setChecked(state.shown)
            self.strength.setValue(round(state.opacity * 100))
        self._show_strength()

    def _show_strength(self) -> None:
        state = self.session.layer(self.key)
        wanted = self.underMouse() or self.tick.hasFocus() or self.strength.hasFocus() or state.opacity < 1
        self.strength.setVisible(state.shown and wanted)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The slider comes with the pointer."""
        self._show_strength()

    def leaveEvent(self, event: QEvent) -> None:
        """And leaves with it."""
        self._show_strength()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The slider comes with the keyboard too."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_strength()
        return False
