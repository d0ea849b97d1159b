"""How the cells of the trade-off table are painted: washes for more and less, figures, locks and limits."""

import math
from functools import cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop import look
from desktop.panels.tradeoff.cells import SHOWN
from desktop.panels.tradeoff.editor import AmountEditor
from desktop.panels.tradeoff.model import MatrixModel
from desktop.panels.tradeoff.units import NO_FIGURE
from scenarios.wording import tr

WEAKEST, STRONGEST = 0.07, 0.42
"""The opacity of the wash of a hardly changed cell and of the one that changed most."""

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def wash(difference: float, strongest: float, shown: str = "programme") -> QColor:
    """The colour of a cell with a difference, given the largest in the table; clear where it is nothing.

    Blue for more, orange for less: told apart by whoever sees red and green alike. Of the present, which has
    no differences, one hue for how much there is.
    """
    colour = look.colour("accent" if shown == "present" else "gain" if difference > 0 else "loss")
    if difference == 0 or strongest == 0:
        colour.setAlpha(0)
    else:
        part = math.sqrt(min(1.0, abs(difference) / strongest))
        colour.setAlphaF(WEAKEST + (STRONGEST - WEAKEST) * part)
    return colour


@cache
def font(role: str, medium: bool = False) -> QFont:
    """A font of the interface, kept for painting: making one costs more than painting a cell."""
    return look.font(role, medium=medium)


@cache
def height(role: str) -> int:
    """How high a line of a font is."""
    return QFontMetrics(font(role)).height()


@cache
def sign_picture(name: str, role: str, _mode: str, scale: float) -> QPixmap:
    """A small sign, such as a lock, in a colour by meaning."""
    return look.picture(name, role, look.size("sign"), scale)


def figure_role(shown: str, *, large: bool, tight: bool = False) -> str:
    """The font of the figures: small where four stand in a cell or room is short, large for a beamer."""
    small = tight or shown == "all"
    if large:
        return "beamer_small" if small else "beamer"
    return "secondary" if small else "body"


def row_height(shown: str, *, large: bool = False) -> int:
    """The height of a row: one line, or four small ones."""
    if shown != "all":
        return look.size("row_beamer" if large else "row")
    return height(figure_role(shown, large=large)) * (len(SHOWN) - 1) + look.size("gap")


def caption_width(*, large: bool = False) -> int:
    """The room that the captions of the small figures take."""
    metrics = QFontMetrics(font("beamer_small" if large else "secondary"))
    return max(metrics.horizontalAdvance(tr(name)) for _what, name in SHOWN)


def lock_box(cell: QRect) -> QRect:
    """Where in a cell its lock stands."""
    side = look.size("sign")
    return QRect(cell.right() - side - 1, cell.top() - 1, side, side)


class CellPainter(AmountEditor):
    """Paints a cell: wash, small triangle for more or less, figures, signs, and a ring round the current one.

    `strongest` is the largest difference in the table; `tight` makes the figures small, so that all uses fit;
    `hot` is the cell that offers a lock.
    """

    def __init__(self, parent: QWidget, *, strong: bool = False) -> None:
        super().__init__(parent)
        self.strongest = 0.0
        self.tight = False
        self.hot = QPersistentModelIndex()
        self._strong = strong

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell in the look in force."""
        model = index.model()
        if not isinstance(model, MatrixModel) or index.row() >= len(model.lines):
            return
        opt: Any = option
        row, column, box = index.row(), index.column(), QRect(opt.rect)
        heading, is_sum = model.lines[row].heading, column == len(model.uses)
        strong = self._strong or heading or is_sum
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = box.adjusted(0, 0, -1, -1)
        if heading and not self._strong:
            painter.fillRect(box, look.colour("sunken"))
        change = model.change(row, column)
        painter.fillRect(inside, wash(change, self.strongest or abs(change), model.view.shown))
        if change and model.view.shown != "present":
            _triangle(painter, box, change, tight=self.tight)
        self._figures(painter, box, model, model.texts(row, column), strong)
        self._signs(painter, box, model, index)
        if is_sum:
            self._sum(painter, box, closes=model.closes(row))
        selected = bool(opt.state & QStyle.StateFlag.State_Selected)
        view = self.parent()
        current = selected and getattr(view, "currentIndex", QModelIndex)() == index
        if selected and not current:
            tint = look.colour("accent")
            tint.setAlphaF(WEAKEST * 2)
            painter.fillRect(inside, tint)
        if current:
            painter.setPen(QPen(look.colour("accent"), look.size("focus_ring")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -2, -2), 3, 3)
        painter.restore()

    def _figures(
        self, painter: QPainter, box: QRect, model: MatrixModel, texts: list[str], strong: bool
    ) -> None:
        role = figure_role(model.view.shown, large=model.view.large, tight=self.tight)
        painter.setFont(font(role, strong))
        high = height(role)
        top = box.top() + (box.height() - high * len(texts)) // 2
        right = box.right() - look.size("grid" if self.tight else "gap")
        for text in texts:
            painter.setPen(look.colour("secondary" if text in ("0", NO_FIGURE) else "text"))
            painter.drawText(QRect(box.left(), top, right - box.left(), high), RIGHT, text)
            top += high

    def _signs(
        self,
        painter: QPainter,
        box: QRect,
        model: MatrixModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = index.row(), index.column()
        scope = model.lock(row, column)
        offered = index == self.hot and model.can_lock(row, column)
        if scope or offered:
            view = self.parent()
            scale = view.devicePixelRatioF() if isinstance(view, QWidget) else 1.0
            own = scope in ("cell", "total")
            role = "text" if own else "secondary"
            name = "lock" if scope else "unlock"
            painter.drawPixmap(lock_box(box), sign_picture(name, role, look.mode(), scale))
        mark = model.mark(row, column)
        if mark is not None:
            broken = mark.broken(model.cell(row, column).programme)
            painter.setFont(font("secondary", True))
            painter.setPen(look.colour("conflict" if broken else "secondary"))
            sign_box = QRect(box.left() + look.size("gap"), box.top() + 1, box.width(), height("secondary"))
            painter.drawText(sign_box, LEFT, mark.sign)

    def _sum(self, painter: QPainter, box: QRect, *, closes: bool) -> None:
        """A line before the sums; a sign where one does not add up to the area."""
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(box.topLeft(), box.bottomLeft())
        if not closes:
            view = self.parent()
            scale = view.devicePixelRatioF() if isinstance(view, QWidget) else 1.0
            painter.drawPixmap(lock_box(box), sign_picture("conflict", "conflict", look.mode(), scale))


def _triangle(painter: QPainter, box: QRect, change: float, *, tight: bool) -> None:
    """Beside the figures, or in the corner where they need the room: up for more, down for less."""
    side = 2.6
    x, y = box.left() + 4.0, box.center().y() + 0.5
    if tight:
        x, y = box.left() + 1.5, (box.top() + side + 2 if change > 0 else box.bottom() - side - 2)
    tip = -side if change > 0 else side
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("gain" if change > 0 else "loss"))
    painter.drawPolygon(
        QPolygonF([QPointF(x, y - tip), QPointF(x + 2 * side, y - tip), QPointF(x + side, y + tip)])
    )
