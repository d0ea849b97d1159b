"""Each municipality for itself beside all together: the same demands, two ways to govern them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import look, work
from desktop.panels.proposals.live import Live
from desktop.text import retranslate
from desktop.widgets.button import text_button
from desktop.widgets.label import Label, NumberLabel
from scenarios.progress import Job, Progress
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.alone import Own, alone, shares_of, together_and_apart
from scenarios.searches.allocation.goals import GOALS
from scenarios.searches.allocation.program import Vector
from scenarios.searches.allocation.propose import Proposal
from scenarios.searches.allocation.words import amount, goal_name, unit_name
from scenarios.wording import number, tr


class Apart(QWidget):
    """Works the comparison out when asked, and says in words and figures how the two differ."""

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live = live
        self._made_for: Proposal | None = None
        self.button = text_button(lambda: tr("Compare with each for itself"), self.run, icon="compare")
        self.said = Label(wrap=True)
        self.table = QWidget()
        self._grid = QGridLayout(self.table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.size("grid"))
        self._grid.setColumnStretch(0, 1)
        self.cells = {(key, at): NumberLabel() for key in GOALS for at in range(2)}
        self._names = {key: Label(wrap=True) for key in GOALS}
        self._heads = [NumberLabel(font="secondary", role="secondary") for _ in range(2)]
        for at, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, 1 + at)
        for row, key in enumerate(GOALS, 1):
            self._grid.addWidget(self._names[key], row, 0)
            for at in range(2):
                self._grid.addWidget(self.cells[key, at], row, 1 + at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        column.addWidget(self.table)
        retranslate(self, self._word)

    def _word(self) -> None:
        for head, words in zip(self._heads, (tr("Together"), tr("Each apart")), strict=True):
            head.setText(words)
        for key, name in self._names.items():
            name.setText(f"{goal_name(key)} ({unit_name(GOALS[key].unit)})")
        self._made_for = None
        self.refresh()

    def refresh(self) -> None:
        """Forget a comparison that is about another answer."""
        found = self.live.found
        self.button.setEnabled(found is not None and found.answer is not None)
        if self._made_for is None or found is not self._made_for:
            self._made_for = None
            self.table.hide()
            self.said.setText(
                tr(
                    "Here the municipalities share the task. Compare what it takes where each has to bring "
                    "its own part."
                )
            )

    def run(self) -> None:
        """Work out what each can do by itself."""
        found = self.live.found
        if found is None or found.answer is None:
            return
        self._made_for = found
        work.run(
            "each for itself",
            _apart(found, self.live.ground(), self.live.warm.costs),
            on_result=self._show,
        )

    def _show(self, result: tuple[list[Own], str]) -> None:
        found = self._made_for
        if found is None or found is not self.live.found or found.answer is None:
            return
        apart, by = result
        names = {m.code: m.name for m in self.live.ground().region.municipalities}
        short = [names[own.code] for own in apart if own.converted is None]
        sums = together_and_apart(self.live.warm.figures, found.answer.converted, apart)
        for key, pair in sums.items():
            for at, figure in enumerate(pair):
                self.cells[key, at].show_figure(amount(figure), flash=False)
        self.table.show()
        shares = tr("by inhabitants") if by == "inhabitants" else tr("by area")
        self.said.set_role("warning" if short else "")
        if not short:
            self.said.setText(
                tr(
                    "Each for itself can be done too, with the task divided {shares}; it costs {more} "
                    "million euro more.",
                    shares=shares,
                    more=amount(max(0.0, sums["cost"][1] - sums["cost"][0])),
                )
            )
            return
        self.said.setText(
            tr(
                "With the task divided {shares}, {count} of {all} municipalities cannot bring their own "
                "part: {names}. Together it can be done. The figures for each apart leave them out.",
                shares=shares,
                count=number(len(short)),
                all=number(len(apart)),
                names=", ".join(short),
            )
        )


def _apart(found: Proposal, snapshot: Snapshot, costs: Vector) -> Job[tuple[list[Own], str]]:
    yield Progress(0, 0)
    shares, by = shares_of(snapshot, found.space)
    return alone(found.space, found.demands, shares, costs), by
