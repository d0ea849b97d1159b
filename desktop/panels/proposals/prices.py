"""Shadow prices in words, the dearest first: what each demand that holds the proposal back costs."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import look
from desktop.panels.proposals.live import Live
from desktop.widgets.label import Label
from scenarios.searches.allocation.prices import Price
from scenarios.searches.allocation.propose import Proposal, totals
from scenarios.searches.allocation.words import changes_said, dual_said, said
from scenarios.wording import tr

MOST_LINES = 8


class Prices(QWidget):
    """While something moves the solver's own prices; as soon as it rests both sides, solved again."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [
            (Label(wrap=True), Label(font="secondary", role="secondary", wrap=True))
            for _ in range(MOST_LINES)
        ]
        self.none = Label(role="secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.size("grid"))
        column.addWidget(self.none)
        for words, changes in self.lines:
            column.addWidget(words)
            column.addWidget(changes)

    def show_duals(self, found: Proposal | None, live: Live) -> None:
        """Show what the solver says of each demand that holds the answer back."""
        if found is None or found.answer is None or live.wish.burden or live.adopted is not None:
            self._fill([], self._why(found, live))
            return
        duals = found.answer.demand_duals
        lines = [
            (dual_said(found.demands[at], float(duals[at]), live.wish.goals), "")
            for at in found.felt[:MOST_LINES]
        ]
        self._fill(lines, self._why(found, live))

    def show_prices(self, live: Live) -> dict[int, str]:
        """Show both sides of each price, with what a unit more changes in each goal; gives the words for the
        demands that were asked, by their place in the list."""
        lines, beside = [], {}
        for price in live.prices:
            words = said(price, live.wish.goals)
            lines.append((words, self._changes(price, live)))
            kind, _, rest = price.demand.key.partition(":")
            if kind == "demand":
                beside[int(rest)] = words.removeprefix(f"{price.demand.text}. ")
        if lines:
            self._fill(lines[:MOST_LINES], "")
        return beside

    def _changes(self, price: Price, live: Live) -> str:
        answer = live.found.answer if live.found is not None else None
        after = price.after_more if price.bound == "low" else price.after_less
        if after is None or answer is None or len(after) != len(answer.converted):
            return ""
        changes = changes_said(totals(live.warm.figures, after - answer.converted))
        if not changes:
            return ""
        if price.bound == "low":
            return tr("One more changes: {changes}", changes=changes)
        return tr("One more room changes: {changes}", changes=changes)

    def _why(self, found: Proposal | None, live: Live) -> str:
        if found is None or found.answer is None:
            return tr("Prices stand here as soon as there is a proposal.")
        if live.wish.burden:
            return tr("The burden is shared first, whatever it costs: no single demand has a price then.")
        if live.adopted is not None:
            return tr("The prices belong to the weighed goals, not to a point of the frontier.")
        return "" if found.felt else tr("No demand holds the proposal back.")

    def _fill(self, lines: list[tuple[str, str]], none: str) -> None:
        self.none.setText(none)
        self.none.setVisible(not lines)
        for at, (words, changes) in enumerate(self.lines):
            said_, more = lines[at] if at < len(lines) else ("", "")
            words.setText(said_)
            words.setVisible(bool(said_))
            changes.setText(more)
            changes.setVisible(bool(more))
