"""Messages stand in a bar above the map, with the remedy as a button: nothing modal, nothing in the way."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Message
from desktop.text import retranslate
from desktop.widgets.button import icon_button
from desktop.widgets.label import Label
from scenarios.wording import tr

MOST = 3


class MessageBar(QWidget):
    """The latest messages under each other; most leave by themselves, grave ones stay."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Add a message; one that is there already is not said twice."""
        for strip in self.strips():
            if strip.message.text == message.text:
                self.take_away(strip)
        strips = self.strips()
        if len(strips) >= MOST:
            self.take_away(next((s for s in strips if not s.message.grave), strips[0]))
        self._column.addWidget(_Strip(self, message))
        self.show()

    def strips(self) -> "list[_Strip]":
        """The messages that show, oldest first."""
        found = (self._column.itemAt(i).widget() for i in range(self._column.count()))
        return [strip for strip in found if isinstance(strip, _Strip)]

    def take_away(self, strip: "_Strip") -> None:
        """Remove a message."""
        self._column.removeWidget(strip)
        strip.hide()
        strip.deleteLater()
        if not self.strips():
            self.hide()

    def clear(self) -> None:
        """Remove all messages."""
        for strip in self.strips():
            self.take_away(strip)


class _Strip(QFrame):
    def __init__(self, bar: MessageBar, message: Message) -> None:
        super().__init__()
        self.message = message
        quiet = not message.grave
        self.setProperty("part", "message")
        self.setProperty("grave", "true" if message.grave else "false")
        self.setProperty("quiet", "true" if quiet else "false")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.size("padding"), look.size("grid"), look.size("gap"), look.size("grid"))
        row.setSpacing(look.size("gap"))
        sign = QLabel()
        name, role = ("conflict", "conflict") if message.grave else ("info", "accent")
        look.restyle(sign, lambda: sign.setPixmap(look.icon(name, role).pixmap(look.size("icon"))))
        row.addWidget(sign)
        words = Label(message.text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(words, 1)
        if message.act is not None:
            remedy = QPushButton(message.remedy)
            remedy.setAutoDefault(False)
            remedy.clicked.connect(lambda: self._act(bar))
            row.addWidget(remedy)
        row.addWidget(
            icon_button("close", lambda: tr("Close message"), lambda: bar.take_away(self), small=True)
        )
        retranslate(self, lambda: self.setAccessibleName(tr("Message")))
        if quiet and not message.stays:
            QTimer.singleShot(look.size("message_ms"), self, lambda: bar.take_away(self))

    def _act(self, bar: MessageBar) -> None:
        act = self.message.act
        bar.take_away(self)
        if act is not None:
            act()
