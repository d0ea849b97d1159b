"""The part of a dialog that chooses land-use files and says which land use each of their classes is."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desktop import look, work
from desktop.dialogs.class_table import ClassTable
from desktop.dialogs.coordinates import CoordinateBox
from desktop.dialogs.files import choose_file, choose_folder
from desktop.text import retranslate
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.label import Label
from scenarios.errors import Stopped
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo
from scenarios.intake import LandUse, classes
from scenarios.intake.plan import ClassCount, Plan, class_counts
from scenarios.intake.report import map_name
from scenarios.wording import number, tr

_AUTO, _FIELD, _TABLE, _ASK = "auto", "field", "table", "ask"


@dataclasses.dataclass(eq=False)
class LandSource:
    """A chosen file or folder: its layers, how its classes are told, which occur, and what was changed by
    hand.

    `way` is (kind, layer, field or path of a class table).
    """

    path: str
    layers: tuple[LayerInfo, ...] = ()
    ready: str = ""
    way: tuple[str, str, str] = (_AUTO, "", "")
    crs: str = ""
    plan: Plan | None = None
    counts: tuple[ClassCount, ...] = ()
    changes: dict[tuple[str, str], str] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> str:
        """How the list calls it."""
        return vector.parse(self.path).label

    def begun(self) -> LandUse:
        """The source before anything was changed by hand."""
        kind, layer, said = self.way
        if kind == _FIELD:
            given = f"{self.path}:{layer}" if len(self.layers) > 1 else self.path
            return LandUse(given, said, classes.guessing(), self.crs)
        return LandUse(self.path, classes=said if kind == _TABLE else self.ready, crs=self.crs)

    def wanted(self) -> LandUse:
        """What the intake is asked to read."""
        begun = self.begun()
        if self.plan is None or not self.changes:
            return begun
        changed = classes.amended(self.plan.classes, self.changes)
        layers = () if ":" in begun.given[2:] else tuple(info.name for info in self.plan.layers)
        return dataclasses.replace(begun, classes=changed, layers=layers)


class LandSources(QWidget):
    """A list of sources, the first wins where they overlap; below it the classes of the selected one."""

    changed = Signal()
    troubled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources: list[LandSource] = []
        self._choices: list[tuple[str, str, str]] = []
        self.list = QListWidget()
        self.field = QComboBox()
        self.crs = CoordinateBox()
        self.table = ClassTable()
        self.hint = Label(role="secondary", wrap=True)
        self._words = {key: Label() for key in ("by", "crs")}
        self._add = text_button(lambda: tr("Add a file…"), self._add_file)
        self._add_tiles = text_button(lambda: tr("Add a folder…"), self._add_folder)
        self._up = icon_button("chevron-up", lambda: tr("Let it win over the one above"), self._move_up)
        self._remove = icon_button("delete", lambda: tr("Remove the file"), self._remove_source)
        self._below = QWidget()
        self._arrange()
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.field.activated.connect(self._choose_way)
        self.crs.chosen.connect(self._choose_crs)
        self.table.chosen.connect(self._change)
        retranslate(self, self._word)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._add_tiles)
        buttons.addStretch(1)
        buttons.addWidget(self._up)
        buttons.addWidget(self._remove)
        form = QFormLayout(self._below)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(look.size("padding"))
        form.setVerticalSpacing(look.size("grid"))
        form.addRow(self._words["by"], self.field)
        form.addRow(self._words["crs"], self.crs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addLayout(buttons)
        column.addWidget(self.list)
        column.addWidget(self._below)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def _word(self) -> None:
        self._words["by"].setText(tr("Classes by"))
        self._words["crs"].setText(tr("Coordinates"))
        self.field.setAccessibleName(tr("Classes by"))
        self.list.setAccessibleName(tr("Land-use files"))
        self._show()

    def wanted(self) -> tuple[LandUse, ...]:
        """The sources in order, with their classes."""
        return tuple(source.wanted() for source in self.sources)

    def add(self, path: str) -> None:
        """Add a file or a folder and look what it holds."""
        source = LandSource(path)
        work.run(
            f"land-source {path}",
            work.plain(vector.layers, path),
            None,
            lambda layers: self._added(source, layers),
            lambda error: self.troubled.emit(str(error)),
            label=tr("Reading {file}", file=Path(path).name),
        )

    def _added(self, source: LandSource, layers: list[LayerInfo]) -> None:
        source.layers = tuple(one for one in layers if one.geometry in ("polygon", "mixed"))
        if not source.layers:
            self.troubled.emit(tr("{file} holds no layer with polygons.", file=Path(source.path).name))
            return
        fits = classes.recognised(source.layers)
        source.ready = fits[0].name if fits else ""
        if not fits:
            source.way = (_ASK, "", "")
        self.sources.append(source)
        self.list.addItem(source.name)
        self.list.setCurrentRow(self.list.count() - 1)
        self.troubled.emit("")
        self.changed.emit()
        self._count(source)

    def _count(self, source: LandSource) -> None:
        """Find out which classes occur, in the background."""
        source.plan, source.counts, source.changes = None, (), {}
        if source.way[0] != _ASK:
            work.run(
                f"land-classes {source.path}",
                class_counts(source.begun()),
                None,
                lambda found: self._counted(source, found),
                lambda error: self._failed(source, error),
                label=tr("Counting the classes of {file}", file=source.name),
            )
        self._show()

    def _counted(self, source: LandSource, found: tuple[Plan, tuple[ClassCount, ...]]) -> None:
        source.plan, source.counts = found
        self.troubled.emit("")
        if self._current() is source:
            self._show()

    def _failed(self, source: LandSource, error: Exception) -> None:
        if not isinstance(error, Stopped) and source in self.sources:
            self.troubled.emit(str(error))
            source.way = (_ASK, "", "")
            self._show()

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
            work.stop(f"land-classes {self.sources[row].path}")
            del self.sources[row]
            self.list.takeItem(row)
            self.troubled.emit("")
            self._show()
            self.changed.emit()

    def _move_up(self) -> None:
        row = self.list.currentRow()
        if row > 0:
            self.sources.insert(row - 1, self.sources.pop(row))
            self.list.insertItem(row - 1, self.list.takeItem(row))
            self.list.setCurrentRow(row - 1)
            self.changed.emit()

    def _current(self) -> LandSource | None:
        row = self.list.currentRow()
        return self.sources[row] if 0 <= row < len(self.sources) else None

    def _show(self) -> None:
        source = self._current()
        self.list.setVisible(bool(self.sources))
        rows = min(max(len(self.sources), 1), 4)
        self.list.setFixedHeight(rows * look.size("row"))
        for widget in (self._below, self._up, self._remove):
            widget.setVisible(source is not None)
        self._up.setEnabled(self.list.currentRow() > 0)
        self.table.setVisible(source is not None and bool(source.counts))
        if source is None:
            self.hint.setText(
                tr(
                    "Add files with polygons of land use, or a folder of vector tiles. Without them all land "
                    "counts as other; of several files the first one wins."
                )
            )
            return
        self._show_ways(source)
        self.crs.show_own(source.layers[0].crs, source.crs)
        self.table.show_classes(source.counts, source.changes)
        self.hint.setText(self._said(source))

    def _said(self, source: LandSource) -> str:
        if source.way[0] == _ASK:
            return tr("Choose the field that holds the classes, or a class table.")
        if source.plan is None:
            return tr("Counting the classes…")
        open_ = [c for c in source.counts if c.use is None and (c.layer, c.value) not in source.changes]
        if open_:
            return tr(
                "{count} classes have no land use yet and are left out: say what they are.",
                count=number(len(open_)),
            )
        return tr("Say which land use each class is; what is left out counts as other.")

    def _show_ways(self, source: LandSource) -> None:
        with QSignalBlocker(self.field):
            self.field.clear()
            self._choices = []
            if source.ready:
                self._choice(tr("{map} (recognised)", map=map_name(source.ready)), (_AUTO, "", ""))
            for info in source.layers:
                for one in info.fields:
                    shown = f"{info.name}: {one.name}" if len(source.layers) > 1 else one.name
                    self._choice(tr("field {field}", field=shown), (_FIELD, info.name, one.name))
            if source.way[0] == _TABLE:
                self._choice(tr("table {file}", file=Path(source.way[2]).name), source.way)
            self._choice(tr("a class table (CSV)…"), (_TABLE, "", ""))
            at = self._choices.index(source.way) if source.way in self._choices else -1
            self.field.setCurrentIndex(at)
            self.field.setPlaceholderText(tr("choose"))

    def _choice(self, said: str, way: tuple[str, str, str]) -> None:
        self.field.addItem(said, way)
        self._choices.append(way)

    def _choose_way(self, at: int) -> None:
        source = self._current()
        if source is None or at < 0:
            return
        way = self._choices[at]
        if way == (_TABLE, "", ""):
            path = choose_file(self, tr("Class table"), tables=True)
            if not path:
                self._show()
                return
            way = (_TABLE, "", path)
        source.way = way
        self._count(source)
        self.changed.emit()

    def _choose_crs(self) -> None:
        source = self._current()
        if source is not None:
            source.crs = self.crs.crs()
            self.changed.emit()

    def _change(self, layer: str, value: str, use: str) -> None:
        source = self._current()
        if source is not None:
            source.changes[layer, value] = use
            self.hint.setText(self._said(source))
            self.changed.emit()
