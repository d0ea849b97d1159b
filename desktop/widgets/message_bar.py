"""Messages float at the bottom of the map, with the remedy as a button: nothing modal, and nothing moves."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Message
from desktop.text import retranslate
from desktop.widgets.button import icon_button
from desktop.widgets.label import Label
from scenarios.wording import tr

MOST = 3


class MessageBar(QWidget):
    """The latest messages over a widget's lower edge; most leave by themselves, grave ones stay."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.size("grid"))
        over.installEventFilter(self)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Add a message; it takes the place of those that would leave by themselves."""
        for strip in self.strips():
            if strip.leaves or strip.message.text == message.text:
                self.take_away(strip)
        strips = self.strips()
        if len(strips) >= MOST:
            self.take_away(strips[0])
        strip = _Strip(self, message)
        self._column.addWidget(strip)
        self.show()
        strip.show()
        self._place()

    def strips(self) -> "list[_Strip]":
        """The messages that show, oldest first."""
        items = (self._column.itemAt(i) for i in range(self._column.count()))
        found = [item.widget() for item in items if item is not None]
        return [strip for strip in found if isinstance(strip, _Strip)]

    def take_away(self, strip: "_Strip") -> None:
        """Remove a message."""
        self._column.removeWidget(strip)
        strip.hide()
        strip.deleteLater()
        if self.strips():
            self._place()
        else:
            self.hide()

    def clear(self) -> None:
        """Remove all messages."""
        for strip in self.strips():
            self.take_away(strip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge of the widget below."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        margin = look.size("padding")
        width = min(look.size("message_width"), over.width() - 2 * margin)
        self.setFixedWidth(width)
        self._column.invalidate()
        wrapped = self._column.hasHeightForWidth()
        height = self._column.heightForWidth(width) if wrapped else self.sizeHint().height()
        self.setGeometry((over.width() - width) // 2, over.height() - height - margin, width, height)
        self.raise_()


class _Strip(QFrame):
    def __init__(self, bar: MessageBar, message: Message) -> None:
        super().__init__()
        self.message = message
        self.leaves = not message.grave and not message.stays
        self.setProperty("part", "message")
        self.setProperty("grave", "true" if message.grave else "false")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.size("padding"), look.size("gap"), look.size("gap"), look.size("gap"))
        row.setSpacing(look.size("gap"))
        sign = QLabel()
        name, role = ("conflict", "conflict") if message.grave else ("info", "accent")
        look.restyle(sign, lambda: sign.setPixmap(look.sharp(name, role, look.size("icon"), self)))
        row.addWidget(sign)
        words = Label(message.text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(words, 1)
        if message.act is not None:
            remedy = QPushButton(message.remedy)
            remedy.setAutoDefault(False)
            remedy.clicked.connect(lambda: self._act(bar))
            row.addWidget(remedy)
        close = icon_button("close", lambda: tr("Close message"), lambda: bar.take_away(self), small=True)
        row.addWidget(close)
        retranslate(self, lambda: self.setAccessibleName(tr("Message")))
        if self.leaves:
            QTimer.singleShot(look.size("message_ms"), self, lambda: bar.take_away(self))

    def _act(self, bar: MessageBar) -> None:
        act = self.message.act
        bar.take_away(self)
        if act is not None:
            act()
