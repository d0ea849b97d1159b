"""Each municipality for itself beside all together: the same demands, two ways to govern them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look, work
from desktop.panels.proposals.live import Live
from desktop.widgets.button import text_button
from desktop.widgets.label import Label
from desktop.widgets.row_table import Column, RowTable
from scenarios.progress import Job, Progress
from scenarios.project.snapshot import Snapshot
from scenarios.searches.allocation.alone import Own, alone, shares_of, together_and_apart
from scenarios.searches.allocation.goals import GOALS
from scenarios.searches.allocation.program import Vector
from scenarios.searches.allocation.propose import Proposal
from scenarios.searches.allocation.words import amount, goal_name, unit_name
from scenarios.wording import number, signed, tr


@dataclass(frozen=True)
class Line:
    """What one goal comes to, both ways; `unit` in words."""

    name: str
    unit: str
    together: float
    apart: float


class Apart(QWidget):
    """Works the comparison out when asked, and says in words and figures how the two differ."""

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live = live
        self._made_for: Proposal | None = None
        self.button = text_button(lambda: tr("Compare with each for itself"), self.run, icon="compare")
        self.said = Label(wrap=True)
        self.table = RowTable(_columns())
        self.table.setFixedHeight(look.size("row") * (len(GOALS) + 1) + look.size("gap"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("gap"))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        column.addWidget(self.table)
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
        self.table.show_rows(
            [Line(goal_name(key), unit_name(GOALS[key].unit), *pair) for key, pair in sums.items()]
        )
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


def _columns() -> tuple[Column, ...]:
    return (
        Column(lambda: tr("Goal"), lambda line: f"{line.name} ({line.unit})", stretch=True),
        Column(lambda: tr("Together"), lambda line: amount(line.together), numeric=True),
        Column(lambda: tr("Each apart"), lambda line: amount(line.apart), numeric=True),
        Column(
            lambda: tr("Difference"),
            lambda line: signed(line.apart - line.together, 1),
            numeric=True,
        ),
    )
