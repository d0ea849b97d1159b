"""What of the ledgers is looked at: one municipality, land use, cause or year, or all of them."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from desktop import look
from desktop.panels.ledger.lines import name_of_key, order_of_key
from scenarios.landuse.accounts import GROUPS, Filter
from scenarios.landuse.ledgers import Entry
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, tr

ALL = {
    "municipality": mark("Whole region"),
    "use": mark("All uses"),
    "cause": mark("All causes"),
    "year": mark("All years"),
}
"""What each field says while it filters nothing."""

NAMES = {
    "municipality": mark("Municipality"),
    "use": mark("Land use"),
    "cause": mark("Cause"),
    "year": mark("Year"),
}

_KEYS: dict[str, Callable[[Entry], Iterable[Hashable]]] = {
    "municipality": lambda entry: (entry.municipality,),
    "use": lambda entry: (entry.from_use, entry.to_use),
    "cause": lambda entry: (entry.cause,),
    "year": lambda entry: (entry.year,),
}


class Filters(QWidget):
    """Four fields; `changed()` tells of a choice made by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QComboBox] = {}
        self._options: dict[str, list[tuple[str, Hashable]]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.size("gap"))
        for at, name in enumerate(GROUPS):
            combo = self.fields[name] = QComboBox()
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumWidth(look.size("right_panel") // 4)
            combo.activated.connect(self._chosen)
            grid.addWidget(combo, at // 2, at % 2)

    @property
    def wanted(self) -> Filter:
        """The filter that the fields make."""
        found: dict[str, Any] = {}
        for name, combo in self.fields.items():
            at = combo.currentIndex()
            found[name] = self._options[name][at - 1][1] if at > 0 else None
        return Filter(**found)

    def clear(self) -> None:
        """Filter nothing."""
        for combo in self.fields.values():
            combo.setCurrentIndex(0)

    def choose(self, name: str, key: Hashable) -> None:
        """Put a choice in force without telling; all of them where the key is not there."""
        keys = [key for _, key in self._options.get(name, ())]
        self.fields[name].setCurrentIndex(keys.index(key) + 1 if key in keys else 0)

    def show_entries(self, snapshot: Snapshot, entries: Iterable[Entry]) -> None:
        """Offer what occurs in these entries; a choice that no longer occurs is let go."""
        keys: dict[str, set[Hashable]] = {name: set() for name in GROUPS}
        for entry in entries:
            for name, of in _KEYS.items():
                keys[name].update(of(entry))
        before = self.wanted if self._options else Filter()
        for name, combo in self.fields.items():
            options = [(name_of_key(snapshot, name, key), key) for key in keys[name]]
            options.sort(key=lambda option, name=name: order_of_key(name, option[1], option[0]))
            combo.setAccessibleName(tr(NAMES[name]))
            words = [tr(ALL[name]), *(text for text, _ in options)]
            if [combo.itemText(at) for at in range(combo.count())] != words or self._options.get(
                name
            ) != options:
                self._options[name] = options
                combo.clear()
                combo.addItems(words)
                self.choose(name, getattr(before, name))

    def _chosen(self, _index: int) -> None:
        self.changed.emit()
