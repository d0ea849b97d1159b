"""The trade-off table as a widget: names stay in view on the left, the region's totals below."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.tradeoff.cells import SHOWN, Table
from desktop.panels.tradeoff.model import MatrixModel, kinds, lines
from desktop.panels.tradeoff.paint import CellPainter, PlaceHeader, UseHeader, caption_width, row_height
from desktop.text import retranslate
from desktop.widgets.label import hairline
from desktop.widgets.names import use_name
from scenarios.project.region import USES
from scenarios.wording import tr

WIDEST_NAME = 176
WIDEST_FIGURE = "00.000,0"


class Matrix(QWidget):
    """Tells `chosen(code, use)` when another cell becomes the current one and `opened()` on Enter."""

    chosen = Signal(str, str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = MatrixModel()
        self.totals_model = MatrixModel(whole=True)
        self.table = _View(self.model)
        self.totals = _View(self.totals_model, strong=True)
        self.totals.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.totals.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.totals.horizontalHeader().hide()
        self.totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.totals.horizontalScrollBar().valueChanged.connect(self.table.horizontalScrollBar().setValue)
        self.table.horizontalScrollBar().valueChanged.connect(self.totals.horizontalScrollBar().setValue)
        self._below = QHBoxLayout()
        self._below.addWidget(self.totals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(hairline())
        column.addLayout(self._below)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.opened.connect(self.opened)
        self.table.verticalHeader().sectionClicked.connect(self._row_clicked)
        retranslate(self, self._reword)
        look.restyle(self, self._repaint)

    # What shows

    def show_table(self, table: Table, *, dragging: bool = False) -> None:
        """Show other numbers; while dragging the washes keep their scale, so that only what moves changes."""
        moved = table.places != self.model.table.places
        self.model.show_table(table)
        self.totals_model.show_table(table)
        if not dragging:
            self._shade()
        if moved:
            self._fit()

    def show_kind(self, shown: str) -> None:
        """Have the cells show another of their numbers: a name in SHOWN."""
        self.model.show_kind(shown)
        self.totals_model.show_kind(shown)
        for view in (self.table, self.totals):
            view.verticalHeader().setDefaultSectionSize(row_height(shown))
        self._shade()
        self._fit()
        self._repaint()

    def choose(self, code: str, use: str) -> None:
        """Make a cell the current one."""
        row = next((i for i, (c, _) in enumerate(self.model.table.places) if c == code), -1)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, USES.index(use)))

    def current(self) -> tuple[str, str] | None:
        """Municipality and use of the current cell."""
        index = self.table.currentIndex()
        return (self.model.place(index.row())[0], USES[index.column()]) if index.isValid() else None

    def needed_height(self) -> int:
        """The height at which nothing scrolls."""
        rows = self.table.verticalHeader().length() + self.totals.height()
        return rows + self.table.horizontalHeader().sizeHint().height() + look.size("grid")

    def as_text(self) -> str:
        """The whole table as text with tabs, for another program."""
        uses = [use_name(use) for use in USES]
        found = [[tr("Municipality"), tr("What"), *uses]]
        names = dict(SHOWN)
        for what in kinds(self.model.shown):
            for row, (_code, place) in enumerate(self.model.table.places):
                cells = [lines(self.model.cell(row, column), what)[0] for column in range(len(USES))]
                found.append([place, tr(names[what]), *cells])
        return "\n".join("\t".join(line) for line in found)

    # Inside

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        at = self.current()
        for header, position in (
            (self.table.verticalHeader(), current.row()),
            (self.table.horizontalHeader(), current.column()),
        ):
            header.current = position  # type: ignore[attr-defined]
            header.viewport().update()
        if at is not None:
            self.chosen.emit(*at)

    def _row_clicked(self, row: int) -> None:
        index = self.table.currentIndex()
        self.table.setCurrentIndex(self.model.index(row, max(0, index.column())))
        self.table.setFocus()

    def _shade(self) -> None:
        shown = self.model.shown
        totals = self.model.table.totals.values()
        for view, strongest in (
            (self.table, self.model.table.strongest(shown)),
            (self.totals, max((abs(cell.shade(shown)) for cell in totals), default=0)),
        ):
            if view.painter_.strongest != strongest:
                view.painter_.strongest = strongest
                view.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(look.font())
        gap = look.size("gap")
        names = [name for _, name in self.model.table.places] + [tr("Region")]
        widest = max(metrics.horizontalAdvance(name) for name in names) + 2 * gap
        captions = caption_width() + gap if self.model.shown == "all" else 0
        names_width = min(widest, WIDEST_NAME) + captions
        bar = self.table.verticalScrollBar()
        needed = self.table.verticalHeader().length() + self.table.horizontalHeader().sizeHint().height()
        scrolls = needed > self.table.height()
        room = self.width() - names_width - (bar.sizeHint().width() if scrolls else 0)
        tight = room // len(USES) < metrics.horizontalAdvance(WIDEST_FIGURE) + 2 * gap
        narrowest = QFontMetrics(look.font("secondary")).horizontalAdvance(WIDEST_FIGURE) + look.size("grid")
        width = max(narrowest, room // len(USES))
        for view in (self.table, self.totals):
            view.painter_.tight = tight
            view.use_header.tight = tight
            view.verticalHeader().setFixedWidth(names_width)
            view.horizontalHeader().setDefaultSectionSize(width)
            for column in range(len(USES)):
                view.setColumnWidth(column, width)
        wider = width * len(USES) > room
        self.totals.setFixedHeight(
            self.totals.verticalHeader().defaultSectionSize() + (look.size("scrollbar") if wider else 0) + 1
        )
        self._below.setContentsMargins(0, 0, bar.sizeHint().width() if scrolls else 0, 0)

    def _reword(self) -> None:
        self.model.reword()
        self.totals_model.reword()
        self.table.setAccessibleName(tr("Municipalities by land use, in hectares"))
        self.totals.setAccessibleName(tr("The whole region by land use, in hectares"))
        self._fit()

    def _repaint(self) -> None:
        for view in (self.table, self.totals):
            view.viewport().update()
            view.horizontalHeader().viewport().update()
            view.verticalHeader().viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)


class _View(QTableView):
    opened = Signal()

    def __init__(self, model: MatrixModel, *, strong: bool = False) -> None:
        super().__init__()
        self.setModel(model)
        self.painter_ = CellPainter(self, strong=strong)
        self.setItemDelegate(self.painter_)
        self.use_header = UseHeader(self)
        self.setHorizontalHeader(self.use_header)
        self.setVerticalHeader(PlaceHeader(self, strong=strong))
        self.verticalHeader().setDefaultSectionSize(row_height(model.shown))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMinimumHeight(look.size("row"))
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: Any) -> None:
        """Enter goes on to the slider of the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
        else:
            super().keyPressEvent(event)
