"""Adds roads, waterways or anything else to draw below the plan and to snap to: file, layers, and what each
is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QTableWidget,
    QWidget,
)

from desktop import look, work
from desktop.dialogs.arrange import beside, fill, head, quiet, stack
from desktop.dialogs.coordinates import CoordinateBox
from desktop.dialogs.files import choose_file, choose_folder
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.cell_box import CellBox, put_boxes
from desktop.widgets.job_bar import JobBar
from desktop.widgets.label import Label, ShortLabel
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo
from scenarios.intake import Backdrop, ImportReport, import_reference
from scenarios.intake.backdrop import KINDS, is_drawn
from scenarios.wording import mark, number, tr

JOB = "backdrop"

_NAMES = {
    "road": mark("roads"),
    "waterway": mark("waterways"),
    "rail": mark("railways"),
    "other": mark("other"),
}
_SHAPES = {
    "line": mark("lines"),
    "polygon": mark("polygons"),
    "point": mark("points"),
    "mixed": mark("mixed"),
}
_LAYER, _SHAPE, _COUNT, _KIND = range(4)


class BackdropDialog(QDialog):
    """A file or folder at the top, its layers below, each with a tick and what it is drawn as."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.path = ""
        self._layers: list[LayerInfo] = []
        self._kinds: list[QComboBox] = []
        self.intro = Label(role="secondary", wrap=True)
        self.file = ShortLabel(role="secondary")
        self._file = text_button(lambda: tr("Choose a file…"), self._choose_file)
        self._folder = text_button(lambda: tr("Choose a folder…"), self._choose_folder)
        self.crs = CoordinateBox()
        self._words = Label()
        self.table = QTableWidget(0, 4)
        self.replace = QCheckBox()
        self.bar = JobBar(JOB, lambda: tr("Add to the backdrop"), self.add, self.reject)
        self._form = QWidget()
        self._arrange()
        self.table.itemChanged.connect(lambda _: self._look())
        retranslate(self, self._word)
        self._look()

    def _arrange(self) -> None:
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(look.size("padding"))
        form.addRow(self._words, self.crs)
        quiet(self.table, look.size("control") + look.size("gap"))
        first = beside(self._file, self._folder, self.file)
        stack(self, first, self.intro, self._form, self.table, self.replace, self.bar, table=self.table)
        self.resize(look.size("dialog_width") + look.size("padding_wide"), look.size("dialog_height"))

    def _word(self) -> None:
        self.setWindowTitle(tr("Add backdrop"))
        self.intro.setText(
            tr(
                "Roads, waterways, plot borders or anything else: drawn below the plan and snapped to, never "
                "counted. What lies farther than 2 km from the municipalities is left out."
            )
        )
        self._words.setText(tr("Coordinates"))
        self.replace.setText(tr("Put it in place of the backdrop that is there"))
        titles = [tr("Layer"), tr("Shapes"), tr("Number"), tr("Drawn as")]
        head(self.table, titles, (_COUNT,))
        self.table.setAccessibleName(tr("Layers"))

    def open(self, path: str) -> None:
        """Look what a file or folder holds."""
        self.path = path
        self.file.setText("/".join(Path(path).parts[-2:]) if Path(path).is_dir() else Path(path).name)
        work.run("backdrop-layers", work.plain(vector.layers, path), None, self._show_layers, self._trouble)

    def _choose_file(self) -> None:
        if path := choose_file(self, tr("Add backdrop")):
            self.open(path)

    def _choose_folder(self) -> None:
        if path := choose_folder(self, tr("Add backdrop")):
            self.open(path)

    def _trouble(self, error: Exception) -> None:
        self._layers = []
        self._fill()
        self.bar.say(str(error))

    def _show_layers(self, layers: list[LayerInfo]) -> None:
        self._layers = [one for one in layers if one.geometry != "none"]
        self._fill()
        self.bar.say("" if self._layers else tr("{file} holds no layers.", file=Path(self.path).name))

    def _fill(self) -> None:
        self._kinds = []
        rows = [(one.name, tr(_SHAPES[one.geometry]), number(one.count)) for one in self._layers]
        self.table.setRowCount(0)
        fill(self.table, rows, (_COUNT,))
        known = [is_drawn(one) for one in self._layers]
        for row, one in enumerate(self._layers):
            item = self.table.item(row, _LAYER)
            if item is not None:
                on = len(known) == 1 or known[row]
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self._kinds.append(self._kind_box(one))
        put_boxes(self.table, _KIND, self._kinds)
        if self._layers:
            self.crs.show_own(self._layers[0].crs)
        self._look()

    def _kind_box(self, one: LayerInfo) -> QComboBox:
        box = CellBox()
        box.setAccessibleName(tr("{layer} drawn as", layer=one.name))
        box.addItem(tr("as its classes say"), "")
        for kind in KINDS:
            box.addItem(tr(_NAMES[kind]), kind)
        return box

    def _ticked(self) -> list[int]:
        items = [self.table.item(row, _LAYER) for row in range(self.table.rowCount())]
        return [row for row, item in enumerate(items) if item and item.checkState() is Qt.CheckState.Checked]

    def _look(self) -> None:
        for widget in (self._form, self.table):
            widget.setVisible(bool(self._layers))
        document = self.session.document
        self.replace.setVisible(
            bool(self._layers) and document is not None and len(document.region.backdrop.geoms) > 0
        )
        self.bar.go.setEnabled(bool(self._ticked()))

    def sources(self) -> tuple[Backdrop, ...]:
        """The ticked layers, as the intake takes them."""
        several = len(self._layers) > 1
        return tuple(
            Backdrop(
                f"{self.path}:{self._layers[row].name}" if several else self.path,
                str(self._kinds[row].currentData() or ""),
                self.crs.crs(),
            )
            for row in self._ticked()
        )

    def add(self) -> None:
        """Read the layers in the background and add them."""
        self._running(True)
        keep = not (self.replace.isChecked() and self.replace.isVisible())
        job = import_reference(self.session.need(), self.sources(), keep=keep)
        work.run(JOB, job, self.bar.show_progress, self._done, self._failed, label=tr("Add backdrop"))

    def _running(self, on: bool) -> None:
        for widget in (self._file, self._folder, self._form, self.table, self.replace):
            widget.setEnabled(not on)
        self.bar.running(on)

    def _failed(self, error: Exception) -> None:
        self._running(False)
        self.bar.fail(error)
        self._look()

    def _done(self, report: ImportReport) -> None:
        self._running(False)
        self.session.edited.emit(())
        self.session.focused.emit()
        said = tr("{count} shapes were added to the backdrop.", count=number(report.reference))
        self.session.tell(said)
        self.accept()
