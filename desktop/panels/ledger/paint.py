"""How the ledger's table is painted: one painter for its lines and its total, a header of two lines."""

from functools import cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import look
from desktop.panels.ledger.columns import Columns
from desktop.panels.ledger.lines import Line
from desktop.panels.ledger.words import figures, square_metres
from desktop.widgets.chip import SIDE, paint_chip
from scenarios.landuse.catalogue import USES
from scenarios.wording import tr

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

NARROWEST_STRETCH = 70
"""How far, in percent, a word of the header is squeezed."""

NOWHERE = Columns(0, False, 1)


@cache
def _font(role: str, medium: bool = False) -> QFont:
    """A font of the interface, kept for painting: making one costs more than painting a line."""
    return look.font(role, medium=medium)


@cache
def line_heights() -> tuple[int, int]:
    """The height of a line of words and of a line of figures."""
    return QFontMetrics(_font("body")).height(), QFontMetrics(_font("secondary")).height()


class LinePainter(QStyledItemDelegate):
    """Paints a line in its columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = NOWHERE

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line or two."""
        return QSize(0, self.columns.height(line_heights()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The line in the look in force."""
        opt: Any = option
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, Line):
            return
        box = QRect(opt.rect)
        painter.save()
        if opt.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("accent_wash"))
        elif opt.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, look.colour("hover"))
        elif line.depth == 0:
            painter.fillRect(box, look.colour("sunken"))
        paint_line(painter, box, line, self.columns)
        painter.restore()


def paint_line(painter: QPainter, box: QRect, line: Line, columns: Columns) -> None:
    """Words and figures of a line."""
    strong = line.depth == 0
    words = columns.words(box, line.depth * look.size("padding"), line_heights())
    left = words.left()
    if line.path:
        if line.open is not None:
            side = look.size("padding")
            sign = look.icon("chevron-down" if line.open else "chevron-right", "secondary").pixmap(side)
            painter.drawPixmap(left, words.center().y() - side // 2 + 1, sign)
        left += look.size("padding") + look.size("grid")
    if line.use in USES:
        chip = QRectF(left, words.center().y() - SIDE / 2 + 1, SIDE, SIDE)
        paint_chip(painter, chip, USES[line.use].colour)
        left += SIDE + look.size("grid") + 2
    words.setLeft(left)
    font = _font("body" if line.depth < 2 else "secondary", strong)
    painter.setFont(font)
    painter.setPen(look.colour("text" if line.depth < 2 else "secondary"))
    said = QFontMetrics(font).elidedText(line.words, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, LEFT, said)
    painter.setFont(_font("secondary", strong))
    amounts = line.figures()
    for at, (place, text) in enumerate(zip(columns.figures(box, line_heights()), figures(line), strict=True)):
        gap = at == len(amounts) - 1
        tone = "secondary" if not amounts[at] else "text"
        if gap and amounts[at]:
            tone = "gain_text" if amounts[at] > 0 else "loss_text"
        painter.setPen(look.colour(tone))
        if line.depth == 2 and (not amounts[at] or gap):
            continue
        painter.drawText(place, RIGHT, text)


class Header(QWidget):
    """Which column is what: the ledger and its year, below it what is given and taken."""

    def __init__(self) -> None:
        super().__init__()
        self.years = (0, 0)
        self._columns = NOWHERE
        self.setFixedHeight(2 * line_heights()[1] + look.size("gap"))

    def show_years(self, years: tuple[int, int]) -> None:
        """The years of the drawn and of the planned figures."""
        if years != self.years:
            self.years = years
            self.update()

    def place(self, columns: Columns) -> None:
        """Stand in these columns."""
        self._columns = columns
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The header in the look in force."""
        painter = QPainter(self)
        high = line_heights()[1]
        top = look.size("grid")
        first = self._columns.figures(QRect(0, 0, self.width(), high), (0, high))
        painter.setFont(_font("secondary", True))
        painter.setPen(look.colour("text"))
        drawn, planned = self.years
        pairs = ((0, tr("Drawn {year}", year=drawn)), (2, tr("Planned {year}", year=planned)))
        for at, text in pairs:
            span = QRect(first[at].left(), top, first[at + 1].right() - first[at].left(), high)
            _fitting(painter, span, text)
        _fitting(painter, QRect(first[4].left(), top, first[4].width(), high), tr("Gap"))
        painter.setFont(_font("secondary"))
        painter.setPen(look.colour("secondary"))
        for at, text in enumerate((tr("gives"), tr("takes"), tr("gives"), tr("takes"), tr("ha"))):
            _fitting(painter, QRect(first[at].left(), top + high, first[at].width(), high), text)
        painter.setPen(QPen(look.colour("hairline"), 1))
        low = self.height() - 1
        painter.drawLine(0, low, self.width(), low)


def _fitting(painter: QPainter, box: QRect, text: str) -> None:
    """Words at the right of a box, squeezed where it is too narrow for them."""
    needed = QFontMetrics(painter.font()).horizontalAdvance(text)
    if needed <= box.width():
        painter.drawText(box, RIGHT, text)
        return
    before = painter.font()
    font = QFont(before)
    font.setStretch(max(NARROWEST_STRETCH, 100 * box.width() // max(needed, 1)))
    painter.setFont(font)
    painter.drawText(box, RIGHT, text)
    painter.setFont(before)


class Total(QWidget):
    """All lines together: what is given, what is taken, and that nothing is left."""

    def __init__(self) -> None:
        super().__init__()
        self.line: Line | None = None
        self._columns = NOWHERE

    def show_line(self, line: Line) -> None:
        """Show a total."""
        self.line = line
        self.setToolTip(self.said())
        self.setAccessibleName(self.said())
        self.update()

    def said(self) -> str:
        """That what is taken equals what is given, in whole m2."""
        if self.line is None:
            return ""
        drawn = self.line.drawn_takes - self.line.drawn_gives
        planned = self.line.planned_takes - self.line.planned_gives
        if drawn == planned:
            return tr("Total, takes less gives {m2}", m2=square_metres(drawn))
        return tr(
            "Total, takes less gives {drawn} drawn, {planned} planned",
            drawn=square_metres(drawn),
            planned=square_metres(planned),
        )

    def place(self, columns: Columns) -> None:
        """Stand in these columns."""
        self._columns = columns
        self.setFixedHeight(columns.height(line_heights()) + 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The total in the look in force."""
        painter = QPainter(self)
        painter.setPen(QPen(look.colour("secondary"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        if self.line is None:
            return
        line = self.line._replace(words=self.said())
        paint_line(painter, self.rect().adjusted(0, 1, 0, 0), line, self._columns)
