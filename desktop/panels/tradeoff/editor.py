"""Typing an amount into a cell of the trade-off table: Enter takes it, Esc leaves it as it was."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import look
from desktop.panels.tradeoff.model import MatrixModel
from scenarios.wording import tr

Index = QModelIndex | QPersistentModelIndex
LONGEST = 24


class AmountEditor(QStyledItemDelegate):
    """`typed(row, column, text)` comes where a text was changed and taken."""

    typed = Signal(int, int, str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field of one line over the cell."""
        line = QLineEdit(parent)
        line.setProperty("role", "inline")
        line.setMaxLength(LONGEST)
        line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        model = index.model()
        large = isinstance(model, MatrixModel) and model.view.large
        line.setFont(look.font("beamer" if large else "body"))
        if isinstance(model, MatrixModel):
            line.setAccessibleName(tr("Amount in {unit}", unit=model.unit.short))
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As wide as what is typed needs, over the cell's right edge."""
        box = option.rect  # type: ignore[attr-defined]
        needed = editor.fontMetrics().horizontalAdvance("0" * 11) + look.size("padding")
        right = max(box.right(), needed - 1)
        editor.setGeometry(
            min(box.left(), right - needed + 1), box.top(), max(box.width(), needed), box.height()
        )

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What the cell holds, with all its digits."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Tell what was typed, if anything was."""
        if isinstance(editor, QLineEdit) and editor.isModified():
            text, editor_text = editor.text().strip(), str(index.data(Qt.ItemDataRole.EditRole))
            editor.setModified(False)
            if text != editor_text:
                self.typed.emit(index.row(), index.column(), text)
