"""The ledger's table: lines that fold, figures under each other, a header above and the total below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.ledger.columns import WIDEST_FIGURE, columns
from desktop.panels.ledger.lines import Line
from desktop.panels.ledger.paint import Header, LinePainter, Total
from desktop.panels.ledger.words import header_words, spoken, told
from desktop.text import retranslate
from scenarios.wording import tr

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


class LineModel(QAbstractListModel):
    """The lines that show."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; where they stay in place only those that differ are painted."""
        before, lines = self.lines, tuple(lines)
        if [line.path for line in lines] == [line.path for line in before]:
            self.lines = lines
            for row, (line, old) in enumerate(zip(lines, before, strict=True)):
                if line != old:
                    index = self.index(row)
                    self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return line
            case Qt.ItemDataRole.DisplayRole:
                return line.words
            case Qt.ItemDataRole.ToolTipRole:
                return told(line)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(line)
        return None


class LedgerTable(QWidget):
    """Tells `turned(path)` when a line is to fold or unfold, `chosen(line)` when one is picked.

    `opened(line)` tells of Enter or a double click.
    """

    turned = Signal(object)
    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = LineModel()
        self.list = _List(self.model)
        self.header, self.total = Header(), Total()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.list, 1)
        column.addWidget(self.total)
        self.list.turned.connect(self.turned)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.list.resized.connect(self._fit)
        retranslate(self, self._reword)
        look.restyle(self, self._repaint)

    def show_lines(self, lines: Sequence[Line], total: Line, years: tuple[int, int]) -> None:
        """Show lines and their total; `years` are those of the drawn and of the planned figures."""
        at = self.list.verticalScrollBar().value()
        path = self.current_path()
        self.model.show_lines(lines)
        self.total.show_line(total)
        self.header.show_years(years)
        if path is not None and path != self.current_path():
            self.mark(path)
        self.list.verticalScrollBar().setValue(at)

    def current_path(self) -> tuple | None:
        """Where the current line stands."""
        index = self.list.currentIndex()
        return self.model.lines[index.row()].path if index.isValid() else None

    def mark(self, path: tuple | None) -> None:
        """Make a line the current one without telling; none where it does not show."""
        found = next((row for row, line in enumerate(self.model.lines) if line.path == path), -1)
        self.list.quiet(found)

    def as_text(self) -> str:
        """What shows, as text with tabs, for another program; figures in m2."""
        rows = [header_words(self.header.years)]
        for line in (*self.model.lines, self.total.line):
            if line is not None:
                words = "  " * line.depth + line.words
                rows.append([words, *(str(m2) for m2 in line.figures())])
        return "\n".join("\t".join(_plain(cell) for cell in row) for row in rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(look.font("secondary"))
        room = look.size("left_panel") * 3 // 4
        fits = columns(self.list.viewport().width(), metrics.horizontalAdvance(WIDEST_FIGURE), room)
        if fits != self.list.painter_.columns:
            self.list.painter_.columns = fits
            self.header.place(fits)
            self.total.place(fits)
            self.list.scheduleDelayedItemsLayout()
            self.list.viewport().update()

    def _reword(self) -> None:
        self.list.setAccessibleName(tr("Ledger: drawn, planned and the gap, in hectares"))
        self._repaint()

    def _repaint(self) -> None:
        for widget in (self.list.viewport(), self.header, self.total):
            widget.update()


def _plain(cell: str) -> str:
    return " ".join(cell.split("\t"))


class _List(QListView):
    turned = Signal(object)
    chosen = Signal(object)
    opened = Signal(object)
    resized = Signal()

    def __init__(self, model: LineModel) -> None:
        super().__init__()
        self._lines = model
        self.painter_ = LinePainter(self)
        self.setModel(model)
        self.setItemDelegate(self.painter_)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(look.size("row") * 3)

    def quiet(self, row: int) -> None:
        """Make a row the current one without telling."""
        self.setCurrentIndex(self._lines.index(row) if row >= 0 else QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resized.emit()
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._pick(self._lines.lines[index.row()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(self._lines.lines[index.row()])

    def _pick(self, line: Line) -> None:
        self.chosen.emit(line)
        if line.open is not None:
            self.turned.emit(line.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left folds, right unfolds, Enter goes to what a line is about, Ctrl+C is for the panel."""
        index = self.currentIndex()
        line = self._lines.lines[index.row()] if index.isValid() else None
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
        elif line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line)
        elif line is not None and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            opens = event.key() == Qt.Key.Key_Right
            if line.open is not None and line.open != opens:
                self.turned.emit(line.path)
        else:
            super().keyPressEvent(event)
            if line is not None and self.currentIndex() != index:
                self.chosen.emit(self._lines.lines[self.currentIndex().row()])
