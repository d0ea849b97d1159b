"""A field that opens a list to search in: for choices too many for a menu, such as activities."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop import look
from desktop.widgets.remark import REMARK, RemarkDelegate
from scenarios.wording import tr

ROWS = 12
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: its key, its words, a remark beside them, and the group it stands in."""

    key: str
    text: str
    remark: str = ""
    group: str = ""


def found(options: Sequence[Option], typed: str) -> list[Option]:
    """The options whose words, remark or group hold every typed word; all of them where nothing is typed."""
    words = typed.casefold().split()
    return [o for o in options if all(w in f"{o.text} {o.remark} {o.group}".casefold() for w in words)]


class Chooser(QPushButton):
    """Shows the chosen option; `chosen(key)` tells of a choice made by hand, with an empty key for none."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setProperty("role", "field")
        edge = look.size("gap") - look.size("hairline")
        self.setStyleSheet(f"text-align: left; padding-left: {edge}px;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.options: tuple[Option, ...] = ()
        self._none = ""
        self._popup: _Popup | None = None
        self.clicked.connect(self.open)

    def show_options(self, options: Sequence[Option], key: str, text: str = "", none: str = "") -> None:
        """Show the option with a key, or `text` if it is none of them; `none` words the choice of nothing."""
        self.options = tuple(options)
        self._none = none
        named = next((option.text for option in self.options if option.key == key), text or none)
        self._whole = named
        self._fit()
        self.setAccessibleDescription(named)

    _whole = ""

    def _fit(self) -> None:
        room = self.width() - 2 * look.size("padding") - look.size("icon_small")
        short = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room, 0))
        self.setText(short.replace("&", "&&"))
        self.setToolTip(self._whole if short != self._whole else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words again."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be: the words are shortened."""
        return QSize(look.size("right_panel") // 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field with the sign that it opens."""
        super().paintEvent(event)
        side = look.size("padding")
        sign = look.icon("chevron-down", "secondary").pixmap(side)
        QPainter(self).drawPixmap(self.width() - side - look.size("gap"), (self.height() - side) // 2, sign)

    def open(self) -> None:
        """Open the list below the field."""
        self._popup = _Popup(self)
        self._popup.chosen.connect(self.chosen)
        self._popup.open(self.options, self._none)

    @property
    def popup(self) -> "_Popup | None":
        """The list, while it is open."""
        return self._popup


class _Popup(QFrame):
    chosen = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self._owner = owner
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "popup")
        self.field = QLineEdit()
        self.field.setProperty("role", "search")
        self.field.setPlaceholderText(tr("Type to search"))
        self.list = QListWidget()
        self.list.setItemDelegate(RemarkDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        grid = look.size("grid")
        column.setContentsMargins(grid, grid, grid, grid)
        column.setSpacing(grid)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textEdited.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._take)

    def open(self, options: tuple[Option, ...], none: str) -> None:
        """Show the options below the owner."""
        self._options, self._none = options, none
        owner = self._owner
        width = max(owner.width(), look.size("right_panel") + look.size("left_panel") // 2)
        height = look.size("row") * (ROWS + 1) + look.size("padding")
        place = owner.mapToGlobal(QPoint(owner.width() - width, owner.height() + 2))
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        top = min(place.y(), room.bottom() - height)
        self.setGeometry(max(room.left(), place.x()), max(room.top(), top), width, height)
        self._fill("")
        self.show()
        self.field.setFocus()

    def _fill(self, typed: str) -> None:
        self.list.clear()
        if self._none and not typed:
            self._add(Option("", self._none))
        group = None
        for option in found(self._options, typed):
            if option.group != group:
                group = option.group
                self._heading(group)
            self._add(option)
        if self.list.count() == 0:
            self._heading(tr("Nothing found"))
        self._go(1, start=-1)

    def _add(self, option: Option) -> None:
        item = QListWidgetItem(option.text)
        item.setData(_KEY, option.key)
        item.setData(REMARK, option.remark)
        item.setToolTip(option.text)
        self.list.addItem(item)

    def _heading(self, text: str) -> None:
        if text:
            item = QListWidgetItem(text)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setFont(look.font("secondary", medium=True))
            self.list.addItem(item)

    def _go(self, step: int, start: int | None = None) -> None:
        row = (self.list.currentRow() if start is None else start) + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(row)
                return
            row += step

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsSelectable:
            key = item.data(_KEY)
            self.close()
            self.chosen.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down walk through the list, Enter takes, Esc closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._go(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)
