"""Who gives land to whom: a square of givers down and takers across, each cell what goes from one to the
other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.widgets.chip import SIDE, paint_chip
from desktop.widgets.figures import HECTARE, in_hectares
from scenarios.landuse.catalogue import USES
from scenarios.wording import tr

NARROWEST_CELL = 26
WIDEST_CELL = 72
WEAKEST, STRONGEST = 0.08, 0.5
"""The opacity of the wash of the smallest cell and of the largest."""

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

Cell = tuple[str, str]
"""Key of the giver and of the taker."""


@dataclass(frozen=True, eq=False)
class Exchange:
    """`givers` and `takers` are (key, name) in order, `m2` by both; `told` says a cell in words."""

    givers: tuple[tuple[str, str], ...] = ()
    takers: tuple[tuple[str, str], ...] = ()
    m2: Mapping[Cell, int] = field(default_factory=dict)
    told: Callable[[str, str], str] = lambda giver, taker: ""

    def at(self, row: int, column: int) -> int:
        """What goes from a giver to a taker; past the last one: all that it gives, or that it takes."""
        giver = self.givers[row][0] if row < len(self.givers) else None
        taker = self.takers[column][0] if column < len(self.takers) else None
        if giver is not None and taker is not None:
            return self.m2.get((giver, taker), 0)
        return self._sums[giver, taker]

    @cached_property
    def _sums(self) -> Mapping[tuple[str | None, str | None], int]:
        sums: dict[tuple[str | None, str | None], int] = {(None, None): 0}
        for (giver, taker), m2 in self.m2.items():
            for key in ((giver, None), (None, taker), (None, None)):
                sums[key] = sums.get(key, 0) + m2
        return sums


@cache
def _font(medium: bool = False) -> QFont:
    return look.font("secondary", medium=medium)


class MatrixView(QScrollArea):
    """Shows an Exchange; `pointed(text)` tells what the cell under the pointer or the keys says.

    `chosen(giver, taker)` tells that a cell was clicked.
    """

    pointed = Signal(str)
    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.grid = _Grid()
        self.setWidget(self.grid)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grid.pointed.connect(self.pointed)
        self.grid.chosen.connect(self.chosen)
        retranslate(self, lambda: self.grid.setAccessibleName(tr("Who gives land to whom, in hectares")))
        look.restyle(self, self.grid.update)

    def show_exchange(self, exchange: Exchange) -> None:
        """Show other figures."""
        before = self.grid.exchange
        self.grid.exchange = exchange
        if (exchange.givers, exchange.takers) != (before.givers, before.takers):
            self.grid.current = None
            self._fit()
        self.grid.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cells the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.grid.fit(self.viewport().width())

    def as_text(self) -> str:
        """The matrix as text with tabs, m2."""
        found = self.grid.exchange
        names = [*(name for _, name in found.takers), tr("Total")]
        rows = [[tr("Gives to"), *names]]
        for row, name in enumerate([*(name for _, name in found.givers), tr("Total")]):
            rows.append([name, *(str(found.at(row, column)) for column in range(len(names)))])
        return "\n".join("\t".join(" ".join(cell.split("\t")) for cell in row) for row in rows)


class _Grid(QWidget):
    pointed = Signal(str)
    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.exchange = Exchange()
        self.current: tuple[int, int] | None = None
        self._cell = NARROWEST_CELL
        self._names, self._heads = self._room()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fit(self, width: int) -> None:
        """Take as much of a width as the cells can use."""
        self._names, self._heads = self._room()
        count = len(self.exchange.takers) + 1
        self._cell = min(max((width - self._names) // count, NARROWEST_CELL), WIDEST_CELL)
        rows = len(self.exchange.givers) + 1
        self.setFixedSize(self._names + count * self._cell, self._heads + rows * look.size("row"))

    def _room(self) -> tuple[int, int]:
        """The width of the names at the left, the height of those above."""
        metrics, gap = QFontMetrics(_font()), 2 * look.size("gap")
        left = max((metrics.horizontalAdvance(name) for _, name in self.exchange.givers), default=0)
        names = [name for _, name in self.exchange.takers] + [tr("Total")]
        above = max(metrics.horizontalAdvance(name) for name in names)
        chips = any(key in USES for key, _ in self.exchange.takers)
        return (
            min(left, look.size("layout_picture") - SIDE) + SIDE + gap,
            min(above, look.size("job_bar")) + (SIDE if chips else 0) + gap,
        )

    def box(self, row: int, column: int) -> QRect:
        """Where a cell stands."""
        high = look.size("row")
        left, top = self._names + column * self._cell, self._heads + row * high
        return QRect(left, top, self._cell - 1, high - 1)

    def _cell_at(self, where: QPointF) -> tuple[int, int] | None:
        column = int((where.x() - self._names) // self._cell)
        row = int((where.y() - self._heads) // look.size("row"))
        inside = 0 <= row < len(self.exchange.givers) and 0 <= column < len(self.exchange.takers)
        return (row, column) if inside else None

    def _point(self, cell: tuple[int, int] | None) -> None:
        if cell != self.current:
            self.current = cell
            self.update()
            self.pointed.emit(self.said(cell))

    def said(self, cell: tuple[int, int] | None) -> str:
        """What a cell says in words; empty for none."""
        pair = self._pair(cell)
        return self.exchange.told(*pair) if pair and self.exchange.m2.get(pair) else ""

    def _pair(self, cell: tuple[int, int] | None) -> Cell | None:
        if cell is None:
            return None
        return self.exchange.givers[cell[0]][0], self.exchange.takers[cell[1]][0]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._point(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point(self._cell_at(event.position()))
        self._choose()

    def _choose(self) -> None:
        pair = self._pair(self.current)
        if pair is not None and self.exchange.m2.get(pair):
            self.chosen.emit(*pair)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go from cell to cell, Enter chooses."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        step = steps.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif step is not None and self.exchange.givers and self.exchange.takers:
            row, column = self.current or (-step[0], -step[1])
            last = len(self.exchange.givers) - 1, len(self.exchange.takers) - 1
            self._point((min(max(row + step[0], 0), last[0]), min(max(column + step[1], 0), last[1])))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """A tip says what the cell under the pointer says."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.said(self._cell_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The matrix in the look in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strongest = max(self.exchange.m2.values(), default=0)
        seen, high = event.rect(), look.size("row")
        first, last = ((edge - self._heads) // high for edge in (seen.top(), seen.bottom()))
        for row in range(max(first, 0), min(last, len(self.exchange.givers)) + 1):
            self._row_name(painter, row)
            for column in range(len(self.exchange.takers) + 1):
                if self.box(row, column).intersects(seen):
                    self._paint_cell(painter, row, column, strongest)
        for column in range(len(self.exchange.takers) + 1):
            self._column_name(painter, column)

    def _paint_cell(self, painter: QPainter, row: int, column: int, strongest: int) -> None:
        box, m2 = self.box(row, column), self.exchange.at(row, column)
        total = row == len(self.exchange.givers) or column == len(self.exchange.takers)
        wash = look.colour("sunken" if total or not m2 else "accent")
        if m2 and not total:
            wash.setAlphaF(WEAKEST + (STRONGEST - WEAKEST) * (m2 / strongest) ** 0.5)
        painter.fillRect(box, wash)
        if m2:
            painter.setFont(_font(total))
            painter.setPen(look.colour("secondary" if total else "text"))
            painter.drawText(box.adjusted(0, 0, -3, 0), RIGHT, self._figure(m2))
        if (row, column) == self.current:
            painter.setPen(QPen(look.colour("accent"), look.size("focus_ring")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))

    def _figure(self, m2: int) -> str:
        """Hectares as exactly as the cell is wide."""
        exact, whole = in_hectares(m2), in_hectares(m2, 0)
        if m2 < HECTARE / 20:
            return f"<{in_hectares(HECTARE / 10)}"
        fits = QFontMetrics(_font()).horizontalAdvance(exact) + 4 <= self._cell
        return exact if fits or m2 < HECTARE else whole

    def _row_name(self, painter: QPainter, row: int) -> None:
        key, name = self.exchange.givers[row] if row < len(self.exchange.givers) else ("", tr("Total"))
        box = self.box(row, 0)
        left = look.size("grid")
        if key in USES:
            paint_chip(painter, QRectF(left, box.center().y() - SIDE / 2 + 1, SIDE, SIDE), USES[key].colour)
            left += SIDE + look.size("grid")
        room = QRect(left, box.top(), self._names - left - look.size("grid"), box.height())
        painter.setFont(_font(not key))
        painter.setPen(look.colour("text"))
        short = QFontMetrics(_font(not key)).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, short)

    def _column_name(self, painter: QPainter, column: int) -> None:
        key, name = self.exchange.takers[column] if column < len(self.exchange.takers) else ("", tr("Total"))
        box, low = self.box(0, column), self._heads - look.size("grid")
        if key in USES:
            paint_chip(painter, QRectF(box.center().x() - SIDE / 2, low - SIDE, SIDE, SIDE), USES[key].colour)
            low -= SIDE + look.size("grid")
        painter.save()
        painter.translate(box.center().x() + 1, low)
        painter.rotate(-90)
        painter.setFont(_font(not key))
        painter.setPen(look.colour("text"))
        high = QFontMetrics(_font()).height()
        short = QFontMetrics(_font(not key)).elidedText(name, Qt.TextElideMode.ElideRight, low)
        painter.drawText(QRect(0, -high // 2, low, high), LEFT, short)
        painter.restore()
