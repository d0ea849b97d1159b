"""The fields of what is selected: typing stays here until Enter or until the field is left: then a step."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from desktop import look
from desktop.panels.selected_fields import Field, setting_name
from desktop.widgets.activity_options import activity_options
from desktop.widgets.chip import chip
from desktop.widgets.chooser import Chooser
from desktop.widgets.figures import read_number
from desktop.widgets.label import Label
from desktop.widgets.names import activity_name, activity_names, kind_name, place_kind_name, use_name
from scenarios.edits.values import CATEGORIES, KINDS
from scenarios.errors import Refused
from scenarios.landuse.catalogue import USES
from scenarios.landuse.distances import component_name
from scenarios.landuse.places import KINDS as PLACES
from scenarios.landuse.relations import KINDS as RELATIONS
from scenarios.landuse.relations import kind_name as relation_name
from scenarios.project.model import COMPONENTS
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr

Commit = Callable[[Field, Any], None]
NOTE_LINES = 3


class FieldEditor(QObject):
    """One field: its widget, the value it shows, and what is wrong with what was typed."""

    def __init__(self, field: Field, commit: Commit, editable: bool) -> None:
        super().__init__()
        self.field = field
        self.label = Label(field.label(), role="secondary")
        self.wrong = Label(font="secondary", role="conflict", wrap=True)
        self.wrong.hide()
        self._commit = commit
        self._codes = ""
        self.widget: QWidget = _WIDGETS.get(field.kind, _line)(self)
        self.widget.setEnabled(editable)
        self.widget.setAccessibleName(field.label())

    def show_value(self, value: Any, same: bool, empty: str) -> None:
        """Show a value; `same` is False where the rows differ; `empty` is what holds without a value."""
        if self.typing:
            return
        hint = empty if same else tr("different values")
        text = _text(self.field, value) if same else ""
        match self.widget:
            case QLineEdit():
                self.widget.setPlaceholderText(hint)
                self.widget.setText(text)
                self.widget.setModified(False)
            case QPlainTextEdit():
                self.widget.setPlaceholderText(hint)
                self.widget.setPlainText(text)
                self.widget.document().setModified(False)
            case QComboBox():
                _fill(self.widget, self.field, value if same else None, hint)
            case Chooser() if self.field.kind == "activities":
                self._codes = str(value or "") if same else ""
                said = activity_names(self._codes) or hint
                self.widget.show_options(activity_options(), "", said, tr("Nothing more"))
            case Chooser():
                key = str(value or "") if same else ""
                self.widget.show_options(
                    activity_options(), key, activity_name(key) or hint, tr("No activity")
                )
        self._tell("")

    @property
    def typing(self) -> bool:
        """Whether something was typed that is not written yet."""
        if isinstance(self.widget, QLineEdit):
            return self.widget.isModified()
        if isinstance(self.widget, QPlainTextEdit):
            return self.widget.document().isModified()
        return False

    def finish(self) -> None:
        """Write what was typed, if anything was."""
        match self.widget:
            case QLineEdit() if self.widget.isModified():
                self.widget.setModified(False)
                self.write(self.widget.text())
            case QPlainTextEdit() if self.widget.document().isModified():
                self.widget.document().setModified(False)
                self.write(self.widget.toPlainText().strip())

    def write(self, value: Any) -> None:
        """Hand a value over to be written; what is wrong with it shows below the field."""
        if self.field.kind in ("number", "share") and isinstance(value, str) and value.strip():
            value = found if (found := read_number(value)) is not None else value
        if self.field.kind == "share" and isinstance(value, float):
            value /= 100
        try:
            self._commit(self.field, value)
        except Refused as refused:
            self._tell(str(refused))
        else:
            self._tell("")

    def toggle(self, code: str) -> None:
        """Add an activity to those that are there, or take it out again; none takes all out."""
        there = [one for one in self._codes.split(",") if one]
        kept = [one for one in there if one != code]
        self.write(",".join(kept if code in there else [*kept, code]) if code else "")

    def _tell(self, wrong: str) -> None:
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        if bool(self.widget.property("wrong")) != bool(wrong):
            self.widget.setProperty("wrong", bool(wrong))
            self.widget.style().unpolish(self.widget)
            self.widget.style().polish(self.widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A note is written when it is left or with Ctrl+Enter; Esc takes back what was typed."""
        if event.type() == QEvent.Type.FocusOut and isinstance(self.widget, QPlainTextEdit):
            self.finish()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.typing:
                self._forget()
                return True
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
                self.finish()
                return True
        return super().eventFilter(watched, event)

    def _forget(self) -> None:
        if isinstance(self.widget, QLineEdit):
            self.widget.undo()
            self.widget.setModified(False)
        elif isinstance(self.widget, QPlainTextEdit):
            while self.widget.document().isUndoAvailable():
                self.widget.undo()
            self.widget.document().setModified(False)
        self._tell("")


def _line(editor: FieldEditor) -> QWidget:
    line = QLineEdit()
    line.setFont(look.font())
    line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    line.editingFinished.connect(editor.finish)
    line.installEventFilter(editor)
    return line


def _note(editor: FieldEditor) -> QWidget:
    note = QPlainTextEdit()
    note.setTabChangesFocus(True)
    note.setFixedHeight(NOTE_LINES * note.fontMetrics().lineSpacing() + 2 * look.size("gap"))
    note.installEventFilter(editor)
    return note


