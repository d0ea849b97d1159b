"""Imports what is there now, row by row: businesses, land in waiting, sensitive places.

Which field holds what is guessed and can be changed, and the rows are shown first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QTableWidget, QWidget

from desktop import look, work
from desktop.dialogs.arrange import beside, fill, head, quiet, stack
from desktop.dialogs.coordinates import CoordinateBox
from desktop.dialogs.files import choose_file
from desktop.session import Session
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.job_bar import JobBar
from desktop.widgets.label import Label, ShortLabel
from desktop.widgets.names import place_kind_name
from scenarios.edits import businesses, places, waiting
from scenarios.errors import Refused, Stopped
from scenarios.formats import vector
from scenarios.formats.features import LayerInfo
from scenarios.intake import SUBJECTS, Found, ImportReport, read_things
from scenarios.intake.found import SAME, guess
from scenarios.intake.report import sentences
from scenarios.landuse.places import KINDS
from scenarios.project.change import Change
from scenarios.project.snapshot import Snapshot
from scenarios.wording import mark, number, tr

SHOWN = 200

Add = Callable[[Snapshot, Found], list[Change]]


@dataclass(frozen=True)
class Kind:
    """What is imported: marked sentences, the names of the fields, what the table shows, and the edit.

    `titles` head the columns that `cells` fills; `numeric` are the places of numbers among them. `same`: what
    a field may hold for every row alike, with its words.
    """

    table: str
    title: str
    intro: str
    found: str
    done: str
    names: Mapping[str, str]
    titles: tuple[str, ...]
    cells: Callable[[Found], tuple[str, ...]]
    numeric: tuple[int, ...]
    add: Add
    same: Mapping[str, Callable[[], Mapping[str, str]]] = field(default_factory=dict)


class PresentThingsDialog(QDialog):
    """File and fields at the top, the rows as they will be read below."""

    def __init__(self, session: Session, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.kind = session, kind
        self.path = ""
        self.found: list[Found] = []
        self._layers: list[LayerInfo] = []
        self.intro = Label(role="secondary", wrap=True)
        self.file = ShortLabel(role="secondary")
        self._file = text_button(lambda: tr("Choose a file…"), self._choose)
        self.layer, self.crs = QComboBox(), CoordinateBox()
        self.fields = {what: QComboBox() for what in kind.names}
        self._words = {key: Label() for key in ("layer", "crs", *kind.names)}
        self.table = QTableWidget(0, len(kind.titles))
        self.remarks = Label(role="secondary", wrap=True)
        self.bar = JobBar(kind.table, lambda: tr(kind.title), self.bring, self.reject)
        self._form = QWidget()
        self._arrange()
        self.layer.activated.connect(lambda _: self._show_fields())
        for box in self.fields.values():
            box.activated.connect(lambda _: self._read())
        self.crs.chosen.connect(self._read)
        retranslate(self, self._word)
        self._look()

    def _arrange(self) -> None:
        halves = QHBoxLayout(self._form)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(look.size("padding_wide"))
        self._left, right = QFormLayout(), QFormLayout()
        for form in (self._left, right):
            form.setHorizontalSpacing(look.size("padding"))
            form.setVerticalSpacing(look.size("grid"))
            halves.addLayout(form, 1)
        names = list(self.kind.names)
        self._left.addRow(self._words["layer"], self.layer)
        for key in names[: len(names) // 2]:
            self._left.addRow(self._words[key], self.fields[key])
        self._left.addRow(self._words["crs"], self.crs)
        for key in names[len(names) // 2 :]:
            right.addRow(self._words[key], self.fields[key])
        quiet(self.table, look.size("row"))
        first = beside(self._file, self.file)
        stack(self, first, self.intro, self._form, self.table, self.remarks, self.bar, table=self.table)
        self.resize(look.size("dialog_width") + look.size("padding_wide") * 5, look.size("dialog_height"))

    def _word(self) -> None:
        self.setWindowTitle(tr(self.kind.title))
        self.intro.setText(tr(self.kind.intro))
        self._words["layer"].setText(tr("Layer"))
        self._words["crs"].setText(tr("Coordinates"))
        for key, name in self.kind.names.items():
            self._words[key].setText(tr(name))
            self.fields[key].setAccessibleName(tr(name))
            self.fields[key].setPlaceholderText(tr("not in the file"))
            if self.fields[key].count():
                self.fields[key].setItemText(0, tr("not in the file"))
        head(self.table, [tr(title) for title in self.kind.titles], self.kind.numeric)
        self.table.setAccessibleName(tr(self.kind.title))

    def open(self, path: str) -> None:
        """Look what a file holds."""
        self.path = path
        self.file.setText(Path(path).name)
        name = f"{self.kind.table}-layers"
        work.run(name, work.plain(vector.layers, path), None, self._show_layers, self._trouble)

    def _choose(self) -> None:
        if path := choose_file(self, tr(self.kind.title)):
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
        guessed = guess(SUBJECTS[self.kind.table], info)
        for what, box in self.fields.items():
            box.clear()
            box.addItem(tr("not in the file"), "")
            for one in info.fields:
                box.addItem(one.name, one.name)
                box.setItemData(box.count() - 1, ", ".join(one.samples[:4]), Qt.ItemDataRole.ToolTipRole)
            same = self.kind.same.get(what)
            for value, words in (same() if same else {}).items():
                box.addItem(tr("all: {what}", what=words.lower()), f"{SAME}{value}")
            box.setCurrentIndex(max(box.findData(guessed.get(what, "")), 0))
        self.crs.show_own(info.crs)
        self._read()

    def _read(self) -> None:
        several = len(self._layers) > 1
        given = f"{self.path}:{self.layer.currentText()}" if several else self.path
        chosen = {what: str(box.currentData() or "") for what, box in self.fields.items()}
        work.run(
            self.kind.table,
            read_things(self.kind.table, given, fields=chosen, crs=self.crs.crs()),
            None,
            self._show_found,
            self._trouble,
            label=tr("Reading {file}", file=Path(self.path).name),
        )

    def _show_found(self, result: tuple[list[Found], ImportReport]) -> None:
        self.found, report = result
        self.bar.say("")
        self._show(" ".join(sentences(report)))

    def _show(self, remarks: str = "") -> None:
        fill(self.table, [self.kind.cells(one) for one in self.found[:SHOWN]], self.kind.numeric)
        self.remarks.setText(remarks)
        self._look()

    def _look(self) -> None:
        self._form.setVisible(bool(self._layers))
        self.table.setVisible(bool(self.found))
        self.remarks.setVisible(bool(self.remarks.text()))
        self.bar.go.setEnabled(bool(self.found))
        count = len(self.found)
        said = tr(self.kind.found, count=number(count)) if count else ""
        if count > SHOWN:
            said += " " + tr("The first {shown} are shown.", shown=number(SHOWN))
        self.bar.state.setText(said)

    def bring(self) -> None:
        """Add what was found, as one step."""
        count = number(len(self.found))
        snapshot = self.session.committed()
        try:
            changes = [change for one in self.found for change in self.kind.add(snapshot, one)]
            self.session.edit(f"{tr(self.kind.title)}: {count}", changes)
        except Refused as refused:
            self.bar.say(str(refused))
            return
        self.session.tell(tr(self.kind.done, count=count))
        self.accept()


def _hectares(m2: Any) -> str:
    return number(m2 / 10_000, 2) if m2 is not None else ""


BUSINESSES = Kind(
    "business",
    mark("Import businesses"),
    mark(
        "Points or polygons of businesses that are there now, with their environmental category, area and "
        "permit where the file knows them. A CSV table with columns x and y will do."
    ),
    mark("{count} businesses found."),
    mark("{count} businesses were added to the present."),
    {
        "name": mark("Name"),
        "category": mark("Category"),
        "activity": mark("Activity"),
        "area": mark("Area"),
        "permit": mark("Permit"),
    },
    (mark("Name"), mark("Category"), mark("Area (ha)"), mark("Permit")),
    lambda one: (
        str(one.columns.get("name", "")),
        str(one.columns.get("category", "")),
        _hectares(one.columns.get("area_m2")),
        str(one.columns.get("permit", "")),
    ),
    (2,),
    lambda snapshot, one: businesses.add(snapshot, one.shape, **one.columns),
)

WAITING = Kind(
    "waiting_land",
    mark("Import land in waiting"),
    mark(
        "Areas that come free, such as a water board's sludge fields, with their owner and the date or year "
        "where the file knows them. They become candidates for a site."
    ),
    mark("{count} areas found."),
    mark("{count} areas of land in waiting were added."),
    {"name": mark("Name"), "owner": mark("Owner"), "date": mark("Free from"), "note": mark("Note")},
    (mark("Name"), mark("Owner"), mark("Free from"), mark("Area (ha)")),
    lambda one: (
        str(one.columns.get("name", "")),
        str(one.columns.get("owner", "")),
        str(one.columns.get("free_from", "")),
        _hectares(one.shape.area),
    ),
    (3,),
    lambda snapshot, one: waiting.add(snapshot, one.shape, **one.columns),
)

PLACES = Kind(
    "sensitive_place",
    mark("Import sensitive places"),
    mark(
        "Points or polygons of schools, care, overnight recreation and dwellings. Their kind is read from a "
        "column with words such as school, care, camping or dwelling. A CSV table with columns x and y will "
        "do."
    ),
    mark("{count} places found."),
    mark("{count} sensitive places were added."),
    {"name": mark("Name"), "kind": mark("Kind"), "count": mark("Number")},
    (mark("Name"), mark("Kind"), mark("Number")),
    lambda one: (
        str(one.columns.get("name", "")),
        place_kind_name(str(one.columns["kind"])),
        number(one.columns["count"]) if "count" in one.columns else "",
    ),
    (2,),
    lambda snapshot, one: places.add(snapshot, one.shape, **one.columns),
    {"kind": lambda: {kind: place_kind_name(kind) for kind in KINDS}},
)
