"""The table that says which land use each class of a file is: counted, guessed, and changed by a choice per
row."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop import look
from desktop.text import retranslate
from desktop.widgets.cell_box import CellBox, put_boxes
from desktop.widgets.chip import chip
from scenarios.intake.plan import ClassCount
from scenarios.landuse.catalogue import USES
from scenarios.wording import number, tr

MOST = 400
"""Rows shown; a field with more values than this holds no classes."""

_LAYER, _CLASS, _COUNT, _USE = range(4)


class ClassTable(QTableWidget):
    """`chosen(layer, class, use)` tells that a row got another use; the empty use leaves the class out."""

    chosen = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.size("control") + look.size("gap"))
        self._boxes: list[QComboBox] = []
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_CLASS, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        retranslate(self, self._word)

    def _word(self) -> None:
        self.setHorizontalHeaderLabels([tr("Layer"), tr("Class"), tr("Number"), tr("Land use")])
        for column in (_LAYER, _CLASS, _COUNT, _USE):
            item = self.horizontalHeaderItem(column)
            if item is not None:
                right = column == _COUNT
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(tr("Land use of each class"))

    def show_classes(self, counts: Sequence[ClassCount], changes: Mapping[tuple[str, str], str]) -> None:
        """Show the classes that occur, each with the use it will get."""
        self.setRowCount(0)
        self._boxes = []
        shown = counts[:MOST]
        self.setRowCount(len(shown))
        self.setColumnHidden(_LAYER, len({one.layer for one in shown}) < 2)
        for row, one in enumerate(shown):
            for column, said in ((_LAYER, one.layer), (_CLASS, one.value), (_COUNT, number(one.count))):
                item = QTableWidgetItem(said)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(said)
                if column == _COUNT:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
            box = self._choice(one, changes.get((one.layer, one.value), one.use or ""))
            self._boxes.append(box)
        put_boxes(self, _USE, self._boxes)

    def use_of(self, row: int) -> str:
        """The use that a row gives its class."""
        return str(self._boxes[row].currentData() or "")

    def choose(self, row: int, use: str) -> None:
        """Give a row's class another use, as its box does."""
        box = self._boxes[row]
        box.setCurrentIndex(max(box.findData(use), 0))
        box.activated.emit(box.currentIndex())

    def _choice(self, one: ClassCount, use: str) -> QComboBox:
        box = CellBox()
        box.setAccessibleName(tr("Land use of {name}", name=one.value))
        box.addItem(tr("left out"), "")
        for code, known in USES.items():
            box.addItem(QIcon(chip(known.colour)), known.name, code)
        box.setCurrentIndex(max(box.findData(use), 0))
        box.activated.connect(lambda _: self.chosen.emit(one.layer, one.value, str(box.currentData() or "")))
        return box
