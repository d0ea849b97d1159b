"""Imports present businesses: which field holds what is guessed and can be changed, and the rows are shown
first."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import look, work
from desktop.dialogs.coordinates import CoordinateBox
from desktop.dialogs.files import choose_file
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.job_bar import JobBar
from desktop.widgets.label import Label, ShortLabel
from scenarios.edits import businesses
from scenarios.errors import Refused, Stopped
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo
from scenarios.intake import FoundBusiness, ImportReport, read_businesses
from scenarios.intake.companies import COLUMNS, guess
from scenarios.intake.report import sentences
from scenarios.project.change import Change
from scenarios.wording import mark, number, tr

JOB = "businesses"
SHOWN = 200

_NAMES = {
    "name": mark("Name"),
    "category": mark("Category"),
    "activity": mark("Activity"),
    "area": mark("Area"),
    "permit": mark("Permit"),
}


class BusinessesDialog(QDialog):
    """File and fields at the top, the businesses as they will be read below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.path = ""
        self.found: list[FoundBusiness] = []
        self._layers: list[LayerInfo] = []
        self.intro = Label(role="secondary", wrap=True)
        self.file = ShortLabel(role="secondary")
        self._file = text_button(lambda: tr("Choose a file…"), self._choose)
        self.layer, self.crs = QComboBox(), CoordinateBox()
        self.fields = {what: QComboBox() for what in COLUMNS}
        self._words = {key: Label() for key in ("layer", "crs", *COLUMNS)}
        self.table = QTableWidget(0, 4)
        self.remarks = Label(role="secondary", wrap=True)
        self.bar = JobBar(JOB, lambda: tr("Import businesses"), self.bring, self.reject)
        self._form = QWidget()
        self._arrange()
        self.layer.activated.connect(lambda _: self._show_fields())
        for box in self.fields.values():
            box.activated.connect(lambda _: self._read())
        self.crs.chosen.connect(self._read)
        retranslate(self, self._word)
        self._look()

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self._file)
        first.addWidget(self.file, 1)
        halves = QHBoxLayout(self._form)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(look.size("padding_wide"))
        self._left, right = QFormLayout(), QFormLayout()
        for form in (self._left, right):
            form.setHorizontalSpacing(look.size("padding"))
            form.setVerticalSpacing(look.size("grid"))
            halves.addLayout(form, 1)
        for key, box in (
            ("layer", self.layer),
            ("name", self.fields["name"]),
            ("category", self.fields["category"]),
        ):
            self._left.addRow(self._words[key], box)
        self._left.addRow(self._words["crs"], self.crs)
        for key in ("activity", "area", "permit"):
            right.addRow(self._words[key], self.fields[key])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(look.size("row"))
        self.table.setShowGrid(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        column = QVBoxLayout(self)
        edge = look.size("padding_wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("padding"))
        column.addLayout(first)
        column.addWidget(self.intro)
        column.addWidget(self._form)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        column.addWidget(self.remarks)
        column.addWidget(self.bar)
        self.resize(look.size("dialog_width") + look.size("padding_wide") * 5, look.size("dialog_height"))

    def _word(self) -> None:
        self.setWindowTitle(tr("Import businesses"))
        self.intro.setText(
            tr(
                "Points or polygons of businesses that are there now, with their environmental category, "
                "area "
                "and permit where the file knows them. A CSV table with columns x and y will do."
            )
        )
        self._words["layer"].setText(tr("Layer"))
        self._words["crs"].setText(tr("Coordinates"))
        for key, name in _NAMES.items():
            self._words[key].setText(tr(name))
            self.fields[key].setAccessibleName(tr(name))
            self.fields[key].setPlaceholderText(tr("not in the file"))
            if self.fields[key].count():
                self.fields[key].setItemText(0, tr("not in the file"))
        self.table.setHorizontalHeaderLabels([tr("Name"), tr("Category"), tr("Area (ha)"), tr("Permit")])
        for place in range(self.table.columnCount()):
            item = self.table.horizontalHeaderItem(place)
            if item is not None:
                side = Qt.AlignmentFlag.AlignRight if place == 2 else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side)
        self.table.setAccessibleName(tr("Businesses"))

    def open(self, path: str) -> None:
        """Look what a file holds."""
        self.path = path
        self.file.setText(Path(path).name)
        work.run("business-layers", work.plain(vector.layers, path), None, self._show_layers, self._trouble)

    def _choose(self) -> None:
        if path := choose_file(self, tr("Import businesses")):
            self.open(path)

    def _trouble(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            self.found = []
            self._show()
            self.bar.say(str(error))

    def _show_layers(self, layers: list[LayerInfo]) -> None:
        self._layers = [one for one in layers if one.geometry != "none"]
        self.layer.clear()
        self.layer.addItems([one.name for one in self._layers])
        self._left.setRowVisible(self.layer, len(self._layers) > 1)
        if not self._layers:
            self._trouble(Refused(tr("{file} holds no layers.", file=Path(self.path).name)))
            return
        self._show_fields()

    def _show_fields(self) -> None:
        info = self._layers[self.layer.currentIndex()]
        guessed = guess(info)
        for what, box in self.fields.items():
            box.clear()
            box.addItem(tr("not in the file"), "")
            for field in info.fields:
                box.addItem(field.name, field.name)
                box.setItemData(box.count() - 1, ", ".join(field.samples[:4]), Qt.ItemDataRole.ToolTipRole)
            box.setCurrentIndex(max(box.findData(guessed.get(what, "")), 0))
        self.crs.show_own(info.crs)
        self._read()

    def _read(self) -> None:
        several = len(self._layers) > 1
        given = f"{self.path}:{self.layer.currentText()}" if several else self.path
        chosen = {what: str(box.currentData() or "") for what, box in self.fields.items()}
        job = read_businesses(given, fields=chosen, crs=self.crs.crs())
        work.run(
            JOB,
            job,
            None,
            self._show_found,
            self._trouble,
            label=tr("Reading {file}", file=Path(self.path).name),
        )

    def _show_found(self, result: tuple[list[FoundBusiness], ImportReport]) -> None:
        self.found, report = result
        self.bar.say("")
        self._show(" ".join(sentences(report)))

    def _show(self, remarks: str = "") -> None:
        shown = self.found[:SHOWN]
        self.table.setRowCount(len(shown))
        for row, one in enumerate(shown):
            for place, said in enumerate(_cells(one.columns)):
                item = QTableWidgetItem(said)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                if place == 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, place, item)
        self.remarks.setText(remarks)
        self._look()

    def _look(self) -> None:
        self._form.setVisible(bool(self._layers))
        self.table.setVisible(bool(self.found))
        self.remarks.setVisible(bool(self.remarks.text()))
        self.bar.go.setEnabled(bool(self.found))
        count = len(self.found)
        said = tr("{count} businesses found", count=number(count)) if count else ""
        if count > SHOWN:
            said = tr(
                "{count} businesses found, the first {shown} shown", count=number(count), shown=number(SHOWN)
            )
        self.bar.state.setText(said)

    def bring(self) -> None:
        """Add the businesses that were found, as one step."""
        try:
            changes = added(self.session, self.found)
            self.session.edit(tr("Import {count} businesses", count=number(len(self.found))), changes)
        except Refused as refused:
            self.bar.say(str(refused))
            return
        self.session.tell(tr("{count} businesses were added to the present.", count=number(len(self.found))))
        self.accept()


def added(session: Session, found: list[FoundBusiness]) -> list[Change]:
    """The changes that add businesses to the present; raises Refused for values that cannot be."""
    snapshot = session.committed()
    return [change for one in found for change in businesses.add(snapshot, one.shape, **one.columns)]


def _cells(columns: Any) -> tuple[str, str, str, str]:
    area = columns.get("area_m2")
    return (
        str(columns.get("name", "")),
        str(columns.get("category", "")),
        number(area / 10_000, 2) if area is not None else "",
        str(columns.get("permit", "")),
    )
