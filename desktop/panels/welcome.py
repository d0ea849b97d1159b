"""The first minute: three cards, and the last projects as small map pictures."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import look
from desktop.remember import folder
from desktop.session import Session, recent
from desktop.text import retranslate
from desktop.widgets.card import choice_card, picture_card
from desktop.widgets.label import Label
from scenarios.wording import tr

MOST = 6
_ACROSS = 3


class WelcomePage(QScrollArea):
    """New, Open, Example; and below them what was open lately."""

    def __init__(
        self,
        session: Session,
        *,
        new: Callable[[], object],
        open_: Callable[[], object],
        example: Callable[[], object],
        again: Callable[[Path], object],
    ) -> None:
        super().__init__()
        self.session = session
        self._again = again
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        heading = Label("Schuifruimte", font="heading")
        words = Label(role="secondary", wrap=True)
        self.cards = (
            choice_card(
                "example",
                lambda: tr("Look at the example"),
                lambda: tr("A schematic region with three variants, made in a few seconds."),
                example,
            ),
            choice_card(
                "new",
                lambda: tr("New project"),
                lambda: tr("From files with municipalities and land use, in any common format."),
                new,
            ),
            choice_card(
                "open",
                lambda: tr("Open a project"),
                lambda: tr("A .gpkg file of your own, or one that was sent to you."),
                open_,
            ),
        )
        self._recent_title = Label(font="title")
        self._recent = QGridLayout()
        self._recent.setSpacing(look.size("padding"))

        row = QHBoxLayout()
        row.setSpacing(look.size("padding"))
        for card in self.cards:
            row.addWidget(card)
        inside = QWidget()
        inside.setProperty("plain", "true")
        inside.setFixedWidth(_ACROSS * look.size("card_width") + (_ACROSS - 1) * look.size("padding"))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, look.size("padding_wide") * 2, 0, look.size("padding_wide"))
        column.setSpacing(look.size("gap"))
        column.addWidget(heading)
        column.addWidget(words)
        column.addSpacing(look.size("padding"))
        column.addLayout(row)
        column.addSpacing(look.size("padding_wide"))
        column.addWidget(self._recent_title)
        column.addLayout(self._recent)
        column.addStretch(1)
        middle = QWidget()
        middle.setProperty("plain", "true")
        around = QHBoxLayout(middle)
        around.addStretch(1)
        around.addWidget(inside)
        around.addStretch(1)
        self.setWidget(middle)

        def word() -> None:
            self._recent_title.setText(tr("Lately opened"))
            words.setText(
                tr("Where can a raw-materials cluster and its hubs go, and what does that cost and bring?")
            )

        retranslate(self, word)
        self.show_recent()

    def show_recent(self) -> None:
        """Show the projects that were open lately and are still there."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        paths = recent()[:MOST]
        for position, path in enumerate(paths):
            card = picture_card(
                QPixmap(str(picture_path(path))), path.stem, str(path), lambda p=path: self._again(p)
            )
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            self._recent.addWidget(card, position // _ACROSS, position % _ACROSS, align)
        self._recent.setColumnStretch(_ACROSS, 1)
        self._recent_title.setVisible(bool(paths))


def picture_path(project: Path) -> Path:
    """Where the small map picture of a project is kept on this machine."""
    name = hashlib.sha256(str(Path(project).absolute()).encode()).hexdigest()[:24]
    return folder("pictures") / f"{name}.png"


def keep_picture(project: Path, picture: QPixmap) -> None:
    """Keep a small picture of a project's map for this page."""
    if not picture.isNull():
        wide = look.size("card_width") * 2
        small = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        small.save(str(picture_path(project)))
