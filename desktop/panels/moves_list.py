"""The list of relocations: two lines each, set in behind what they wait for, their lights at the right."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from desktop import look
from desktop.canvas.lights import INKS, light
from desktop.widgets.names import place_name
from desktop.widgets.remark import light as lit
from scenarios.landuse.moves import LIGHTS, MoveFacts, light_name
from scenarios.project.snapshot import Snapshot
from scenarios.wording import tr

Index = QModelIndex | QPersistentModelIndex
_DEEPEST = 4
"""Moves farther down a chain than this are set in no more."""


def state_name(state: str) -> str:
    """What a state of a light is called, for those who hear it."""
    return {"good": tr("in order"), "open": tr("not known yet"), "bad": tr("does not fit")}[state]


def ends(snapshot: Snapshot, one: MoveFacts) -> str:
    """From where to where a move goes, and when, in one line."""
    where = place_name(snapshot, one.origin) if one.origin else tr("outside the region")
    there = place_name(snapshot, one.destination) if one.destination else one.to
    to = there if one.row.plot is not None else tr("not known yet")
    year = str(one.row.leaves) if one.row.leaves is not None else ""
    aside = tr("set aside") if one.row.aside else ""
    return " · ".join(part for part in (f"{where} → {to}", year, aside) if part)


class MovesModel(QAbstractListModel):
    """Facts of moves in the order shown, with the line below each name."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[MoveFacts, str]] = []

    def show_rows(self, snapshot: Snapshot | None, rows: Sequence[MoveFacts]) -> None:
        """Show other moves."""
        found = [(one, ends(snapshot, one)) for one in rows] if snapshot is not None else []
        self.beginResetModel()
        self.rows = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one, line = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [f"{light_name(n)}: {state_name(x.state)}" for n, x in one.lights.items()]
            return ". ".join([one.name, line, *said])
        return None


class MovesList(QListView):
    """Shows a MovesModel; `chosen(key)` by click or arrow keys, `opened(key)` by Enter or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.moves = MovesModel()
        self.setModel(self.moves)
        self.setItemDelegate(_Lines(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(3 * _tall())
        self.clicked.connect(self._choose)
        self.doubleClicked.connect(self._open)

    def show_moves(self, snapshot: Snapshot | None, rows: Sequence[MoveFacts], key: int | None) -> None:
        """Show moves, one of them chosen, scrolled to where it was."""
        at = self.verticalScrollBar().value()
        self.moves.show_rows(snapshot, rows)
        found = next((n for n, (one, _) in enumerate(self.moves.rows) if one.row.key == key), -1)
        model = self.selectionModel()
        was = model.blockSignals(True)
        if found < 0:
            self.clearSelection()
        else:
            self.setCurrentIndex(self.moves.index(found))
        model.blockSignals(was)
        self.verticalScrollBar().setValue(at)
        if found >= 0:
            self.scrollTo(self.moves.index(found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the arrows choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.moves.rows[index.row()][0].row.key)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.moves.rows[index.row()][0].row.key)


def _tall() -> int:
    return look.size("row") + look.size("padding")


class _Lines(QStyledItemDelegate):
    """A name, what lies below it, and four signs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.size("row"), _tall())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        model: Any = index.model()
        one, line = model.rows[index.row()]
        if state & QStyle.StateFlag.State_Selected:
            lit(painter, whole, "accent_wash")
        elif state & QStyle.StateFlag.State_MouseOver:
            lit(painter, whole, "hover")
        painter.save()
        radius = look.size("sign") * 0.62
        for name, at in zip(LIGHTS, _places(whole), strict=True):
            found = one.lights[name].state
            ink = look.map_colour(INKS[found])
            light(painter, at, radius, found, ink, look.colour("raised"), look.font())
        self._words(painter, whole, one, line)
        painter.restore()

    def _words(self, painter: QPainter, whole: QRectF, one: MoveFacts, line: str) -> None:
        step, edge = look.size("padding"), look.size("gap") / 2
        deep = min(one.depth, _DEEPEST) * step
        left = whole.left() + edge + deep
        if one.depth:
            left += look.size("grid")
            x, middle = left - step, whole.top() + whole.height() * 0.3
            painter.setPen(QPen(look.colour("secondary"), 1.2))
            painter.drawLine(QPointF(x, whole.top() + 2), QPointF(x, middle))
            painter.drawLine(QPointF(x, middle), QPointF(left - look.size("grid"), middle))
        right = _places(whole)[0].x() - look.size("sign")
        half = (whole.height() - look.size("grid")) / 2
        top = whole.top() + look.size("grid") / 2
        dim = bool(one.row.aside)
        lines = (
            (one.name, "body", look.colour("disabled" if dim else "text")),
            (line, "secondary", look.colour("disabled" if dim else "secondary")),
        )
        for at, (words, font, ink) in enumerate(lines):
            painter.setFont(look.font(font))
            painter.setPen(ink)
            box = QRectF(left, top + at * half, max(right - left, 0.0), half)
            short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, short)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A sign says what it stands for; elsewhere the whole line."""
        if not index.isValid():
            return False
        model: Any = index.model()
        one, line = model.rows[index.row()]
        at = QPointF(event.pos())
        near = zip(LIGHTS, _places(QRectF(option.rect)), strict=True)  # type: ignore[attr-defined]
        name = next((n for n, place in near if abs(place.x() - at.x()) <= look.size("sign") * 0.8), "")
        said = f"{light_name(name)}: {one.lights[name].text}" if name else f"{one.name}\n{line}"
        QToolTip.showText(event.globalPos(), said, view)
        return True


def _places(whole: QRectF) -> list[QPointF]:
    """The middles of the four signs at the right end of a line."""
    step = look.size("sign") + look.size("gap") * 0.9
    right = whole.right() - look.size("gap") - look.size("sign") / 2
    return [QPointF(right - step * (len(LIGHTS) - 1 - n), whole.center().y()) for n in range(len(LIGHTS))]
