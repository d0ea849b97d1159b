"""One indicator on two lines, and below them, after a click, how it was worked out and from what."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.widgets.button import text_button
from desktop.widgets.figures import difference, is_estimate, rough, written
from desktop.widgets.figures import plain as exact
from desktop.widgets.label import Label, NumberLabel, ShortLabel
from scenarios.indicators import Figure
from scenarios.wording import language, mark, tr

CERTAINTY = {"low": mark("low certainty"), "medium": mark("medium certainty"), "high": mark("high certainty")}
MOST_PLACES = 6
MOST_SOURCES = 4


class IndicatorRow(QWidget):
    """Shows a figure and how it differs from another one."""

    def __init__(self) -> None:
        super().__init__()
        self.figure: Figure | None = None
        self._state: object = None
        self._names: Mapping[str, str] = {}
        self._hover = False
        self.name = ShortLabel()
        self.value = NumberLabel()
        self.value.setFont(look.font(medium=True))
        self.unit = Label(font="secondary", role="secondary")
        self.range = ShortLabel(font="secondary", role="secondary")
        self.change = NumberLabel(font="secondary")
        self.more: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line, widgets in (
            (first, (self.name,)),
            (second, (self.value, self.unit, self.range, self.change)),
        ):
            line.setSpacing(look.size("grid"))
            for widget in widgets:
                line.addWidget(widget, 1 if isinstance(widget, ShortLabel) else 0)
        self._column = QVBoxLayout(self)
        grid = look.size("grid")
        self._column.setContentsMargins(grid, grid, grid, grid)
        self._column.setSpacing(0)
        self._column.addLayout(first)
        self._column.addLayout(second)

    def show_figure(
        self, figure: Figure, base: Figure | None, names: Mapping[str, str], *, flash: bool
    ) -> None:
        """Show a figure against a base; `names` are the municipalities by code."""
        state = (figure, base, names, language())
        if state == self._state:
            return
        self._state, self.figure, self._names = state, figure, names
        text = written(figure.value, figure.low, figure.high, figure.unit, figure.certainty)
        self.name.setText(figure.name)
        self.value.show_figure(text.value, flash=flash)
        self.unit.setText(tr(figure.unit))
        vague = figure.certainty == "low" and not text.range
        self.range.setText(tr(CERTAINTY["low"]) if vague else text.range)
        self._show_change(figure, base, flash)
        self.setAccessibleName(f"{figure.name}: {text.value} {tr(figure.unit)} {text.range}")
        if self.more is not None:
            self._tell_more()

    def _show_change(self, figure: Figure, base: Figure | None, flash: bool) -> None:
        if base is None:
            self.change.show_figure("", flash=False)
            return
        vague = any(is_estimate(f.value, f.low, f.high, f.certainty) for f in (figure, base))
        change = difference(figure.value, base.value, figure.better, unit=figure.unit, estimate=vague)
        self.change.show_figure(change.value, flash=flash)
        self.change.set_role(change.tone or "secondary")

    # Opening and closing

    @property
    def opened(self) -> bool:
        """Whether the explanation shows."""
        return self.more is not None

    def toggle(self) -> None:
        """Show or hide how the figure was worked out."""
        if self.more is not None:
            self._column.removeWidget(self.more)
            self.more.deleteLater()
            self.more = None
        else:
            self._tell_more()
        self.update()

    def _tell_more(self) -> None:
        if self.more is not None:
            self._column.removeWidget(self.more)
            self.more.deleteLater()
        self.more = _explanation(self.figure, self._names) if self.figure else QWidget()
        self._column.addWidget(self.more)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens or closes."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.toggle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space open or close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggle()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        """Say that it can be clicked."""
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        self._hover = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground under the pointer, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = look.size("corner_small")
        painter.setPen(
            QPen(look.colour("accent"), look.size("focus_ring")) if self.hasFocus() else Qt.PenStyle.NoPen
        )
        ground = "sunken" if self.opened else "hover" if self._hover else ""
        painter.setBrush(look.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)


def _explanation(figure: Figure, names: Mapping[str, str]) -> QWidget:
    """Formula in words, where it falls, sources, certainty."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, look.size("grid"), 0, look.size("grid"))
    column.setSpacing(look.size("grid"))
    column.addWidget(Label(figure.formula, wrap=True))
    places = figure.per_municipality or {}
    largest = sorted((code for code in places if places[code]), key=lambda code: -abs(places[code]))
    if largest:
        column.addLayout(_places(figure, {code: places[code] for code in largest[:MOST_PLACES]}, names))
        if len(largest) > MOST_PLACES:
            rest = tr("and {count} more municipalities", count=len(largest) - MOST_PLACES)
            column.addWidget(Label(rest, font="secondary", role="secondary"))
    _add_sources(column, figure)
    return box


def _add_sources(column: QVBoxLayout, figure: Figure) -> None:
    """The first sources and how certain they make the figure; the others at a click."""
    certain = tr(CERTAINTY[figure.certainty])
    certain = f"{certain[:1].upper()}{certain[1:]}."

    def said(sources: tuple[str, ...]) -> str:
        return tr("Sources: {sources}.", sources="; ".join(sources)) if sources else ""

    few = figure.sources[:MOST_SOURCES]
    label = Label(f"{said(few)} {certain}".strip(), font="secondary", role="secondary", wrap=True)
    column.addWidget(label)
    if len(figure.sources) > len(few):
        count = len(figure.sources)
        more = text_button(lambda: tr("All {count} sources", count=count), role="link")
        column.addWidget(more)

        def tell_all() -> None:
            label.setText(f"{said(figure.sources)} {certain}")
            more.hide()

        more.clicked.connect(tell_all)


def _places(figure: Figure, places: Mapping[str, float], names: Mapping[str, str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(0, 1)
    estimate = is_estimate(figure.value, figure.low, figure.high, figure.certainty)
    for row, (code, value) in enumerate(places.items()):
        number = NumberLabel(
            rough(value, figure.unit) if estimate else exact(value, figure.unit), font="secondary"
        )
        grid.addWidget(ShortLabel(names.get(code, code), font="secondary", role="secondary"), row, 0)
        grid.addWidget(number, row, 1)
        grid.addWidget(Label(tr(figure.unit), font="secondary", role="secondary"), row, 2)
    return grid
