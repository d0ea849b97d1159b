"""A small window that stays open beside the map: which things to select by what is said of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import look
from desktop.session import Session
from desktop.text import retranslate
from desktop.tools.event import Place
from desktop.widgets.button import text_button
from desktop.widgets.label import Label
from desktop.widgets.query import FIELDS, NUMBER_TESTS, TEXT_TESTS, matching, said_count, values
from scenarios.wording import tr

_LETTERS = 14
"""Room for a field or a comparison in words."""


class SelectByDialog(QDialog):
    """Field, comparison and value on one line; how many it finds; select, add, or take away."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.field, self.test, self.value = QComboBox(), QComboBox(), QComboBox()
        self.value.setEditable(True)
        self.value.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.value.setMinimumWidth(look.size("option_width"))
        for combo in (self.field, self.test):
            combo.setMinimumContentsLength(_LETTERS)
        self.count = Label(role="secondary")
        self.select = text_button(lambda: tr("Select"), self._select, role="primary")
        self.select.setDefault(True)
        self.add = text_button(lambda: tr("Add"), self._add)
        self.less = text_button(lambda: tr("Take away"), self._less)
        column = QVBoxLayout(self)
        edge = look.size("padding")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look.size("gap"))
        line, row = QHBoxLayout(), QHBoxLayout()
        for layout, widgets in ((line, (self.field, self.test, self.value)), (row, (self.count,))):
            layout.setSpacing(look.size("gap"))
            for widget in widgets:
                layout.addWidget(widget, 1 if widget in (self.value, self.count) else 0)
        for button in (self.less, self.add, self.select):
            row.addWidget(button)
        column.addLayout(line)
        column.addLayout(row)
        retranslate(self, self._word)
        self.field.currentIndexChanged.connect(self._ask_anew)
        self.test.currentIndexChanged.connect(self._show)
        self.value.editTextChanged.connect(self._show)
        session.edited.connect(self._edited)
        session.focused.connect(self._show)
        self._ask_anew()

    def found(self) -> tuple[Place, ...]:
        """What the question finds now."""
        if self.session.document is None or self.field.currentIndex() < 0:
            return ()
        field = FIELDS[self.field.currentIndex()]
        return matching(
            self.session.committed(), field, str(self.test.currentData()), self.value.currentText()
        )

    def _select(self) -> None:
        self.session.select(self.found())

    def _add(self) -> None:
        self.session.select((*self.session.selection, *self.found()))

    def _less(self) -> None:
        gone = set(self.found())
        self.session.select(place for place in self.session.selection if place not in gone)

    def _edited(self, changes: object) -> None:
        self._show()

    def _ask_anew(self) -> None:
        """Another field: the comparisons it knows and the values it has."""
        field = FIELDS[max(self.field.currentIndex(), 0)]
        tests = NUMBER_TESTS if field.numeric else TEXT_TESTS
        chosen = self.test.currentData()
        for combo in (self.test, self.value):
            combo.blockSignals(True)
            combo.clear()
        for key, title in tests:
            self.test.addItem(tr(title), key)
        self.test.setCurrentIndex(max(self.test.findData(chosen), 0))
        if self.session.document is not None:
            self.value.addItems(values(self.session.committed(), field))
        for combo in (self.test, self.value):
            combo.blockSignals(False)
        self._show()

    def _show(self) -> None:
        found = self.found()
        self.value.setEnabled(self.test.currentData() != "empty")
        self.count.setText(said_count(len(found)))
        for button in (self.select, self.add, self.less):
            button.setEnabled(bool(found))

    def _word(self) -> None:
        self.setWindowTitle(tr("Select by attribute"))
        self.setWindowFlag(Qt.WindowType.Tool, True)
        chosen = max(self.field.currentIndex(), 0)
        self.field.blockSignals(True)
        self.field.clear()
        for field in FIELDS:
            self.field.addItem(tr(field.title), field.key)
        self.field.setCurrentIndex(chosen)
        self.field.blockSignals(False)
        self.field.setAccessibleName(tr("What is asked"))
        self.test.setAccessibleName(tr("Comparison"))
        self.value.setAccessibleName(tr("Value"))
        self._ask_anew()
