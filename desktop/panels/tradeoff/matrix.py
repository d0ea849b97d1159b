"""The trade-off table as a widget: names and uses stay in view, the region's totals stand below."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.tradeoff import block
from desktop.panels.tradeoff.cells import Table
from desktop.panels.tradeoff.corner import Corner
from desktop.panels.tradeoff.grid import CellGrid
from desktop.panels.tradeoff.lines import NAME, View
from desktop.panels.tradeoff.model import MatrixModel
from desktop.panels.tradeoff.paint import caption_width, font, height, row_height
from desktop.panels.tradeoff.signs import Signs
from desktop.panels.tradeoff.units import Unit
from desktop.panels.tradeoff.widths import columns
from desktop.text import retranslate
from desktop.widgets.label import hairline
from scenarios.wording import tr

WIDEST_NAME, NARROW_NAME = 176, 120
"""How wide the names may be in pixels, and beside captions; in beamer type in proportion to its size."""


class Matrix(QWidget):
    """Tells `chosen(code, use)` when another cell becomes the current one and `opened()` on Enter.

    `typed(code, use, text)`: an amount was typed. `pasted(text)`: a block is to be put at the current cell.
    `lock_wished(scope, code, use)`: a lock was clicked. `sort_wished(column)`, `fold_wished(group)`,
    `menu_wished(place)`, and `kept(code, use)`: something was typed where nothing can be.
    """

    chosen = Signal(str, str)
    opened = Signal()
    typed = Signal(str, str, str)
    pasted = Signal(str)
    lock_wished = Signal(str, str, str)
    sort_wished = Signal(str)
    fold_wished = Signal(str)
    menu_wished = Signal(QPoint)
    kept = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.model = MatrixModel()
        self.totals_model = MatrixModel(whole=True)
        self.table = CellGrid(self.model)
        self.totals = CellGrid(self.totals_model, strong=True)
        self.corner = Corner(self.table, self.model)
        self._late = False
        self._lay_out()
        self._connect()
        retranslate(self, self._reword)
        look.restyle(self, self._repaint)

    def _lay_out(self) -> None:
        self.totals.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.totals.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.totals.horizontalHeader().hide()
        self.totals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._below = QHBoxLayout()
        self._below.addWidget(self.totals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(hairline())
        column.addLayout(self._below)

    def _connect(self) -> None:
        self.totals.horizontalScrollBar().valueChanged.connect(self.table.horizontalScrollBar().setValue)
        self.table.horizontalScrollBar().valueChanged.connect(self.totals.horizontalScrollBar().setValue)
        self.totals.horizontalScrollBar().rangeChanged.connect(self._align)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.opened.connect(self._open)
        self.table.lock_wished.connect(self._lock_cell)
        self.table.pasted.connect(self.pasted)
        self.table.refused.connect(self._kept)
        self.table.copied.connect(self.copy)
        self.totals.lock_wished.connect(self._lock_total)
        # Queued: the cell has closed its field before the table changes under it.
        self.table.painter_.typed.connect(self._type, Qt.ConnectionType.QueuedConnection)
        self.table.use_header.sort_wished.connect(self.sort_wished)
        self.table.use_header.lock_wished.connect(self._lock_column)
        self.table.place_header.lock_wished.connect(self._lock_row)
        self.table.place_header.fold_wished.connect(self._fold)
        self.table.place_header.sectionClicked.connect(self._row_clicked)
        self.corner.clicked.connect(self._sort_by_name)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)

    # What shows

    def show_table(
        self,
        table: Table,
        view: View,
        unit: Unit,
        signs: Signs,
        *,
        editable: bool = False,
        dragging: bool = False,
    ) -> None:
        """Show other numbers; while dragging rows and washes stay as they are, so that only what moves
        changes."""
        model = self.model
        before = (model.table.cells, model.view, model.unit, model.signs, model.editable)
        at = self._at()
        other = model.show_table(table, view, unit, signs, editable=editable, dragging=dragging)
        self.totals_model.show_table(table, view, unit, signs, editable=editable)
        same = not other and before == (table.cells, view, unit, signs, editable)
        if same and (dragging or not self._late):
            return
        self._late = dragging
        if not dragging or (view, unit) != before[1:3]:
            self._shade()
            self.corner.update()
        if other and at is not None:
            self._go(*at)
        if other or not dragging:
            self._fit()

    @property
    def strongest(self) -> float:
        """The difference that has the strongest colour, in the unit in force."""
        return self.table.painter_.strongest

    def choose(self, code: str, use: str) -> None:
        """Make a cell the current one, where it shows."""
        self._go(code, use)

    def current(self) -> tuple[str, str] | None:
        """Municipality and use of the current cell; None where that is a group, a sum, or nothing."""
        at = self._at()
        return at if at is not None and at[0] and at[1] and not at[0].count(":") else None

    def has_current(self) -> bool:
        """Whether any cell is the current one."""
        return self.table.currentIndex().isValid()

    def needed_height(self) -> int:
        """The height at which nothing scrolls."""
        rows = self.table.verticalHeader().length() + self.totals.height()
        return rows + self.table.horizontalHeader().sizeHint().height() + look.size("grid")

    def as_text(self) -> str:
        """The whole table as it shows, as text with tabs, for another program."""
        return block.copied(self.model, range(len(self.model.lines)), range(self.model.columnCount()))

    def copy(self, *, names: bool = True) -> None:
        """Put the selected cells on the clipboard; one cell goes without names."""
        chosen = self.table.selectionModel().selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        if rows:
            text = block.copied(self.model, rows, columns, names=names and len(chosen) > 1)
            QGuiApplication.clipboard().setText(text)

    def edit(self) -> None:
        """Open the current cell to type in."""
        self.table.begin()

    # Inside

    def _at(self) -> tuple[str, str] | None:
        """Key of the row and use of the current cell."""
        index = self.table.currentIndex()
        if not index.isValid() or index.row() >= len(self.model.lines):
            return None
        return self.model.lines[index.row()].key, self.model.use(index.column())

    def _go(self, key: str, use: str) -> None:
        row = next((i for i, line in enumerate(self.model.lines) if line.key == key), -1)
        if row < 0:
            return
        uses = self.model.uses
        column = uses.index(use) if use in uses else len(uses) if not use else 0
        self.table.setCurrentIndex(self.model.index(row, column))

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        for header, position in (
            (self.table.place_header, current.row()),
            (self.table.use_header, current.column()),
        ):
            header.current = position
            header.viewport().update()
        self.table.offer(current)
        at = self.current()
        if at is not None:
            self.chosen.emit(*at)

    def _align(self) -> None:
        """Keep the totals below their columns."""
        self.totals.horizontalScrollBar().setValue(self.table.horizontalScrollBar().value())

    def _open(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.model.lines[index.row()].heading:
            self._fold(index.row())
        elif self.current() is not None:
            self.opened.emit()

    def _row_clicked(self, row: int) -> None:
        self.table.setFocus()
        self._moved(self.model.index(row, max(0, self.table.currentIndex().column())), QModelIndex())

    def _fold(self, row: int) -> None:
        self.fold_wished.emit(self.model.lines[row].key)

    def _sort_by_name(self) -> None:
        self.sort_wished.emit(NAME)

    def _menu(self, where: QPoint) -> None:
        index = self.table.indexAt(where)
        if index.isValid():
            if not self.table.selectionModel().isSelected(index):
                self.table.setCurrentIndex(index)
            self.menu_wished.emit(self.table.viewport().mapToGlobal(where))

    def _type(self, row: int, column: int, text: str) -> None:
        self.typed.emit(self.model.lines[row].code, self.model.use(column), text)

    def _kept(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.kept.emit(self.model.lines[index.row()].code, self.model.use(index.column()))

    def _lock_cell(self, row: int, column: int) -> None:
        if self.model.can_lock(row, column):
            self.lock_wished.emit("cell", self.model.lines[row].code, self.model.use(column))

    def _lock_total(self, row: int, column: int) -> None:
        if self.totals_model.can_lock(row, column):
            self.lock_wished.emit("total", "", self.totals_model.use(column))

    def _lock_column(self, column: int) -> None:
        self.lock_wished.emit("column", "", self.model.use(column))

    def _lock_row(self, row: int) -> None:
        self.lock_wished.emit("row", self.model.lines[row].code, "")

    def _shade(self) -> None:
        for view, model in ((self.table, self.model), (self.totals, self.totals_model)):
            strongest = model.strongest()
            if view.painter_.strongest != strongest:
                view.painter_.strongest = strongest
                view.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        view = self.model.view
        for each in (self.table, self.totals):
            each.verticalHeader().setDefaultSectionSize(row_height(view.shown, large=view.large))
        names_width = self._names_width()
        bar = self.table.verticalScrollBar()
        header = self.table.horizontalHeader().sizeHint().height()
        scrolls = self.table.verticalHeader().length() + header > self.table.height()
        aside = bar.sizeHint().width() if scrolls else 0
        room = self.width() - names_width - aside
        tight, widths = columns(self.model, self.totals_model, room)
        if sum(widths) > room:
            # Names may end in dots, so that all columns are in view where that is nearly so.
            shorter = min(sum(widths) - room, names_width * 3 // 10)
            names_width, room = names_width - shorter, room + shorter
        for each in (self.table, self.totals):
            each.painter_.tight = tight
            each.use_header.tight = tight
            each.verticalHeader().setFixedWidth(names_width)
            each.horizontalHeader().setMinimumSectionSize(1)
            for column, width in enumerate(widths):
                each.setColumnWidth(column, width)
        wider = sum(widths) > room
        self.totals.setFixedHeight(
            self.totals.verticalHeader().defaultSectionSize() + (look.size("scrollbar") if wider else 0) + 1
        )
        self._below.setContentsMargins(0, 0, aside, 0)
        self.corner.setGeometry(0, 0, names_width, header)
        self.corner.raise_()

    def _names_width(self) -> int:
        view = self.model.view
        metrics = QFontMetrics(font("beamer" if view.large else "body"))
        titles = [line.title for line in (*self.model.lines, *self.totals_model.lines)]
        grouped = look.size("icon") if view.group else 0
        aside = 2 * look.size("gap") + look.size("sign") + grouped
        widest = max((metrics.horizontalAdvance(title) for title in titles), default=0) + aside
        wide = WIDEST_NAME if view.shown != "all" else NARROW_NAME
        most = (wide + grouped) * metrics.height() // height("body")
        captions = caption_width(large=view.large) + look.size("gap") if view.shown == "all" else 0
        return min(widest, most) + captions

    def _reword(self) -> None:
        self.model.reword()
        self.totals_model.reword()
        self.table.setAccessibleName(tr("Municipalities by land use"))
        self.totals.setAccessibleName(tr("The whole region by land use"))
        self._fit()

    def _repaint(self) -> None:
        for view in (self.table, self.totals):
            view.viewport().update()
            view.horizontalHeader().viewport().update()
            view.verticalHeader().viewport().update()
