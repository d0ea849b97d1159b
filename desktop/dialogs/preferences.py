"""The project's assumptions with their unit, source and certainty: changed at once, undone like any edit."""

from functools import partial
from typing import Any

from PySide6.QtCore import QLocale, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop import look
from desktop.remember import remember
from desktop.session import Session, author
from desktop.text import retranslate
from desktop.widgets.button import icon_button, text_button
from desktop.widgets.label import Label, hairline
from scenarios import resource
from scenarios.edits.assumptions import set_assumption
from scenarios.edits.values import YEARS
from scenarios.errors import Refused
from scenarios.landuse.assumptions import assumed
from scenarios.landuse.catalogue import factors
from scenarios.project.snapshot import Snapshot
from scenarios.wording import language, mark, tr

HIDDEN = ("example",)
_CHOICES = {"quiet": mark("quiet residential"), "mixed": mark("mixed area")}
_UNITS = {"dwellings/ha": mark("dwellings/ha"), "year": ""}
_CERTAINTY = {
    "high": mark("certainty high"),
    "medium": mark("certainty medium"),
    "low": mark("certainty low: estimate"),
}
MOST = 1_000_000


def entries() -> dict[str, dict[str, Any]]:
    """Every assumption that can be changed, by name: those of settings.toml, then the coefficients."""
    found = {n: entry for n, entry in resource.toml("settings.toml").items() if n not in HIDDEN}
    return found | {
        key: {
            "kind": "decimal",
            "value": factor.value,
            "unit": factor.unit,
            "name_nl": factor.name_nl,
            "name_en": factor.name_en,
            "source": factor.source,
            "year": factor.year,
            "certainty": factor.certainty,
        }
        for key, factor in factors().items()
        if key not in found
    }


