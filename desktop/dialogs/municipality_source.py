"""The part of the New project dialog that chooses municipalities: file, layer, fields, and which ones."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import look, work
from desktop.dialogs.coordinates import CoordinateBox
from desktop.dialogs.files import choose_file
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label, ShortLabel
from desktop.widgets.outline_map import OutlineMap
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo, text
from scenarios.intake.municipalities import guess_code, guess_name, is_abroad, normal_code
from scenarios.progress import Job
from scenarios.wording import tr

MANY = 40
"""Of more municipalities than this nobody wants all: then none is ticked to begin with."""

_PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Found:
    """The municipalities of the chosen layer, one entry per code: codes, names and shapes."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    shapes: tuple[Any, ...]


NOTHING = Found((), (), ())


def _read(path: str, layer: str, code: str, name: str, crs: str) -> Job[Found]:
    columns = tuple(dict.fromkeys(field for field in (code, name) if field))
    features = yield from vector.read(path, layer, columns, crs=crs)
    names: dict[str, str] = {}
    shapes: dict[str, list[Any]] = {}
    for i, geom in enumerate(features.geoms):
        said = normal_code(features.columns[code][i])
        called = text(features.columns[name][i]) if name else said
        if said and geom is not None and not is_abroad(said, called):
            names.setdefault(said, called or said)
            shapes.setdefault(said, []).extend(p for p in shapely.get_parts(geom) if p.geom_type == "Polygon")
    codes = tuple(sorted((c for c in names if shapes[c]), key=lambda c: names[c].casefold()))
    together = tuple(shapely.multipolygons(np.array(shapes[c], dtype=object)) for c in codes)
    return Found(codes, tuple(names[c] for c in codes), together)


class MunicipalitySource(QWidget):
    """`changed` tells that the choice differs; `troubled` carries a sentence about what cannot be read."""

    changed = Signal()
    troubled = Signal(str)

    def __init__(self, preview: OutlineMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = ""
        self._layers: list[LayerInfo] = []
        self._found = NOTHING
        self._preview = preview
        self.file = ShortLabel(role="secondary")
        self.button = text_button(lambda: tr("Choose a file…"), self._choose)
        self.layer, self.code, self.name = QComboBox(), QComboBox(), QComboBox()
        self.crs = CoordinateBox()
        self.list = QListWidget()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.all = text_button(lambda: tr("All"), lambda: self._check_all(True), role="link")
        self.none = text_button(lambda: tr("None"), lambda: self._check_all(False), role="link")
        self._labels = {name: Label() for name in ("layer", "code", "name", "crs")}
        self._below = QWidget()
        self.hint = Label(role="secondary", wrap=True)
        self._arrange()
        self.layer.activated.connect(lambda _: self._show_fields())
        for box in (self.code, self.name):
            box.activated.connect(lambda _: self._read_features())
        self.crs.chosen.connect(self._read_features)
        self.filter.textChanged.connect(self._filter)
        self.list.itemChanged.connect(lambda _: self._chosen_changed())
        self._preview.picked.connect(self._picked)
        retranslate(self, self._word)

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.button)
        first.addWidget(self.file, 1)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(look.size("padding"))
        self._form.setVerticalSpacing(look.size("grid"))
        boxes = (("layer", self.layer), ("code", self.code), ("name", self.name), ("crs", self.crs))
        for key, box in boxes:
            self._form.addRow(self._labels[key], box)
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addWidget(self.all)
        row.addWidget(self.none)
        inside = QVBoxLayout(self._below)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.size("gap"))
        inside.addLayout(self._form)
        inside.addLayout(row)
        inside.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addLayout(first)
        column.addWidget(self.hint)
        column.addWidget(self._below, 1)
        column.addStretch(0)
        self._below.hide()

    def _word(self) -> None:
        self._labels["layer"].setText(tr("Layer"))
        self._labels["code"].setText(tr("Code"))
        self._labels["name"].setText(tr("Name"))
        self._labels["crs"].setText(tr("Coordinates"))
        self.filter.setPlaceholderText(tr("Names or codes, with commas between"))
        self.filter.setAccessibleName(tr("Find a municipality"))
        self.list.setAccessibleName(tr("Municipalities"))
        if not self.path:
            self.file.setText(tr("a file with one polygon per municipality"))
        self.hint.setText(
            tr(
                "For instance the municipal boundaries of CBS or Kadaster, in any coordinate system. The "
                "fields with code and name are guessed; then tick municipalities in the list or on the map."
            )
        )

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
        self._found = NOTHING
        self._fill()
        self.troubled.emit(str(error))

    def _show_layers(self, layers: list[LayerInfo]) -> None:
        self._layers = [one for one in layers if one.geometry in ("polygon", "mixed")]
        self.layer.clear()
        self.layer.addItems([one.name for one in self._layers])
        self._form.setRowVisible(self.layer, len(self._layers) > 1)
        self._below.setVisible(bool(self._layers))
        self.hint.setVisible(not self._layers)
        if not self._layers:
            self._found = NOTHING
            self._fill()
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
            for field in info.fields:
                box.addItem(field.name)
                box.setItemData(box.count() - 1, ", ".join(field.samples[:4]), Qt.ItemDataRole.ToolTipRole)
            box.setCurrentIndex(box.findText(guess) if guess else -1)
        self.crs.show_own(info.crs)
        self._read_features()

    def _read_features(self) -> None:
        code, name = self.fields()
        if not code:
            self.troubled.emit(tr("Choose the field with the municipal code."))
            return
        job = _read(self.path, self.layer.currentText(), code, name, self.crs.crs())
        work.run("new-municipalities", job, None, self._show_features, self._trouble)

    def _show_features(self, found: Found) -> None:
        self._found = found
        self.troubled.emit("" if found.codes else tr("No feature of this layer has a code and an area."))
        self._fill()

    def _fill(self) -> None:
        ticked = Qt.CheckState.Checked if len(self._found.codes) <= MANY else Qt.CheckState.Unchecked
        with QSignalBlocker(self.list):
            self.list.clear()
            for place, (code, name) in enumerate(zip(self._found.codes, self._found.names, strict=True)):
                item = QListWidgetItem(f"{name}  {code}")
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(ticked)
                item.setData(_PLACE, place)
                self.list.addItem(item)
        self._preview.show_shapes(self._found.shapes, self._found.names)
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

    def _picked(self, place: int) -> None:
        item = self.list.item(place)
        if item is not None:
            on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            self.list.scrollToItem(item)

    def _filter(self, typed: str) -> None:
        wanted = [word.strip().casefold() for word in typed.split(",") if word.strip()]
        for item in self._items():
            said = item.text().casefold()
            item.setHidden(bool(wanted) and not any(word in said for word in wanted))

    def _chosen_changed(self) -> None:
        self._preview.choose(self._ticked())
        self.changed.emit()
