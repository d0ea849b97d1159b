"""The list of drawn things: sites with their plots and all else, filtered by typing, sorted by any column."""

import shapely
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop import look
from desktop.panels.things_lines import Group, Place, groups, matching
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools.hit import shown_shape
from desktop.widgets.button import icon_button, quiet_menu
from desktop.widgets.figures import in_hectares
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.remark import light
from desktop.widgets.things_model import Field, Index, PairModel
from scenarios.edits.shapes import remove
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, mark, tr

NAME, KIND, CATEGORY, AREA, START, END = range(6)

FIELDS = (
    Field(lambda: tr("Name"), lambda line: line.name, lambda line: line.name.casefold()),
    Field(lambda: tr("Kind"), lambda line: line.kind, lambda line: line.kind.casefold()),
    Field(lambda: tr("Cat."), lambda line: line.category, lambda line: line.category),
    Field(
        lambda: tr("ha"),
        lambda line: in_hectares(line.m2, 2) if line.m2 else "",
        lambda line: line.m2 or 0.0,
        True,
    ),
    Field(lambda: tr("Start"), lambda line: _year(line.start), lambda line: line.start or 0, True),
    Field(lambda: tr("End"), lambda line: _year(line.end), lambda line: line.end or 9999, True),
)

UNFOLDED = 80
"""A heading with more lines than this is folded at first."""


def _year(year: int | None) -> str:
    return "" if year is None else str(year)


