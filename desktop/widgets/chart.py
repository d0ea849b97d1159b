"""Bars with a range as a whisker, and points to point at. The one user of pyqtgraph's plots."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look
from desktop.widgets.label import Label, ShortLabel

BAR = 0.56
"""The thickness of a bar as a part of its row."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, value and range, the text at its end, and its colour by meaning."""

    name: str
    value: float
    low: float
    high: float
    text: str
    role: str


class BarChart(QWidget):
    """Horizontal bars from zero under a title; loads pyqtgraph when it is first shown something."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ShortLabel(medium=True)
        self.unit = Label(font="secondary", role="secondary")
        self.bars: tuple[Bar, ...] = ()
        self._plot: Any = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.unit)
        look.restyle(self, self._draw)

    def show_bars(self, title: str, unit: str, bars: Sequence[Bar]) -> None:
        """Show other bars, the first one on top."""
        self.title.setText(title)
        self.unit.setText(unit)
        self.bars = tuple(bars)
        self.setAccessibleName(f"{title}: " + "; ".join(f"{bar.name} {bar.text}" for bar in bars))
        self._draw()

    def _draw(self) -> None:
        if not self.bars:
            return
        import pyqtgraph

        if self._plot is None:
            self._plot = _empty_plot(pyqtgraph)
            self._column.addWidget(self._plot)
        plot = self._plot
        plot.clear()
        plot.setBackground(None)
        small = look.font("secondary")
        rows = range(len(self.bars))
        for row, bar in zip(rows, self.bars, strict=True):
            plot.addItem(_bar_item(pyqtgraph, row, bar))
            if bar.low != bar.high:
                plot.addItem(_whisker(pyqtgraph, row, bar))
            text = pyqtgraph.TextItem(
                bar.text, color=look.colour("text"), anchor=(0 if bar.value >= 0 else 1, 0.5)
            )
            text.setFont(small)
            text.setPos(max(bar.value, bar.high) if bar.value >= 0 else min(bar.value, bar.low), -row)
            plot.addItem(text)
        plot.addItem(pyqtgraph.InfiniteLine(0, 90, pen=pyqtgraph.mkPen(look.colour("field_border"))))
        self._axes(plot)
        self._fit(plot)

    def _axes(self, plot: Any) -> None:
        metrics = QFontMetrics(look.font("secondary"))
        room = look.size("left_panel") // 2
        names = [metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, room) for bar in self.bars]
        axis = plot.getAxis("left")
        axis.setTicks([[(-row, name) for row, name in enumerate(names)]])
        axis.setStyle(tickFont=look.font("secondary"), tickLength=0)
        axis.setTextPen(look.colour("secondary"))
        axis.setPen(None)
        axis.setWidth(max(metrics.horizontalAdvance(name) for name in names) + look.size("gap"))

    def _fit(self, plot: Any) -> None:
        """Room for the longest text beside the longest bar."""
        ends = [0.0] + [end for bar in self.bars for end in (bar.value, bar.low, bar.high)]
        low, high = min(ends), max(ends)
        span = (high - low) or 1.0
        texts = QFontMetrics(look.font("secondary"))
        edge = look.size("padding")
        left, right = (
            max(
                (texts.horizontalAdvance(b.text) + edge for b in self.bars if (b.value < 0) == below),
                default=0,
            )
            for below in (True, False)
        )
        width = max(1, self.width() - plot.getAxis("left").width() - 2 * look.size("gap"))
        per_pixel = span / max(1.0, width - left - right)
        plot.setXRange(low - left * per_pixel, high + right * per_pixel, padding=0)
        plot.setYRange(-len(self.bars) + 0.5, 0.5, padding=0)
        plot.setFixedHeight(len(self.bars) * look.size("row") * 3 // 4 + look.size("gap"))

    def resizeEvent(self, event: Any) -> None:
        """Fit the bars again."""
        super().resizeEvent(event)
        if self._plot is not None and self.bars:
            self._fit(self._plot)


def _empty_plot(pyqtgraph: Any) -> Any:
    plot = pyqtgraph.PlotWidget()
    plot.setMouseEnabled(False, False)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.hideAxis("bottom")
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    plot.setAntialiasing(True)
    return plot


def _bar_item(pyqtgraph: Any, row: int, bar: Bar) -> Any:
    return pyqtgraph.BarGraphItem(
        x0=[min(0.0, bar.value)],
        width=[abs(bar.value)],
        y=[-row],
        height=BAR,
        brush=look.colour(bar.role),
        pen=pyqtgraph.mkPen(None),
    )


def _whisker(pyqtgraph: Any, row: int, bar: Bar) -> Any:
    return pyqtgraph.PlotDataItem(
        [bar.low, bar.high], [-row, -row], pen=pyqtgraph.mkPen(look.colour("text"), width=1.2)
    )


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a plot, `shade` 0-1 from pale to full colour; `text` says what it is."""

    x: float
    y: float
    text: str
    shade: float = 1.0


