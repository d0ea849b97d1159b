"""The share of a host municipality in what the whole region has (S80), apart from the amounts themselves."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.widgets.label import Label, ShortLabel
from desktop.widgets.share_bar import ShareBar
from scenarios.indicators.burden import HostShare
from scenarios.wording import number, tr

SHOWN = ("homes_unlocked", "jobs_hosted", "hosted", "contour_across", "trucks_hosted")
"""The items whose share stands there, benefits first."""


class Shares(QWidget):
    """A bar and a percentage for each of a few items."""

    def __init__(self) -> None:
        super().__init__()
        self.head = Label(medium=True, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.size("gap"))
        self._grid.setVerticalSpacing(look.size("grid"))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self.lines: dict[str, tuple[ShortLabel, ShareBar, Label]] = {}
        for at, key in enumerate(SHOWN):
            line = self.lines[key] = (ShortLabel(font="secondary"), ShareBar(), Label(font="secondary"))
            for column, widget in enumerate(line):
                self._grid.addWidget(widget, at, column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        column.addWidget(self.head)
        column.addLayout(self._grid)

    def show_shares(self, place: str, shares: Mapping[str, HostShare]) -> None:
        """Show the shares of a municipality; those of which the region has nothing are left out."""
        any_shown = False
        for key, widgets in self.lines.items():
            found = shares.get(key)
            share = found.share if found is not None else None
            for widget in widgets:
                widget.setVisible(share is not None)
            if found is None or share is None:
                continue
            any_shown = True
            name, bar, percent = widgets
            said = f"{number(100 * share)} %"
            name.setText(found.item.figure.name)
            percent.setText(said)
            bar.show_shares(((share, look.colour("accent").name()),), f"{found.item.figure.name}: {said}")
        self.head.setText(
            tr("Share of {place} in the region", place=place)
            if any_shown
            else tr("{place} has no share yet: nothing falls on any municipality.", place=place)
        )
