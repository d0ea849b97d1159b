"""What the import made of the sources: what was repaired or skipped, how much and where."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label
from scenarios.wording import tr


class ImportReportDialog(QDialog):
    """Sentences under headings, to be read and copied."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.resize(look.size("dialog_width"), look.size("dialog_height"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = text_button(lambda: tr("Close"), self.accept, role="primary")
        self._copy = text_button(lambda: tr("Copy text"), self.copy, icon="copy")
        below = QHBoxLayout()
        below.addWidget(self._copy)
        below.addStretch(1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        edge = look.size("padding_wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("padding"))
        column.addWidget(self._area, 1)
        column.addLayout(below)
        retranslate(self, self.refresh)
        session.edited.connect(self._edited)

    def sections(self) -> list[tuple[str, list[str]]]:
        """Headings with the sentences under each."""
        from scenarios.intake.report import from_json, sections

        document = self.session.document
        return sections(from_json(document.import_report())) if document is not None else []

    def copy(self) -> None:
        """Put the whole report on the clipboard as text."""
        parts = ["\n".join((heading, *lines)) for heading, lines in self.sections()]
        QGuiApplication.clipboard().setText("\n\n".join(parts))

    def _edited(self, changes: tuple[object, ...]) -> None:
        if not changes:
            self.refresh()

    def refresh(self) -> None:
        """Show the report of the open project in the language in force."""
        self.setWindowTitle(tr("Import report"))
        inside = QWidget()
        inside.setProperty("plain", "true")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.size("padding"), 0)
        column.setSpacing(look.size("grid"))
        found = self.sections()
        self._copy.setVisible(bool(found))
        if not found:
            none = tr("This project holds no report of an import.")
            column.addWidget(Label(none, role="secondary", wrap=True))
        for position, (heading, lines) in enumerate(found):
            if position:
                column.addSpacing(look.size("padding"))
            column.addWidget(Label(heading, font="title"))
            for line in lines:
                label = Label(line, wrap=True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(label)
        column.addStretch(1)
        self._area.setWidget(inside)
