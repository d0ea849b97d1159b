"""The activities to build with: the dozen that matter first, the rest below, found by typing, dragged onto
the map."""

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTreeView, QVBoxLayout, QWidget

from desktop import look
from desktop.canvas.dropping import ACTIVITY, PLACING, dragged
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.follow import Follow
from desktop.widgets.label import Label
from desktop.widgets.remark import REMARK
from desktop.widgets.two_lines import COLOUR, TwoLines
from scenarios.edits.placing import place_activity, usual_m2
from scenarios.landuse.catalogue import USES, Activity, activities
from scenarios.landuse.visible import use_of
from scenarios.project.model import Plot
from scenarios.wording import hectares, mark, tr

CODE = Qt.ItemDataRole.UserRole
"""The role under which a line holds the code of its activity."""

Index = QModelIndex | QPersistentModelIndex


class PalettePanel(QWidget):
    """Choose one and click in a site, drag it there, or press Enter to place it in the selected site."""

    title = mark("Activities")
    stretch = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._held = ""
        self.field = QLineEdit()
        self.field.setProperty("role", "search")
        self.field.setClearButtonEnabled(True)
        self.model = _Model()
        self.tree = _Tree()
        self.tree.setModel(self.model)
        self.hint = Label(font="secondary", role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.field)
        column.addWidget(self.tree, 1)
        column.addWidget(self.hint)
        self.field.textChanged.connect(self.fill)
        self.field.installEventFilter(self)
        self.tree.clicked.connect(self._chosen)
        self.tree.activated.connect(self._placed)
        retranslate(self, self.fill)
        look.restyle(self, self.tree.viewport().update)
        self.follow = Follow(self, session, self.refresh)

    def refresh(self) -> None:
        """Show again what depends on the project: colours by its threshold, sizes by its assumptions."""
        if self.session.document is None:
            return
        held = str(self.session.committed().settings)
        if held != self._held:
            self._held = held
            self.fill()
        self.tree.setEnabled(self.session.editing)

    def fill(self) -> None:
        """List the activities that hold what was typed."""
        self.field.setPlaceholderText(tr("Find an activity"))
        self.field.setAccessibleName(tr("Find an activity"))
        self.tree.setAccessibleName(tr("Activities"))
        self.hint.setText(
            tr("Drag one into a cluster or hub. Enter places it in the selected site, Alt changes a plot.")
        )
        words = self.field.text().casefold().split()
        found = [a for a in activities().values() if all(w in _text(a) for w in words)]
        first = [a for a in found if a.quick and not words]
        rest = [a for a in found if a not in first]
        self.model.clear()
        for activity in first:
            self.model.appendRow(self._line(activity))
        groups = dict.fromkeys(a.group for a in activities().values())
        above = self.model.invisibleRootItem()
        if first and rest:
            above = _heading(tr("More activities"), len(rest))
            self.model.appendRow(above)
        for group in groups:
            of_group = [a for a in rest if a.group == group]
            if of_group:
                head = _heading(of_group[0].group_name, len(of_group))
                above.appendRow(head)
                head.appendRows([self._line(activity) for activity in of_group])
        if not found:
            self.model.appendRow(_heading(tr("Nothing found"), 0))
        if words:
            self.tree.expandAll()
            if first_line := self._first(self.model.invisibleRootItem()):
                self.tree.setCurrentIndex(first_line.index())

    def current(self) -> str:
        """The code of the activity that is chosen in the list; empty where none is."""
        return str(self.tree.currentIndex().data(CODE) or "")

    def place(self) -> None:
        """Place the chosen activity in the selected site, or take the tool to click where it goes."""
        code, site = self.current(), self._site()
        if not code:
            return
        self.session.choose("activity", code)
        if site is None:
            self.session.use_tool(PLACING)
            self.session.tell(tr("Click in the cluster or hub where it goes, or select one first."))
            return
        placed = place_activity(self.session.committed(), code, site=site)
        written = self.session.edit(tr("Place {activity}", activity=activities()[code].name), placed.changes)
        self.session.select([(c.table, c.key) for c in written if c.old is None])
        if placed.said:
            self.session.tell(placed.said)

    def _site(self) -> int | None:
        snapshot = self.session.committed()
        for table, key in self.session.selection:
            if table == "site":
                return key
            if table == "plot" and key in snapshot.plots:
                return snapshot.plots[key].site
        return None

    def _chosen(self, index: Index) -> None:
        code = str(index.data(CODE) or "")
        if code and self.session.editing:
            self.session.choose("activity", code)
            self.session.use_tool(PLACING)
        elif not code:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))  # type: ignore[arg-type]

    def _placed(self, index: Index) -> None:
        if index.data(CODE) and self.session.editing:
            self.place()

    def _line(self, activity: Activity) -> QStandardItem:
        item = QStandardItem(activity.name)
        item.setEditable(False)
        item.setData(activity.code, CODE)
        use, size = activity.use or "BED", ""
        if self.session.document is not None:
            snapshot = self.session.committed()
            use = use_of(snapshot, Plot(0, 0, 0, b"", 0, activity=activity.code))
            m2, assumed = usual_m2(snapshot, activity)
            size = tr("no usual size") if assumed else hectares(m2)
        elif activity.area_ha is not None:
            size = hectares(activity.area_ha.value * 10_000)
        category = tr("category {category}", category=activity.category) if activity.category else ""
        remark = " \u00b7 ".join(part for part in (category, size) if part)
        item.setData(remark, REMARK)
        item.setData(USES[use].colour, COLOUR)
        item.setToolTip(f"{activity.name}\n{remark}")
        item.setData(f"{activity.name}, {remark}", Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _first(self, above: QStandardItem) -> QStandardItem | None:
        for row in range(above.rowCount()):
            item = above.child(row)
            found = item if item.data(CODE) else self._first(item)
            if found is not None:
                return found
        return None

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Down goes from the field to the list, Enter places the first that was found, Esc empties it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.tree.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
                self.place()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return False


def _text(activity: Activity) -> str:
    return f"{activity.name} {activity.group_name} {activity.category} {activity.code}".casefold()


def _heading(text: str, count: int) -> QStandardItem:
    item = QStandardItem(f"{text} ({count})" if count else text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setFont(look.font("secondary", medium=True))
    return item


class _Model(QStandardItemModel):
    def mimeTypes(self) -> list[str]:
        return [ACTIVITY]

    def mimeData(self, indexes: object) -> QMimeData:
        codes = [str(index.data(CODE) or "") for index in indexes]  # type: ignore[attr-defined]
        return dragged(codes[0] if codes else "")


class _Tree(QTreeView):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rows", "own")
        self.setHeaderHidden(True)
        self.setIndentation(look.size("padding"))
        self.setRootIsDecorated(False)
        self.setItemDelegate(TwoLines(self))
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(look.size("row") * 5)

    def drawBranches(self, painter: QPainter, rect: object, index: Index) -> None:
        """Headings draw their own sign, so that lines keep the whole width."""
