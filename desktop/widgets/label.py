"""Labels for data: always plain text, since Qt guesses rich text and may fetch what that names."""

from PySide6.QtCore import QSize, Qt, QVariantAnimation
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop import look


class Label(QLabel):
    """Plain text in one of the interface's fonts and colours; `role` is a colour by meaning or empty."""

    def __init__(
        self,
        text: str = "",
        *,
        font: str = "body",
        role: str = "",
        wrap: bool = False,
        medium: bool | None = None,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(font, medium=medium))
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Give the text another colour by meaning."""
        if role != self.property("role"):
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class ShortLabel(Label):
    """A label in one line that ends in dots where room is short, and then tells the whole text as its tip."""

    def __init__(
        self, text: str = "", *, font: str = "body", role: str = "", medium: bool | None = None
    ) -> None:
        self._whole = text
        super().__init__(text, font=font, role=role, medium=medium)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show a text, shortened to the room there is."""
        self._whole = text
        self._fit()

    def whole(self) -> str:
        """The text without shortening."""
        return self._whole

    def sizeHint(self) -> QSize:
        """The room that the whole text would take."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._whole), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        short = QFontMetrics(self.font()).elidedText(self._whole, mode, max(0, self.contentsRect().width()))
        super().setText(short)
        self.setToolTip(self._whole if short != self._whole else "")


class NumberLabel(Label):
    """A right-aligned figure that flashes once, softly, when it changes for another reason than a drag."""

    def __init__(self, text: str = "", *, font: str = "body", role: str = "") -> None:
        super().__init__(text, font=font, role=role)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._glow = 0.0
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(look.size("flash_ms"))
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self._fade)

    def show_figure(self, text: str, *, flash: bool = True) -> None:
        """Show a figure; flash where it differs from a figure that was there before."""
        before = self.text()
        if text == before:
            return
        self.setText(text)
        if flash and before and self.isVisible():
            self._fading.stop()
            self._fading.start()

    def _fade(self, value: float) -> None:
        self._glow = value
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The flash below the text."""
        if self._glow > 0:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setOpacity(self._glow)
            painter.setBrush(look.colour("accent_wash"))
            corner = look.size("corner_small")
            painter.drawRoundedRect(self.rect(), corner, corner)
            painter.end()
        super().paintEvent(event)


def hairline(*, upright: bool = False) -> QWidget:
    """The one line that stands between regions."""
    line = QWidget()
    line.setProperty("part", "hairline")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    thickness = look.size("hairline")
    if upright:
        line.setFixedWidth(thickness)
    else:
        line.setFixedHeight(thickness)
    return line
