"""Panels that take turns in one place: tabs of icons over columns, the last one looked at remembered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop import look
from desktop.remember import recall, remember
from desktop.text import retranslate
from desktop.widgets.label import hairline
from desktop.widgets.panel import PanelColumn, PanelFrame


@dataclass(frozen=True)
class Tab:
    """One tab: its name, its words, its icon, and the frames that stand in it."""

    name: str
    words: Callable[[], str]
    icon: str
    frames: tuple[PanelFrame, ...]


class _Bar(QTabBar):
    """Tabs of an icon each, so narrow that all of them fit; they share the room that is left."""

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(look.size("icon") + look.size("gap"), look.size("row") + look.size("grid"))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)


class PanelTabs(QWidget):
    """Frames that always show above tabs; `show_tab` brings one to the front."""

    def __init__(self, name: str, above: Sequence[PanelFrame], tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._name, self._tabs = f"tab/{name}", tuple(tabs)
        self.bar, self.pages = _Bar(), QStackedWidget()
        self.bar.setExpanding(True)
        self.bar.setUsesScrollButtons(False)
        self.bar.setDrawBase(False)
        side = look.size("icon")
        self.bar.setIconSize(QSize(side, side))
        self.frames = (*above, *(frame for tab in tabs for frame in tab.frames))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for frame in above:
            column.addWidget(frame, 1 if frame.stretches() else 0)
            column.addWidget(hairline())
        column.addWidget(self.bar)
        column.addWidget(hairline())
        column.addWidget(self.pages, 2)
        for tab in tabs:
            self.bar.addTab("")
            self.pages.addWidget(PanelColumn(list(tab.frames)))
        self.bar.currentChanged.connect(self._turn)
        retranslate(self, self._word)
        look.restyle(self, self._dress)
        self.show_tab(str(recall(self._name, tabs[0].name)))

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front; the first where there is none of that name."""
        self.bar.setCurrentIndex(self.names.index(name) if name in self.names else 0)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tabs."""
        return tuple(tab.name for tab in self._tabs)

    def _turn(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        remember(self._name, self._tabs[at].name)
        self._dress()

    def _word(self) -> None:
        for at, tab in enumerate(self._tabs):
            self.bar.setTabToolTip(at, tab.words())
            self.bar.setAccessibleTabName(at, tab.words())

    def _dress(self) -> None:
        for at, tab in enumerate(self._tabs):
            role = "accent" if at == self.bar.currentIndex() else "secondary"
            self.bar.setTabIcon(at, look.icon(tab.icon, role))
