"""A list or tree line of two lines of text: what it is, and below it, smaller, what else is to be known."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from desktop import look
from desktop.widgets.chip import SIDE, paint_chip
from desktop.widgets.remark import REMARK, light

COLOUR = Qt.ItemDataRole.UserRole + 3
"""The role under which a line may hold the colour of its chip."""

Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """Lines with a remark stand in two lines; those without are headings, with a sign where they unfold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tall = look.size("row") + (look.size("padding") if index.data(REMARK) is not None else 0)
        return QSize(look.size("row"), tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        if index.data(REMARK) is not None and state & QStyle.StateFlag.State_Selected:
            light(painter, whole, "accent_wash")
        elif state & QStyle.StateFlag.State_MouseOver:
            light(painter, whole, "hover")
        painter.save()
        edge = look.size("gap") / 2
        inside = whole.adjusted(edge, 0, -edge, 0)
        if index.data(REMARK) is None:
            self._heading(painter, inside, index)
        else:
            self._line(painter, inside, index, bool(state & QStyle.StateFlag.State_Enabled))
        painter.restore()

    def _heading(self, painter: QPainter, inside: QRectF, index: Index) -> None:
        tree, side = self.parent(), look.size("padding")
        if index.model().rowCount(index):
            unfolded = isinstance(tree, QTreeView) and tree.isExpanded(index)  # type: ignore[arg-type]
            name = "chevron-down" if unfolded else "chevron-right"
            place = (int(inside.left()), int(inside.center().y() - side / 2))
            painter.drawPixmap(*place, look.icon(name, "secondary").pixmap(side))
        painter.setFont(look.font("secondary", medium=True))
        painter.setPen(look.colour("secondary"))
        words = inside.adjusted(side + look.size("grid"), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data() or ""))

    def _line(self, painter: QPainter, inside: QRectF, index: Index, enabled: bool) -> None:
        colour, icon = index.data(COLOUR), index.data(Qt.ItemDataRole.DecorationRole)
        middle, taken = inside.center().y(), 0.0
        if colour:
            paint_chip(painter, QRectF(inside.left(), middle - SIDE / 2, SIDE, SIDE), str(colour))
            taken = SIDE + look.size("gap")
        elif isinstance(icon, QIcon):
            side = look.size("icon_small")
            painter.drawPixmap(int(inside.left()), int(middle - side / 2), icon.pixmap(side))
            taken = side + look.size("gap")
        air = look.size("grid") / 2
        room = inside.adjusted(taken, air, 0, -air)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        first = ink.color() if ink is not None else look.colour("text" if enabled else "disabled")
        half = room.height() / 2
        lines = (
            (str(index.data() or ""), "body", first),
            (str(index.data(REMARK)), "secondary", look.colour("secondary" if enabled else "disabled")),
        )
        for at, (words, font, pen) in enumerate(lines):
            painter.setFont(look.font(font))
            painter.setPen(pen)
            line = QRectF(room.left(), room.top() + at * half, room.width(), half)
            short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, short)