class DotChart(QWidget):
    """Points that belong together; `hovered(place)` tells which one is pointed at (-1: none), `chosen(place)`
    which one was clicked. Arrow keys go from point to point, Enter chooses.
    """

    hovered = Signal(int)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.dots: tuple[Dot, ...] = ()
        self.own: Dot | None = None
        self.at = -1
        self.taken = -1
        self._axes: tuple[str, str] = ("", "")
        self._plot: Any = None
        self._ring: Any = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(look.size("dot_chart"))
        look.restyle(self, self._draw)

    def show_dots(self, across: str, up: str, dots: Sequence[Dot], own: Dot | None) -> None:
        """Show other points, and one of one's own; `across` and `up` say what the axes are."""
        self.dots, self.own, self._axes = tuple(dots), own, (across, up)
        self.at = self.taken = -1
        self.setAccessibleName(f"{up}, {across}")
        self._draw()

    def take(self, place: int) -> None:
        """Mark a point as the one that was chosen; -1 none."""
        self.taken = place
        self._mark()

    def place_of(self, dot: Dot) -> QPointF:
        """Where a point stands in the widget, pixels."""
        scene = self._plot.getViewBox().mapViewToScene(QPointF(dot.x, dot.y))
        return QPointF(self._plot.mapFromScene(scene) + self._plot.pos())

    def _draw(self) -> None:
        if not self.dots:
            return
        import pyqtgraph

        if self._plot is None:
            self._plot = _empty_plot(pyqtgraph)
            self._plot.showAxis("bottom")
            self._column.addWidget(self._plot)
        plot = self._plot
        plot.clear()
        plot.setBackground(None)
        for side, words in zip(("bottom", "left"), self._axes, strict=True):
            axis = plot.getAxis(side)
            axis.setStyle(tickFont=look.font("secondary"), tickLength=-3)
            axis.setTextPen(look.colour("secondary"))
            axis.setPen(look.colour("outline"))
            axis.setLabel(words, color=look.colour("secondary").name())
            axis.label.setFont(look.font("secondary"))
            axis.enableAutoSIPrefix(False)
        full, none = look.colour("accent"), pyqtgraph.mkPen(None)
        spots = [
            {"pos": (dot.x, dot.y), "brush": _shaded(full, dot.shade), "pen": none, "size": DOT}
            for dot in self.dots
        ]
        plot.addItem(pyqtgraph.ScatterPlotItem(spots=spots, pxMode=True))
        if self.own is not None:
            self._own(pyqtgraph, self.own)
        self._ring = pyqtgraph.ScatterPlotItem(pxMode=True)
        plot.addItem(self._ring)
        self._frame(plot)
        self._mark()

    def _frame(self, plot: Any) -> None:
        """Room for the points, and for one's own where that does not squeeze them together."""
        own = self.own
        for axis, frame in (("x", plot.setXRange), ("y", plot.setYRange)):
            ends = [getattr(dot, axis) for dot in self.dots]
            low, high = min(ends), max(ends)
            span = (high - low) or abs(high) or 1.0
            if own is not None and low - span <= getattr(own, axis) <= high + span:
                low, high = min(low, getattr(own, axis)), max(high, getattr(own, axis))
            frame(low - 0.12 * span, high + 0.12 * span, padding=0)

    def _own(self, pyqtgraph: Any, own: Dot) -> None:
        colour = look.colour("loss")
        spot = {"pos": (own.x, own.y), "brush": colour, "pen": None, "size": DOT * 1.4, "symbol": "d"}
        self._plot.addItem(pyqtgraph.ScatterPlotItem(spots=[spot], pxMode=True))
        text = pyqtgraph.TextItem(own.text, color=look.colour("loss_text"), anchor=(0.5, 1.3))
        text.setFont(look.font("secondary"))
        text.setPos(own.x, own.y)
        self._plot.addItem(text)

    def _mark(self) -> None:
        """Rings round the point in hand and the one that was chosen."""
        if self._ring is None:
            return
        import pyqtgraph

        rings = []
        for place, role in ((self.taken, "text"), (self.at, "accent")):
            if 0 <= place < len(self.dots):
                dot, pen = self.dots[place], pyqtgraph.mkPen(look.colour(role), width=look.size("focus_ring"))
                rings.append({"pos": (dot.x, dot.y), "brush": None, "pen": pen, "size": DOT * 1.8})
        self._ring.setData(spots=rings)
        shown = self.dots[self.at].text if 0 <= self.at < len(self.dots) else ""
        self.setToolTip(shown)
        self.setAccessibleDescription(shown)

    def _go(self, place: int) -> None:
        if place != self.at:
            self.at = place
            self._mark()
            self.hovered.emit(place)

    def _nearest(self, where: QPointF) -> int:
        if self._plot is None:
            return -1
        away = [(self.place_of(dot) - where).manhattanLength() for dot in self.dots]
        place = min(range(len(away)), key=away.__getitem__, default=-1)
        return place if place >= 0 and away[place] <= NEAR else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The nearest point is the one pointed at."""
        self._go(self._nearest(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the point."""
        self._go(self._nearest(event.position()))
        if self.at >= 0:
            self.chosen.emit(self.at)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go along the points from left to right, Enter chooses."""
        order = sorted(range(len(self.dots)), key=lambda place: self.dots[place].x)
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and order:
            now = order.index(self.at) if self.at in order else (-1 if step > 0 else len(order))
            self._go(order[min(max(now + step, 0), len(order) - 1)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at >= 0:
            self.chosen.emit(self.at)
        else:
            super().keyPressEvent(event)


DOT, NEAR = 8, 18
"""The size of a point, and how near the pointer has to come, pixels."""


def _shaded(colour: QColor, shade: float) -> QColor:
    found = QColor(colour)
    found.setAlphaF(0.25 + 0.75 * shade)
    return found
