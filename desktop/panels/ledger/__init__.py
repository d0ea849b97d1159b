"""The two ledgers: drawn beside planned beside the gap, as a table that unfolds or as who gives to whom."""

import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import look
from desktop.panels.ledger.exchanges import (
    BETWEEN,
    OF_MUNICIPALITIES,
    OF_USES,
    between_places,
    between_uses,
    flows_of,
)
from desktop.panels.ledger.export import ask_and_write
from desktop.panels.ledger.filters import Filters
from desktop.panels.ledger.lines import BY, Book, Line
from desktop.panels.ledger.matrix import MatrixView
from desktop.panels.ledger.table import LedgerTable
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.segments import Segments
from scenarios.edits.variants import add_variant, free_name
from scenarios.landuse.accounts import Filter
from scenarios.project.model import PRESENT
from scenarios.wording import mark, tr

AROUND = 1_500.0
"""Metres of land shown round what a line is about."""


class LedgerPanel(QWidget):
    """Follows the session, previews included; a click on a line or cell shows on the map what it is about."""

    title = mark("Ledger")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.book = session, Book()
        self.view = Segments([("table", lambda: tr("Table")), ("matrix", lambda: tr("Matrix"))])
        self.by, self.between, self.what = QComboBox(), QComboBox(), QComboBox()
        self.filters = Filters()
        self.table, self.matrix = LedgerTable(), MatrixView()
        self.told = Label(font="secondary", role="secondary", wrap=True)
        self.empty, self.why = QWidget(), Label(role="secondary", wrap=True)
        self.filter_button = self._button("filter", mark("Filter"), self._filter, checkable=True)
        self.copy_button = self._button("copy", mark("Copy"), self.copy)
        self.export_button = self._button("export", mark("Export the ledger"), self._export)
        self._lay_out()
        self.view.chosen.connect(self._again)
        for combo in (self.by, self.between, self.what):
            combo.activated.connect(self._again)
        self.filters.changed.connect(self._again)
        self.table.turned.connect(self._turn)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.matrix.pointed.connect(self._tell)
        self.matrix.chosen.connect(self._choose_pair)
        retranslate(self, self._reword)
        self.follow = Follow(self, session, self.refresh)

    def header(self) -> tuple[QWidget, ...]:
        """Buttons for the title row."""
        return self.filter_button, self.copy_button, self.export_button

    def _button(self, icon: str, words: str, act: object, *, checkable: bool = False) -> QToolButton:
        return icon_button(icon, lambda: tr(words), act, small=True, checkable=checkable)  # type: ignore[arg-type]

    def _lay_out(self) -> None:
        gap = look.size("gap")
        for combo in (self.by, self.between, self.what):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumWidth(look.size("right_panel") // 4)
        head, choices = QHBoxLayout(), QHBoxLayout()
        for row in (head, choices):
            row.setSpacing(gap)
        head.addWidget(self.view, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.by, 1)
        choices.addWidget(self.between, 1)
        choices.addWidget(self.what, 1)
        body = QWidget()
        self._body = QStackedLayout(body)
        body.setMinimumHeight(4 * look.size("row"))
        for page in (self.table, self.matrix, self.empty):
            page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            self._body.addWidget(page)
        self._fill_empty()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(head)
        column.addLayout(choices)
        column.addWidget(self.filters)
        column.addWidget(body, 1)
        column.addWidget(self.told)
        self.filters.hide()

    def _fill_empty(self) -> None:
        column = QVBoxLayout(self.empty)
        column.setContentsMargins(0, look.size("gap"), 0, 0)
        column.setSpacing(look.size("gap"))
        self.draw = text_button(lambda: tr("Draw on the map"), self._to_draw, role="primary", icon="draw")
        self.new_variant = text_button(
            lambda: tr("New variant"), self._add_variant, role="primary", icon="plus"
        )
        column.addWidget(self.why)
        for button in (self.draw, self.new_variant):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    # What shows

    def refresh(self) -> None:
        """Show the session as it is."""
        if self.session.document is None:
            return
        snapshot, book = self.session.snapshot(), self.book
        book.read(snapshot)
        both = (*book.drawn, *book.planned)
        if self.filter_button.isChecked():
            self.filters.show_entries(snapshot, both)
        book.by = BY[max(self.by.currentIndex(), 0)][0]
        book.wanted = self.filters.wanted if self.filter_button.isChecked() else Filter()
        table = self.view.choice == "table"
        uses = self.between.currentIndex() <= 0
        self.by.setVisible(table)
        self.between.setVisible(not table)
        self.what.setVisible(not table)
        self._fill_what(uses)
        if table:
            self.told.clear()
            self.table.show_lines(book.lines(snapshot), book.total(), (snapshot.year, snapshot.target_year))
            self._mark()
            self._show(0 if book.seen("drawn") or book.seen("planned") else 2, anything=bool(both))
        else:
            self._show_matrix(uses)

    def _show_matrix(self, uses: bool) -> None:
        snapshot, book = self.session.snapshot(), self.book
        what = (OF_USES if uses else OF_MUNICIPALITIES)[max(self.what.currentIndex(), 0)][0]
        if uses:
            exchange = between_uses(snapshot, book, what)
        else:
            entries = book.seen(what) if what in ("drawn", "planned") else ()
            exchange = between_places(snapshot, flows_of(snapshot, entries, what))
        self.matrix.show_exchange(exchange)
        self._tell(self.matrix.grid.said(self.matrix.grid.current))
        self._show(1 if exchange.m2 else 2, anything=bool(book.drawn or book.planned))

    def _show(self, page: int, *, anything: bool) -> None:
        self._body.setCurrentIndex(page)
        if page != 1:
            self.told.hide()
        if page == 2:
            present = self.session.variant == PRESENT
            self.why.setText(self._why_empty(present=present, anything=anything))
            self.draw.setVisible(not anything and not present)
            self.new_variant.setVisible(not anything and present)
            self.new_variant.setEnabled(self.session.editing)

    def _why_empty(self, *, present: bool, anything: bool) -> str:
        if anything and self.view.choice == "table":
            return tr("Nothing here: filter less, or look at another year.")
        if anything and self.between.currentIndex() > 0:
            return tr(
                "Nothing goes from one municipality to another: no use shrinks in one and grows in another."
            )
        if anything:
            return tr("Nothing here: choose another ledger, or filter less.")
        if present:
            return tr(
                "This is the present: nothing gives or takes land. What is drawn or planned in a variant "
                "stands here: which use gives land to which, in which municipality, and why."
            )
        return tr(
            "Nothing is drawn or planned in this variant. Draw a cluster, a hub or a land-use change, or "
            "move a slider below the table: what it takes and from which use stands here."
        )

    def _fill_what(self, uses: bool) -> None:
        choices = OF_USES if uses else OF_MUNICIPALITIES
        words = [tr(name) for _, name in choices]
        if [self.what.itemText(at) for at in range(self.what.count())] != words:
            self.what.clear()
            self.what.addItems(words)

    def _tell(self, text: str) -> None:
        quiet = tr("Down: who gives. Across: who takes. In hectares; point at a cell for more.")
        self.told.setText(text or quiet)
        self.told.setVisible(self.view.choice == "matrix" and self.filters.isHidden())

    # What the hand does

    def _again(self, _choice: object = None) -> None:
        self.refresh()

    def _turn(self, path: tuple) -> None:
        self.book.turn(path)
        self.refresh()

    def _mark(self) -> None:
        """Make a line about what is selected on the map the current one, unless it is already."""
        selected = set(self.session.selection)
        lines = self.table.model.lines
        path = self.table.current_path()
        if selected and not any(line.path == path and line.thing in selected for line in lines):
            self.table.mark(next((line.path for line in lines if line.thing in selected), path))

    def _choose(self, line: Line) -> None:
        if line.thing is not None:
            self.session.select([line.thing])
        if line.open is None:
            self._go_to(line)

    def _open(self, line: Line) -> None:
        self._go_to(line)

    def _go_to(self, line: Line) -> None:
        snapshot = self.session.snapshot()
        if line.thing is not None:
            table, key = line.thing
            row = snapshot.rows(table).get(key)
            if row is not None:
                self._show_place(shapely.bounds(shapely.from_wkb(row.geom)).tolist(), AROUND)
        elif line.code in snapshot.region.index:
            self._show_place(self._border(line.code), 0.0)
        elif not line.path:
            self._show_place(list(snapshot.region.bounds), 0.0)

    def _border(self, code: str) -> list[float]:
        region = self.session.snapshot().region
        return shapely.bounds(region.borders[region.index[code]]).tolist()

    def _choose_pair(self, giver: str, taker: str) -> None:
        index = self.session.snapshot().region.index
        if giver in index and taker in index:
            one, other = self._border(giver), self._border(taker)
            low = [min(a, b) for a, b in zip(one[:2], other[:2], strict=True)]
            high = [max(a, b) for a, b in zip(one[2:], other[2:], strict=True)]
            self._show_place([*low, *high], 0.0)

    def _show_place(self, bounds: list[float], around: float) -> None:
        xmin, ymin, xmax, ymax = bounds
        self.session.show((xmin - around, ymin - around, xmax + around, ymax + around))

    def copy(self) -> None:
        """Put what shows on the clipboard, for a spreadsheet."""
        shown = self.table if self.view.choice == "table" else self.matrix
        QGuiApplication.clipboard().setText(shown.as_text())
        self.session.tell(tr("The table is on the clipboard."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _filter(self) -> None:
        on = self.filter_button.isChecked()
        self.filters.setVisible(on)
        if not on:
            self.filters.clear()
        self.refresh()

    def _export(self) -> None:
        if self.session.document is not None:
            ask_and_write(self, self.session)

    def _to_draw(self) -> None:
        self.session.go_to(workspace="draw")

    def _add_variant(self) -> None:
        tables = self.session.need().tables
        name = free_name(tables, tr("New variant"))
        written = self.session.edit(tr("New variant {name}", name=name), add_variant(tables, name))
        self.session.go_to(variant=next(c.key for c in written if c.table == "variant"))

    def _reword(self) -> None:
        for combo, choices, name in (
            (self.by, BY, tr("Group by")),
            (self.between, BETWEEN, tr("Between")),
        ):
            at = max(combo.currentIndex(), 0)
            combo.clear()
            combo.addItems([tr(words) for _, words in choices])
            combo.setCurrentIndex(at)
            combo.setAccessibleName(name)
        self.what.setAccessibleName(tr("What of it"))
