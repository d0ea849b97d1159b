"""Benefits and burdens side by side, in the same size, the value at the left; a click on one explains it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.burden.facts import Facts, amount, amount_range, is_benefit, says_something
from desktop.text import retranslate
from desktop.widgets.label import Label
from scenarios.indicators.burden import Item
from scenarios.wording import tr


class ItemBox(QWidget):
    """One item of one place: what it is, how much, and between what it lies."""

    clicked = Signal(str)

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.chosen = False
        self._hover = False
        self.name = Label(font="secondary", wrap=True)
        self.value = Label(medium=True)
        self.range = Label(font="secondary", role="secondary", wrap=True)
        column = QVBoxLayout(self)
        grid = look.size("grid")
        column.setContentsMargins(grid, grid, grid, grid)
        column.setSpacing(0)
        for label in (self.name, self.value, self.range):
            label.setMinimumWidth(0)
            column.addWidget(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_item(self, item: Item, code: str, owner: str) -> None:
        """Show an item of a place; without an owner that stands there too."""
        span, unit, certainty = item.of(code), item.figure.unit, item.figure.certainty
        self.name.setText(item.figure.name)
        self.value.setText(f"{amount(span, unit, certainty)} {tr(unit)}")
        said = [text for text in (amount_range(span, unit, certainty), owner) if text]
        self.range.setText(" · ".join(said))
        self.range.setVisible(bool(said))
        self.setAccessibleName(f"{item.figure.name}: {self.value.text()}. {self.range.text()}")

    def choose(self, chosen: bool) -> None:
        """Mark as the one that is explained."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click explains."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space explain."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.key)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        """Say that it can be clicked."""
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        self._hover = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground under the pointer, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QPen(look.colour("accent"), look.size("focus_ring"))
        painter.setPen(ring if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = "accent_wash" if self.chosen else "hover" if self._hover else ""
        painter.setBrush(look.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        corner = look.size("corner_small")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)
        painter.end()


class Sides(QWidget):
    """Two columns of the same width; items that say nothing of a place are left out unless all are wanted."""

    explained = Signal(str)

    def __init__(self, owner_of: Callable[[str, str], str]) -> None:
        super().__init__()
        self._owner_of = owner_of
        self.boxes: dict[str, ItemBox] = {}
        self.heads = (Label(medium=True), Label(medium=True))
        self.nothing = tuple(Label(font="secondary", role="secondary", wrap=True) for _ in range(2))
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(look.size("gap"))
        row.setVerticalSpacing(look.size("grid"))
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for at, (head, column) in enumerate(zip(self.heads, self._columns, strict=True)):
            column.setSpacing(look.size("grid"))
            column.addWidget(self.nothing[at])
            column.addStretch(1)
            row.addWidget(head, 0, at)
            row.addLayout(column, 1, at)
            row.setColumnStretch(at, 1)
            row.setColumnMinimumWidth(at, look.size("left_panel") // 2)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        retranslate(self, self._word)

    def show_facts(self, facts: Facts, code: str, *, every: bool, chosen: str) -> None:
        """Show the items of a place; the boxes stay, only what they say changes."""
        seen = [False, False]
        for item in facts.items:
            box = self.boxes.get(item.key) or self._add(item)
            box.show_item(item, code, self._owner_of(item.key, code))
            shown = every or item.key == chosen or says_something(item, code)
            box.setVisible(shown)
            box.choose(item.key == chosen)
            seen[0 if is_benefit(item) else 1] |= shown
        for label, any_shown in zip(self.nothing, seen, strict=True):
            label.setVisible(not any_shown)

    def _add(self, item: Item) -> ItemBox:
        box = self.boxes[item.key] = ItemBox(item.key)
        box.clicked.connect(self.explained)
        column = self._columns[0 if is_benefit(item) else 1]
        column.insertWidget(column.count() - 1, box)
        return box

    def _word(self) -> None:
        for head, text in zip(self.heads, (tr("Benefits"), tr("Burdens")), strict=True):
            head.setText(text)
        for label in self.nothing:
            label.setText(tr("Nothing here in this variant and year."))