def _combo(editor: FieldEditor) -> QWidget:
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumWidth(look.size("right_panel") // 4)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    combo.activated.connect(lambda index: editor.write(combo.itemData(index)))
    return combo


def _chooser(editor: FieldEditor) -> QWidget:
    chooser = Chooser()
    chooser.chosen.connect(lambda key: editor.write(key or None))
    return chooser


def _several(editor: FieldEditor) -> QWidget:
    chooser = Chooser()
    chooser.chosen.connect(editor.toggle)
    return chooser


_WIDGETS: dict[str, Callable[[FieldEditor], QWidget]] = {
    "note": _note,
    "use": _combo,
    "category": _combo,
    "setting": _combo,
    "kind": _combo,
    "place": _combo,
    "relation": _combo,
    "admitted": _combo,
    "component": _combo,
    "activity": _chooser,
    "activities": _several,
}


def _text(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.kind == "share":
        return number(100 * value, 0 if float(100 * value).is_integer() else 1)
    if field.kind == "number":
        return number(value, 0 if float(value).is_integer() else 2)
    return str(value)


def _choices(field: Field) -> Sequence[tuple[str, str]]:
    match field.kind:
        case "use":
            return [(code, use_name(code)) for code in USES]
        case "category":
            return [(category, category) for category in CATEGORIES]
        case "setting":
            return [(name, setting_name(name)) for name in ("quiet", "mixed")]
        case "relation":
            return [(kind, relation_name(kind)) for kind in RELATIONS]
        case "admitted":
            return [(category, category) for category in CATEGORIES]
        case "place":
            return [(kind, place_kind_name(kind)) for kind in PLACES]
        case "component":
            return [(name, component_name(name)) for name in COMPONENTS]
        case _:
            return [(kind, kind_name(kind)) for kind in KINDS["site"]]


_ASKED = 100
"""Rows that are asked what holds where a field is empty."""

_DISTANCES = tuple(f"{component}_m" for component in COMPONENTS)
_NEEDED = {
    ("kind", "kind"),
    ("kind", "place"),
    ("kind", "relation"),
    ("use", "use"),
    ("component", "component"),
}
"""Fields (column and kind) that cannot be empty."""


def _fill(combo: QComboBox, field: Field, value: Any, hint: str) -> None:
    combo.clear()
    combo.setPlaceholderText(hint)
    if (field.column, field.kind) not in _NEEDED and hint != tr("different values"):
        combo.addItem(hint or tr("none"), None)
    for code, name in _choices(field):
        combo.addItem(name, code)
        if field.kind == "use":
            combo.setItemIcon(combo.count() - 1, chip(USES[code].colour))
    combo.setCurrentIndex(
        combo.findData(value)
        if value is not None
        else 0
        if combo.itemData(0) is None and combo.count()
        else -1
    )


class Form(QWidget):
    """Fields under each other; distances next to each other."""

    def __init__(self, fields: Sequence[Field], commit: Commit, editable: bool) -> None:
        super().__init__()
        self.editors = {field.column: FieldEditor(field, commit, editable) for field in fields}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.size("gap"))
        grid.setVerticalSpacing(look.size("grid"))
        grid.setColumnStretch(1, 1)
        row = 0
        numbers = [e for e in self.editors.values() if e.field.column in _DISTANCES]
        for editor in self.editors.values():
            if editor in numbers:
                if editor is numbers[0]:
                    caption = Label(tr("Distances in metres"), role="secondary")
                    grid.addWidget(caption, row, 0, 1, 2)
                    grid.addLayout(_abreast(numbers), row + 1, 0, 1, 2)
                    row += 2
                continue
            top = Qt.AlignmentFlag.AlignTop if editor.field.kind == "note" else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(editor.label, row, 0, top)
            grid.addLayout(_with_unit(editor), row, 1)
            grid.addWidget(editor.wrong, row + 1, 1)
            row += 2

    def show_rows(self, snapshot: Snapshot, rows: Sequence[Any]) -> None:
        """Show what the rows have in common."""
        for column, editor in self.editors.items():
            values = [getattr(row, column) for row in rows]
            same = all(value == values[0] for value in values)
            hints = dict.fromkeys(editor.field.empty(snapshot, row) for row in rows[:_ASKED])
            editor.show_value(values[0], same, next(iter(hints)) if len(hints) == 1 else tr("differs"))

    def finish(self) -> None:
        """Write what was typed and not yet written."""
        for editor in self.editors.values():
            editor.finish()


def _with_unit(editor: FieldEditor) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(look.size("grid"))
    line.addWidget(editor.widget, 1)
    if editor.field.unit:
        line.addWidget(Label(editor.field.unit, role="secondary"))
    return line


def _abreast(editors: Sequence[FieldEditor]) -> QGridLayout:
    """Short fields next to each other below their labels."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.size("grid"))
    grid.setVerticalSpacing(look.size("grid") // 2)
    for column, editor in enumerate(editors):
        editor.label.setFont(look.font("secondary"))
        grid.addWidget(editor.label, 0, column, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(editor.widget, 1, column)
        grid.addWidget(editor.wrong, 2 + column, 0, 1, len(editors))
        grid.setColumnStretch(column, 1)
        if isinstance(editor.widget, QLineEdit):
            editor.widget.setAlignment(Qt.AlignmentFlag.AlignRight)
    return grid
