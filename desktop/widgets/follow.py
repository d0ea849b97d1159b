"""How a panel follows the session: once per change and only while it is seen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate


class Follow(QObject):
    """Calls `refresh` when the session changed while the panel shows, and when the panel comes into view.

    `session.edited` is always followed by `session.focused`, so that one is enough.
    """

    def __init__(self, panel: QWidget, session: Session, refresh: Callable[[], object]) -> None:
        super().__init__(panel)
        self._panel = panel
        self._refresh = refresh
        self._missed = True
        session.focused.connect(self.changed)
        panel.installEventFilter(self)
        retranslate(self, self.changed)
        look.restyle(self, self.changed)

    def changed(self) -> None:
        """Refresh now, or as soon as the panel is seen."""
        if self._panel.isVisible():
            self._missed = False
            self._refresh()
        else:
            self._missed = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up when the panel comes into view."""
        # Python may take a panel apart before Qt does; then nothing is left to refresh.
        panel = self.__dict__.get("_panel")
        if panel is not None and watched is panel and event.type() == QEvent.Type.Show and self._missed:
            self._missed = False
            self._refresh()
        return False
