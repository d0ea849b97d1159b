"""The item that is explained: how it was worked out, from what, how certain it is, and who owns it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import look
from desktop.panels.burden.facts import Facts
from desktop.text import retranslate
from desktop.widgets.label import Label
from scenarios.indicators.burden import Item
from scenarios.wording import mark, tr

CERTAINTY = {"low": mark("low certainty"), "medium": mark("medium certainty"), "high": mark("high certainty")}
_MOST_SOURCES = 4


class Detail(QWidget):
    """Formula, sources and certainty of an item, whose contours they are, and a field for its owner.

    `owned(text)` comes where another owner was typed.
    """

    owned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = Label(medium=True, wrap=True)
        self.formula = Label(wrap=True)
        self.whose = Label(role="secondary", wrap=True)
        self.sources = Label(font="secondary", role="secondary", wrap=True)
        self.owner_name = Label(role="secondary")
        self.owner = QLineEdit()
        self.owner.editingFinished.connect(self._typed)
        line = QHBoxLayout()
        line.setSpacing(look.size("grid"))
        line.addWidget(self.owner_name)
        line.addWidget(self.owner, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.size("grid"), 0, look.size("grid"))
        column.setSpacing(look.size("grid"))
        column.addWidget(self.title)
        column.addLayout(line)
        for label in (self.formula, self.whose, self.sources):
            column.addWidget(label)
        retranslate(self, self._word)

    def show_item(self, facts: Facts, item: Item, code: str, owner: str, *, editing: bool) -> None:
        """Explain an item of a place (empty: of the region)."""
        figure = item.figure
        self.title.setText(f"{figure.name}, {facts.names[code] if code else tr('Whole region')}")
        self.formula.setText(figure.formula)
        whose = facts.whose(code) if item.key in ("contour_across", "dwellings_across") else ""
        self.whose.setText(tr("Whose contours: {list}.", list=whose) if whose else "")
        self.whose.setVisible(bool(whose))
        certain = tr(CERTAINTY[figure.certainty])
        said = [f"{certain[:1].upper()}{certain[1:]}."]
        if figure.sources:
            few = "; ".join(figure.sources[:_MOST_SOURCES])
            more = len(figure.sources) - _MOST_SOURCES
            few += f" (+{more})" if more > 0 else ""
            said.insert(0, tr("Sources: {sources}.", sources=few))
        self.sources.setText(" ".join(said))
        self.sources.setToolTip("\n".join(figure.sources))
        if not self.owner.isModified() and self.owner.text() != owner:
            self.owner.setText(owner)
        self.owner.setEnabled(editing)

    def _typed(self) -> None:
        if self.owner.isModified():
            self.owner.setModified(False)
            self.owned.emit(self.owner.text())

    def _word(self) -> None:
        self.owner_name.setText(tr("Owner"))
        self.owner.setAccessibleName(tr("Owner"))
        self.owner.setPlaceholderText(tr("nobody yet"))
