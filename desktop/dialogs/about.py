"""What this program is: version, licence, sources, and the folder with its own files."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import look
from desktop.crash import version
from desktop.remember import folder
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label
from scenarios.wording import tr


class AboutDialog(QDialog):
    """A page of plain sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(look.size("dialog_width"))
        heading = Label("Schuifruimte", font="heading")
        lines = [Label(wrap=True, role=role) for role in ("", "", "secondary", "secondary", "secondary")]
        for line in lines:
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = text_button(lambda: tr("Close"), self.accept)
        close.setDefault(True)
        column = QVBoxLayout(self)
        edge = look.size("padding_wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("padding"))
        sign = QLabel()
        side = look.size("icon_large")
        look.restyle(sign, lambda: sign.setPixmap(look.sharp("trade-off", "accent", side, self)))
        column.addWidget(sign)
        column.addWidget(heading)
        for line in lines:
            column.addWidget(line)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

        def word() -> None:
            self.setWindowTitle(tr("About Schuifruimte"))
            texts = (
                _version(),
                tr(
                    "Schuifruimte is the spare land that lets things be moved around, as the empty square "
                    "does in a sliding puzzle. This program needs no network and keeps all in one file."
                ),
                tr("Municipal figures: CBS and Kadaster, CC BY 4.0. Land-use colours: SVBP2012, Geonovum."),
                tr(
                    "Setback distances are screening distances (VNG, Bedrijven en milieuzonering, 2009): no "
                    "legal limits, and no longer the official method for new plans."
                ),
                tr("Settings and crash reports are kept in {folder}.", folder=folder()),
            )
            for line, text in zip(lines, texts, strict=True):
                line.setText(text)
            width = look.size("dialog_width")
            self.resize(width, column.totalHeightForWidth(width))

        retranslate(self, word)


def _version() -> str:
    known = version()
    return tr("Version {version}. Licence: EUPL-1.2.", version=known) if known else tr("Licence: EUPL-1.2.")
