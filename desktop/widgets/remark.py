"""A list or tree line with a pale remark at its right end, and rows lit as one round shape."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget

from desktop import look

REMARK = Qt.ItemDataRole.UserRole + 1
"""The role under which an item holds its remark."""

Index = QModelIndex | QPersistentModelIndex


class RemarkDelegate(QStyledItemDelegate):
    """Paints the remark after the line itself, where there is room for both."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line, then its remark."""
        remark = str(index.data(REMARK) or "")
        small = look.font("secondary")
        wide = QFontMetrics(small).horizontalAdvance(remark) + look.size("gap") * 2 if remark else 0
        whole = option.rect  # type: ignore[attr-defined]
        if self.sizeHint(option, index).width() + wide > whole.width():
            remark, wide = "", 0
        shortened = QStyleOptionViewItem(option)
        shortened.rect = whole.adjusted(0, 0, -wide, 0)  # type: ignore[attr-defined]
        if remark and option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            light(painter, QRectF(whole), "accent_wash")
        super().paint(painter, shortened, index)
        if remark:
            painter.save()
            painter.setFont(small)
            painter.setPen(look.colour("secondary"))
            place = whole.adjusted(0, 0, -look.size("gap"), 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, remark)
            painter.restore()


class RowTree(QTreeWidget):
    """A tree in one column whose rows are lit as one round shape from edge to edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rows", "own")
        self.setItemDelegate(RemarkDelegate(self))

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The lit shape below the row, then the row."""
        whole = QRectF(0, option.rect.y(), self.viewport().width(), option.rect.height())  # type: ignore[attr-defined]
        item = self.itemFromIndex(index)
        if item is not None and item.isSelected():
            light(painter, whole, "accent_wash")
        super().drawRow(painter, option, index)


def light(painter: QPainter, place: QRectF, role: str) -> None:
    """A round shape in a colour by meaning."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(role))
    corner = look.size("corner_small")
    painter.drawRoundedRect(place, corner, corner)
    painter.restore()
