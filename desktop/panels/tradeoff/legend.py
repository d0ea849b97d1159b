"""The scale of the table's colours: how much the palest and the strongest stand for, and which way."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import look
from desktop.panels.tradeoff.paint import LEFT, RIGHT, wash
from desktop.panels.tradeoff.units import HECTARES, Unit
from desktop.widgets.figures import DOWN, UP
from scenarios.wording import number, tr

STEPS = 4
"""How many shades the scale shows to each side."""


class Legend(QWidget):
    """Shades from less to more with the figures at their ends; of the present from nothing to most."""

    def __init__(self) -> None:
        super().__init__()
        self._shown, self._unit, self._strongest = "programme", HECTARES, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_scale(self, shown: str, unit: Unit, strongest: float) -> None:
        """Show the scale of a view: its unit, and the difference that has the strongest colour."""
        if (shown, unit, strongest) == (self._shown, self._unit, self._strongest):
            return
        self._shown, self._unit, self._strongest = shown, unit, strongest
        low, high = self.ends
        self.setToolTip(
            tr("How much of a municipality a use takes: from nothing to {most}.", most=high)
            if shown == "present"
            else tr(
                "{less}: orange, to {low}. {more}: blue, to {high}. The stronger, the more.",
                less=self.words[0],
                low=low,
                more=self.words[1],
                high=high,
            )
        )
        self.setAccessibleName(self.toolTip())
        self.updateGeometry()
        self.update()

    @property
    def ends(self) -> tuple[str, str]:
        """The figures at the two ends of the scale, with their unit at the last."""
        if self._shown == "present":
            return number(0), tr("{share} % of the land", share=number(self._strongest, 0))
        text = self._unit.text(self._strongest)
        return f"\u2212{text}", f"+{text} {self._unit.short}"

    @property
    def words(self) -> tuple[str, str]:
        """What the two sides are."""
        if self._shown == "gap":
            return tr("More drawn than planned"), tr("Still to draw")
        return tr("Less than now"), tr("More than now")

    def _texts(self, *, words: bool = True) -> tuple[str, str]:
        low, high = self.ends
        if self._shown == "present":
            return low, high
        less, more = (f" {word}" for word in self.words) if words else ("", "")
        if self._strongest == 0:
            return f"{DOWN}{less}", f"{more} {UP}"
        return f"{DOWN}{less}  {low}", f"{high} {more} {UP}"

    def _width(self, *, words: bool) -> int:
        metrics = QFontMetrics(look.font("secondary"))
        texts = sum(metrics.horizontalAdvance(text) for text in self._texts(words=words))
        return texts + look.size("legend_bar") + 2 * look.size("grid")

    def sizeHint(self) -> QSize:
        """The bar, and figures and words at its ends."""
        return QSize(self._width(words=True), look.size("control"))

    def minimumSizeHint(self) -> QSize:
        """The bar and the figures."""
        return QSize(self._width(words=False), look.size("control"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scale."""
        painter = QPainter(self)
        font = look.font("secondary")
        painter.setFont(font)
        left, right = self._texts(words=self.width() >= self._width(words=True))
        metrics, grid = QFontMetrics(font), look.size("grid")
        wide = metrics.horizontalAdvance(left)
        start = self.width() - wide - metrics.horizontalAdvance(right) - look.size("legend_bar") - 2 * grid
        two_sided = self._shown != "present"
        painter.setPen(look.colour("loss_text" if two_sided else "secondary"))
        painter.drawText(QRect(start, 0, wide, self.height()), LEFT, left)
        painter.setPen(look.colour("gain_text" if two_sided else "secondary"))
        painter.drawText(self.rect(), RIGHT, right)
        shares = [step / STEPS for step in range(-STEPS if two_sided else 0, STEPS + 1)]
        side = look.size("padding")
        each = look.size("legend_bar") / len(shares)
        painter.setPen(Qt.PenStyle.NoPen)
        for at, share in enumerate(shares):
            # The shades grow with the root of what they stand for, as those of the cells do.
            colour = wash(share * abs(share), 1.0, self._shown) if share else look.colour("sunken")
            box = QRectF(start + wide + grid + at * each, (self.height() - side) / 2, each - 1, side)
            painter.fillRect(box, colour)
        painter.end()
