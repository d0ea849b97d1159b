"""What is true and what is made up in the built-in example, in its maker's own words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label
from scenarios.wording import tr


class AboutExampleDialog(QDialog):
    """The text that lies in the example's file."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(look.size("dialog_width"))
        heading = Label(font="heading")
        words = Label(wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = text_button(lambda: tr("Close"), self.accept)
        close.setDefault(True)
        column = QVBoxLayout(self)
        edge = look.size("padding_wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("padding"))
        column.addWidget(heading)
        column.addWidget(words, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

        def word() -> None:
            self.setWindowTitle(tr("About this example"))
            heading.setText(tr("About this example"))
            document = session.document
            words.setText(document.about() if document is not None else "")
            width = look.size("dialog_width")
            self.resize(width, column.totalHeightForWidth(width))

        retranslate(self, word)
