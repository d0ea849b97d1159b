"""A card that can be clicked or pressed: a picture or icon, a title, a sentence."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.widgets.label import Label, ShortLabel


class Card(QFrame):
    """`pressed()` tells of a click, Enter or space."""

    pressed = Signal()

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedWidth(look.size("card_width"))
        self.column = QVBoxLayout(self)
        padding = look.size("padding")
        self.column.setContentsMargins(padding, padding, padding, padding)
        self.column.setSpacing(look.size("grid"))
        for part in parts:
            self.column.addWidget(part)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that ends on the card."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space press the card."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


def choice_card(
    icon: str, title: Callable[[], str], text: Callable[[], str], act: Callable[[], object]
) -> Card:
    """A card for a first step: icon, title, and a sentence on what follows."""
    sign = QLabel()
    side = look.size("icon_large")
    look.restyle(sign, lambda: sign.setPixmap(look.sharp(icon, "accent", side, sign)))
    head = Label(font="title")
    words = Label(role="secondary", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignTop)
    card = Card(sign, head, words)
    card.column.addStretch(1)
    card.setFixedHeight(look.size("card_height"))

    def word() -> None:
        head.setText(title())
        words.setText(text())
        card.setAccessibleName(title())
        card.setAccessibleDescription(text())

    retranslate(card, word)
    card.pressed.connect(lambda: act())
    return card


class Picture(QWidget):
    """A picture that fills its place, with round corners; a quiet ground with an icon where there is none."""

    def __init__(self, picture: QPixmap, size: QSize) -> None:
        super().__init__()
        self._picture = picture
        self.setFixedSize(size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The middle of the picture, as large as it goes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        corner = look.size("corner")
        shape.addRoundedRect(QRectF(self.rect()), corner, corner)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), look.colour("sunken"))
        if self._picture.isNull():
            side = look.size("icon_large")
            sign = look.sharp("project", "disabled", side, self)
            painter.drawPixmap(self.rect().center() - QPoint(side // 2, side // 2), sign)
            return
        filled = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        place = QRectF(0, 0, filled.width(), filled.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))


def picture_card(picture: QPixmap, title: str, text: str, act: Callable[[], object]) -> Card:
    """A card for a recent project: its map, its name, where it lies."""
    padding = look.size("padding")
    width = look.size("card_width") - 2 * padding
    head, words = ShortLabel(title, font="body"), ShortLabel(text, font="secondary", role="secondary")
    card = Card(Picture(picture, QSize(width, width * 9 // 16)), head, words)
    card.setAccessibleName(title)
    card.setAccessibleDescription(text)
    card.setToolTip(text)
    card.pressed.connect(lambda: act())
    return card
