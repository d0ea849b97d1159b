"""One field that finds any command, place or thing by typing; its answers hang below it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from desktop import look
from desktop.text import retranslate
from desktop.widgets.remark import REMARK, RemarkDelegate
from scenarios.wording import tr

MOST = 9


@dataclass(frozen=True)
class Entry:
    """Something that can be found: its words, a remark beside them, an icon, and what choosing it does."""

    text: str
    remark: str
    icon: str
    act: Callable[[], object]


def best(entries: list[Entry], typed: str, most: int = MOST) -> list[Entry]:
    """The entries that hold every typed word, those that begin with it first."""
    words = typed.casefold().split()
    if not words:
        return []

    def rank(entry: Entry) -> int | None:
        text = entry.text.casefold()
        if not all(word in text for word in words):
            return None
        if text.startswith(words[0]):
            return 0
        return 1 if any(part.startswith(words[0]) for part in text.split()) else 2

    ranked = [(found, len(e.text), n, e) for n, e in enumerate(entries) if (found := rank(e)) is not None]
    return [entry for *_, entry in sorted(ranked, key=lambda r: r[:3])][:most]


class SearchField(QLineEdit):
    """Type, go up and down, Enter; Esc leaves. `entries` is asked at the first key for all there is."""

    def __init__(self, entries: Callable[[], list[Entry]], hint: Callable[[], str]) -> None:
        super().__init__()
        self._entries = entries
        self._known: list[Entry] = []
        self._shown: list[Entry] = []
        self._answers: QFrame | None = None
        self._list = QListWidget()
        self._list.setItemDelegate(RemarkDelegate(self._list))
        self.setProperty("role", "search")
        self.setClearButtonEnabled(False)
        self._sign = self.addAction(
            look.icon("search", "secondary"), QLineEdit.ActionPosition.LeadingPosition
        )
        look.restyle(self, lambda: self._sign.setIcon(look.icon("search", "secondary")))
        retranslate(self, lambda: self._word(hint()))
        self.textEdited.connect(self._look_up)
        self.returnPressed.connect(self._choose)
        self.installEventFilter(self)

    def _word(self, hint: str) -> None:
        self.setPlaceholderText(hint)
        self.setAccessibleName(tr("Find"))

    def answers(self) -> list[Entry]:
        """What hangs below the field now."""
        return list(self._shown)

    def _look_up(self, typed: str) -> None:
        if not self._known:
            self._known = self._entries()
        self._shown = best(self._known, typed)
        self._hang()

    def _hang(self) -> None:
        if self._answers is None:
            self._answers = QFrame(self.window())
            self._answers.setProperty("part", "popup")
            column = QVBoxLayout(self._answers)
            grid = look.size("grid")
            column.setContentsMargins(grid, grid, grid, grid)
            column.addWidget(self._list)
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.itemClicked.connect(lambda item: self._choose())
        self._list.clear()
        side = look.size("icon_small")
        self._list.setIconSize(QSize(side, side))
        for entry in self._shown:
            item = QListWidgetItem(look.icon(entry.icon, "secondary"), entry.text)
            item.setData(REMARK, entry.remark)
            self._list.addItem(item)
        if not self._shown:
            nothing = QListWidgetItem(tr("Nothing found"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._list.setCurrentRow(0)
        height = max(1, len(self._shown)) * look.size("row") + look.size("gap") + look.size("grid")
        width = max(self.width(), look.size("right_panel"))
        below = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + look.size("grid")))
        self._answers.setGeometry(below.x(), below.y(), width, height)
        self._answers.setVisible(bool(self.text().strip()))
        self._answers.raise_()

    def _choose(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._shown):
            entry = self._shown[row]
            self.leave()
            entry.act()

    def leave(self) -> None:
        """Empty the field and give the keyboard back."""
        self.clear()
        self._known, self._shown = [], []
        if self._answers is not None:
            self._answers.hide()
        self.clearFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down walk through the answers, Esc leaves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and self._shown:
                self._list.setCurrentRow((self._list.currentRow() + step) % len(self._shown))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        if event.type() == QEvent.Type.FocusOut and self._answers is not None:
            self._answers.hide()
            self._known = []
        return super().eventFilter(watched, event)