class AssumptionsDialog(QDialog):
    """One row per assumption; a changed one is marked and can be put back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.resize(look.size("dialog_width"), look.size("dialog_height"))
        inside = QWidget()
        inside.setProperty("plain", "true")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, look.size("padding"), 0)
        self._grid.setHorizontalSpacing(look.size("gap"))
        self._grid.setVerticalSpacing(look.size("grid"))
        self._grid.setColumnStretch(0, 1)
        area = QScrollArea()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self.intro = Label(role="secondary", wrap=True)
        self.rows = [_Row(self, name, entry) for name, entry in entries().items()]
        self.author_name = Label(wrap=True)
        self.author = QLineEdit(author())
        self.author.setFixedWidth(look.size("field_width"))
        self.author.editingFinished.connect(self._sign)
        line = self._grid.rowCount()
        self._grid.addWidget(hairline(), line, 0, 1, 4)
        self._grid.addWidget(self.author_name, line + 1, 0)
        self._grid.addWidget(self.author, line + 1, 1)
        self._grid.setRowStretch(line + 2, 1)
        close = text_button(lambda: tr("Close"), self.accept, role="primary")
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        edge = look.size("padding_wide")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("padding"))
        column.addWidget(self.intro)
        column.addWidget(area, 1)
        column.addLayout(below)
        retranslate(self, self._word)
        session.edited.connect(self._fill)

    def place(self, row: "_Row") -> None:
        """Give a row its place in the table."""
        line = self._grid.rowCount() + 1
        self._grid.addWidget(row.name, line, 0)
        self._grid.addWidget(row.editor, line, 1)
        self._grid.addWidget(row.unit, line, 2)
        self._grid.addWidget(row.reset, line, 3)
        self._grid.addWidget(row.source, line + 1, 0, 1, 4)
        self._grid.setRowMinimumHeight(line + 2, look.size("gap"))

    def _sign(self) -> None:
        name = self.author.text().strip()
        remember("author", name or None)
        if self.session.document is not None:
            self.session.document.author = author()

    def _word(self) -> None:
        self.setWindowTitle(tr("Assumptions"))
        self.intro.setText(tr("These figures belong to this project. A change works at once everywhere."))
        self.author_name.setText(tr("Your name, written with every step"))
        self.author.setAccessibleName(self.author_name.text())
        for row in self.rows:
            row.word()
        self._fill()

    def _fill(self) -> None:
        if self.session.document is None:
            self.close()
            return
        snapshot = self.session.committed()
        for row in self.rows:
            row.show_value(in_force(snapshot, row.key), self.session.editing)


def in_force(snapshot: Snapshot, name: str) -> Any:
    """The value of an assumption in a project."""
    return snapshot.settings[name] if name in snapshot.settings else assumed(snapshot, name).value


class _Row:
    """The widgets of one assumption."""

    def __init__(self, dialog: AssumptionsDialog, key: str, entry: dict[str, Any]) -> None:
        self.dialog, self.key, self.entry = dialog, key, entry
        self.name = Label(wrap=True)
        self.unit = Label(role="secondary")
        self.source = Label(font="secondary", role="secondary", wrap=True)
        self.editor = _editor(entry, self._changed)
        self.editor.setFixedWidth(look.size("field_width"))
        self.reset = icon_button("undo", lambda: tr("Back to the default"), self._put_back, small=True)
        dialog.place(self)

    def word(self) -> None:
        """Name, unit and source in the language in force."""
        name = str(self.entry["name_nl" if language() == "nl" else "name_en"])
        unit = str(self.entry.get("unit", ""))
        self.name.setText(name)
        self.editor.setAccessibleName(name)
        self.editor.setLocale(QLocale())
        self.unit.setText(tr(_UNITS[unit]) if _UNITS.get(unit) else "" if unit in _UNITS else unit)
        if isinstance(self.editor, QComboBox):
            for at, choice in enumerate(self.entry["choices"]):
                self.editor.setItemText(at, tr(_CHOICES[choice]) if choice in _CHOICES else choice)
        parts = (
            str(self.entry.get("source", "")),
            str(self.entry.get("year", "")),
            tr(_CERTAINTY[self.entry["certainty"]]) if "certainty" in self.entry else "",
        )
        self.source.setText(" \u00b7 ".join(part for part in parts if part))
        self.source.setVisible(any(parts))

    def show_value(self, value: Any, editing: bool) -> None:
        """The value in force, and whether it was changed."""
        with QSignalBlocker(self.editor):
            if isinstance(self.editor, QComboBox):
                self.editor.setCurrentIndex(self.entry["choices"].index(value))
            elif isinstance(self.editor, QLineEdit):
                self.editor.setText(str(value))
            elif isinstance(self.editor, QSpinBox):
                self.editor.setValue(int(value))
            elif isinstance(self.editor, QDoubleSpinBox):
                self.editor.setValue(float(value))
        self.editor.setEnabled(editing)
        changed = value != self.entry["value"] and self.entry["kind"] != "text"
        self.reset.setVisible(changed)
        self.reset.setEnabled(editing)
        self.name.set_role("accent" if changed else "")
        self.name.setToolTip(tr("changed in this project") if changed else "")

    def _changed(self, value: Any) -> None:
        session = self.dialog.session
        if session.document is None or value == in_force(session.committed(), self.key):
            return
        try:
            changes = set_assumption(session.committed(), self.key, value)
            session.edit(tr("Assumption: {name}", name=self.name.text()), changes)
        except Refused as refused:
            session.tell(str(refused), grave=True)
            self.show_value(in_force(session.committed(), self.key), session.editing)

    def _put_back(self) -> None:
        self._changed(self.entry["value"])


def _editor(entry: dict[str, Any], changed: Any) -> QComboBox | QLineEdit | QSpinBox | QDoubleSpinBox:
    kind = entry["kind"]
    if kind == "choice":
        choice = QComboBox()
        choice.addItems([str(c) for c in entry["choices"]])
        choice.activated.connect(lambda at: changed(entry["choices"][at]))
        return choice
    if kind in ("year", "integer"):
        whole = QSpinBox()
        whole.setRange(*(YEARS if kind == "year" else (0, MOST)))
        whole.setAlignment(Qt.AlignmentFlag.AlignRight)
        whole.setKeyboardTracking(False)
        whole.valueChanged.connect(partial(changed))
        return whole
    if kind == "decimal":
        part = QDoubleSpinBox()
        part.setRange(0, MOST)
        part.setDecimals(1 if entry["value"] >= 1 else 2)
        part.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        part.setAlignment(Qt.AlignmentFlag.AlignRight)
        part.setKeyboardTracking(False)
        part.valueChanged.connect(partial(changed))
        return part
    line = QLineEdit()
    line.editingFinished.connect(lambda: changed(line.text()))
    return line