class ThingsPanel(QWidget):
    """Selects on the map what is chosen here, and the other way round; Enter and a double click go there."""

    title = mark("Drawn things")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._every: tuple[Group, ...] = ()
        self._stand: tuple[Snapshot, str] | None = None
        self._busy = False
        self.field = QLineEdit()
        self.field.setProperty("role", "search")
        self.field.setClearButtonEnabled(True)
        self.model = PairModel(FIELDS)
        self.tree = _Tree(self)
        self.tree.setModel(self.model)
        self.empty = Label(role="secondary", wrap=True)
        self.count = Label(font="secondary", role="secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        for widget in (self.field, self.empty, self.tree, self.count):
            column.addWidget(widget, 1 if widget is self.tree else 0)
        header = self.tree.header()
        header.setFont(look.font("secondary"))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(look.size("row"))
        header.setSectionResizeMode(AREA, QHeaderView.ResizeMode.Fixed)
        self.tree.setColumnWidth(AREA, look.size("row") * 2)
        header.setSectionResizeMode(KIND, QHeaderView.ResizeMode.Interactive)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.tree.setSortingEnabled(True)
        self.field.textChanged.connect(self.fill)
        self.tree.selectionModel().selectionChanged.connect(self._chosen)
        self.tree.doubleClicked.connect(lambda index: self.go())
        self.tree.customContextMenuRequested.connect(self._menu)
        retranslate(self, self._word)
        self.follow = Follow(self, session, self.refresh)

    def header(self) -> tuple[QWidget, ...]:
        """The same list in a window of its own."""
        return (
            icon_button("list", lambda: tr("Open the list in a wide window"), self.open_wide, small=True),
        )

    def refresh(self) -> None:
        """Show the variant as it is in the file, and what is selected."""
        if self.session.document is None:
            self._stand, self._every = None, ()
            self.fill()
            return
        stand = (self.session.committed(), language())
        if self._stand is None or stand[0] is not self._stand[0] or stand[1] != self._stand[1]:
            self._stand = stand
            self._every = groups(stand[0])
            self.fill()
        self._show_selection()

    def fill(self) -> None:
        """Show the lines that hold what was typed."""
        found = matching(self._every, self.field.text())
        self._busy = True
        self.model.show(found)
        for row, (_, lines) in enumerate(self.model.pairs):
            self.tree.setFirstColumnSpanned(row, QModelIndex(), self.model.pairs[row][0].place is None)
            self.tree.setExpanded(self.model.index(row, 0), bool(self.field.text()) or len(lines) <= UNFOLDED)
        self._busy = False
        things = sum(len(lines) + (head.place is not None) for head, lines in found)
        self.empty.setVisible(not self._every)
        self.tree.setVisible(bool(self._every))
        self.field.setVisible(bool(self._every))
        self.count.setVisible(bool(self._every))
        self.count.setText(tr("{count} things", count=things) if things != 1 else tr("one thing"))
        self._show_selection()

    def chosen(self) -> list[Place]:
        """The things that are chosen here, in the order of the list."""
        lines = [self.model.at(index) for index in self.tree.selectionModel().selectedRows()]
        return [line.place for line in lines if line.place is not None]

    def go(self) -> None:
        """Show on the map what is chosen."""
        if self.session.document is None:
            return
        snapshot = self.session.committed()
        rows = [snapshot.rows(table).get(key) for table, key in self.chosen()]
        shapes = [shown_shape(snapshot, row) for row in rows if row is not None]
        if shapes:
            xmin, ymin, xmax, ymax = shapely.total_bounds(shapes).tolist()
            edge = max(xmax - xmin, ymax - ymin, 100.0) * 0.15
            self.session.show((xmin - edge, ymin - edge, xmax + edge, ymax + edge))

    def delete(self) -> None:
        """Delete what is chosen, in one step."""
        places = self.chosen()
        if places and self.session.editing:
            snapshot = self.session.committed()
            self.session.edit(tr("Delete {count} things", count=len(places)), remove(snapshot, places))

    def copy(self) -> None:
        """Copy the chosen lines, or all, as a table with tabs."""
        QGuiApplication.clipboard().setText(self.as_text())

    def as_text(self) -> str:
        """The chosen lines, or all where none is, with the headers: cells by tabs, rows by lines."""
        chosen = set(self.chosen())
        every = [
            line for head, lines in self.model.pairs for line in (head, *lines) if line.place is not None
        ]
        lines = [line for line in every if line.place in chosen] if chosen else every
        table = [[f.title() for f in FIELDS], *([f.text(line) for f in FIELDS] for line in lines)]
        return "\n".join("\t".join(cells) for cells in table)

    def open_wide(self) -> None:
        """Open the list in a window that has room for all columns."""
        wide = QDialog(self.window())
        wide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wide.setWindowTitle(tr(self.title))
        column = QVBoxLayout(wide)
        column.addWidget(ThingsPanel(self.session))
        wide.resize(look.size("window_min_width") - look.size("left_panel"), look.size("dialog_height"))
        wide.show()

    def _chosen(self, now: QItemSelection, before: QItemSelection) -> None:
        if not self._busy:
            self._busy = True
            self.session.select(self.chosen())
            self._busy = False

    def _show_selection(self) -> None:
        if self._busy or self._stand is None:
            return
        wanted = set(self.session.selection)
        if wanted == set(self.chosen()):
            return
        found = QItemSelection()
        first: QModelIndex | None = None
        for row, (head, lines) in enumerate(self.model.pairs):
            above = self.model.index(row, 0)
            for index, line in ((above, head), *((None, line) for line in lines)):
                if line.place in wanted:
                    index = index or self.model.index(lines.index(line), 0, above)
                    found.select(index, index)
                    first = first or index
        self._busy = True
        flags = QItemSelectionModel.SelectionFlag
        self.tree.selectionModel().select(found, flags.ClearAndSelect | flags.Rows)
        if first is not None:
            self.tree.scrollTo(first)
        self._busy = False

    def _menu(self, place: QPoint) -> None:
        menu = quiet_menu(self)
        editing = self.session.editing and bool(self.chosen())
        for text, icon, act, enabled in (
            (tr("Show on the map"), "zoom-selection", self.go, bool(self.chosen())),
            (tr("Copy as table"), "copy", self.copy, True),
            (tr("Delete"), "delete", self.delete, editing),
        ):
            action = menu.addAction(look.icon(icon), text)
            action.setEnabled(enabled)
            action.triggered.connect(lambda checked=False, act=act: act())
        menu.exec(self.tree.viewport().mapToGlobal(place))
        menu.deleteLater()

    def _word(self) -> None:
        self.field.setPlaceholderText(tr("Find in the list"))
        self.field.setAccessibleName(tr("Find in the list"))
        self.tree.setAccessibleName(tr(self.title))
        self.empty.setText(tr("What you draw in this variant is listed here: clusters, hubs, plots, notes."))


class _Tree(QTreeView):
    """Shows as many columns as there is room for; Enter goes to the place, Ctrl+C copies."""

    def __init__(self, panel: ThingsPanel) -> None:
        super().__init__()
        self._panel = panel
        self.setProperty("rows", "folding")
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setUniformRowHeights(True)
        self.setIndentation(look.size("padding"))
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setMinimumHeight(look.size("row") * 5)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The lit shape of a chosen row from edge to edge, then the row."""
        if self.selectionModel().isSelected(index):  # type: ignore[arg-type]
            whole = QRectF(0, option.rect.y(), self.viewport().width(), option.rect.height())  # type: ignore[attr-defined]
            light(painter, whole, "accent_wash")
        super().drawRow(painter, option, index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns that would squeeze the names."""
        super().resizeEvent(event)
        room = self.width()
        for column, least in ((CATEGORY, 300), (KIND, 380), (START, 440), (END, 440)):
            self.setColumnHidden(column, room < least)
        self.setColumnWidth(KIND, room // 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Delete and Ctrl+C mean the lines."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._panel.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._panel.go()
        elif event.key() == Qt.Key.Key_Delete:
            self._panel.delete()
        else:
            super().keyPressEvent(event)
