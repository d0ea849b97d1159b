"""The year bar: a handle on a line of years, and what is there when as thin bars below it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import look
from scenarios.wording import tr


@dataclass(frozen=True)
class Phase:
    """Something that is there from its start year until the year before its end (None: for good)."""

    name: str
    start: int
    end: int | None
    colour: QColor


def lanes(phases: list[Phase], most: int) -> list[tuple[int, Phase]]:
    """Phases spread over at most so many lanes, so that none overlap; what does not fit drops out."""
    ends: list[list[Phase]] = [[] for _ in range(most)]
    placed = []
    for phase in sorted(phases, key=lambda p: (p.start, -(p.end or 9999), p.name)):
        for lane, there in enumerate(ends):
            if all(_apart(phase, other) for other in there):
                there.append(phase)
                placed.append((lane, phase))
                break
    return placed


def _apart(one: Phase, two: Phase) -> bool:
    return (one.end is not None and one.end <= two.start) or (two.end is not None and two.end <= one.start)


class YearBar(QWidget):
    """Drag, click, or use the arrow keys; `chosen(year)` tells at each step."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last, self.year = 0, 0, 0
        self._phases: list[tuple[int, Phase]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """As high as the bar of the window's frame."""
        return QSize(look.size("left_panel"), look.size("year_bar"))

    def show_years(self, first: int, last: int, year: int, phases: list[Phase]) -> None:
        """Show the years from first to last, the active one, and the phases."""
        self.first, self.last, self.year = first, max(last, first + 1), year
        self._phases = lanes(phases, look.size("year_lanes"))
        self.setAccessibleName(tr("Year {year}", year=year))
        self.update()

    def x_of(self, year: float) -> float:
        """Where a year stands, in pixels from the left."""
        edge = look.size("padding") * 2
        span = max(1, self.width() - 2 * edge)
        return edge + span * (year - self.first) / max(1, self.last - self.first)

    def year_at(self, x: float) -> int:
        """The year nearest to a place on the bar."""
        edge = look.size("padding") * 2
        span = max(1, self.width() - 2 * edge)
        year = self.first + (x - edge) / span * (self.last - self.first)
        return min(self.last, max(self.first, round(year)))

    def _choose(self, year: int) -> None:
        year = min(self.last, max(self.first, year))
        if year != self.year:
            self.year = year
            self.update()
            self.chosen.emit(year)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the year under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.year_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self.year_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys step a year, Page keys five, Home and End go to the ends."""
        wanted = {
            Qt.Key.Key_Left: self.year - 1,
            Qt.Key.Key_Right: self.year + 1,
            Qt.Key.Key_PageDown: self.year - 5,
            Qt.Key.Key_PageUp: self.year + 5,
            Qt.Key.Key_Home: self.first,
            Qt.Key.Key_End: self.last,
        }.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self._choose(wanted)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        self.update()

    def event(self, event: QEvent) -> bool:
        """The tip says which phase is under the pointer, and its years."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = [
                phase
                for rect, phase in self._bars()
                if rect.adjusted(0, -2, 0, 2).contains(QPointF(event.pos()))
            ]
            QToolTip.showText(event.globalPos(), said(found[0]) if found else "", self)
            return True
        return super().event(event)

    def _line(self) -> float:
        return look.size("year_line")

    def _bars(self) -> list[tuple[QRectF, Phase]]:
        thick, apart = look.size("year_phase"), look.size("year_phase") + 1
        top = self._line() + look.size("padding")
        bars = []
        for lane, phase in self._phases:
            left = self.x_of(max(self.first, phase.start))
            right = self.x_of(self.last if phase.end is None else min(self.last, phase.end))
            bars.append((QRectF(left, top + lane * apart, max(2.0, right - left), thick), phase))
        return bars

    def paintEvent(self, event: QPaintEvent) -> None:
        """Years, phases and the handle."""
        if not self.first:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_years(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        for rect, phase in self._bars():
            there = phase.start <= self.year and (phase.end is None or self.year < phase.end)
            shade = QColor(phase.colour)
            shade.setAlphaF(1.0 if there else 0.35)
            painter.setBrush(shade)
            painter.drawRoundedRect(rect, 1.5, 1.5)
        self._paint_handle(painter)

    def _paint_years(self, painter: QPainter) -> None:
        line = self._line()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("groove"))
        groove = look.size("slider_groove")
        left, here, right = self.x_of(self.first), self.x_of(self.year), self.x_of(self.last)
        painter.drawRoundedRect(QRectF(left, line - groove / 2, right - left, groove), 2, 2)
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(QRectF(left, line - groove / 2, here - left, groove), 2, 2)
        painter.setFont(look.font("secondary"))
        room = painter.fontMetrics().horizontalAdvance("2000") + look.size("gap")
        per_year = (right - left) / (self.last - self.first)
        every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000) if n * per_year >= room)
        for year in range(self.first, self.last + 1):
            ends = year in (self.first, self.last)
            crowded = not ends and min(year - self.first, self.last - year) * per_year < room
            if (year % every and not ends) or crowded:
                continue
            painter.setPen(look.colour("accent" if year == self.year else "secondary"))
            box = QRectF(self.x_of(year) - room / 2, 0, room, line - look.size("gap"))
            painter.drawText(
                box, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), str(year)
            )

    def _paint_handle(self, painter: QPainter) -> None:
        centre = QPointF(self.x_of(self.year), self._line())
        radius = look.size("slider_handle") / 2 - 1
        if self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_wash"))
            painter.drawEllipse(centre, radius + 3, radius + 3)
        painter.setPen(QPen(look.colour("accent"), look.size("focus_ring")))
        painter.setBrush(look.colour("raised"))
        painter.drawEllipse(centre, radius - 1, radius - 1)


def said(phase: Phase) -> str:
    """A phase in words: its name and its years."""
    if phase.end is None:
        return tr("{name}: from {start}", name=phase.name, start=phase.start)
    return tr("{name}: {start} to {end}", name=phase.name, start=phase.start, end=phase.end)
