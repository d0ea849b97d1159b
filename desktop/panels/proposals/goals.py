"""What a proposal aims at: goals that are weighed against each other, and the burden that is shared first."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from desktop import look
from desktop.text import retranslate
from desktop.widgets.label import Label, NumberLabel
from desktop.widgets.names import use_name
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.fairest import burdens
from scenarios.searches.allocation.goals import GOALS, dwellings_per_ha
from scenarios.searches.allocation.propose import Proposal
from scenarios.searches.allocation.region import rules
from scenarios.searches.allocation.warm import inhabitants
from scenarios.searches.allocation.words import amount, unit_name
from scenarios.wording import mark, tr

ORDER = ("cost", "open_land", "converted", "homes")
"""The goals as they are listed; the first one in force is what the others are weighed against."""

FULL = 100
_FIRST = {"cost": 50, "open_land": 50, "converted": 10, "homes": 50}
"""How far each slider stands at first, of `FULL`."""

_COUNTS = {
    "cost": mark("1 million euro"),
    "open_land": mark("1 ha of nature or farmland"),
    "converted": mark("1 ha converted"),
    "homes": mark("1 dwelling"),
}


class GoalRow(QWidget):
    """One goal: whether it counts, how much, and what the proposal comes to in it."""

    changed = Signal()

    def __init__(self, key: str, on: bool) -> None:
        super().__init__()
        self.key = key
        self.box, self.figure = QCheckBox(), NumberLabel()
        self.box.setChecked(on)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, FULL)
        self.slider.setValue(_FIRST[key])
        self.words = Label(font="secondary", role="secondary", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(look.size("gap"))
        head.addWidget(self.box, 1)
        head.addWidget(self.figure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.slider)
        column.addWidget(self.words)
        self.box.toggled.connect(lambda _on: self.changed.emit())
        self.slider.valueChanged.connect(lambda _value: self.changed.emit())
        retranslate(self, self._word)

    def _word(self) -> None:
        self.box.setText(tr(GOALS[self.key].title))
        self.slider.setAccessibleName(tr("{goal}: how much it counts", goal=tr(GOALS[self.key].title)))


class Goals(QWidget):
    """The goals under each other; `changed()` tells of a choice or a weight made by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = {key: GoalRow(key, key in ("cost", "open_land")) for key in ORDER}
        self.fair, self.burden = QCheckBox(), QComboBox()
        self.burden.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.fair_words = Label(font="secondary", role="secondary", wrap=True)
        self._per_home = 1.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        for row in self.rows.values():
            column.addWidget(row)
            row.changed.connect(self._change)
        line = QHBoxLayout()
        line.setSpacing(look.size("gap"))
        line.addWidget(self.fair, 1)
        line.addWidget(self.burden)
        column.addLayout(line)
        column.addWidget(self.fair_words)
        self.fair.toggled.connect(lambda _on: self._change())
        self.burden.activated.connect(lambda _at: self._change())
        retranslate(self, self._word)

    def weights(self) -> dict[str, float]:
        """What one unit of each goal in force weighs; a hectare of housing as much as a hectare."""
        found = {}
        for key, row in self.rows.items():
            if row.box.isChecked():
                per = self._per_home if key == "homes" else 1.0
                found[key] = row.slider.value() / FULL / per
        return found or {"converted": 1.0}

    def burden_of(self) -> frozenset[str]:
        """The use whose hectares per inhabitant are shared first; none where that does not count."""
        on = self.fair.isChecked() and self.fair.isEnabled()
        return frozenset([str(self.burden.currentData())]) if on else frozenset()

    def show_state(self, snapshot: Snapshot, found: Proposal | None, totals: Mapping[str, float]) -> None:
        """Show what the proposal comes to, and whether the burden can be shared at all."""
        self._per_home = dwellings_per_ha(snapshot)
        known = inhabitants(snapshot) is not None
        self.fair.setEnabled(known)
        self.burden.setEnabled(known and self.fair.isChecked())
        self.fair_words.setText(
            self._burdened(snapshot, found) or tr("Per inhabitant, before the other goals are looked at.")
            if known
            else tr(
                "The inhabitants of the municipalities are not known: import them with their inhabitants."
            )
        )
        for key, row in self.rows.items():
            shown = found is not None and key in totals
            unit = unit_name(GOALS[key].unit)
            row.figure.show_figure(f"{amount(totals[key])} {unit}" if shown else "", flash=False)
        self._weigh()

    def _burdened(self, snapshot: Snapshot, found: Proposal | None) -> str:
        """Who carries most per inhabitant in the proposal, where the burden was shared."""
        heads, uses = inhabitants(snapshot), self.burden_of()
        if heads is None or not uses or found is None or found.answer is None:
            return ""
        weight = np.array([1.0 if use in uses else 0.0 for use in found.space.uses])
        carried = burdens(found.space.final(found.answer.converted), weight, heads)
        most = int(np.argmax(carried))
        return tr(
            "Most burdened: {place}, {amount} ha per 1,000 inhabitants.",
            place=snapshot.region.municipalities[most].name,
            amount=amount(float(carried[most]) * 1000),
        )

    def _change(self) -> None:
        self._weigh()
        self.changed.emit()

    def _weigh(self) -> None:
        """Say what each weight means: how much of the first goal a unit counts for."""
        weights = self.weights()
        lead = next(iter(weights))
        for key, row in self.rows.items():
            on = row.box.isChecked()
            row.slider.setVisible(on and len(weights) > 1)
            row.words.setVisible(on and key != lead)
            if on and key != lead:
                row.words.setText(
                    tr(
                        "{one} counts as {amount} {unit}",
                        one=tr(_COUNTS[key]),
                        amount=amount(weights[key] / weights[lead]),
                        unit=unit_name(GOALS[lead].unit),
                    )
                )

    def _word(self) -> None:
        self.fair.setText(tr("Least burden"))
        tip = tr("The most burdened municipality as little as possible, then the next, and so on.")
        self.fair.setToolTip(tip)
        self.fair.setAccessibleDescription(tip)
        self.burden.setAccessibleName(tr("What is the burden"))
        chosen = self.burden.currentData() or "HMC"
        self.burden.clear()
        for use, rule in rules().items():
            if rule.takes and not rule.keeps:
                self.burden.addItem(use_name(use), use)
        self.burden.setCurrentIndex(max(0, self.burden.findData(chosen)))
        self._weigh()
