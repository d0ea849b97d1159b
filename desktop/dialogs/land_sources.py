"""The part of a dialog that chooses land-use files and says which land use each of their classes is."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import look, work
from desktop.dialogs.municipality_source import choose_file, choose_folder
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo
from scenarios.intake import LandUse, classes
from scenarios.landuse.catalogue import USES
from scenarios.progress import Job, Progress
from scenarios.wording import mark, number, tr

_NAMES = {
    "bbg": mark("CBS land use until 2017"),
    "nbbg": mark("CBS land use from 2020"),
    "bgt": "BGT",
    "osm": "OpenStreetMap",
}


@dataclasses.dataclass
class _Source:
    """A chosen file: its layers, the ready map that fits (or none), and the classes set by hand."""

    path: str
    layers: tuple[LayerInfo, ...] = ()
    ready: str = ""
    field: str = ""
    layer: str = ""
    counts: dict[str, int] = dataclasses.field(default_factory=dict)
    by_hand: dict[str, str] = dataclasses.field(default_factory=dict)

    def wanted(self) -> LandUse:
        """What the intake is asked to read."""
        given = f"{self.path}:{self.layer}" if self.field and len(self.layers) > 1 else self.path
        if self.field:
            return LandUse(given, self.field, classes.mapped(Path(self.path).name, self.by_hand, self.field))
        return LandUse(given, classes=self.ready)


def _counted(path: str, layer: str, name: str) -> Job[dict[str, int]]:
    yield Progress(0, 0)
    return vector.values(path, layer, name)


class LandSources(QWidget):
    """A list of sources, the first wins where they overlap; below it the classes of the selected one."""

    changed = Signal()
    troubled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources: list[_Source] = []
        self._choices: list[tuple[str, str]] = []
        self.list = QListWidget()
        self.list.setMaximumHeight(look.size("row") * 4)
        self.field = QComboBox()
        self.table = QTableWidget(0, 3)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.setColumnWidth(2, look.size("search_width"))
        self.table.setShowGrid(False)
        self.hint = Label(role="secondary", wrap=True)
        self.by = Label()
        self._add = text_button(lambda: tr("Add a file…"), self._add_file)
        self._add_tiles = text_button(lambda: tr("Add a folder…"), self._add_folder)
        self._remove = text_button(lambda: tr("Remove"), self._remove_source, role="quiet")
        self._arrange()
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.field.activated.connect(self._choose_field)
        retranslate(self, self._word)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._add, self._add_tiles, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.by)
        row.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addLayout(buttons)
        column.addWidget(self.list)
        column.addLayout(row)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)

    def _word(self) -> None:
        self.by.setText(tr("Classes by"))
        self.field.setAccessibleName(tr("Classes by"))
        self.list.setAccessibleName(tr("Land-use files"))
        self.table.setHorizontalHeaderLabels([tr("Class"), tr("Number"), tr("Land use")])
        self._show()

    def wanted(self) -> tuple[LandUse, ...]:
        """The sources in order, with their classes."""
        return tuple(source.wanted() for source in self.sources)

    def add(self, path: str) -> None:
        """Add a file or a folder of tiles and look what it holds."""
        source = _Source(path)
        work.run(
            f"land-source {path}",
            work.plain(vector.layers, path),
            None,
            lambda layers: self._added(source, layers),
            lambda error: self.troubled.emit(str(error)),
        )

    def _added(self, source: _Source, layers: list[LayerInfo]) -> None:
        source.layers = tuple(one for one in layers if one.geometry in ("polygon", "mixed"))
        if not source.layers:
            self.troubled.emit(tr("{file} holds no layer with polygons.", file=Path(source.path).name))
            return
        fits = classes.recognised(source.layers)
        source.ready = fits[0].name if fits else ""
        self.sources.append(source)
        self.list.addItem(Path(source.path).name)
        self.list.setCurrentRow(self.list.count() - 1)
        self.troubled.emit("")
        self.changed.emit()

    def _add_file(self) -> None:
        path = choose_file(self, tr("Land use"))
        if path:
            self.add(path)

    def _add_folder(self) -> None:
        path = choose_folder(self, tr("Land use"))
        if path:
            self.add(path)

    def _remove_source(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            del self.sources[row]
            self.list.takeItem(row)
            self._show()
            self.changed.emit()

    def _current(self) -> _Source | None:
        row = self.list.currentRow()
        return self.sources[row] if 0 <= row < len(self.sources) else None

    def _show(self) -> None:
        source = self._current()
        for widget in (self.by, self.field, self.table):
            widget.setVisible(source is not None)
        if source is None:
            self.hint.setText(
                tr("Without land-use files all land counts as other. Of several files the first one wins.")
            )
            return
        self._choices = [("", "")] if source.ready else []
        self._choices += [(info.name, one.name) for info in source.layers for one in info.fields]
        with QSignalBlocker(self.field):
            self.field.clear()
            for layer, name in self._choices:
                self.field.addItem(self._shown(source, layer, name))
            chosen = (source.layer, source.field)
            self.field.setCurrentIndex(self._choices.index(chosen) if chosen in self._choices else -1)
        self._fill(source)

    def _shown(self, source: _Source, layer: str, name: str) -> str:
        if not name:
            return tr("{map} (recognised)", map=tr(_NAMES[source.ready]))
        return f"{layer}: {name}" if len(source.layers) > 1 else name

    def _choose_field(self, _at: int) -> None:
        source = self._current()
        if source is None:
            return
        source.layer, source.field = self._choices[self.field.currentIndex()]
        source.counts, source.by_hand = {}, {}
        self._fill(source)
        if source.field:
            work.run(
                "land-values",
                _counted(source.path, source.layer, source.field),
                None,
                lambda counts: self._show_values(source, counts),
                lambda error: self.troubled.emit(str(error)),
                label=tr("Reading {file}", file=Path(source.path).name),
            )
        self.changed.emit()

    def _show_values(self, source: _Source, counts: dict[str, int]) -> None:
        source.counts = {value: count for value, count in counts.items() if value}
        source.by_hand = {value: _guess(value) for value in source.counts}
        if self._current() is source:
            self._fill(source)

    def _fill(self, source: _Source) -> None:
        self.table.setVisible(bool(source.field))
        self.table.setRowCount(0)
        if not source.field:
            self.hint.setText(
                tr("The classes of this file are known. Choose a field to set them by hand.")
                if source.ready
                else tr("Choose the field that holds the classes.")
            )
            return
        self.hint.setText(tr("Say which land use each class is; what stays empty is left out."))
        for value, count in source.counts.items():
            self._row(source, value, count)

    def _row(self, source: _Source, value: str, count: int) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, said in ((0, value), (1, number(count))):
            item = QTableWidgetItem(said)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, column, item)
        box = QComboBox()
        box.setAccessibleName(tr("Land use of {name}", name=value))
        box.addItem(tr("left out"), "")
        for code, use in USES.items():
            box.addItem(use.name, code)
        box.setCurrentIndex(max(box.findData(source.by_hand.get(value, "")), 0))
        box.activated.connect(lambda _: source.by_hand.__setitem__(value, box.currentData()))
        self.table.setCellWidget(row, 2, box)


def _guess(value: str) -> str:
    """The land use that the ready maps, or its own name, give a class; empty where none does."""
    known = classes.use_code(value)
    if known:
        return known
    said = classes.normal(value)
    for key in classes.READY:
        for row in classes.ready(key).rows:
            if classes.normal(row.value) == said:
                return row.use
    return ""
