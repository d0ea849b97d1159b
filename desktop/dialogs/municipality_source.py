"""The part of the New project dialog that chooses municipalities: file, layer, fields, and which ones."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import look, work
from desktop.remember import recall, remember
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label, ShortLabel
from desktop.widgets.outline_map import OutlineMap
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo, text
from scenarios.intake.municipalities import guess_code, guess_name, normal_code
from scenarios.progress import Job
from scenarios.wording import tr

_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Found:
    """The features of the chosen layer: their codes, names and shapes."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    shapes: tuple[Any, ...]


def choose_file(parent: QWidget, title: str) -> str:
    """Ask for a file, starting where the last one was; empty where none was chosen."""
    path, _ = QFileDialog.getOpenFileName(parent, title, str(recall("source_folder", "")))
    if path:
        remember("source_folder", str(Path(path).parent))
    return path


def choose_folder(parent: QWidget, title: str) -> str:
    """Ask for a folder, starting where the last one was; empty where none was chosen."""
    path = QFileDialog.getExistingDirectory(parent, title, str(recall("source_folder", "")))
    if path:
        remember("source_folder", path)
    return path


def _read(path: str, layer: str, code: str, name: str) -> Job[Found]:
    columns = tuple(dict.fromkeys(field for field in (code, name) if field))
    features = yield from vector.read(path, layer, columns)
    codes = tuple(normal_code(v) for v in features.columns[code]) if code else ()
    names = tuple(text(v) for v in features.columns[name]) if name else codes
    return Found(codes, names, tuple(features.geoms))


class MunicipalitySource(QWidget):
    """`changed` tells that the choice differs; `troubled` carries a sentence about what cannot be read."""

    changed = Signal()
    troubled = Signal(str)

    def __init__(self, preview: OutlineMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = ""
        self._layers: list[LayerInfo] = []
        self._found = Found((), (), ())
        self._preview = preview
        self.file = ShortLabel(role="secondary")
        self.button = text_button(lambda: tr("Choose a file…"), self._choose)
        self.layer, self.code, self.name = QComboBox(), QComboBox(), QComboBox()
        self.list = QListWidget()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.all = text_button(lambda: tr("All"), lambda: self._check_all(True), role="link")
        self.none = text_button(lambda: tr("None"), lambda: self._check_all(False), role="link")
        self._labels = {name: Label() for name in ("layer", "code", "name")}
        self._arrange()
        self.layer.activated.connect(lambda _: self._show_fields())
        self.code.activated.connect(lambda _: self._read_features())
        self.name.activated.connect(lambda _: self._read_features())
        self.filter.textChanged.connect(self._filter)
        self.list.itemChanged.connect(lambda _: self._chosen_changed())
        retranslate(self, self._word)

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.button)
        first.addWidget(self.file, 1)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(look.size("padding"))
        self._form.setVerticalSpacing(look.size("grid"))
        for key, box in (("layer", self.layer), ("code", self.code), ("name", self.name)):
            self._form.addRow(self._labels[key], box)
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addWidget(self.all)
        row.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addLayout(first)
        column.addLayout(self._form)
        column.addLayout(row)
        column.addWidget(self.list, 1)

    def _word(self) -> None:
        self._labels["layer"].setText(tr("Layer"))
        self._labels["code"].setText(tr("Code"))
        self._labels["name"].setText(tr("Name"))
        self.filter.setPlaceholderText(tr("Type to search"))
        self.filter.setAccessibleName(tr("Find a municipality"))
        self.list.setAccessibleName(tr("Municipalities"))
        if not self.path:
            self.file.setText(tr("a file with one polygon per municipality"))

    def given(self) -> str:
        """The chosen source as PATH:LAYER, empty where there is none yet."""
        several = len(self._layers) > 1
        return f"{self.path}:{self.layer.currentText()}" if self.path and several else self.path

    def fields(self) -> tuple[str, str]:
        """The chosen code and name fields."""
        return self.code.currentText(), self.name.currentText()

    def only(self) -> tuple[str, ...]:
        """The codes of the ticked municipalities."""
        return tuple(self._found.codes[place] for place in self._ticked())

    def open(self, path: str) -> None:
        """Read the layers of a file and show what it holds."""
        self.path = path
        self.file.setText(Path(path).name)
        work.run("new-layers", work.plain(vector.layers, path), None, self._show_layers, self._trouble)

    def _choose(self) -> None:
        path = choose_file(self, tr("Municipalities"))
        if path:
            self.open(path)

    def _trouble(self, error: Exception) -> None:
        self._found = Found((), (), ())
        self._fill()
        self.troubled.emit(str(error))

    def _show_layers(self, layers: list[LayerInfo]) -> None:
        self._layers = [one for one in layers if one.geometry in ("polygon", "mixed")]
        self.layer.clear()
        self.layer.addItems([one.name for one in self._layers])
        self._form.setRowVisible(self.layer, len(self._layers) > 1)
        if not self._layers:
            self.troubled.emit(tr("{file} holds no layer with polygons.", file=Path(self.path).name))
            return
        likely = next((i for i, one in enumerate(self._layers) if guess_code(one)), 0)
        self.layer.setCurrentIndex(likely)
        self._show_fields()

    def _show_fields(self) -> None:
        info = self._layers[self.layer.currentIndex()]
        code = guess_code(info)
        for box, guess in ((self.code, code), (self.name, guess_name(info, code))):
            box.clear()
            box.addItems([field.name for field in info.fields])
            box.setCurrentIndex(box.findText(guess) if guess else -1)
            for position, field in enumerate(info.fields):
                box.setItemData(position, ", ".join(field.samples[:4]), Qt.ItemDataRole.ToolTipRole)
        self._read_features()

    def _read_features(self) -> None:
        code, name = self.fields()
        if not code:
            self.troubled.emit(tr("Choose the field with the municipal code."))
            return
        job = _read(self.path, self.layer.currentText(), code, name)
        work.run("new-municipalities", job, None, self._show_features, self._trouble)

    def _show_features(self, found: Found) -> None:
        self._found = found
        self.troubled.emit("")
        self._fill()

    def _fill(self) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            order = sorted(range(len(self._found.codes)), key=lambda i: self._found.names[i].casefold())
            for place in order:
                item = QListWidgetItem(f"{self._found.names[place]}  {self._found.codes[place]}")
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
                item.setData(_PLACE, place)
                self.list.addItem(item)
        self._preview.show_shapes(self._found.shapes)
        self._filter(self.filter.text())
        self._chosen_changed()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _ticked(self) -> list[int]:
        return [i.data(_PLACE) for i in self._items() if i.checkState() is Qt.CheckState.Checked]

    def _check_all(self, ticked: bool) -> None:
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        with QSignalBlocker(self.list):
            for item in self._items():
                if not item.isHidden():
                    item.setCheckState(state)
        self._chosen_changed()

    def _filter(self, typed: str) -> None:
        for item in self._items():
            item.setHidden(typed.casefold() not in item.text().casefold())

    def _chosen_changed(self) -> None:
        self._preview.choose(self._ticked())
        self.changed.emit()
