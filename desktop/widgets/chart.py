"""Bar charts: a bar per variant with its range as a whisker. The one user of pyqtgraph's plots."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
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
