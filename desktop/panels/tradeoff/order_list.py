"""A small list of land uses that can be rearranged: who pays first, who next, and who not at all."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import look
from desktop.text import retranslate
from desktop.widgets.button import icon_button
from desktop.widgets.label import Label
from desktop.widgets.names import use_name, use_short
from scenarios.landuse.catalogue import USES
from scenarios.wording import tr

_USE = Qt.ItemDataRole.UserRole


class OrderButton(QPushButton):
    """Shows an order in short and opens the list below itself; `changed(uses)` tells of another order."""

    changed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setProperty("role", "field")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._order: tuple[str, ...] = ()
        self.list: OrderList | None = None
        self.clicked.connect(self.open)
        retranslate(self, self._fit)

    def show_order(self, order: tuple[str, ...]) -> None:
        """Show the uses that pay, first things first."""
        self._order = order
        self._fit()

    def open(self) -> None:
        """Open the list below the button."""
        self.list = OrderList(self, self._order)
        self.list.changed.connect(self.changed)
        self.list.open_below(self)

    def _fit(self) -> None:
        whole = " \u203a ".join(use_short(use) for use in self._order)
        room = max(0, self.width() - 2 * look.size("padding"))
        self.setText(self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(tr("Who pays first, then who: {order}", order=whole))
        self.setAccessibleName(tr("The order in which uses pay"))
        self.setAccessibleDescription(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words again."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be: the words are shortened."""
        return QSize(look.size("left_panel") // 2, super().minimumSizeHint().height())


class OrderList(QFrame):
    """All uses; those ticked pay, from top to bottom. Rows are dragged, or moved with the two buttons."""

    changed = Signal(tuple)

    def __init__(self, owner: QWidget, order: tuple[str, ...]) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "popup")
        self._given = order
        self.uses = QListWidget()
        self.uses.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.uses.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.uses.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for use in (*order, *(u for u in USES if u not in order)):
            self._add(use, use in order)
        self.uses.setCurrentRow(0)
        self.up = icon_button("chevron-up", lambda: tr("Pays earlier"), self._up, small=True)
        self.down = icon_button("chevron-down", lambda: tr("Pays later"), self._down, small=True)
        self._lay_out()
        self.uses.itemChanged.connect(self._tell)
        self.uses.model().rowsMoved.connect(self._tell)

    def _lay_out(self) -> None:
        grid = look.size("grid")
        hint = Label(
            tr("Drag to change who pays first; what is not ticked does not pay."),
            font="secondary",
            role="secondary",
            wrap=True,
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(grid)
        buttons.addWidget(hint, 1)
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        column = QVBoxLayout(self)
        column.setContentsMargins(grid, grid, grid, grid)
        column.setSpacing(grid)
        column.addLayout(buttons)
        column.addWidget(self.uses)

    def _add(self, use: str, ticked: bool) -> None:
        item = QListWidgetItem(use_name(use))
        item.setData(_USE, use)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        item.setSizeHint(QSize(0, look.size("row")))
        item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.uses.addItem(item)

    def open_below(self, owner: QWidget) -> None:
        """Show the list below a widget, inside the screen."""
        width = look.size("left_panel") + look.size("left_panel") // 4
        height = look.size("row") * (len(USES) + 2) + 2 * look.size("padding")
        place = owner.mapToGlobal(QPoint(0, owner.height() + 2))
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - width))
        self.setGeometry(left, max(room.top(), min(place.y(), room.bottom() - height)), width, height)
        self.show()
        self.uses.setFocus()

    def order(self) -> tuple[str, ...]:
        """The uses that are ticked, from top to bottom."""
        items = [self.uses.item(row) for row in range(self.uses.count())]
        return tuple(i.data(_USE) for i in items if i.checkState() == Qt.CheckState.Checked)

    def shift(self, by: int) -> None:
        """Move the chosen use up (-1) or down (1) in the list."""
        row = self.uses.currentRow()
        if 0 <= row + by < self.uses.count():
            self.uses.insertItem(row + by, self.uses.takeItem(row))
            self.uses.setCurrentRow(row + by)
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the chosen use."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.shift(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _up(self) -> None:
        self.shift(-1)

    def _down(self) -> None:
        self.shift(1)

    def _tell(self) -> None:
        order = self.order()
        if order and order != self._given:
            self._given = order
            self.changed.emit(order)
