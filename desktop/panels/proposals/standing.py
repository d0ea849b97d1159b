"""The rules, limits and locks that a proposal keeps to; a rule can be put aside for this proposal."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.widgets.label import Label
from desktop.widgets.names import use_short
from scenarios.landuse.limits import Rule, rules
from scenarios.project.snapshot import Snapshot
from scenarios.wording import number, tr


class Standing(QWidget):
    """A box per rule; `changed()` tells that one was put aside or put in force again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {use: QCheckBox() for use, rule in rules().items() if rule.keeps or not rule.takes}
        self._words = {use: Label(font="secondary", role="secondary", wrap=True) for use in self.boxes}
        self.others = Label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        for use, box in self.boxes.items():
            box.setChecked(True)
            box.toggled.connect(lambda _on: self.changed.emit())
            column.addWidget(box)
            column.addWidget(self._words[use])
        column.addWidget(self.others)
        retranslate(self, self._word)

    @property
    def off(self) -> frozenset[str]:
        """The uses whose rule is put aside."""
        return frozenset(use for use, box in self.boxes.items() if not box.isChecked())

    def put_aside(self, use: str) -> None:
        """Put the rule of a use aside, and tell."""
        if use in self.boxes:
            self.boxes[use].setChecked(False)

    def show_state(self, snapshot: Snapshot) -> None:
        """Say how many limits and locks hold in the variant."""
        self.others.setText(
            tr(
                "Kept as well: limits {limits}, locks {locks} (set beside the sliders).",
                limits=number(len(snapshot.limits)),
                locks=number(len(snapshot.locks)),
            )
        )

    def _word(self) -> None:
        for use, box in self.boxes.items():
            rule = rules()[use]
            box.setText(_said(use, rule))
            box.setToolTip(tr("Untick to put this rule aside for this proposal"))
            self._words[use].setText(rule.reason)


def _said(use: str, rule: Rule) -> str:
    if rule.keeps and not rule.takes:
        return tr("{use}: stays as it is", use=use_short(use))
    if rule.keeps:
        return tr("{use}: may not shrink", use=use_short(use))
    return tr("{use}: may not grow", use=use_short(use))
